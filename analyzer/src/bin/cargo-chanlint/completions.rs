//! Completion scripts and manual pages, made of the definition of the command line. What is in them, clap knows.

use std::io;

use anyhow::bail;
use chanlint::findings::Group;
use chanlint::rules::RULES;
use chanlint::suggest;
use clap::Command;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use crate::pages;

/// What stands below the help of `completions`.
pub(crate) const WHERE_TO_PUT_THEM: &str = "\
Where shells look for them:
  bash  cargo-chanlint completions bash > ~/.local/share/bash-completion/completions/cargo-chanlint
  zsh   cargo-chanlint completions zsh > DIR/_cargo-chanlint, with DIR in $fpath
  fish  cargo-chanlint completions fish > ~/.config/fish/completions/cargo-chanlint.fish

They complete `cargo-chanlint` alone; what follows `cargo` is completed by cargo itself.";

/// The completion script of a shell.
pub(crate) fn script(shell: Shell, program: Command) -> Vec<u8> {
    let mut program = with_rules(program).mut_subcommands(with_rules);
    let name = program.get_name().to_owned();
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut program, name, &mut text);
    if shell != Shell::Bash {
        return text;
    }
    // clap_complete 4.6 gives the hyphen of the program one spelling in the names of states, and another where it looks them up.
    let text = String::from_utf8(text).expect("a script is text");
    text.replace("cargo__subcmd__chanlint", "cargo__chanlint").into_bytes()
}

/// A command whose arguments know the rules and groups. Parsing does not: it has suggestions of its own.
fn with_rules(command: Command) -> Command {
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let groups = Group::ALL.iter().map(|group| group.name()).chain(["all"]);
    let both: Vec<&str> = rules.iter().copied().chain(groups).collect();
    let topics: Vec<&str> = pages::names().collect();
    command.mut_args(|arg| match arg.get_id().as_str() {
        "topic" => arg.value_parser(PossibleValuesParser::new(&topics)),
        "allow" | "warn" | "deny" => arg.value_parser(PossibleValuesParser::new(&both)),
        _ => arg,
    })
}

/// The manual page of the program, or that of one of its commands.
pub(crate) fn manual(mut program: Command, of: Option<&str>) -> anyhow::Result<Vec<u8>> {
    program.build();
    let Some(name) = of else { return Ok(page(program)?) };
    let known: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
    let Some(command) = program.find_subcommand(name) else {
        bail!("there is no command `{name}`{}", suggest::did_you_mean(name, &known));
    };
    Ok(page(command.clone())?)
}

fn page(command: Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let source = concat!("chanlint ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).source(source).render(&mut text)?;
    Ok(text)
}
