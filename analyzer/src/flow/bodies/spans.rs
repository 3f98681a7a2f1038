//! Ranges of a body that lie inside each other, and the innermost one around a place.

use crate::facts::Span;

/// Ranges of which any two are apart or one is inside the other.
#[derive(Debug, Default)]
pub(crate) struct Nested {
    /// By where they begin, an outer one before those inside it; each with the position of the next one around it.
    spans: Vec<(Span, Option<usize>)>,
}

impl Nested {
    pub(crate) fn new(mut spans: Vec<Span>) -> Self {
        // Of two that begin together the longer is around the other.
        spans.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut nested: Vec<(Span, Option<usize>)> = Vec::with_capacity(spans.len());
        for span in spans {
            let before = nested.len().checked_sub(1);
            let outer = around(&nested, before, span);
            nested.push((span, outer));
        }
        Self { spans: nested }
    }

    /// The innermost range around a place; a range is around itself.
    pub(crate) fn innermost(&self, place: Span) -> Option<Span> {
        self.all_around(place).next()
    }

    /// The ranges around a place, the innermost first.
    pub(crate) fn all_around(&self, place: Span) -> impl Iterator<Item = Span> {
        // What begins behind the place cannot be around it.
        let begun = self.spans.partition_point(|(span, _)| span.start <= place.start);
        let first = around(&self.spans, begun.checked_sub(1), place);
        std::iter::successors(first, |&at| self.spans[at].1).map(|at| self.spans[at].0)
    }
}

/// The nearest range that holds a place, of one and those around it.
fn around(spans: &[(Span, Option<usize>)], from: Option<usize>, place: Span) -> Option<usize> {
    let mut outwards = std::iter::successors(from, |&at| spans[at].1);
    outwards.find(|&at| holds(spans[at].0, place))
}

/// Whether one range is inside another.
pub(crate) fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Ranges in any order, and whether one of them overlaps another.
#[derive(Debug, Default)]
pub(crate) struct Scattered {
    /// By where they begin; each with the last end of it and those before.
    spans: Vec<(u32, u32)>,
}

impl Scattered {
    pub(crate) fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut last = 0;
        let mut until = |span: Span| {
            last = span.end.max(last);
            (span.start, last)
        };
        Self { spans: spans.into_iter().map(&mut until).collect() }
    }

    /// Whether some range has a byte of this one.
    pub(crate) fn overlaps(&self, range: Span) -> bool {
        let begun = self.spans.partition_point(|&(start, _)| start < range.end);
        begun.checked_sub(1).is_some_and(|at| range.start < self.spans[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    #[test]
    fn the_innermost_range_is_found_behind_its_neighbours() {
        let nested = Nested::new(vec![span(0, 100), span(10, 20), span(30, 60), span(40, 50)]);
        assert_eq!(nested.innermost(span(41, 42)), Some(span(40, 50)));
        assert_eq!(nested.innermost(span(40, 50)), Some(span(40, 50)));
        assert_eq!(nested.innermost(span(52, 55)), Some(span(30, 60)));
        assert_eq!(nested.innermost(span(70, 80)), Some(span(0, 100)));
        assert_eq!(nested.innermost(span(99, 101)), None);
    }

    #[test]
    fn a_long_range_overlaps_behind_short_ones() {
        let scattered = Scattered::new(vec![span(0, 50), span(5, 6), span(60, 61)]);
        assert!(scattered.overlaps(span(20, 21)) && scattered.overlaps(span(49, 70)));
        assert!(!scattered.overlaps(span(50, 60)) && !scattered.overlaps(span(61, 70)));
    }
}
