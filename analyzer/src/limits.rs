//! Every bound of the analysis, with its reason. What is left out at one is written down and told: see [`Incomplete`].
//!
//! Bounds of what is read (nesting, sizes) stand where it is read and give a `Problem`; those of what is shown stand with
//! the report.

use crate::sources::Location;

/// How far the analysis goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// Expressions that one entry point may evaluate once more than before: an interpreter or a parser that has a channel somewhere would be
    /// evaluated for minutes.
    EntryPoint,
    /// Such expressions in a row without an operation on a handle: what comes then is an interpreter or a parser. The longest way
    /// from one operation to the next in sixty public programs that use AMQP took 5,100.
    BetweenOperations,
    /// Calls inside calls: each takes some of the stack.
    Calls,
    /// Expressions inside expressions, calls included: each takes some of the stack.
    Expressions,
    /// Values that a variable, a field or a cell may have: a loop that is not understood makes new ones for ever.
    Alternatives,
    /// Values in a tuple and in the tuples in it. Tuples share their parts, so that a few lines make one that nobody can look through:
    /// `let b = (a.clone(), a)`, forty times.
    ValueParts,
    /// Functions that calls inside each other may mean, multiplied: values that are known by their traits alone hold others of
    /// which no more is known.
    Choices,
    /// Loops around each other that are evaluated a second time, to see what one round leaves for the next: each level doubles the
    /// work.
    Repeats,
    /// Rounds in which receivers that send on wait for each other.
    Rounds,
    /// Modules of a crate that one file can be, by `#[path]` and by links: a fan of them has more than a run has seconds. No file is
    /// meant to be more than a few.
    Modules,
    /// Macros inside macros, as deep as rustc expands them; their size is bounded by the file.
    Macros,
    /// Parts of a type. Types share their parts, so that a few lines can make one whose parts, each counted as often as it stands
    /// there, are more than a machine can look at; nothing that is written by hand comes near.
    TypeParts,
    /// Parts that are looked at in a type with all that its variables turned out to be, for the same reason.
    TypeSteps,
    /// Variables and parts inside each other: more come from code that does not compile.
    TypeDepth,
    /// `impl` blocks whose bounds ask for other blocks, one for the sake of the other.
    BlockDepth,
    /// `impl` blocks that are asked for in all for the sake of one. Parser combinators, whose blocks are for whatever has their
    /// trait, would ask for as many as there are ways to nest them.
    Blocks,
    /// How often it is looked at what has to hold of types, for each expression: traits that ask for more and more of ever larger
    /// types have no end.
    Consequences,
    /// Aliases inside aliases: each may name the next more than once.
    Aliases,
    /// Values that point to values: nothing real points through more.
    Pointers,
    /// Structs that embed each other, looked through for what one of them lends: nothing real embeds more.
    Embedded,
}

impl Limit {
    /// Every limit.
    pub const ALL: [Self; 20] = [
        Self::EntryPoint,
        Self::BetweenOperations,
        Self::Calls,
        Self::Expressions,
        Self::Alternatives,
        Self::ValueParts,
        Self::Choices,
        Self::Repeats,
        Self::Rounds,
        Self::Modules,
        Self::Macros,
        Self::TypeParts,
        Self::TypeSteps,
        Self::TypeDepth,
        Self::BlockDepth,
        Self::Blocks,
        Self::Consequences,
        Self::Aliases,
        Self::Pointers,
        Self::Embedded,
    ];

    /// How much there may be.
    pub const fn most(self) -> u32 {
        match self {
            Self::EntryPoint => 100_000,
            Self::BetweenOperations => 20_000,
            Self::Calls | Self::Alternatives | Self::Choices | Self::TypeDepth | Self::Embedded => {
                64
            }
            Self::Expressions => 4_000,
            Self::Repeats => 2,
            Self::Rounds | Self::Pointers => 16,
            Self::Modules => 8,
            Self::Macros => 128,
            Self::TypeParts => 1_000,
            Self::TypeSteps | Self::ValueParts => 4_096,
            Self::BlockDepth => 24,
            Self::Consequences => 32,
            Self::Aliases | Self::Blocks => 256,
        }
    }

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::EntryPoint => "entry-point",
            Self::BetweenOperations => "between-operations",
            Self::Calls => "calls",
            Self::Expressions => "expressions",
            Self::Alternatives => "alternatives",
            Self::ValueParts => "value-parts",
            Self::Choices => "choices",
            Self::Repeats => "repeats",
            Self::Rounds => "rounds",
            Self::Modules => "modules",
            Self::Macros => "macros",
            Self::TypeParts => "type-parts",
            Self::TypeSteps => "type-steps",
            Self::TypeDepth => "type-depth",
            Self::BlockDepth => "block-depth",
            Self::Blocks => "blocks",
            Self::Consequences => "consequences",
            Self::Aliases => "aliases",
            Self::Pointers => "pointers",
            Self::Embedded => "embedded",
        }
    }
}

impl Incomplete {
    /// What is told where nothing else says what it is about.
    pub fn told(&self) -> String {
        format!("not followed to its end, so that findings may be missing: {}", self.message)
    }
}

/// Something that was not followed to its end: findings in it may be missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Incomplete {
    /// Where.
    pub at: Location,
    /// The limit that was hit.
    pub limit: Limit,
    /// What was left out, in lower case without a full stop.
    pub message: String,
}
