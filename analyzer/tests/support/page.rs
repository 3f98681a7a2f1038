//! The page of a rule as a test sees it: prose, and fenced blocks of code with the lines at which they stand.

/// A fenced block of code.
#[derive(Debug)]
pub(crate) struct Block {
    /// The 1-based line of the page on which the code begins.
    pub(crate) line: usize,
    /// The code.
    pub(crate) code: String,
}

/// The blocks whose fence names one of some languages, written with spaces between them, and the lines outside any fence, each with its 1-based number.
pub(crate) fn parse<'p>(page: &'p str, wanted: &str) -> (Vec<Block>, Vec<(usize, &'p str)>) {
    let (mut blocks, mut prose) = (Vec::new(), Vec::new());
    let mut fenced: Option<Option<Block>> = None;
    for (at, line) in page.lines().enumerate() {
        match (&mut fenced, line.strip_prefix("```")) {
            (None, Some(language)) => {
                let block = Block { line: at + 2, code: String::new() };
                fenced = Some(wanted.split(' ').any(|one| one == language).then_some(block));
            }
            (None, None) => prose.push((at + 1, line)),
            (Some(_), Some(_)) => blocks.extend(fenced.take().flatten()),
            (Some(Some(block)), None) => block.code.extend([line, "\n"]),
            (Some(None), None) => {}
        }
    }
    assert!(fenced.is_none(), "every fence is closed");
    (blocks, prose)
}
