//! Bodies -> what is called in them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Called, ChoiceId, meant};
use crate::facts::{Body, ExprId, ExprKind, Name, Path, TypeRef};
use crate::ids::IdVec;
use crate::program::{FnId, ModuleId, Owner, Program};
use crate::types::Types;
use crate::types::infer::{BodyTypes, Callee, Target};
use crate::types::ty::Ty;

/// What decides which functions a call may mean.
#[derive(PartialEq, Eq, Hash)]
enum Question {
    /// The types: what is called, with what its parameters are.
    Meant(Callee, Vec<(Name, Ty)>),
    /// The name and the number of arguments.
    Named(Name, usize),
    /// As well as the type or trait before the name.
    NamedOf(Name, Name, usize),
}

/// Reads the calls of bodies.
pub(super) struct Reader<'r, 'a, 'f> {
    program: &'r Program<'f>,
    types: &'r Types<'a, 'f>,
    /// Functions of types and traits, by name and by how many arguments they take, the receiver included.
    by_name: FxHashMap<(Name, usize), Vec<FnId>>,
    /// What the initial values of statics call, by the static's name.
    of_statics: FxHashMap<Name, Called>,
    choices: IdVec<ChoiceId, Vec<FnId>>,
    given: FxHashSet<FnId>,
    /// What questions were answered with.
    answers: FxHashMap<Question, Answer>,
}

/// The functions that a call may mean.
#[derive(Clone, Copy)]
enum Answer {
    Nothing,
    One(FnId),
    Several(ChoiceId),
}

impl Called {
    fn add(&mut self, answer: Answer) {
        match answer {
            Answer::Nothing => {}
            Answer::One(id) => drop(self.functions.insert(id)),
            Answer::Several(id) => drop(self.choices.insert(id)),
        }
    }

    fn extend(&mut self, other: &Self) {
        self.functions.extend(&other.functions);
        self.choices.extend(&other.choices);
    }
}

impl<'r, 'a, 'f> Reader<'r, 'a, 'f> {
    pub(super) fn new(program: &'r Program<'f>, types: &'r Types<'a, 'f>) -> Self {
        let mut by_name: FxHashMap<_, Vec<FnId>> = FxHashMap::default();
        for (id, data) in program.functions.entries().filter(|(_, data)| data.owner != Owner::Free)
        {
            let taken = data.function.params.len() + usize::from(data.function.receiver.is_some());
            by_name.entry((data.function.name, taken)).or_default().push(id);
        }
        let mut reader = Self {
            program,
            types,
            by_name,
            of_statics: FxHashMap::default(),
            choices: IdVec::default(),
            given: FxHashSet::default(),
            answers: FxHashMap::default(),
        };
        for data in &program.statics {
            if let Some(init) = data.init {
                let called = reader.called_in(data.module, init);
                reader.of_statics.entry(data.name).or_default().extend(&called);
            }
        }
        reader
    }

    /// The choices that were met, each in order, and the functions that stand somewhere as values.
    pub(super) fn into_parts(self) -> (IdVec<ChoiceId, Vec<FnId>>, FxHashSet<FnId>) {
        (self.choices, self.given)
    }

    /// What a body calls.
    pub(super) fn called_in(&mut self, module: ModuleId, body: &Body) -> Called {
        let known = self.types.of(module, body);
        let mut called = Called::default();
        // In order, so that choices have the same numbers each time.
        for (id, expr) in body.exprs.entries() {
            if let Some(target) = known.and_then(|known| known.calls.get(&id)) {
                if let (Callee::Own(function), ExprKind::Path(_) | ExprKind::Index { .. }) =
                    (target.callee, &expr.kind)
                {
                    self.given.insert(function);
                }
                called.functions.extend(&target.derefs);
                called.add(self.meant(target));
            }
        }
        for (id, expr) in body.exprs.entries() {
            match &expr.kind {
                ExprKind::MethodCall { receiver, name, args, .. }
                    if is_open(known, id) && !is_typed(known, *receiver) =>
                {
                    called.add(self.answered(Question::Named(*name, args.len() + 1)));
                }
                ExprKind::Call { callee, args } if is_open(known, id) => {
                    if let ExprKind::Path(path) = &body.exprs[*callee].kind
                        && is_open(known, *callee)
                        && let [.., owner, last] = &path.segments[..]
                    {
                        let question = Question::NamedOf(owner.name, last.name, args.len());
                        called.add(self.answered(question));
                    }
                }
                ExprKind::Path(path) => {
                    let last = path.segments.last();
                    let of_static = last.and_then(|last| self.of_statics.get(&last.name));
                    of_static.into_iter().for_each(|of_static| called.extend(of_static));
                }
                _ => {}
            }
        }
        called
    }

    fn meant(&mut self, target: &Target) -> Answer {
        match target.callee {
            Callee::Own(id) => Answer::One(id),
            Callee::Constructor(..) | Callee::OutsideConstructor(_) => Answer::Nothing,
            callee => self.answered(Question::Meant(callee, target.args.clone())),
        }
    }

    fn answered(&mut self, question: Question) -> Answer {
        if let Some(&answer) = self.answers.get(&question) {
            return answer;
        }
        let mut functions = self.functions(&question);
        functions.sort_unstable();
        functions.dedup();
        let answer = match functions[..] {
            [] => Answer::Nothing,
            [one] => Answer::One(one),
            _ => Answer::Several(self.choices.push(functions)),
        };
        self.answers.insert(question, answer);
        answer
    }

    fn functions(&self, question: &Question) -> Vec<FnId> {
        let named = |name, taken| self.by_name.get(&(name, taken)).into_iter().flatten().copied();
        match question {
            Question::Meant(callee, args) => {
                let (callee, args) = (*callee, args.clone());
                meant(self.types, &Target { callee, args, derefs: Vec::new() })
            }
            Question::Named(name, taken) => named(*name, *taken).collect(),
            Question::NamedOf(owner, name, taken) => {
                named(*name, *taken).filter(|&id| self.may_belong_to(id, *owner)).collect()
            }
        }
    }

    /// Whether a function may be meant by `owner::name`: as far as the name of the type or trait tells.
    fn may_belong_to(&self, id: FnId, owner: Name) -> bool {
        let named = |path: &Path| path.segments.last().map(|last| last.name);
        let names = match self.program.function(id).owner {
            Owner::Free => [None, None],
            Owner::Trait(of) => [Some(self.program.traits[of].def.name), None],
            Owner::Impl(of) => {
                let def = self.program.impls[of].def;
                [type_name(&def.self_ty), def.of_trait.as_ref().and_then(named)]
            }
        };
        let mut behind = self.program.names_behind(owner);
        behind.any(|name| names.contains(&Some(name)))
    }
}

fn type_name(ty: &TypeRef) -> Option<Name> {
    match ty {
        TypeRef::Path(path) => path.segments.last().map(|segment| segment.name),
        TypeRef::Ref { inner, .. } => type_name(inner),
        _ => None,
    }
}

/// Whether nothing is known of what a call or path means.
fn is_open(known: Option<&BodyTypes>, id: ExprId) -> bool {
    known.is_none_or(|known| !known.calls.contains_key(&id))
}

fn is_typed(known: Option<&BodyTypes>, id: ExprId) -> bool {
    known.is_some_and(|known| !known.exprs[id].is_unknown())
}
