//! What is wrong with a configuration, with the line it speaks of.

use std::path::Path;

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term::{Config, emit_to_write_style};

use crate::config::{Mistake, Mistakes};
use crate::report::human::Palette;
use crate::report::shown_path;

/// Every mistake with its place. Paths are shown relative to `root`.
pub fn render(mistakes: &Mistakes, root: &Path, palette: Palette) -> String {
    let config = Config::default();
    let mut buffer = palette.buffer();
    for mistake in &mistakes.0 {
        let path = shown_path(&mistake.path, root);
        let text = mistake.place.as_ref().map_or("", |place| &place.text);
        let diagnostic = diagnostic(mistake, &path);
        emit_to_write_style(&mut buffer, &config, &SimpleFile::new(path, text), &diagnostic)
            .expect("spans lie inside their files");
    }
    String::from_utf8(buffer.into_inner()).expect("made of strings")
}

fn diagnostic(mistake: &Mistake, path: &str) -> Diagnostic<()> {
    let notes = mistake.help.iter().map(|help| format!("help: {help}")).collect();
    let diagnostic = Diagnostic::error().with_notes(notes);
    let Some(place) = &mistake.place else {
        return diagnostic.with_message(format!("{path}: {}", mistake.message));
    };
    // An error at the end of a file has nothing to underline.
    let end = place.span.end.min(place.text.len());
    let label = Label::primary((), place.span.start.min(end)..end).with_message(&place.label);
    diagnostic.with_message(&mistake.message).with_label(label)
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
        insta::assert_snapshot!(render(&mistakes, Path::new("/w"), Palette::Plain), @r"
        error: unknown key `levls`
          ┌─ chanlint.toml:2:2
          │
        2 │ [levls]
          │  ^^^^^ did you mean `levels`?
          │
          = help: fix it

        error: unclosed table
          ┌─ chanlint.toml:1:8
          │
        1 │ [levels
          │        ^ did you mean `levels`?
          │
          = help: fix it

        error: chanlint.toml: cannot be read
         = help: fix it
        ");
    }
}
