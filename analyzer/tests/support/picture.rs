//! A terminal with a report on it, as a picture.

use anstyle::{Color, RgbColor};
use anstyle_svg::Term;

/// How many pixels a column takes in the picture's font.
const COLUMN: f64 = 8.4;

/// What the background of a terminal is.
#[derive(Clone, Copy)]
pub(crate) enum Theme {
    Dark,
    Light,
}

/// Draws what a terminal of so many columns shows of a text with ANSI colours. Longer lines go on below, as they do there.
pub(crate) fn svg(text: &str, columns: usize, theme: Theme) -> String {
    let (front, back, palette) = match theme {
        Theme::Dark => ((204, 204, 204), (24, 24, 27), anstyle_svg::WIN10_CONSOLE),
        Theme::Light => ((36, 41, 47), (255, 255, 255), anstyle_svg::VGA),
    };
    let color = |(red, green, blue)| Color::Rgb(RgbColor(red, green, blue));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a picture is small"
    )]
    let pixels = (columns as f64 * COLUMN) as usize;
    let term = Term::new().palette(palette).fg_color(color(front)).bg_color(color(back));
    let svg = term.min_width_px(pixels).render_svg(&broken(text, columns));
    // Parts of a text have no opacity of their own, only their letters have.
    svg.replace("{ opacity: 0.4; }", "{ fill-opacity: 0.6; }")
}

/// The text with the breaks that the terminal makes.
fn broken(text: &str, columns: usize) -> String {
    let mut out = String::new();
    let (mut column, mut in_escape) = (0, false);
    for char in text.chars() {
        match char {
            '\u{1b}' => in_escape = true,
            '\n' => column = 0,
            _ if in_escape => in_escape = char != 'm',
            _ if column == columns => {
                out.push('\n');
                column = 1;
            }
            _ => column += 1,
        }
        out.push(char);
    }
    out
}
