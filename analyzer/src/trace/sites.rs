//! Places in the text that a fix changes: calls of operations as they are written, and clones of channels.

use super::access::Constant;
use super::handle::OriginId;
use crate::facts::Name;
use crate::sources::Location;

/// The call of an operation as it is written.
#[derive(Clone, Debug, Default)]
pub struct CallSite {
    /// Truth values and numbers in its options that are literals.
    pub flags: Vec<Flag>,
    /// The variable with the whole delivery that the call names.
    pub delivery: Option<Location>,
    /// What becomes of its result, where that can be repeated.
    pub ending: Option<Ending>,
    /// The statement around, before which other code could stand.
    pub statement: Option<Location>,
    /// The statement around with what looks at its error, where errors are values beside others.
    pub whole: Option<WholeStatement>,
}

/// A statement, with the next one where that looks at the error which the first gives.
#[derive(Clone, Debug)]
pub struct WholeStatement {
    /// Both.
    pub at: Location,
    /// The second one, and the name of the error.
    pub check: Option<(Location, Name)>,
    /// The statements that bound the names in them before.
    pub needs: Vec<Location>,
    /// For each name that they give a value to, the statements that bound it before, of which one is enough.
    pub needs_one: Vec<Vec<Location>>,
}

/// How the result of a call is taken.
#[derive(Clone, Copy, Debug)]
pub enum Ending {
    /// By what follows: `.await?`, `.await.unwrap()`.
    Here(Location),
    /// It is awaited, and is what the function gives.
    Returned,
}

/// A truth value or number that is written as a literal.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The argument of the operation that it is in, 0-based.
    pub position: usize,
    /// The field or builder's method that it sets, or its position in a constructor's arguments; empty for the argument itself.
    pub name: Name,
    /// What it says.
    pub value: Constant,
    /// The literal.
    pub at: Location,
    /// The struct literal that sets nothing else.
    pub alone: Option<Alone>,
    /// The variable with the whole delivery that is named in the same options.
    pub delivery: Option<Location>,
}

/// A struct literal with one field, and no base but a default.
#[derive(Clone, Copy, Debug)]
pub struct Alone {
    /// The whole literal.
    pub at: Location,
    /// Its path.
    pub path: Location,
}

/// A clone of a channel's handle.
#[derive(Clone, Debug)]
pub struct CloneSite {
    /// The channel.
    pub origin: OriginId,
    /// `channel.clone()`
    pub at: Location,
    /// Where the variable is named that it is given to, as often as it is made.
    pub named: Vec<Location>,
    /// The opening that could stand here instead.
    pub opening: Option<Opening>,
}

/// How a channel was opened: `let channel = connection.create_channel().await?;`
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The expression.
    pub at: Location,
    /// The statement.
    pub statement: Location,
    /// The variable, where the clone names it.
    pub name: Location,
    /// Where the variable's name may stand, when nothing but clones is made of the variable, and how often it does: where
    /// the text has it more often, it is used in a way that was not read.
    pub only_cloned: Option<(Location, usize)>,
}

/// A statement that starts a context beside the opening of a channel that it names: `go f(ch)`.
#[derive(Clone, Debug)]
pub struct StartSite {
    /// The channel.
    pub origin: OriginId,
    /// The statement.
    pub at: Location,
    /// What runs.
    pub runs: Runs,
    /// Where the variable with the channel is named in it; nothing where another variable has its name in there.
    pub named: Option<Vec<Location>>,
    /// Whether the variables of the opening can be bound anew before it, as nothing behind it in its block means them.
    pub hides: bool,
    /// Whether the opening stands in the same block.
    pub beside: bool,
    /// Variables of loops that the call names, which may have the value of a later round by the time that it is made.
    pub loop_variables: Vec<Name>,
    /// The opening.
    pub opened: OpenedBeside,
}

/// What a context runs, as it is written.
#[derive(Clone, Copy, Debug)]
pub enum Runs {
    /// A call.
    Call(Location),
    /// Code that is written there; this is its first statement behind what it defers.
    Code(Location),
}

/// A channel that is opened with a result and an error, which the next statement looks at.
#[derive(Clone, Debug)]
pub struct OpenedBeside {
    /// Both statements.
    pub at: Location,
    /// The variable in the first one.
    pub bound: Location,
    /// Where the variable lives from there on.
    pub scope: Location,
    /// Where the variable is named.
    pub named: Vec<Location>,
    /// How often its name stands in its scope, for all that was read.
    pub mentions: usize,
    /// Whether the variable with the error is named later.
    pub error_lives: bool,
}
