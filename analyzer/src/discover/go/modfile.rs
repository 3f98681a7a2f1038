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
}

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

/// Reads a file. What it does not know it passes over.
pub(super) fn read(text: &str) -> ModFile {
    let mut file = ModFile::default();
    let mut block: Option<String> = None;
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default().trim();
        if line == ")" {
            block = None;
            continue;
        }
        let words: Vec<String> = words(line);
        match (&block, &words[..]) {
            (None, [word, open]) if open == "(" => block = Some(word.clone()),
            (Some(word), words) => add(&mut file, word, words),
            (None, [word, rest @ ..]) => add(&mut file, word, rest),
            (None, []) => {}
        }
    }
    file
}

fn add(file: &mut ModFile, word: &str, words: &[String]) {
    match (word, words) {
        ("module", [path]) => file.module = Some(path.clone()),
        ("go", [release]) => file.go = Some(release.clone()),
        ("require", [path, version]) => file.requires.push((path.clone(), version.clone())),
        ("use", [folder]) => file.uses.push(folder.clone()),
        ("replace", words) => {
            let Some(arrow) = words.iter().position(|word| word == "=>") else { return };
            let (Some(old), new) = (words.first(), &words[arrow + 1..]) else { return };
            let new = match new {
                [folder] => Replacement::Folder(folder.clone()),
                [path, version] => Replacement::Module(path.clone(), version.clone()),
                _ => return,
            };
            file.replaces.push(Replace { old: old.clone(), new });
        }
        _ => {}
    }
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
    fn versions_are_read_without_their_tails() {
        assert_eq!(version("v1.10.0"), Version::parse("1.10.0").ok());
        assert_eq!(version("v2.0.0+incompatible"), Version::parse("2.0.0").ok());
        assert!(version("v0.0.0-20190827072141-edfb9018d271").is_some());
        assert_eq!(version("latest"), None);
    }
}
