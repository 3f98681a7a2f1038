//! How far down each box of an ordered column stands, and where lines meet boxes.

use super::{Line, Rect, count};

/// The middle of the neighbours of each box; nothing for those without.
pub(super) fn wanted(boxes: usize, lines: &[(usize, usize)], beside: &[Rect]) -> Vec<Option<i64>> {
    let mut sums = vec![(0, 0); boxes];
    for &(at, other) in lines {
        let rect = beside[other];
        sums[at].0 += rect.y + rect.height / 2;
        sums[at].1 += 1;
    }
    sums.into_iter().map(|(sum, of): (i64, i64)| (of > 0).then(|| sum / of)).collect()
}

/// The tops of boxes that stand in an order, none over another, as near to where they want to be as that allows, and none
/// above the top.
pub(super) fn spread(
    heights: &[i64],
    order: &[usize],
    wanted: &[Option<i64>],
    gap: i64,
    top: i64,
) -> Vec<i64> {
    // What wants to be too near together becomes a block, which stands at the mean of where its boxes want to be.
    struct Block {
        boxes: Vec<usize>,
        /// Of where the block's first box would begin, if only this one counted.
        sum: i64,
        of: i64,
        length: i64,
    }
    let begins =
        |block: &Block| if block.of == 0 { i64::MIN } else { (block.sum / block.of).max(top) };
    let mut blocks: Vec<Block> = Vec::new();
    for &at in order {
        let height = heights[at];
        let want = wanted[at].map(|middle| middle - height / 2);
        let mut block = Block {
            boxes: vec![at],
            sum: want.unwrap_or(0),
            of: i64::from(want.is_some()),
            length: height + gap,
        };
        while let Some(before) = blocks.pop() {
            if begins(&before).max(top) + before.length <= begins(&block) {
                blocks.push(before);
                break;
            }
            let Block { boxes, sum, of, length } = block;
            block = Block {
                boxes: [before.boxes, boxes].concat(),
                sum: before.sum + sum - of * before.length,
                of: before.of + of,
                length: before.length + length,
            };
        }
        blocks.push(block);
    }
    let mut tops = vec![top; heights.len()];
    for block in blocks {
        let mut y = begins(&block).max(top);
        for at in block.boxes {
            tops[at] = y;
            y += heights[at] + gap;
        }
    }
    tops
}

/// The ends of lines from the right sides of some boxes to the left sides of others: beside each other in the order of what
/// they lead to.
pub(super) fn lines(lines: &[(usize, usize)], from: &[Rect], to: &[Rect]) -> Vec<Line> {
    let mut ends: Vec<Line> = lines
        .iter()
        .map(|&(a, b)| Line { from: (from[a].x + from[a].width, 0), to: (to[b].x, 0) })
        .collect();
    let middle = |rect: &Rect| rect.y + rect.height / 2;
    for (at, rect) in from.iter().enumerate() {
        let mut there: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].0 == at).collect();
        there.sort_by_key(|&line| (middle(&to[lines[line].1]), line));
        for (line, y) in there.iter().zip(ports(rect, there.len())) {
            ends[*line].from.1 = y;
        }
    }
    for (at, rect) in to.iter().enumerate() {
        let mut there: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].1 == at).collect();
        there.sort_by_key(|&line| (middle(&from[lines[line].0]), line));
        for (line, y) in there.iter().zip(ports(rect, there.len())) {
            ends[*line].to.1 = y;
        }
    }
    ends
}

/// Points on a side of a box, in its middle as far as there is room.
fn ports(rect: &Rect, number: usize) -> impl Iterator<Item = i64> {
    let number = count(number);
    let room = rect.height - 12;
    let step = if number < 2 { 0 } else { (room * 10 / (number - 1)).min(90) };
    let first = (rect.y + rect.height / 2) * 10 - step * (number - 1) / 2;
    (0..number).map(move |at| (first + step * at) / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_stand_where_they_want_to_be_as_far_as_there_is_room() {
        let tops = |wanted: &[Option<i64>]| spread(&[10, 10, 10], &[0, 1, 2], wanted, 5, 0);
        assert_eq!(tops(&[Some(5), Some(105), Some(205)]), [0, 100, 200]);
        assert_eq!(tops(&[Some(100), Some(100), Some(100)]), [80, 95, 110], "around the place");
        assert_eq!(tops(&[Some(0), Some(0), Some(300)]), [0, 15, 295], "not above the top");
        assert_eq!(tops(&[None, None, None]), [0, 15, 30]);
        assert_eq!(tops(&[Some(100), None, Some(100)]), [80, 95, 110]);
    }

    #[test]
    fn lines_end_on_the_sides_of_boxes_in_the_order_of_the_others() {
        let rect = |x, y| Rect { x, y, width: 10, height: 40 };
        let ends = lines(&[(0, 1), (0, 0)], &[rect(0, 0)], &[rect(100, 0), rect(100, 100)]);
        assert_eq!((ends[0].from.0, ends[0].to.0), (10, 100));
        assert!(ends[0].from.1 > ends[1].from.1, "the lower one leads to the lower box");
        assert_eq!(ends[1].to.1, 20);
    }
}
