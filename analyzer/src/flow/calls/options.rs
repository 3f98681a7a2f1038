//! Options of operations: how they are put together as values, and what of them an operation's arguments say.

use crate::facts::{ExprId, Name, intern};
use crate::flow::Evaluator;
use crate::flow::Frame;
use crate::flow::effects::known::owner_path;
use crate::flow::heap::object::{Obj, ObjId, Options};
use crate::flow::heap::value::Value;
use crate::flow::language::construct::is_default;
use crate::trace::access::{Argument, Constant, Part};

/// What options are known to say.
#[derive(Default)]
struct Said {
    /// The last word for each name.
    set: Vec<(Name, Constant)>,
    /// Whether more may be set.
    more: bool,
}

impl<'f> Evaluator<'_, 'f> {
    /// A client's constructor of options or arguments: what is simple is kept by position.
    pub(crate) fn client_options(&mut self, path: Name, args: Vec<Value<'f>>) -> Value<'f> {
        let mut options = Options::new(owner_path(path));
        for (position, value) in args.into_iter().enumerate() {
            self.add_option(&mut options, intern(&position.to_string()), value);
        }
        self.heap.value_of(Obj::Options(options))
    }

    /// A struct of options from outside: its fields are kept by name.
    pub(crate) fn options(
        &mut self,
        frame: &Frame<'f>,
        path: Name,
        fields: Vec<(Name, Value<'f>)>,
        rest: Option<(ExprId, Value<'f>)>,
    ) -> Value<'f> {
        let mut options = match rest {
            None => Options::new(path),
            Some((rest, value)) => self.options_from(&value).unwrap_or_else(|| Options {
                complete: is_default(frame, rest),
                ..Options::new(path)
            }),
        };
        // `..base` may be of another type: what it is called counts, what base set stays.
        options.path = path;
        for (name, value) in fields {
            self.add_option(&mut options, name, value);
        }
        let value = self.heap.value_of(Obj::Options(options));
        self.note_in_round(&value);
        value
    }

    /// What a value of a type outside holds and has set, to set more.
    fn options_from(&self, value: &Value<'f>) -> Option<Options<'f>> {
        let Value::Obj(id) = value else { return None };
        match self.heap.obj(*id) {
            Obj::Options(options) => Some(options.clone()),
            Obj::External { path, held } => {
                Some(Options { held: held.clone(), ..Options::new(*path) })
            }
            _ => None,
        }
    }

    /// What can lead to a handle is held as a wrapper holds it.
    fn add_option(&self, options: &mut Options<'f>, name: Name, value: Value<'f>) {
        if self.matters(&value) {
            // What it is worth as a constant is not known; that something is set is.
            options.held.push(value);
            options.set.push((name, Value::Unknown));
        } else {
            options.set.push((name, value));
        }
    }

    /// A builder's method: the option is kept by its name.
    pub(crate) fn with_option(&mut self, id: ObjId, name: Name, args: Vec<Value<'f>>) -> Value<'f> {
        let Some(mut options) = self.options_from(&Value::Obj(id)) else { return Value::Unknown };
        // A builder's method without an argument switches something on.
        options.set.push((name, args.into_iter().next().unwrap_or(Value::Bool(true))));
        self.heap.value_of(Obj::Options(options))
    }

    /// Options with one more of them set.
    pub(crate) fn with_named(
        &mut self,
        options: &Value<'f>,
        name: Name,
        value: Value<'f>,
    ) -> Value<'f> {
        let Some(mut changed) = self.options_from(options) else { return options.clone() };
        self.add_option(&mut changed, name, value);
        self.heap.value_of(Obj::Options(changed))
    }

    /// What an operation is given, as far as it is known.
    pub(crate) fn arguments(&self, args: &[Value<'f>]) -> Vec<Argument> {
        let is_from_outside =
            |one: &Value<'f>| matches!(one, Value::Obj(id) if self.heap.is_from_outside(*id));
        let mut out = Vec::new();
        for (position, value) in args.iter().enumerate() {
            let whole = |value| Argument { position, part: Part::Whole, value };
            match constant(value) {
                Some(value) => out.push(whole(value)),
                None if value.alternatives().iter().any(is_from_outside) => {
                    out.extend(self.options_of(position, value));
                }
                None => out.push(whole(Constant::Other)),
            }
        }
        out
    }

    /// The options that a value sets; where it may be one of several, what all agree on.
    fn options_of(&self, position: usize, value: &Value<'f>) -> Vec<Argument> {
        let each = value.alternatives().iter().map(|one| self.said(one));
        let Said { set, more } = each.reduce(|one, other| one.agree(&other)).unwrap_or_default();
        let named = set.into_iter().map(|(name, value)| (Part::Option(name), value));
        let more = more.then_some((Part::Rest, Constant::Other));
        named.chain(more).map(|(part, value)| Argument { position, part, value }).collect()
    }

    fn said(&self, value: &Value<'f>) -> Said {
        let Value::Obj(id) = value else { return Said::default() };
        let options = match self.heap.obj(*id) {
            Obj::Options(options) => options,
            // What comes from elsewhere may say anything.
            Obj::External { .. } => return Said { set: Vec::new(), more: true },
            _ => return Said::default(),
        };
        let mut said = Said { set: Vec::new(), more: !options.complete };
        for (name, value) in &options.set {
            // The last word for an option counts.
            said.set.retain(|(known, _)| known != name);
            said.set.push((*name, constant(value).unwrap_or(Constant::Other)));
        }
        said
    }
}

impl Said {
    /// What both say; where they differ, nothing is known.
    fn agree(&self, other: &Self) -> Self {
        let mut set: Vec<(Name, Constant)> = Vec::new();
        for said in self.set.iter().chain(&other.set) {
            if set.iter().any(|(known, _)| *known == said.0) {
                continue;
            }
            let same = self.set.contains(said) && other.set.contains(said);
            set.push(if same { said.clone() } else { (said.0, Constant::Other) });
        }
        Self { set, more: self.more || other.more }
    }
}

fn constant(value: &Value<'_>) -> Option<Constant> {
    match value {
        Value::Str(text) => Some(Constant::Str(text.clone())),
        Value::Int(number) => Some(Constant::Int(*number)),
        Value::Bool(truth) => Some(Constant::Bool(*truth)),
        _ => None,
    }
}
