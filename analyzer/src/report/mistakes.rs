//! What is wrong with a configuration, with the line it speaks of.

use std::path::Path;

use crate::config::{Labelled, Mistake, Mistakes};
use crate::facts::{Span, to_u32};
use crate::report::frame::{Frames, Mark};
use crate::report::look::{Look, Style};
use crate::report::text::Text;
use crate::report::{Lines, first_line, shown_path};
use crate::sources::{Location, Sources};

/// Every mistake with its place. Paths are shown relative to `root`.
pub fn render(mistakes: &Mistakes, root: &Path, look: Look) -> Lines {
    let mut lines = Lines::new();
    mistakes.0.iter().for_each(|mistake| draw(mistake, root, look, &mut lines));
    lines
}

fn draw(mistake: &Mistake, root: &Path, look: Look, out: &mut Lines) {
    const WORD: &str = "error";
    let message = match &mistake.place {
        Some(_) => mistake.message.clone(),
        None => format!("{}: {}", shown_path(&mistake.path, root), mistake.message),
    };
    let title = Text::of(Style::Error, WORD).and(Style::Title, &format!(": {message}"));
    out.wrapped(&title, look, WORD.len() + 2);
    if let Some(place) = &mistake.place {
        frame(mistake, place, root, look, out);
    }
    if let Some(help) = &mistake.help {
        let help = Text::of(Style::Plain, "  ")
            .and(Style::Help, "way out")
            .and(Style::Plain, &format!(": {help}"));
        out.wrapped(&help, look, 4);
    }
    out.line(format_args!(""));
}

fn frame(mistake: &Mistake, place: &Labelled, root: &Path, look: Look, out: &mut Lines) {
    let mut sources = Sources::default();
    let file = sources.add(mistake.path.clone(), place.text.clone());
    // An error at the end of a file has nothing to underline.
    let end = place.span.end.min(place.text.len());
    let span = Span { start: to_u32(place.span.start.min(end)), end: to_u32(end) };
    let at = first_line(Location { file, span }, &sources);
    let mark = Mark { at, label: place.label.clone(), sign: '^', style: Style::Error };
    Frames { sources: &sources, root, look }.draw(&[mark], out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Labelled;

    #[test]
    fn a_mistake_shows_its_line_and_one_without_a_place_its_file() {
        let labelled = |text: &str, span| Labelled {
            text: text.into(),
            span,
            label: "did you mean `levels`?".to_owned(),
        };
        let mistake = |message: &str, place| Mistake {
            path: "/w/chanlint.toml".into(),
            message: message.to_owned(),
            place,
            help: Some("fix it".to_owned()),
        };
        let mistakes = Mistakes(vec![
            mistake("unknown key `levls`", Some(labelled("# ours\n[levls]\n", 8..13))),
            mistake("unclosed table", Some(labelled("[levels", 7..8))),
            mistake("cannot be read", None),
        ]);
        insta::assert_snapshot!(render(&mistakes, Path::new("/w"), Look::PLAIN).as_str(), @r"
        error: unknown key `levls`
           ┌─ chanlint.toml:2:2
         2 │ [levls]
           │  ^^^^^ did you mean `levels`?
          way out: fix it

        error: unclosed table
           ┌─ chanlint.toml:1:8
         1 │ [levels
           │        ^ did you mean `levels`?
          way out: fix it

        error: chanlint.toml: cannot be read
          way out: fix it
        ");
    }
}
