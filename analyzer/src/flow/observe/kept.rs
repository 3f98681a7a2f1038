//! Records channels and consumers that go into collections, as far as nothing in the program keeps the collection from growing.
//!
//! A collection is known by its name: that of the field, static or variable. What takes elements out of any of the same name, gives
//! it another value or lends it to be changed keeps it.

use rustc_hash::FxHashSet;

use crate::facts::{Body, ExprId, ExprKind, Name};
use crate::flow::bodies::bindings::Bindings;
use crate::flow::bodies::names::is_name;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{CallRule, Effect, HandleKind};
use crate::program::ModuleId;
use crate::resolve::types::Ty;
use crate::sources::Location;
use crate::trace::handle::OriginId;
use crate::trace::outcome::Kept;
use crate::types::infer::Callee;

impl<'f> Evaluator<'_, 'f> {
    /// A method of a collection may put a channel away.
    pub(crate) fn note_kept(
        &mut self,
        frame: &Frame<'f>,
        (receiver, name): (ExprId, Name),
        (written, args): (&[ExprId], &[Value<'f>]),
        at: Location,
    ) {
        let Some(value) = args.last() else { return };
        let ty = self.inferred(frame, receiver);
        let of = match &ty {
            Ty::External(path, _) => Some(*path),
            _ => None,
        };
        let inserts = self.knowledge.call_by_method(of, name);
        if inserts.is_none_or(|rule| rule.effect != Effect::Insert) || !self.is_growing(&ty) {
            return;
        }
        // `map.insert(key, channel)`: a list is asked for nothing.
        let key = match written {
            [key, _] => Some(*key),
            _ => None,
        };
        self.note_put((frame, receiver), key, value, at);
    }

    /// `channels[key] = channel`: what was there for the key is gone, and only keys that come and go leave something behind.
    pub(crate) fn note_put_by_key(
        &mut self,
        frame: &Frame<'f>,
        (collection, key): (ExprId, ExprId),
        value: &Value<'f>,
    ) {
        let named = key_name(frame.place.body, key);
        if named.is_none_or(|named| !self.knowledge.is_fleeting(named)) {
            return;
        }
        if let Ty::External(path, _) = self.inferred(frame, collection)
            && self.knowledge.adds_by_key(path)
        {
            let at = frame.location(Self::expr_span_of(frame, collection));
            self.note_put((frame, collection), Some(key), value, at);
        }
    }

    /// `channels = append(channels, channel)`
    pub(crate) fn note_appended(
        &mut self,
        frame: &Frame<'f>,
        rule: Option<&CallRule>,
        (written, values): (&[ExprId], &[Value<'f>]),
        at: Location,
    ) {
        if rule.is_none_or(|rule| rule.effect != Effect::Append) {
            return;
        }
        let (Some(&collection), Some((_, added))) = (written.first(), values.split_first()) else {
            return;
        };
        for value in added {
            self.note_put((frame, collection), None, value, at);
        }
    }

    /// A value goes into a collection, under a key if it has any.
    fn note_put(
        &mut self,
        (frame, collection): (&Frame<'f>, ExprId),
        key: Option<ExprId>,
        value: &Value<'f>,
        at: Location,
    ) {
        let Some(origin) = self.opened_in_value(value) else { return };
        let body = frame.place.body;
        let bindings = self.bodies.bindings(body);
        // A guard of a field, or a local that borrows it, is the field by another name.
        let names = names_of(body, &bindings, collection);
        let Some(name) = names.first().copied() else { return };
        if key.is_some_and(|key| self.is_asked_for(body, &bindings, (name, key))) {
            return;
        }
        let declared =
            (names.len() == 1).then(|| declaration(frame, &bindings, collection)).flatten();
        let node = self.recorder.cursor();
        self.recorder.add_kept(Kept { origin, at, node, collection: name, declared });
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
        let asks = |receiver: ExprId, asked: ExprId| {
            key_name(body, asked) == Some(named)
                && names_of(body, bindings, receiver).contains(&collection)
        };
        body.exprs.iter().filter(|expr| expr.span.end <= put).any(|expr| match &expr.kind {
            ExprKind::MethodCall { receiver, name, args, .. } => {
                let [asked] = args[..] else { return false };
                self.knowledge.asks_by_key(*name) && asks(*receiver, asked)
            }
            ExprKind::Index { base, index } => asks(*base, *index),
            _ => false,
        })
    }

    /// A channel in a value, or that of a consumer, whose opening was seen.
    fn opened_in_value(&self, value: &Value<'f>) -> Option<OriginId> {
        let is_put_away = |kind| matches!(kind, HandleKind::Channel | HandleKind::Consumer);
        let found = self.heap.handles_in(value).find(|handle| is_put_away(handle.kind));
        // A channel that came from outside was opened once, as far as anybody knows.
        found
            .map(|handle| handle.origin)
            .filter(|&origin| self.recorder.trace().origin(origin).provenance.is_none())
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
                self.add_bounded((data.module, body), &mut bounded);
            }
        }
        self.recorder.retain_kept(|kept| !bounded.contains(&kept.collection));
    }

    /// The collections of a body that are kept from growing there.
    fn add_bounded(&mut self, (module, body): (ModuleId, &'f Body), out: &mut FxHashSet<Name>) {
        let bindings = self.bodies.bindings(body);
        let types = self.types.of(module, body);
        let appends = |call: ExprId| {
            let callee = types.and_then(|types| types.calls.get(&call)).map(|target| target.callee);
            let Some(Callee::Outside(path)) = callee else { return false };
            let rule = self.knowledge.call_by_path(path);
            rule.is_some_and(|rule| rule.effect == Effect::Append)
        };
        // Where no word lends a collection, whoever is given it may take something out.
        let lends = self.knowledge.language.shares_without_a_word();
        let mut add = |id: ExprId| out.extend(names_of(body, &bindings, id));
        for (id, expr) in body.exprs.entries() {
            match &expr.kind {
                ExprKind::MethodCall { receiver, name, args, .. } => {
                    if self.knowledge.bounds_growth(*name) {
                        add(*receiver);
                    }
                    args.iter().filter_map(|&arg| lent(body, arg)).for_each(&mut add);
                    if lends {
                        args.iter().for_each(|&arg| add(arg));
                    }
                }
                ExprKind::Call { args, .. } => {
                    args.iter().filter_map(|&arg| lent(body, arg)).for_each(&mut add);
                    if lends && !appends(id) {
                        args.iter().for_each(|&arg| add(arg));
                    }
                }
                ExprKind::Assign { place, value, .. } if !appends(*value) => {
                    add(*place);
                }
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
