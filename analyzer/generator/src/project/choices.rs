//! How the same items are written down: in which files, under which names, in which layout.

use super::super::build::{Build, Layer};
use super::super::layout::Style;
use super::super::names::UseStyle;

/// How the same items are written down.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choices {
    /// Which items stand in which file of which crate.
    pub(super) plan: &'static str,
    pub(super) naming: Naming,
    pub(super) style: Style,
    pub(super) uses: UseStyle,
    /// Whether the program's functions are called by the path of their module.
    pub(super) qualified: bool,
    /// Whose asynchronous locks they are.
    pub(super) locks: &'static str,
}

const PLANS: [&str; 7] = ["single", "two", "four", "inline", "crates", "crates-one", "crates-app"];
const NAMINGS: [Naming; 5] =
    [Naming::Plain, Naming::ImportAlias, Naming::FullPath, Naming::TypeAlias, Naming::ReExport];
const USES: [UseStyle; 4] = [UseStyle::Flat, UseStyle::ByModule, UseStyle::Nested, UseStyle::Globs];

impl Choices {
    pub(crate) fn any(build: &mut Build) -> Self {
        let plan = build.rng.pick(&PLANS);
        build.dim("layout", plan);
        let naming = if build.rng.chance(45) { Naming::Plain } else { build.rng.pick(&NAMINGS) };
        build.dim("naming", naming);
        let style = Style::any(&mut build.rng);
        let uses = build.rng.pick(&USES);
        build.dim("imports", uses);
        let qualified = build.rng.chance(25);
        let locks = build.rng.weighted(&[
            (8, "tokio::sync"),
            (1, "async_lock"),
            (1, "async_std::sync"),
            (1, "smol::lock"),
        ]);
        build.dim("locks", locks);
        Self { plan, naming, style, uses, qualified, locks }
    }

    /// The same but for one choice, for every other value of it.
    pub(crate) fn others(self) -> Vec<(String, Self)> {
        let plans =
            PLANS.iter().map(|&plan| (format!("laid out as {plan}"), Self { plan, ..self }));
        let namings = NAMINGS
            .iter()
            .map(|&naming| (format!("the channel named by {naming:?}"), Self { naming, ..self }));
        let uses = USES.iter().map(|&uses| (format!("imports {uses:?}"), Self { uses, ..self }));
        let qualified =
            ("functions by path".to_owned(), Self { qualified: !self.qualified, ..self });
        plans.chain(namings).chain(uses).chain([qualified]).collect()
    }

    /// All of it in one file.
    pub(crate) fn in_one_file(self) -> Self {
        Self { plan: "single", naming: Naming::Plain, ..self }
    }
}

/// How the channel type is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    Plain,
    ImportAlias,
    FullPath,
    TypeAlias,
    ReExport,
}

/// A module: where it is, and what it holds.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) in_lib: bool,
    /// The module's name; empty for the root.
    pub(super) name: String,
    pub(super) layers: Vec<Layer>,
    /// Whether it stands inside the root file.
    pub(super) inline: bool,
}

pub(super) fn modules(plan: &str) -> Vec<Module> {
    use Layer::{App, Helper, Holder, Main, Support};
    let module = |in_lib, name: &str, layers: &[Layer]| Module {
        in_lib,
        name: name.to_owned(),
        layers: layers.to_vec(),
        inline: false,
    };
    match plan {
        "two" => vec![
            module(false, "", &[App, Main]),
            module(false, "messaging", &[Support, Helper, Holder]),
        ],
        "four" => vec![
            module(false, "", &[Main]),
            module(false, "support", &[Support]),
            module(false, "amqp", &[Helper]),
            module(false, "broker", &[Holder]),
            module(false, "service", &[App]),
        ],
        "inline" => {
            let inline =
                |name, layers: &[Layer]| Module { inline: true, ..module(false, name, layers) };
            vec![
                module(false, "", &[Main]),
                inline("messaging", &[Support, Helper, Holder]),
                inline("workers", &[App]),
            ]
        }
        "crates" => vec![
            module(true, "", &[]),
            module(true, "tasks", &[Support]),
            module(true, "channel", &[Helper]),
            module(true, "publisher", &[Holder]),
            module(false, "", &[App, Main]),
        ],
        "crates-one" => vec![
            module(true, "", &[Support, Helper]),
            module(false, "", &[Main]),
            module(false, "broker", &[Holder, App]),
        ],
        "crates-app" => vec![
            module(true, "", &[Support]),
            module(true, "bus", &[Helper, Holder, App]),
            module(false, "", &[Main]),
        ],
        _ => vec![module(false, "", &[Support, Helper, Holder, App, Main])],
    }
}
