//! Functions that take a payload: a parameter that is no receiver, handle, carrier or configuration. `channel_per_message` tells
//! a send from a set-up by it.

use crate::facts::TypeRef;
use crate::flow::Evaluator;
use crate::knowledge::last_segment;
use crate::program::FnId;
use crate::resolve::types::{Subst, Ty, TypeScope};

impl Evaluator<'_, '_> {
    /// Notes whether a function takes something besides `self`, handles, what holds them, and settings.
    pub(crate) fn note_payload(&mut self, function: FnId) {
        let data = self.program.function(function);
        let subst = Subst::default();
        let scope = TypeScope::of_item(data.module, self.generics_of(function), &subst);
        let mut params = data.function.params.iter();
        let takes_payload = params.any(|param| {
            let ty = self.resolver.ty(self.program, scope, &param.ty);
            let name = written_name(&param.ty);
            // Yes or no says how, and not what.
            let is_yes_or_no = self.knowledge.language.is_yes_or_no(name);
            !self.is_means(&ty) && !is_setting(name) && !is_yes_or_no
        });
        // One payload is enough: the rest may be where it goes.
        if takes_payload {
            self.recorder.note_takes_payload(function);
        }
    }

    /// Whether values of a type are a means to send something, and not what is sent.
    fn is_means(&self, ty: &Ty) -> bool {
        self.relevance.carries(ty, self.knowledge)
            || match ty {
                Ty::Adt(id, _) => is_setting(self.program.ty(*id).def.name.as_str()),
                Ty::External(path, args) => {
                    is_setting(last_segment(*path).as_str())
                        || self.knowledge.is_given_to_wait(*path)
                        || args.iter().any(|arg| self.is_means(arg))
                }
                _ => false,
            }
    }
}

/// The last name of a type as it is written.
fn written_name(ty: &TypeRef) -> &str {
    match ty {
        TypeRef::Path(path) => path.segments.last().map_or("", |last| last.name.as_str()),
        TypeRef::Ref { inner, .. } | TypeRef::Slice(inner) => written_name(inner),
        _ => "",
    }
}

/// Whether a type's name says that it holds settings or connections.
fn is_setting(name: &str) -> bool {
    SETTINGS.iter().any(|ending| name.ends_with(ending))
}

/// Endings of such names.
// A heuristic: nothing in a type says that it configures.
const SETTINGS: &[&str] = &[
    "Pool",
    "Config",
    "Settings",
    "Args",
    "Arguments",
    "Opts",
    "Options",
    "Properties",
    "State",
    "Cli",
    "Uri",
    "Url",
];
