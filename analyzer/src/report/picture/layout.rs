//! Where things stand: three columns of boxes, those of the middle one in groups, and lines between neighbours.
//!
//! It knows sizes and who is joined to whom, and no text. Rows are ordered by their neighbours (barycentre), so that few lines
//! cross, and then stand as near to them as the order allows. Whole numbers only, so that equal input gives equal places.

mod order;
mod spread;

/// How wide and high a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: i64,
    pub(super) height: i64,
}

/// What is to be placed: boxes by their columns, and lines by the boxes that they join.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) left: Vec<Size>,
    /// The boxes of the middle column; those of a group follow each other.
    pub(super) middle: Vec<Size>,
    /// Which group each box of the middle column is in, without a gap from 0 on.
    pub(super) group_of: Vec<usize>,
    /// How much of a group is above its first box, for each group, and how wide it has to be.
    pub(super) heads: Vec<Size>,
    pub(super) right: Vec<Size>,
    /// How wide each column has to be, whatever stands in it.
    pub(super) least: [i64; 3],
    /// Lines from the left column to the middle one.
    pub(super) inner: Vec<(usize, usize)>,
    /// Lines from the middle column to the right one.
    pub(super) outer: Vec<(usize, usize)>,
}

/// A box at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Rect {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// Both ends of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) from: (i64, i64),
    pub(super) to: (i64, i64),
}

/// Where everything stands.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) left: Vec<Rect>,
    pub(super) middle: Vec<Rect>,
    pub(super) groups: Vec<Rect>,
    pub(super) right: Vec<Rect>,
    pub(super) inner: Vec<Line>,
    pub(super) outer: Vec<Line>,
    /// Where each column begins.
    pub(super) columns: [i64; 3],
    pub(super) width: i64,
    pub(super) height: i64,
}

/// Around the whole.
const MARGIN: i64 = 24;
/// Between the boxes of a column.
const GAP: i64 = 14;
/// Between groups.
const GROUP_GAP: i64 = 20;
/// Inside a group.
const PADDING: i64 = 12;
/// Between columns, at least and at most.
const ALLEY: (i64, i64) = (120, 220);
/// Above the columns.
const TOP: i64 = 56;

/// Places everything.
pub(super) fn place(plan: &Plan) -> Places {
    let order = order::order(plan);
    let (middle, groups, bottom) = stack(plan, &order);
    let alley = |lines: usize| (ALLEY.0 + 2 * count(lines)).min(ALLEY.1);
    let wide = |sizes: &[Size]| sizes.iter().map(|size| size.width).max().unwrap_or(0);
    let least = |at: usize, sizes: &[Size]| if sizes.is_empty() { 0 } else { plan.least[at] };
    let left_width = wide(&plan.left).max(least(0, &plan.left));
    let right_width = wide(&plan.right).max(least(2, &plan.right));
    let group_width = wide(&plan.heads).max(wide(&plan.middle) + 2 * PADDING).max(plan.least[1]);
    let middle_x =
        MARGIN + left_width + if plan.left.is_empty() { 0 } else { alley(plan.inner.len()) };
    let right_x = middle_x + group_width + alley(plan.outer.len());
    let columns = [MARGIN, middle_x, right_x];

    let to_rect =
        |(x, width): (i64, i64)| move |&(y, height): &(i64, i64)| Rect { x, y, width, height };
    let middle: Vec<Rect> =
        middle.iter().map(to_rect((middle_x + PADDING, group_width - 2 * PADDING))).collect();
    let groups: Vec<Rect> = groups.iter().map(to_rect((middle_x, group_width))).collect();
    let beside = |sizes: &[Size], order: &[usize], lines: &[(usize, usize)], x: i64, width: i64| {
        let wanted = spread::wanted(sizes.len(), lines, &middle);
        let heights: Vec<i64> = sizes.iter().map(|size| size.height).collect();
        let tops = spread::spread(&heights, order, &wanted, GAP, TOP);
        tops.into_iter()
            .zip(heights)
            .map(|(y, height)| Rect { x, y, width, height })
            .collect::<Vec<_>>()
    };
    let outer_turned: Vec<(usize, usize)> = plan.outer.iter().map(|&(a, b)| (b, a)).collect();
    let left = beside(&plan.left, &order.left, &plan.inner, MARGIN, left_width);
    let right = beside(&plan.right, &order.right, &outer_turned, right_x, right_width);

    let end = |rects: &[Rect]| rects.iter().map(|rect| rect.y + rect.height).max().unwrap_or(0);
    let height = bottom.max(end(&left)).max(end(&right)) + MARGIN;
    let width = match right.iter().map(|rect| rect.x + rect.width).max() {
        Some(end) => end + MARGIN,
        None => middle_x + group_width + MARGIN,
    };
    let inner = spread::lines(&plan.inner, &left, &middle);
    let outer = spread::lines(&plan.outer, &middle, &right);
    Places { left, middle, groups, right, inner, outer, columns, width, height }
}

/// A top and a height.
type Extent = (i64, i64);

/// The tops and heights of the middle column's boxes and groups, and where the column ends.
fn stack(plan: &Plan, order: &order::Order) -> (Vec<Extent>, Vec<Extent>, i64) {
    let mut middle = vec![(0, 0); plan.middle.len()];
    let mut groups = vec![(0, 0); plan.heads.len()];
    let mut y = TOP;
    for &group in &order.groups {
        let top = y;
        y += plan.heads[group].height;
        let members = order.middle.iter().filter(|&&at| plan.group_of[at] == group);
        for &at in members {
            let height = plan.middle[at].height;
            middle[at] = (y, height);
            y += height + GAP;
        }
        y += PADDING - GAP;
        groups[group] = (top, y - top);
        y += GROUP_GAP;
    }
    (middle, groups, y - GROUP_GAP)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / 4)
}
