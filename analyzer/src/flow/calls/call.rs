//! Calls of functions, constructors and closures.

use super::callee::Callee;
use super::typed::Method;
use crate::facts::{Body, ExprId, ExprKind, Lit, Name, Path, Span, TypeRef, intern};
use crate::flow::heap::code::{ExternalFn, Place};
use crate::flow::heap::object::Outside;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{Effect, last_segment};
use crate::program::{ModuleId, StaticId};
use crate::resolve::types::{Subst, Ty, TypeScope};
use crate::sources::{FileId, Location};
use crate::trace::handle::ProvenanceKind;
use crate::trace::node::NodeId;
use rustc_hash::FxHashMap;
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    /// `callee(args)`
    pub(crate) fn call_expr(
        &mut self,
        frame: &mut Frame<'f>,
        call: ExprId,
        (callee, args): (ExprId, &'f [ExprId]),
        span: Span,
    ) -> Value<'f> {
        let at = frame.location(span);
        let callee_expr = &frame.place.body.exprs[callee];
        let meant = frame.place.types.target(call).cloned();
        let callee = match &callee_expr.kind {
            // A variable hides a function of the same name.
            ExprKind::Path(path) if !Self::is_local(frame, path) => {
                let named = self.callee(frame, path);
                self.meant_by(named, meant.as_deref())
            }
            _ => Callee::Value(self.eval(frame, callee)),
        };
        let values: Vec<_> = args.iter().map(|&arg| self.eval(frame, arg)).collect();
        self.note_served(frame, call);
        self.note_work_of_call(frame, call, (None, &values));
        match callee {
            Callee::Value(value) => self.call_value(&value, values, at),
            Callee::Constructor(ty, variant) => self.construct_tuple(ty, variant, values),
            Callee::Functions(functions) => self.call_any(&functions, &values, at),
            Callee::TraitMethod(name) => match values.split_first() {
                Some((receiver, rest)) => self.call_method(
                    frame,
                    receiver,
                    Method { name, span, target: meant.as_deref() },
                    rest.to_vec(),
                    at,
                ),
                None => Value::Unknown,
            },
            Callee::External(path) if self.is_called_by_path(path, meant.as_deref()) => {
                let Some((receiver, rest)) = values.split_first() else { return Value::Unknown };
                let name = last_segment(path);
                let method = Method { name, span, target: meant.as_deref() };
                let given = self.call_method(frame, receiver, method, rest.to_vec(), at);
                self.lost_result(frame, call, given)
            }
            Callee::External(path) if !self.associated_of_client(path).is_empty() => {
                self.call_any(&self.associated_of_client(path), &values, at)
            }
            Callee::External(path) => self.call_outside(frame, (call, path), args, values, at),
            Callee::Default(ty) => self.construct(ty, None, FxHashMap::default()),
            Callee::Unknown => self.call_unknown(intern(""), values, at),
        }
    }

    /// Calls a function outside; what it does to places of the caller, a call by values cannot see.
    fn call_outside(
        &mut self,
        frame: &mut Frame<'f>,
        (call, path): (ExprId, Name),
        args: &'f [ExprId],
        values: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if let (true, [dropped], [arg]) = (self.is_drop(path), &values[..], args) {
            self.discard(dropped, *arg, frame);
        }
        let rule = self.knowledge.call_by_path(path);
        self.note_appended(frame, rule, (args, &values), at);
        self.note_decoded(frame, rule, values.first(), args);
        // `mem::replace(&mut self.channel, new)`
        let filled = values.get(1).cloned();
        let given = self.call_external(frame, path, values, at);
        self.fill_place(frame, path, args, filled);
        self.lost_result(frame, call, given)
    }

    /// Whether a function ends the life of what it is given.
    fn is_drop(&self, path: Name) -> bool {
        self.knowledge.call_by_path(path).is_some_and(|rule| rule.effect == Effect::Drop)
    }

    /// The value of a path that is no variable.
    pub(crate) fn item_value(
        &mut self,
        frame: &mut Frame<'f>,
        path: &'f Path,
        _span: Span,
    ) -> Value<'f> {
        match self.callee(frame, path) {
            Callee::Value(value) => value,
            Callee::Constructor(ty, variant) => {
                let def = self.program.ty(ty).def;
                let shape = def.variants.get(variant.unwrap_or(0) as usize);
                match shape {
                    Some(shape) if shape.fields.is_empty() => {
                        self.construct(ty, variant, FxHashMap::default())
                    }
                    _ => Value::Constructor(ty, variant),
                }
            }
            Callee::Functions(functions) => {
                functions.into_iter().fold(Value::Unknown, |sum, id| sum.join(Value::Fn(id)))
            }
            Callee::External(path) if path == "std::option::Option::None" => Value::Nothing,
            Callee::External(path) => {
                let place = frame.place.clone();
                Value::ExternalFn(Rc::new(ExternalFn { path, place }))
            }
            _ => Value::Unknown,
        }
    }

    /// The value of a static, evaluated once.
    pub(crate) fn static_value(&mut self, id: StaticId) -> Value<'f> {
        if let Some(value) = self.heap.assigned_static(id).or(self.heap.known_static(id)) {
            return value.clone();
        }
        // A static that names itself finds nothing there instead of beginning anew.
        self.heap.set_static(id, Value::Unknown);
        let data = &self.program.statics[id];
        let (module, at, ty, init) = (data.module, data.at, data.ty, data.init);
        let subst = Subst::default();
        let scope = TypeScope::of_item(module, [None, None], &subst);
        let resolved = self.resolver.ty(self.program, scope, ty);
        let cursor = self.recorder.cursor();
        // It is made before all else, whoever is the first to name it.
        self.recorder.move_to(NodeId::PROGRAM);
        let mut value = Value::Unknown;
        if let Some(body) = init
            // Tables of words and numbers can be long and lead to nothing.
            && (self.relevance.carries(&resolved, self.knowledge)
                || matches!(ty, TypeRef::Infer)
                || matches!(&resolved, Ty::External(path, _) if self.knowledge.is_lock(*path))
                || self.is_plain(&resolved, body))
        {
            let place = self.place(body, at.file, module);
            let mut frame = Frame::new(place, Vec::new());
            value = self.eval(&mut frame, body.root);
        }
        self.recorder.move_to(cursor);
        // What is empty at first is filled where nobody looks.
        let is_empty =
            init.is_some_and(|body| matches!(body.exprs[body.root].kind, ExprKind::Lit(Lit::Nil)));
        if value.is_unknown() || is_empty {
            let path = data.name.to_string();
            value = self.materialize_if_relevant(
                &resolved,
                &Outside::new(ProvenanceKind::Static, at, path),
            );
        }
        self.heap.set_static(id, value.clone());
        value
    }

    /// Whether a static is a literal, a client's options or what they are read from: a rule may ask for it.
    pub(crate) fn is_plain(&self, ty: &Ty, body: &Body) -> bool {
        let is_literal = matches!(body.exprs[body.root].kind, ExprKind::Lit(_));
        is_literal
            || match ty {
                Ty::External(path, _) => self.knowledge.is_client_path(*path),
                Ty::Adt(id, _) => self.relevance.is_setting(*id),
                _ => false,
            }
    }

    pub(crate) fn place(&mut self, body: &'f Body, file: FileId, module: ModuleId) -> Place<'f> {
        Place {
            body,
            evaluated: self.bodies.evaluated(body),
            types: self.bodies.typed(module, body, self.types),
            file,
            module,
            blocks: Vec::new(),
            function: None,
            self_ty: None,
            subst: Rc::default(),
        }
    }
}
