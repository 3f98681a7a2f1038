//! What makes code run again and again, in the words of a finding.

use crate::findings::{Place, Role};
use crate::model::Model;
use crate::program::FnId;
use crate::trace::node::NodeId;

/// What repeats code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// A loop.
    Loop(NodeId),
    /// A handler that runs for each request or delivery.
    Handler(NodeId),
    /// Each call of a function.
    Call(FnId),
}

impl Again {
    /// Each time that the code runs: `each turn of a loop`.
    pub(super) fn each_time(self, model: &Model<'_, '_>) -> String {
        match self {
            Self::Loop(_) => "each turn of a loop".to_owned(),
            Self::Handler(_) => "each call of a handler".to_owned(),
            Self::Call(id) => format!("each call of `{}`", model.function_name(id)),
        }
    }

    /// Where what repeats it begins.
    pub(super) fn place(self, model: &Model<'_, '_>) -> Option<Place> {
        let (at, label) = match self {
            Self::Loop(node) => (model.tree().node(node).at?, "the loop"),
            Self::Handler(node) => (model.tree().node(node).at?, "the handler"),
            Self::Call(id) => (model.name_place(id), "the function"),
        };
        Some(Place { at: model.first_line(at), label: label.to_owned(), role: Role::Context })
    }
}
