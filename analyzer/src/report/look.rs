//! How text for people looks: whether it has colours, how wide it is, and what each colour says.

use anstyle::{AnsiColor, Effects};

/// How wide lines are where nobody says it: in files and in logs.
pub const WIDTH: usize = 100;

/// Lines are never made for less than this: below it a terminal has to break them.
const NARROWEST: usize = 40;

/// What a text may carry beside its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// Nothing.
    Plain,
    /// ANSI escape sequences for colours.
    Ansi,
    /// Colours, and hyperlinks (OSC 8).
    Linked,
}

/// How a text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// What it may carry.
    pub palette: Palette,
    columns: usize,
}

impl Look {
    /// For a file or a log: letters only.
    pub const PLAIN: Self = Self { palette: Palette::Plain, columns: WIDTH };

    /// For lines of so many columns.
    pub fn new(palette: Palette, columns: usize) -> Self {
        Self { palette, columns: columns.max(NARROWEST) }
    }

    /// How many columns a line has.
    pub fn width(self) -> usize {
        self.columns
    }
}

/// What a part of a text is; colours follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Text.
    Plain,
    /// A title: what is read first.
    Title,
    /// The title of a part of a page.
    Heading,
    /// What fails a run.
    Error,
    /// What is reported and fails nothing.
    Warning,
    /// A way out.
    Help,
    /// What is as it should be.
    Fine,
    /// Where something is.
    Place,
    /// What only a reader who wants to know more reads.
    Dim,
    /// A name of the code.
    Name,
    /// A line that a fix adds.
    Added,
    /// A line that a fix takes away.
    Removed,
}

impl Style {
    /// Colours of the terminal's own theme only, as nobody knows its background.
    fn ansi(self) -> anstyle::Style {
        let plain = anstyle::Style::new();
        let bold = |color: AnsiColor| color.on_default().effects(Effects::BOLD);
        match self {
            Self::Plain => plain,
            Self::Title | Self::Name => plain.bold(),
            Self::Heading => plain.bold().underline(),
            Self::Error => bold(AnsiColor::Red),
            Self::Warning => bold(AnsiColor::Yellow),
            Self::Help => bold(AnsiColor::Cyan),
            Self::Fine => bold(AnsiColor::Green),
            Self::Place => AnsiColor::BrightBlue.on_default(),
            Self::Dim => plain.dimmed(),
            Self::Added => AnsiColor::Green.on_default(),
            Self::Removed => AnsiColor::Red.on_default(),
        }
    }

    /// A text in the colours of this style.
    pub(super) fn paint(self, text: &str, palette: Palette) -> String {
        let style = self.ansi();
        if palette == Palette::Plain || style.is_plain() || text.is_empty() {
            return text.to_owned();
        }
        format!("{style}{text}{style:#}")
    }
}
