//! The design that a channel belongs to: what one change would mend for all who use it.

use super::Model;
use crate::findings::Cause;
use crate::program::{FnId, Owner};
use crate::trace::handle::{OriginId, Provenance, ProvenanceKind};
use crate::trace::node::NodeKind;

impl Model<'_, '_> {
    /// The design that a handle belongs to: the type that wraps it, the static or state that holds it, the code that opens it
    /// for itself. Functions that only give it are passed through.
    pub fn design(&self, origin: OriginId) -> Cause {
        let data = self.origin(origin);
        // Nothing is known of the code that opened it: where it came into view stands for that.
        let (Some(open), None) = (data.node, &data.provenance) else { return self.opening(origin) };
        let mut at = data.at;
        for node in self.tree().ancestors(open).skip(1) {
            let node = self.tree().node(node);
            match node.kind {
                // Whoever calls `open_channel()` is who decides, not the helper that all share.
                NodeKind::Call(id) if self.gives_handle(id) => at = node.at.unwrap_or(at),
                NodeKind::Call(id) | NodeKind::Entry(id) => {
                    return self.made_by(id).unwrap_or(Cause::At(at, String::new()));
                }
                _ => {}
            }
        }
        Cause::At(at, String::new())
    }

    /// Where a handle is opened, whoever asks for it there.
    pub fn opening(&self, origin: OriginId) -> Cause {
        match &self.origin(origin).provenance {
            Some(provenance) => self.held(provenance),
            None => Cause::At(self.origin(origin).at, String::new()),
        }
    }

    /// What holds a handle that was there before: for a field, the value that it is a field of.
    fn held(&self, from: &Provenance) -> Cause {
        let mut functions = self.program.functions.entries();
        let method = functions.find(|(_, data)| data.at == from.at && data.owner != Owner::Free);
        // `self.bus.channel` belongs to the type of `self`: all its methods are one design.
        let of_self = from.path.split_once('.').filter(|_| from.kind == ProvenanceKind::Parameter);
        match method.zip(of_self) {
            Some(((method, _), (_, rest))) => {
                let holder = rest.rsplit_once('.').map_or("", |(holder, _)| holder);
                self.of_type(method, holder)
            }
            None => Cause::At(from.at, from.path.clone()),
        }
    }

    /// The type that a function makes values of, when it is there for that.
    fn made_by(&self, id: FnId) -> Option<Cause> {
        self.program.is_constructor(id).then(|| self.of_type(id, ""))
    }

    /// The type that a method belongs to, or what is at the end of a path in it.
    fn of_type(&self, method: FnId, path: &str) -> Cause {
        let package = self.package(self.function_place(method));
        let method = self.program.display(method);
        let ty = method.rsplit_once("::").map_or("", |(ty, _)| ty);
        let package = package.map(|package| package.name.clone()).unwrap_or_default();
        Cause::Held(package, format!("{ty}.{path}"))
    }

    /// Whether a function is declared to give a handle, which is its caller's then.
    fn gives_handle(&self, id: FnId) -> bool {
        let ret = self.program.function(id).function.ret.as_ref();
        ret.is_some_and(|ret| ret.names(&|name| self.knowledge.is_handle_name(name)))
    }
}
