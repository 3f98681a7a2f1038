//! What the user may ask for as output, and which of the library's formats that is.

use chanlint::report::human::Palette;
use clap::ValueEnum;

/// How to print, and what to run beside it.
#[derive(Debug, clap::Args)]
pub(crate) struct FormatArgs {
    /// How to print the findings
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Human, help_heading = "Output")]
    output_format: OutputFormat,

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
    /// The code of each finding, with the story in it
    Human,
    /// One JSON object
    Json,
    /// Lines of JSON as `cargo check --message-format=json` prints them, for editors
    RustcJson,
}

/// The formats of `--message-format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// The code of each finding, with the story in it
    Human,
    /// Lines of JSON, for editors
    Json,
    /// The same with colours in the text for people
    JsonDiagnosticRenderedAnsi,
}

impl FormatArgs {
    /// The format of the standard output.
    pub(crate) fn format(&self) -> OutputFormat {
        match self.message_format {
            None => self.output_format,
            Some(MessageFormat::Human) => OutputFormat::Human,
            Some(MessageFormat::Json | MessageFormat::JsonDiagnosticRenderedAnsi) => {
                OutputFormat::RustcJson
            }
        }
    }

    /// Whether the text for people inside the lines of JSON carries colours.
    pub(crate) fn rendered(&self) -> Palette {
        match self.message_format {
            Some(MessageFormat::JsonDiagnosticRenderedAnsi) => Palette::Ansi,
            _ => Palette::Plain,
        }
    }
}
