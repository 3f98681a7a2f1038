//! Types that have nothing to do with channels, with methods that are called like those of the program.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::build::{Build, Layer};
use super::text::{Kind, tokens};

/// Adds some, or none.
pub(crate) fn add(build: &mut Build) {
    let count = build.rng.weighted(&[(6, 0), (2, 1), (2, 14)]);
    build.dim("namesakes", count);
    if count == 0 {
        return;
    }
    let mut methods = String::new();
    for name in methods_of(build) {
        let _ = write!(methods, "pub fn {name}(&self, by: u8) -> u8 {{ self.0 + by }} ");
    }
    for _ in 0..count {
        let name = build.name(&["Counter", "Gauge", "Timer"]);
        let code = format!("pub struct {name}(pub u8); impl {name} {{ {methods} }}");
        build.item(Layer::Support, &[&name], code);
    }
}

/// The names of the methods of the program.
fn methods_of(build: &Build) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in &build.items {
        let all = tokens(&item.code);
        for three in all.windows(4) {
            let takes_self = three[2].is("(") && (three[3].is("&") || three[3].is("self"));
            if three[0].is("fn") && three[1].kind == Kind::Word && takes_self {
                names.insert(three[1].text.clone());
            }
        }
    }
    names
}
