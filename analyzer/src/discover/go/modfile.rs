//! `go.mod` and `go.work`: what a module is called, what it requires, and what stands in the place of that.

use std::path::{Path, PathBuf};

use semver::Version;

/// What a file of either kind says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ModFile {
    /// The module's path.
    pub(super) module: Option<String>,
    /// The release of Go whose language it is written in.
    pub(super) go: Option<String>,
    /// The modules that it requires, each with its version as it is written.
    pub(super) requires: Vec<(String, String)>,
    /// What stands in the place of modules.
    pub(super) replaces: Vec<Replace>,
    /// The folders of a workspace.
    pub(super) uses: Vec<String>,
    /// What is wrong with it.
    pub(super) mistakes: Vec<Mistake>,
}

/// Something in a file that says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    /// The 1-based line.
    pub(super) line: u32,
    /// What is wrong there.
    pub(super) why: String,
    /// Whether a later release of Go may have given it a meaning.
    pub(super) may_be_new: bool,
}

/// What a file may say besides, which does not matter here.
const OTHER_WORDS: [&str; 6] = ["exclude", "retract", "toolchain", "godebug", "tool", "ignore"];

/// `replace old => new`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replace {
    /// The module.
    pub(super) old: String,
    /// What is taken instead.
    pub(super) new: Replacement,
}

/// What is taken in the place of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Replacement {
    /// A folder, relative to the file.
    Folder(String),
    /// Another module in a version.
    Module(String, String),
}

/// Reads a file. What it does not understand is a mistake, and passed over.
pub(super) fn read(text: &str) -> ModFile {
    let mut file = ModFile::default();
    let mut block: Option<(u32, String)> = None;
    for (line, text) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let text = text.split("//").next().unwrap_or_default().trim();
        if text == ")" && block.is_some() {
            block = None;
            continue;
        }
        let words: Vec<String> = words(text);
        match (&block, &words[..]) {
            (_, []) => {}
            (None, [word, open]) if open == "(" => block = Some((line, word.clone())),
            (Some((_, word)), words) => file.add(line, word, words),
            (None, [word, rest @ ..]) => file.add(line, word, rest),
        }
    }
    if let Some((line, word)) = block {
        file.mistake(line, format!("`{word} (` is never closed"), false);
    }
    file
}

impl ModFile {
    fn add(&mut self, line: u32, word: &str, words: &[String]) {
        match (word, words) {
            ("module", [path]) => self.module = Some(path.clone()),
            ("go", [release]) => self.go = Some(release.clone()),
            ("require", [path, version]) => self.requires.push((path.clone(), version.clone())),
            ("use", [folder]) => self.uses.push(folder.clone()),
            ("replace", words) => match replace(words) {
                Some(replace) => self.replaces.push(replace),
                None => self.not_understood(line, word),
            },
            ("module" | "go" | "require" | "use", _) => self.not_understood(line, word),
            (word, _) if OTHER_WORDS.contains(&word) => {}
            (word, _) => self.mistake(line, format!("`{word}` is not known"), true),
        }
    }

    fn not_understood(&mut self, line: u32, word: &str) {
        self.mistake(line, format!("this `{word}` is not understood"), false);
    }

    fn mistake(&mut self, line: u32, why: String, may_be_new: bool) {
        self.mistakes.push(Mistake { line, why, may_be_new });
    }
}

/// `old => new`, either with a version.
fn replace(words: &[String]) -> Option<Replace> {
    let arrow = words.iter().position(|word| word == "=>")?;
    let (old, new) = (words[..arrow].first()?, &words[arrow + 1..]);
    let new = match new {
        [folder] => Replacement::Folder(folder.clone()),
        [path, version] => Replacement::Module(path.clone(), version.clone()),
        _ => return None,
    };
    Some(Replace { old: old.clone(), new })
}

/// The words of a line; a parenthesis is one.
fn words(line: &str) -> Vec<String> {
    let spaced = line.replace('(', " ( ").replace(')', " ) ");
    spaced.split_whitespace().map(|word| word.trim_matches(['"', '`']).to_owned()).collect()
}

/// A version without what Go writes around it.
pub(super) fn version(written: &str) -> Option<Version> {
    let bare = written.strip_prefix('v')?;
    let bare = bare.split('+').next().unwrap_or(bare);
    Version::parse(bare).ok()
}

/// The folder that a relative path of a file leads to.
pub(super) fn folder(file_dir: &Path, written: &str) -> PathBuf {
    crate::territory::normalize(&file_dir.join(written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_says_what_it_requires() {
        let text = "module example.com/shop // ours\n\ngo 1.22\n\nrequire github.com/a/b v1.2.3\n\nrequire (\n\tgithub.com/c/d v0.0.0-20190827072141-edfb9018d271 // indirect\n)\n\nreplace github.com/a/b v1.2.3 => ../b\nreplace (\n\tgithub.com/c/d => github.com/e/d v1.0.0\n)\n";
        let file = read(text);
        assert_eq!(file.module.as_deref(), Some("example.com/shop"));
        assert_eq!(file.go.as_deref(), Some("1.22"));
        let names: Vec<&str> = file.requires.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(names, ["github.com/a/b", "github.com/c/d"]);
        let of_folder = Replacement::Folder("../b".to_owned());
        let of_module = Replacement::Module("github.com/e/d".to_owned(), "v1.0.0".to_owned());
        let news: Vec<&Replacement> = file.replaces.iter().map(|replace| &replace.new).collect();
        assert_eq!(news, [&of_folder, &of_module]);
    }

    #[test]
    fn a_workspace_names_its_folders() {
        let file = read("go 1.22\nuse ./a\nuse (\n\t./b\n\t\"./c\"\n)\n");
        assert_eq!(file.uses, ["./a", "./b", "./c"]);
    }

    #[test]
    fn what_is_not_understood_is_a_mistake_and_the_rest_is_read() {
        let text = "\u{feff}module example.com/shop\nrequire github.com/a/b\nretract v1.0.0\nrequir x v1\nreplace a = ../b\ngo 1.22 // fine\nrequire (\n\tgithub.com/c/d v1.0.0\n";
        let file = read(text);
        assert_eq!(file.module.as_deref(), Some("example.com/shop"));
        assert_eq!((file.go.as_deref(), file.requires.len()), (Some("1.22"), 1));
        let told = file.mistakes.iter().map(|mistake| (mistake.line, mistake.may_be_new));
        assert_eq!(told.collect::<Vec<_>>(), [(2, false), (4, true), (5, false), (7, false)]);
    }

    #[test]
    fn versions_are_read_without_their_tails() {
        assert_eq!(version("v1.10.0"), Version::parse("1.10.0").ok());
        assert_eq!(version("v2.0.0+incompatible"), Version::parse("2.0.0").ok());
        assert!(version("v0.0.0-20190827072141-edfb9018d271").is_some());
        assert_eq!(version("latest"), None);
    }
}
