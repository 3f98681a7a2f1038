//! Records channels and consumers that go into collections, as far as nothing in the program keeps the collection from growing.
//!
//! A collection is known by its name: that of the field, static or variable. What takes elements out of any of the same name, gives
//! it another value or lends it to be changed keeps it.

use rustc_hash::FxHashSet;

use crate::facts::{Body, ExprId, ExprKind, Name};
use crate::flow::bodies::bindings::Bindings;
use crate::flow::bodies::names::is_name;
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{Effect, HandleKind};
use crate::resolve::types::Ty;
use crate::sources::Location;
use crate::trace::handle::OriginId;
use crate::trace::outcome::Kept;

/// How deep a channel may lie in what is put away.
const DEPTH: u8 = 3;

impl<'f> Evaluator<'_, 'f> {
    /// A method of a collection may put a channel away.
    pub(crate) fn note_kept(
        &mut self,
        frame: &Frame<'f>,
        (receiver, name): (ExprId, Name),
        (written, args): (&[ExprId], &[Value<'f>]),
        at: Location,
    ) {
        let inserts = self.knowledge.call_by_method(None, name);
        if inserts.is_none_or(|rule| rule.effect != Effect::Insert) {
            return;
        }
        let Some(origin) = args.last().and_then(|value| self.opened_in_value(value)) else {
            return;
        };
        if !self.is_growing(&self.inferred(frame, receiver)) {
            return;
        }
        let bindings = self.bodies.bindings(frame.place.body);
        // A guard of a field, or a local that borrows it, is the field by another name.
        let names = names_of(frame.place.body, &bindings, receiver);
        let Some(collection) = names.first().copied() else { return };
        // `map.insert(key, channel)`: a list is asked for nothing.
        if let [key, _] = written
            && self.is_asked_for(frame.place.body, &bindings, (collection, *key))
        {
            return;
        }
        let declared =
            (names.len() == 1).then(|| declaration(frame, &bindings, receiver)).flatten();
        let node = self.recorder.cursor();
        self.recorder.add_kept(Kept { origin, at, node, collection, declared });
    }

    /// Whether a collection is asked for a key before something is put there: then there is one for each key.
    fn is_asked_for(
        &self,
        body: &Body,
        bindings: &Bindings,
        (collection, key): (Name, ExprId),
    ) -> bool {
        let put = body.exprs[key].span.start;
        // A key that is made for each message, such as an id or a time, is never there before.
        let named = key_name(body, key).filter(|&named| !self.knowledge.is_fleeting(named));
        let Some(named) = named else { return false };
        body.exprs.iter().any(|expr| match &expr.kind {
            ExprKind::MethodCall { receiver, name, args, .. } => {
                let [asked] = args[..] else { return false };
                expr.span.end <= put
                    && self.knowledge.asks_by_key(*name)
                    && key_name(body, asked) == Some(named)
                    && names_of(body, bindings, *receiver).contains(&collection)
            }
            _ => false,
        })
    }

    /// A channel in a value, or that of a consumer, whose opening was seen.
    fn opened_in_value(&self, value: &Value<'f>) -> Option<OriginId> {
        let mut found = None;
        self.heap.visit(value, DEPTH, &mut |obj| {
            if let Obj::Handle(handle) = obj
                && matches!(handle.kind, HandleKind::Channel | HandleKind::Consumer)
            {
                found = found.or(Some(handle.origin));
            }
        });
        // A channel that came from outside was opened once, as far as anybody knows.
        found.filter(|&origin| self.recorder.trace().origin(origin).provenance.is_none())
    }

    /// Whether a type is a collection, or a guard or wrapper of one.
    fn is_growing(&self, ty: &Ty) -> bool {
        match ty {
            Ty::External(path, args) => {
                self.knowledge.grows(*path) || args.iter().any(|arg| self.is_growing(arg))
            }
            _ => false,
        }
    }

    /// All was evaluated: what stays of the collections are those that nothing keeps from growing.
    pub(crate) fn leave_what_grows(&mut self) {
        // Most programs put no channel away: their bodies are not looked through.
        if self.recorder.trace().kept.is_empty() {
            return;
        }
        let mut bounded: FxHashSet<Name> = FxHashSet::default();
        let program = self.program;
        for data in &program.functions {
            if let Some(body) = &data.function.body {
                self.add_bounded(body, &mut bounded);
            }
        }
        self.recorder.retain_kept(|kept| !bounded.contains(&kept.collection));
    }

    /// The collections of a body that are kept from growing there.
    fn add_bounded(&mut self, body: &'f Body, out: &mut FxHashSet<Name>) {
        let bindings = self.bodies.bindings(body);
        let mut add = |id: ExprId| out.extend(names_of(body, &bindings, id));
        for expr in &body.exprs {
            match &expr.kind {
                ExprKind::MethodCall { receiver, name, args, .. } => {
                    if self.knowledge.bounds_growth(*name) {
                        add(*receiver);
                    }
                    args.iter().filter_map(|&arg| lent(body, arg)).for_each(&mut add);
                }
                ExprKind::Call { args, .. } => {
                    args.iter().filter_map(|&arg| lent(body, arg)).for_each(&mut add);
                }
                ExprKind::Assign { place, .. } => add(*place),
                _ => {}
            }
        }
    }
}

/// The variable that a key is or is made of: `name` of `&name`, `name.to_owned()`.
fn key_name(body: &Body, id: ExprId) -> Option<Name> {
    match &body.exprs[id].kind {
        ExprKind::MethodCall { receiver: inner, args, .. } if args.is_empty() => {
            key_name(body, *inner)
        }
        ExprKind::Ref { expr: inner, .. } | ExprKind::Deref(inner) => key_name(body, *inner),
        ExprKind::Call { args, .. } => match args[..] {
            [only] => key_name(body, only),
            _ => None,
        },
        ExprKind::Field { name, .. } => Some(*name),
        _ => is_name(body, id).map(|(name, _)| name),
    }
}

/// What is lent to be changed: `&mut self.channels`.
fn lent(body: &Body, id: ExprId) -> Option<ExprId> {
    match &body.exprs[id].kind {
        ExprKind::Ref { expr, .. } => Some(*expr),
        _ => None,
    }
}

/// The names of a place, the field first: `channels` of `self.channels.lock().await`, also through a variable.
fn names_of(body: &Body, bindings: &Bindings, id: ExprId) -> Vec<Name> {
    let (mut names, mut at) = (Vec::new(), id);
    loop {
        at = match &body.exprs[at].kind {
            ExprKind::Field { name, .. } => {
                names.insert(0, *name);
                return names;
            }
            ExprKind::MethodCall { receiver, .. } => *receiver,
            ExprKind::Await(inner)
            | ExprKind::Try(inner)
            | ExprKind::Deref(inner)
            | ExprKind::Ref { expr: inner, .. } => *inner,
            ExprKind::Path(path) => {
                names.extend(path.segments.last().map(|last| last.name));
                let Some((name, span)) = is_name(body, at) else { return names };
                match bindings.variable(name, span) {
                    // It stands before its name, so that this ends.
                    Some(variable) => variable.init,
                    None => return names,
                }
            }
            _ => return names,
        };
    }
}

/// The `let` of a variable.
fn declaration(frame: &Frame<'_>, bindings: &Bindings, id: ExprId) -> Option<Location> {
    let (name, span) = is_name(frame.place.body, id)?;
    bindings.variable(name, span).map(|variable| frame.location(variable.statement))
}
