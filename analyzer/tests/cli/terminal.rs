//! How the program behaves towards a person and a shell: the line of a long run, readers that have gone, completions, the manual.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_cargo-chanlint");

fn fresh(test: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal").join(test);
    if dir.exists() {
        fs::remove_dir_all(&dir).unwrap();
    }
    fs::create_dir_all(dir.join("src")).unwrap();
    dir
}

/// A package with so many functions that take a channel.
fn package(test: &str, functions: usize) -> PathBuf {
    let dir = fresh(test);
    let manifest =
        "[package]\nname = \"long\"\nedition = \"2024\"\n[dependencies]\namqprs = \"2.1\"\n";
    let function = |n| format!("pub fn f{n}(c: amqprs::channel::Channel) {{ drop(c.clone()); }}\n");
    fs::write(dir.join("Cargo.toml"), manifest).unwrap();
    fs::write(dir.join("src/lib.rs"), (0..functions).map(function).collect::<String>()).unwrap();
    dir
}

fn program(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(dir);
    command
}

fn stdout(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap()
}

/// What bash does with a script; the program stands on its path.
fn bash(script: &str) -> String {
    let mut bash =
        Command::new("bash").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    bash.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = bash.wait_with_output().unwrap();
    assert!(output.status.success(), "{script}");
    stdout(output)
}

/// What a terminal shows of a run.
#[cfg(target_os = "linux")]
fn on_terminal(dir: &Path, arguments: &str) -> String {
    shown(dir, &format!("{PROGRAM} {arguments}"), &[("NO_COLOR", "1")])
}

/// What a terminal shows of a command, with nothing in its environment that says how text is to look, but for some variables.
#[cfg(target_os = "linux")]
fn shown(dir: &Path, command: &str, variables: &[(&str, &str)]) -> String {
    let mut script = Command::new("script");
    script.args(["-qec", command, "/dev/null"]).current_dir(dir).stdin(Stdio::null());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name != "PATH" && name != "HOME") {
        script.env_remove(name);
    }
    script.env("TERM", "xterm").envs(variables.iter().copied());
    stdout(script.output().unwrap()).replace("\r\n", "\n")
}

/// How long a run takes is the machine's affair: the program grows until one run is long enough.
#[cfg(target_os = "linux")]
#[test]
fn a_long_run_says_what_it_does_to_a_terminal_and_cleans_up() {
    const LINE: &str = "\r\u{1b}[Kchanlint: ";
    let dir = (0..5).map(|doubled| package("long", 15_000 << doubled)).find(|dir| {
        let shown = on_terminal(dir, "");
        let cleaned = shown.rfind("\r\u{1b}[K").map(|at| &shown[at + 4..]);
        assert!(cleaned.is_none_or(|rest| rest.starts_with("chanlint: 1 package")), "{shown:?}");
        shown.contains(LINE)
    });
    let dir = dir.expect("no run was long enough for a line");
    for arguments in ["-q", "--output-format json"] {
        let shown = on_terminal(&dir, arguments);
        assert!(!shown.contains(LINE), "{arguments}: {shown:?}");
    }
}

/// A package with an error that is told in many words.
fn shared(test: &str) -> PathBuf {
    let dir = package(test, 0);
    let manifest = fs::read_to_string(dir.join("Cargo.toml")).unwrap();
    fs::write(dir.join("Cargo.toml"), manifest + "tokio = \"1\"\n").unwrap();
    let code = "pub async fn run(connection: amqprs::connection::Connection) {
    let channel = connection.open_channel(None).await.unwrap();
    for queue in [\"a\", \"b\"] {
        let channel = channel.clone();
        tokio::spawn(async move { channel.queue_declare(queue).await });
    }
}
";
    fs::write(dir.join("src/lib.rs"), code).unwrap();
    dir
}

#[cfg(target_os = "linux")]
#[test]
fn text_is_as_wide_as_the_terminal_and_elsewhere_as_columns_says() {
    let dir = shared("wide");
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap();
    for columns in [60, 90, 130] {
        let command = format!("stty rows 40 cols {columns} < /dev/tty; {PROGRAM}");
        let on_terminal = shown(&dir, &command, &[("NO_COLOR", "1"), ("COLUMNS", "75")]);
        let width = longest(&on_terminal);
        assert!(width <= columns && width > columns - 20, "{columns}: {on_terminal}");
    }
    let piped = |columns: &[(&str, &str)]| {
        let mut command = program(&dir, &["-q"]);
        command.env_remove("COLUMNS").envs(columns.iter().copied());
        command.env_remove("CLAUDECODE").env("NO_COLOR", "1").args(["--output-format", "human"]);
        longest(&stdout(command.output().unwrap()))
    };
    assert!((91..=100).contains(&piped(&[])));
    assert!((51..=70).contains(&piped(&[("COLUMNS", "70")])));
    assert!((91..=100).contains(&piped(&[("COLUMNS", "many")])));
}

#[test]
fn a_long_word_of_a_story_stands_below_its_place() {
    const NAME: &str = "connection_of_all_workers_that_there_are";
    let dir = shared("words");
    let code = fs::read_to_string(dir.join("src/lib.rs")).unwrap();
    let code = code.replace("(connection:", &format!("({NAME}:"));
    let code = code.replace(" connection.", &format!(" {NAME}."));
    fs::write(dir.join("src/lib.rs"), code).unwrap();
    let mut command = program(&dir, &["-q", "--color", "never", "--output-format", "human"]);
    let shown = stdout(command.env("COLUMNS", "80").output().unwrap());
    let story = format!("\n  opened  src/lib.rs:2\n          {NAME}.open_channel(None)\n");
    assert!(shown.contains(&story), "{shown}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_rule_is_a_link_where_the_terminal_says_that_it_takes_them() {
    const LINK: &str = concat!(
        "\u{1b}]8;;https://github.com/chanlint/chanlint/blob/v",
        env!("CARGO_PKG_VERSION"),
        "/analyzer/src/rules/shared_channel_rpc/page.md\u{1b}\\"
    );
    let dir = shared("links");
    let has_link = |variables: &[(&str, &str)]| shown(&dir, PROGRAM, variables).contains(LINK);
    assert!(has_link(&[("FORCE_HYPERLINK", "1")]));
    assert!(has_link(&[("VTE_VERSION", "7001")]));
    assert!(!has_link(&[]));
    assert!(!has_link(&[("FORCE_HYPERLINK", "1"), ("NO_COLOR", "1")]));
    let command = format!("{PROGRAM} --color always | cat");
    assert!(!shown(&dir, &command, &[("FORCE_HYPERLINK", "1")]).contains(LINK));
}

#[cfg(target_os = "linux")]
#[test]
fn the_closing_line_is_coloured() {
    let dir = shared("closing");
    let text = shown(&dir, PROGRAM, &[]);
    let last = text.lines().last().unwrap();
    let count = "\u{1b}[1m\u{1b}[31m1 error\u{1b}[0m";
    assert!(last.contains("1 package, 1 file, 1 channel: ") && last.contains(count), "{last:?}");
    let clean = shown(&dir, &format!("{PROGRAM} -A all"), &[]);
    assert!(clean.contains("\u{1b}[1m\u{1b}[32mno findings\u{1b}[0m"), "{clean:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn long_text_goes_through_the_pager_of_the_user() {
    let dir = shared("pager");
    let pager = ("PAGER", "sed 's/^/| /'");
    for command in ["explain shared_channel", "explain config", "rules"] {
        let command = format!("{PROGRAM} {command} --color never");
        let text = shown(&dir, &command, &[pager]);
        assert!(text.lines().all(|line| line.starts_with("| ")), "{command}: {text}");
        let piped = shown(&dir, &format!("{command} | cat"), &[pager]);
        assert_eq!(text.replace("| ", ""), piped.replace("| ", ""), "{command}");
        assert!(!piped.starts_with("| "), "{piped}");
    }
    for other in ["", "cat", "no-such-pager", "unclosed '"] {
        let text = shown(&dir, &format!("{PROGRAM} explain shared_channel"), &[("PAGER", other)]);
        assert!(text.contains("All of it: "), "{other}: {text}");
    }
    let gone = shown(&dir, &format!("{PROGRAM} rules; echo code $?"), &[("PAGER", "true")]);
    assert_eq!(gone, "code 0\n");
    let said = shown(&dir, &format!("{PROGRAM} explain nothing"), &[pager]);
    assert!(said.contains("there is no rule, group or topic `nothing`"), "{said}");
}

#[test]
fn readers_that_have_gone_are_no_error() {
    let dir = package("gone", 1);
    for arguments in [
        &["."][..],
        &["--output-format", "json"],
        &["-v"],
        &["map"],
        &["map", "--output-format", "json"],
        &["rules"],
        &["explain", "shared_channel"],
        &["explain", "--full", "shared_channel"],
        &["rules", "--output-format", "json"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["--version"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = program(&dir, arguments).stdout(writer).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!((run.status.code(), said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn errors_that_nobody_reads_still_give_2() {
    let dir = package("unread", 1);
    for arguments in
        [&["-D", "no_such_rule"][..], &["explain", "no_such_rule"], &["--no-such-flag"]]
    {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = program(&dir, arguments).stderr(writer).output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
    }
}

/// What bash offers when Tab is pressed behind the last word.
fn offered(words: &[&str]) -> Vec<String> {
    let line = words.join(" ");
    let [.., before, last] = words else { panic!("{line}: the program, then what was typed") };
    let script = stdout(Command::new(PROGRAM).args(["completions", "bash"]).output().unwrap());
    // `complete -p` prints: complete -F _function -o … cargo-chanlint
    let pressed = format!(
        "{script}
        registered=($(complete -p cargo-chanlint))
        for at in \"${{!registered[@]}}\"; do
            [ \"${{registered[at]}}\" = -F ] && function=${{registered[at + 1]}}
        done
        COMP_WORDS=({line}) COMP_CWORD={} COMP_LINE='{line}'
        compopt() {{ :; }}
        \"$function\" cargo-chanlint '{last}' '{before}'
        printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.len() - 1
    );
    bash(&pressed).lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_flags_rules_and_groups() {
    assert_eq!(offered(&["cargo-chanlint", "comp"]), ["completions"]);
    assert_eq!(offered(&["cargo-chanlint", "--deny-w"]), ["--deny-warnings"]);
    assert_eq!(offered(&["cargo-chanlint", "explain", "ack_on"]), ["ack_on_wrong_channel"]);
    assert_eq!(
        offered(&["cargo-chanlint", "explain", "supp"]),
        ["suppression_without_reason", "suppress"]
    );
    assert_eq!(offered(&["cargo-chanlint", "-A", "ped"]), ["pedantic"]);
    assert_eq!(offered(&["cargo-chanlint", "map", "-W", "susp"]), ["suspicious"]);
}

#[test]
fn every_shell_gets_a_script() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = program(Path::new("."), &["completions", shell]).output().unwrap();
        assert!(run.status.success() && stdout(run).contains("deny-warnings"), "{shell}");
    }
}

/// What `man` shows of a page.
fn manual(arguments: &str) -> String {
    let text =
        bash(&format!("{PROGRAM} man {arguments} | MANWIDTH=100 man -l --warnings=w - 2>&1"));
    // Bold is a letter, a backspace and the letter again.
    let letters: Vec<char> = text.chars().collect();
    let kept = |at: &usize| letters[*at] != '\u{8}' && letters.get(at + 1) != Some(&'\u{8}');
    (0..letters.len()).filter(kept).map(|at| letters[at]).collect()
}

#[test]
fn man_reads_the_manual() {
    if Command::new("man").arg("--version").output().is_err() {
        let run = program(Path::new("."), &["man"]).output().unwrap();
        assert!(stdout(run).contains("\n.SH SYNOPSIS\n"));
        return;
    }
    let page = manual("");
    assert!(page.starts_with("cargo-chanlint(1) "), "{page}");
    for part in ["\nSYNOPSIS\n", "--deny-warnings\n", "cargo-chanlint-map(1)\n", "Exit codes:\n"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains(": warning: "), "groff has something to say: {page}");
    assert!(manual("map").starts_with("cargo-chanlint-map(1) "));
    let unknown = program(Path::new("."), &["man", "mapp"]).output().unwrap();
    let said = String::from_utf8(unknown.stderr).unwrap();
    assert_eq!(said, "error: there is no command `mapp`: did you mean `map`?\n");
}
