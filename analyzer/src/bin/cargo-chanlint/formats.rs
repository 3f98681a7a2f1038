//! What the user may ask for as output, and which of the library's formats that is.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::bail;
use chanlint::findings::Report;
use chanlint::report::human::{self, Detail};
use chanlint::report::picture::{self, html::LinkBase};
use chanlint::report::{
    Look, Palette, agent, checkstyle, closing, github, gitlab, json, junit, rdjson, rustc_json,
    sarif, short, told,
};
use chanlint::sources::Sources;
use chanlint::suggest;
use clap::ValueEnum;

use crate::agents;

/// How to print, and what to run beside it.
#[derive(Debug, clap::Args)]
pub(crate) struct FormatArgs {
    /// How to print the findings; `human` without it, or `agent` where a program that writes code runs this one
    #[arg(long, value_name = "FORMAT", value_enum, help_heading = "Output")]
    output_format: Option<OutputFormat>,

    /// Write the whole report into a file, too, in a format of its own: `--output-file sarif:report.sarif`; may be repeated
    #[arg(long = "output-file", value_name = "FORMAT:PATH", help_heading = "Output")]
    pub(crate) files: Vec<OutputFile>,

    /// Where the code is to be seen, so that the page of `html` leads there: `https://github.com/acme/shop/blob/main`
    #[arg(long, value_name = "URL", help_heading = "Output")]
    pub(crate) link_base: Option<LinkBase>,

    /// Count the findings of each rule instead of printing them
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,

    /// The same by cargo's names: `json` is `rustc-json`
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        conflicts_with = "output_format",
        help_heading = "Output"
    )]
    message_format: Option<MessageFormat>,

    /// Run another check, too, and forward its lines: `--with "cargo clippy --message-format=json"`; needs `rustc-json`
    #[arg(long, value_name = "COMMAND", help_heading = "Output")]
    pub(crate) with: Option<String>,
}

/// The formats of `--output-format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// The story of each finding, the code to act on, what happens and the ways out
    Human,
    /// The same with all code of the story and all evidence
    Full,
    /// One line for each finding
    Short,
    /// One line for each finding with what happens and the ways out, for programs that write code
    Agent,
    /// One JSON object
    Json,
    /// Lines of JSON as `cargo check --message-format=json` prints them, for editors
    RustcJson,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions, the whole report, and a table in `$GITHUB_STEP_SUMMARY`
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// The XML of `JUnit`
    Junit,
    /// The Reviewdog Diagnostic Format
    Rdjson,
    /// The XML of Checkstyle
    Checkstyle,
    /// A page with a picture of the channels, what was found and the code of each step; one file that needs no network
    Html,
}

/// The formats of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapFormat {
    /// An indented tree
    Human,
    /// One JSON object
    Json,
    /// A picture
    Svg,
    /// A page with the picture, what was found and the code of each step; one file that needs no network
    Html,
    /// The channels with findings and their neighbours, for a host that draws Mermaid
    Mermaid,
    /// A graph for Graphviz
    Dot,
}

/// The formats of the list of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    /// A list, group by group
    Human,
    /// A JSON array
    Json,
}

/// A value of `--output-file`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OutputFile {
    pub(crate) format: OutputFormat,
    pub(crate) path: PathBuf,
}

/// The formats of `--message-format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// The story of each finding, the code to act on, what happens and the ways out
    Human,
    /// One line for each finding
    Short,
    /// Lines of JSON, for editors
    Json,
    /// The same with colours in the text for people
    JsonDiagnosticRenderedAnsi,
}

impl FormatArgs {
    /// Refuses what cannot be had together.
    pub(crate) fn agree(&self) -> anyhow::Result<()> {
        let format = self.format();
        if self.with.is_some() && format != OutputFormat::RustcJson {
            bail!("`--with` forwards the messages of cargo: add `--message-format=json`");
        }
        if self.statistics && !format.is_for_people() && format != OutputFormat::Json {
            bail!("`--statistics` prints text or, with `--output-format json`, JSON");
        }
        Ok(())
    }

    /// The format of the standard output.
    pub(crate) fn format(&self) -> OutputFormat {
        match self.message_format {
            None => self.output_format.unwrap_or(match agents::variable() {
                Some(_) => OutputFormat::Agent,
                None => OutputFormat::Human,
            }),
            Some(MessageFormat::Human) => OutputFormat::Human,
            Some(MessageFormat::Short) => OutputFormat::Short,
            Some(MessageFormat::Json | MessageFormat::JsonDiagnosticRenderedAnsi) => {
                OutputFormat::RustcJson
            }
        }
    }

    /// The variable because of which the format was chosen, when nobody else chose it.
    pub(crate) fn chosen_by(&self) -> Option<&'static str> {
        let is_free = self.output_format.is_none() && self.message_format.is_none();
        is_free.then(agents::variable).flatten()
    }

    /// Whether the text for people inside the lines of JSON carries colours.
    pub(crate) fn rendered(&self) -> Palette {
        match self.message_format {
            Some(MessageFormat::JsonDiagnosticRenderedAnsi) => Palette::Ansi,
            _ => Palette::Plain,
        }
    }
}

impl OutputFormat {
    /// The whole report as a file of this format holds it. `success` is whether the run succeeds; `base` is where the code is
    /// to be seen.
    pub(crate) fn render(
        self,
        report: &Report,
        sources: &Sources,
        success: bool,
        base: Option<&LinkBase>,
    ) -> anyhow::Result<String> {
        Ok(match self {
            Self::Human | Self::Full => {
                let mut lines = human::findings(report, sources, Look::PLAIN, self.detail());
                lines.append(&told::problems(report));
                lines.line(format_args!("{}", closing::conclusion(report)));
                lines.into()
            }
            Self::Short => {
                let mut lines = short::findings(report, sources);
                lines.append(&short::problems(report));
                lines.into()
            }
            Self::Agent => {
                let mut lines = agent::findings(report, sources);
                lines.append(&told::problems(report));
                lines.line(format_args!("{}", closing::conclusion(report)));
                lines.into()
            }
            Self::Json => json::render(report, sources),
            Self::RustcJson => {
                let messages = rustc_json::messages(report, sources, Palette::Plain);
                messages + &rustc_json::finished(success)
            }
            Self::Sarif => sarif::render(report, sources),
            Self::Github => github::render(report, sources, &token()?),
            Self::Gitlab => gitlab::render(report, sources),
            Self::Junit => junit::render(report, sources),
            Self::Rdjson => rdjson::render(report, sources),
            Self::Checkstyle => checkstyle::render(report, sources),
            Self::Html => picture::html::render(report, sources, base),
        })
    }

    /// Whether it is text that is read line by line, and not by a parser.
    pub(crate) fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Full | Self::Short | Self::Agent)
    }

    /// How much of a finding it shows.
    pub(crate) fn detail(self) -> Detail {
        if self == Self::Full { Detail::Full } else { Detail::Brief }
    }

    /// Whether its readers find problems in it, so that the standard error can stay empty.
    ///
    /// Editors take every line on it for an error; files for servers are seldom looked at when a run fails.
    pub(crate) fn tells_problems(self) -> bool {
        matches!(self, Self::Json | Self::RustcJson | Self::Github | Self::Html)
    }
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((format, path)) = text.split_once(':').filter(|(_, path)| !path.is_empty()) else {
            return Err("a format and a path belong here, as in `sarif:report.sarif`".to_owned());
        };
        let path = PathBuf::from(path);
        match OutputFormat::from_str(format, false) {
            Ok(format) => Ok(Self { format, path }),
            Err(_) => Err(unknown(format)),
        }
    }
}

/// A word that nobody can know before.
fn token() -> anyhow::Result<String> {
    let (high, low) = (getrandom::u64()?, getrandom::u64()?);
    Ok(format!("chanlint-{high:016x}{low:016x}"))
}

fn unknown(format: &str) -> String {
    let known = OutputFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let known: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    let hint = suggest::did_you_mean(format, &names);
    format!("there is no format `{format}`{hint} (known are {})", names.join(", "))
}
