//! Records how code learns whether a channel lives, and that it has the client bring lost ones back.

use crate::facts::{ExprKind, Name, Span, intern};
use crate::flow::bodies::spans::holds;
use crate::flow::heap::code::Place;
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::observe::listeners::select::effect;
use crate::flow::observe::step::is_saying;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{ClientId, Effect};
use crate::program::FnId;
use crate::sources::Location;
use crate::trace::node::Step;
use crate::trace::outcome::Watch;

impl<'f> Evaluator<'_, 'f> {
    /// A method of a handle or of a client's settings is called.
    pub(crate) fn note_life(
        &mut self,
        name: Name,
        (value, args): (&Value<'f>, &[Value<'f>]),
        at: Location,
    ) {
        let is_among = |methods: &[String]| methods.iter().any(|known| name == known.as_str());
        // On a handle the method asks, or is given code to run; on a client's settings it says what the client shall do.
        if let Some((_, handle)) = self.heap.handle_in(value) {
            let (client, of) = (handle.client, handle.origin);
            let life = &self.knowledge.client(client).life;
            if is_among(&life.asked_by) {
                self.recorder.step(Step::Ask(of), at);
            }
            if is_among(&life.told_by) {
                let told = args.iter().flat_map(|arg| self.only_says(arg, client));
                if let Some(only_said) = told.reduce(|one, other| one && other) {
                    self.recorder.add_watch(Watch { of, only_said });
                }
            }
            return;
        }
        for &client in &self.context.present {
            if is_among(&self.knowledge.client(client).life.brought_back_by) {
                self.recorder.note_brought_back(client);
            }
        }
    }

    /// Of each code that a client is given for a loss, whether it tells a person and does nothing else.
    fn only_says(&mut self, given: &Value<'f>, client: ClientId) -> Vec<bool> {
        match given {
            Value::Closure(closure) => {
                let span = closure.place.body.exprs[closure.body].span;
                vec![self.says_within(&closure.place, span)]
            }
            Value::Fn(id) => self.says(*id).into_iter().collect(),
            Value::Obj(id) => {
                let Obj::Struct(data) = self.heap.obj(*id) else { return Vec::new() };
                let (ty, knowledge) = (data.ty, self.knowledge);
                let names = knowledge.client(client).life.told_in.iter();
                let methods: Vec<FnId> =
                    names.flat_map(|name| self.methods_of(ty, intern(name))).collect();
                methods.into_iter().filter_map(|id| self.says(id)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn says(&mut self, id: FnId) -> Option<bool> {
        let data = self.program.function(id);
        let body = data.function.body.as_ref()?;
        let place = self.place(body, data.at.file, data.module);
        Some(self.says_within(&place, body.exprs[body.root].span))
    }

    fn says_within(&mut self, place: &Place<'f>, code: Span) -> bool {
        let frame = Frame::new(place.clone(), Vec::new());
        let (mut said, mut done): (Vec<Span>, Vec<Span>) = Default::default();
        for (id, expr) in place.body.exprs.entries() {
            if !holds(code, expr.span) {
                continue;
            }
            let says = match &expr.kind {
                ExprKind::Macro { name, .. } => is_saying(*name),
                ExprKind::Call { .. } | ExprKind::MethodCall { .. } => {
                    effect(self, &frame, id) == Some(Effect::Say)
                }
                ExprKind::Assign { .. } => false,
                _ => continue,
            };
            if says { &mut said } else { &mut done }.push(expr.span);
        }
        done.iter().all(|done| said.iter().any(|said| holds(*said, *done)))
    }
}
