//! A terminal with a report on it, as a picture.

use anstyle_svg::Term;

/// How many characters a line of the terminal holds.
const COLUMNS: usize = 120;

/// Draws what a terminal shows of a text with ANSI colours. Longer lines go on below, as they do there.
pub(crate) fn svg(text: &str) -> String {
    Term::new().render_svg(&wrapped(text))
}

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let (mut column, mut in_escape) = (0, false);
    for char in text.chars() {
        match char {
            '\u{1b}' => in_escape = true,
            '\n' => column = 0,
            _ if in_escape => in_escape = char != 'm',
            _ if column == COLUMNS => {
                out.push('\n');
                column = 1;
            }
            _ => column += 1,
        }
        out.push(char);
    }
    out
}
