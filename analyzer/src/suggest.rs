//! The known name that a mistyped one was meant to be.

/// `: did you mean …?` with the nearest of the known names, or nothing when none is near.
pub fn did_you_mean(typed: &str, known: &[&str]) -> String {
    nearest(typed, known).map_or_else(String::new, |name| format!(": did you mean `{name}`?"))
}

/// The known name that is nearest, when one is near enough to be meant.
pub fn nearest<'a>(typed: &str, known: &'a [&str]) -> Option<&'a str> {
    let length = typed.chars().count();
    // Of a single letter nothing would be left.
    let limit = (length / 3).max(1).min(length.saturating_sub(1));
    let by_distance = known.iter().map(|name| (distance(typed, name), *name));
    by_distance.filter(|(distance, _)| *distance <= limit).min().map(|(_, name)| name)
}

/// How many characters have to be inserted, removed, replaced or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        let known = ["shared_channel", "shared_channel_rpc", "perf"];
        assert_eq!(did_you_mean("shared_chanel", &known), ": did you mean `shared_channel`?");
        assert_eq!(
            did_you_mean("shared_channel_rcp", &known),
            ": did you mean `shared_channel_rpc`?"
        );
        assert_eq!(did_you_mean("unrelated", &known), "");
        assert_eq!(did_you_mean("x", &["a", "all"]), "");
    }
}
