//! In which order the rows of each column stand: each near the mean of its neighbours.

use super::{Plan, count};

/// How often all columns are gone through, there and back. The best order on the way counts.
const ROUNDS: usize = 12;

/// Fractions of a row.
const FINE: i64 = 1000;

/// The order of each column, from above, by the numbers of its boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) left: Vec<usize>,
    pub(super) middle: Vec<usize>,
    pub(super) right: Vec<usize>,
    pub(super) groups: Vec<usize>,
}

/// Finds an order with few crossings.
pub(super) fn order(plan: &Plan) -> Order {
    let mut now = Order {
        left: (0..plan.left.len()).collect(),
        middle: (0..plan.middle.len()).collect(),
        right: (0..plan.right.len()).collect(),
        groups: (0..plan.heads.len()).collect(),
    };
    let mut best = (crossings(plan, &now), now.clone());
    for _ in 0..ROUNDS {
        if best.0 == 0 {
            break;
        }
        let middle = rows(&now.middle);
        sort(&mut now.left, &means(plan.inner.iter().map(|&(a, b)| (a, middle[b]))));
        sort(&mut now.right, &means(plan.outer.iter().map(|&(a, b)| (b, middle[a]))));
        sort_middle(plan, &mut now);
        let crossed = crossings(plan, &now);
        if crossed < best.0 {
            best = (crossed, now.clone());
        }
    }
    best.1
}

/// Orders the middle column by both its neighbours: the groups among each other, and the boxes of each group.
fn sort_middle(plan: &Plan, now: &mut Order) {
    // The columns beside it have other lengths: what counts is how far down something is.
    let down = |order: &[usize]| -> Vec<i64> {
        let length = count(order.len().max(1));
        rows(order).into_iter().map(|row| row * FINE * FINE / length).collect()
    };
    let (left, right) = (down(&now.left), down(&now.right));
    let beside = || {
        let inner = plan.inner.iter().map(|&(a, b)| (b, left[a]));
        inner.chain(plan.outer.iter().map(|&(a, b)| (a, right[b])))
    };
    let of_boxes = means(beside());
    let of_groups = means(beside().map(|(at, row)| (plan.group_of[at], row)));
    sort(&mut now.groups, &of_groups);
    sort(&mut now.middle, &of_boxes);
    let group_rows = rows(&now.groups);
    now.middle.sort_by_key(|&at| group_rows[plan.group_of[at]]);
}

/// The row of each box.
fn rows(order: &[usize]) -> Vec<i64> {
    let mut rows = vec![0; order.len()];
    order.iter().enumerate().for_each(|(row, &at)| rows[at] = count(row));
    rows
}

/// The mean of what each has as neighbours; nothing for those without.
fn means(neighbours: impl Iterator<Item = (usize, i64)>) -> Vec<Option<i64>> {
    let mut sums: Vec<(i64, i64)> = Vec::new();
    for (at, row) in neighbours {
        if sums.len() <= at {
            sums.resize(at + 1, (0, 0));
        }
        sums[at].0 += row * FINE;
        sums[at].1 += 1;
    }
    sums.into_iter().map(|(sum, of)| (of > 0).then(|| sum / of)).collect()
}

/// Sorts by means, stably; what has no neighbours keeps the place behind what it followed.
fn sort(order: &mut [usize], means: &[Option<i64>]) {
    let mut last = i64::MIN;
    let mut keys = vec![0; order.len()];
    for &at in order.iter() {
        last = means.get(at).copied().flatten().unwrap_or(last);
        keys[at] = last;
    }
    order.sort_by_key(|&at| keys[at]);
}

/// How many pairs of lines cross.
pub(super) fn crossings(plan: &Plan, order: &Order) -> usize {
    let (left, middle, right) = (rows(&order.left), rows(&order.middle), rows(&order.right));
    let between = |lines: &[(usize, usize)], from: &[i64], to: &[i64]| {
        let mut lines: Vec<(i64, i64)> = lines.iter().map(|&(a, b)| (from[a], to[b])).collect();
        lines.sort_unstable();
        inversions(lines.into_iter().map(|(_, to)| to).collect())
    };
    between(&plan.inner, &left, &middle) + between(&plan.outer, &middle, &right)
}

/// How many pairs stand in the wrong order, counted while they are merged.
fn inversions(mut all: Vec<i64>) -> usize {
    fn sort(all: &mut [i64]) -> usize {
        if all.len() < 2 {
            return 0;
        }
        let (low, high) = all.split_at_mut(all.len() / 2);
        let mut found = sort(low) + sort(high);
        let mut merged = Vec::with_capacity(low.len() + high.len());
        let (mut i, mut j) = (0, 0);
        while i < low.len() || j < high.len() {
            if j == high.len() || i < low.len() && low[i] <= high[j] {
                merged.push(low[i]);
                i += 1;
            } else {
                found += low.len() - i;
                merged.push(high[j]);
                j += 1;
            }
        }
        all.copy_from_slice(&merged);
        found
    }
    sort(&mut all)
}

#[cfg(test)]
mod tests {
    use super::super::Size;
    use super::*;

    fn plan(inner: &[(usize, usize)], outer: &[(usize, usize)], group_of: &[usize]) -> Plan {
        let size = Size { width: 10, height: 10 };
        let most = |all: &mut dyn Iterator<Item = usize>| all.max().map_or(0, |at| at + 1);
        Plan {
            left: vec![size; most(&mut inner.iter().map(|line| line.0))],
            middle: vec![size; group_of.len()],
            group_of: group_of.to_vec(),
            heads: vec![size; most(&mut group_of.iter().copied())],
            least: [0; 3],
            right: vec![size; most(&mut outer.iter().map(|line| line.1))],
            inner: inner.to_vec(),
            outer: outer.to_vec(),
        }
    }

    #[test]
    fn inversions_are_pairs_in_the_wrong_order() {
        assert_eq!(inversions(vec![1, 2, 2, 3]), 0, "equal ones do not cross");
        assert_eq!(inversions(vec![3, 2, 1]), 3);
        assert_eq!(inversions(vec![2, 4, 1, 3]), 3);
    }

    #[test]
    fn lines_that_need_not_cross_do_not() {
        let turned = plan(&[(0, 2), (1, 1), (2, 0)], &[(0, 2), (1, 1), (2, 0)], &[0, 0, 0]);
        assert_eq!(crossings(&turned, &order(&turned)), 0);
    }

    #[test]
    fn boxes_stay_in_their_groups() {
        let mixed = plan(&[(0, 0), (1, 3), (2, 1), (3, 2)], &[], &[0, 0, 1, 1]);
        let order = order(&mixed);
        let groups: Vec<usize> = order.middle.iter().map(|&at| mixed.group_of[at]).collect();
        assert!(groups == [0, 0, 1, 1] || groups == [1, 1, 0, 0], "{groups:?}");
        assert_eq!(crossings(&mixed, &order), 0);
    }
}
