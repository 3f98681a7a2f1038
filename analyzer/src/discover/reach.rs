//! Who reaches a client: a fixpoint over "depends on".

/// Spreads `reached` until nothing changes. `through` says whether an index depends on one that is reached so far.
pub(super) fn spread(
    mut reached: Vec<bool>,
    through: impl Fn(usize, &[bool]) -> bool,
) -> Vec<bool> {
    loop {
        let news: Vec<usize> =
            (0..reached.len()).filter(|&at| !reached[at] && through(at, &reached)).collect();
        if news.is_empty() {
            return reached;
        }
        for at in news {
            reached[at] = true;
        }
    }
}
