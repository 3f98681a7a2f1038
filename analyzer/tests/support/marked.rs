//! Folders of pages whose blocks are programs with marks: a test for each block.

use std::fs;
use std::path::Path;

use libtest_mimic::Trial;

use super::page::parse;

/// A test for every block of the pages in a folder below the package's root, and one that the harness tells what is wrong.
pub(crate) fn trials(
    folder: &str,
    check: fn(&str, usize) -> Result<(), String>,
    harness: fn(),
) -> Vec<Trial> {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let files = files.expect("the folder is there");
    let mut paths: Vec<_> = files.map(|file| file.expect("it can be read").path()).collect();
    paths.sort();
    let told = move || {
        harness();
        Ok(())
    };
    let mut trials = vec![Trial::test("what_is_wrong_is_told", told)];
    for path in paths {
        let text = fs::read_to_string(&path).expect("it is text");
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let blocks = ["rust", "go"].map(|language| parse(&text, language).0);
        for block in blocks.into_iter().flatten() {
            let check = move || Ok(check(&block.code, block.line)?);
            trials.push(Trial::test(format!("{name}:{}", block.line), check));
        }
    }
    trials
}
