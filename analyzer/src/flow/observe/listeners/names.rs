//! What a queue is called that a client is given, how much room it has, and what else names it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::select::{Behind, Select, behind, done_around};
use super::{Hearing, Registered, Taking};
use crate::facts::{Block, Body, ExprId, ExprKind, Lit, Name, Pat, Stmt};
use crate::flow::bodies::bindings::Binding;
use crate::flow::bodies::names::is_name;
use crate::flow::calls::callee::Callee;
use crate::flow::heap::code::Place;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{Effect, Kind};
use crate::program::FnData;
use crate::sources::Location;
use crate::trace::access::AccessId;

/// A queue that a client was given.
#[derive(Clone, Debug)]
pub(super) struct Kept<'f> {
    place: Place<'f>,
    variables: Vec<Binding>,
    fields: Vec<Name>,
    /// How many messages there is room for.
    pub(super) room: Option<u128>,
}

impl Kept<'_> {
    /// Whether nothing but such variables holds it.
    pub(super) fn is_in_variables(&self, is_such: impl FnMut(&Binding) -> bool) -> bool {
        self.fields.is_empty() && self.variables.iter().all(is_such)
    }
}

/// Where fields are named, by name.
pub(super) type Mentions<'f> = FxHashMap<Name, Vec<(Place<'f>, ExprId)>>;

/// Where the value of an expression goes.
enum Destination {
    /// Nowhere.
    Nowhere,
    Variable(Binding),
    Field(Name),
    /// Where it is not followed.
    Elsewhere,
}

impl<'f> Evaluator<'_, 'f> {
    /// What a queue is known by that was given to a client; nothing, when it comes from or goes where it is not followed.
    pub(super) fn kept_listener(&mut self, one: &Registered<'f>) -> Option<Kept<'f>> {
        let place = one.place.clone();
        let body = place.body;
        let ExprKind::MethodCall { args, .. } = &body.exprs[one.call].kind else { return None };
        let &[queue] = &args[..] else { return None };
        let mut kept = Kept { place, variables: Vec::new(), fields: Vec::new(), room: None };
        match &body.exprs[queue].kind {
            ExprKind::Field { name, .. } => {
                kept.fields.push(*name);
                kept.room = self.room_of_field(*name);
            }
            _ => match is_name(body, queue) {
                Some((name, span)) => {
                    let variable = self.bodies.bindings(body).variable(name, span)?;
                    kept.room = Some(self.room(&kept.place, variable.init)?);
                    kept.variables.push(variable);
                }
                None => kept.room = Some(self.room(&kept.place, queue)?),
            },
        }
        match self.destination(body, one.call) {
            Destination::Nowhere => {}
            Destination::Variable(variable) => kept.variables.push(variable),
            Destination::Field(name) => kept.fields.push(name),
            Destination::Elsewhere => return None,
        }
        Some(kept)
    }

    /// The room of a queue that is made here, where it is written.
    pub(super) fn room(&mut self, place: &Place<'f>, made: ExprId) -> Option<u128> {
        let body = place.body;
        let made = match &body.exprs[made].kind {
            ExprKind::Cast { expr, .. } => *expr,
            _ => made,
        };
        let ExprKind::Call { callee, args } = &body.exprs[made].kind else { return None };
        let ExprKind::Path(path) = &body.exprs[*callee].kind else { return None };
        let frame = Frame::new(place.clone(), Vec::new());
        let Callee::External(path) = self.callee(&frame, path) else { return None };
        if self.knowledge.call_by_path(path).is_none_or(|rule| rule.effect != Effect::Queue) {
            return None;
        }
        match args.first().map(|&size| &body.exprs[size].kind) {
            None => Some(0),
            Some(ExprKind::Lit(Lit::Int(room))) => Some(u128::from(*room)),
            // A size that is not known is taken for enough.
            Some(_) => Some(u128::MAX),
        }
    }

    /// The room of the queues that are put into a field, where it is the same for all.
    fn room_of_field(&mut self, field: Name) -> Option<u128> {
        let mut rooms = FxHashSet::default();
        for (place, value) in self.given_to_field(field) {
            rooms.insert(self.room(&place, value)?);
        }
        match rooms.len() {
            // Queues of different sizes in one field: which of them a client was given is not known.
            1 => rooms.into_iter().next(),
            _ => None,
        }
    }

    fn given_to_field(&mut self, field: Name) -> Vec<(Place<'f>, ExprId)> {
        let mut found = Vec::new();
        for place in self.places() {
            for expr in &place.body.exprs {
                match &expr.kind {
                    ExprKind::Assign { place: to, value, .. } => {
                        if matches!(&place.body.exprs[*to].kind, ExprKind::Field { name, .. } if *name == field)
                        {
                            found.push((place.clone(), *value));
                        }
                    }
                    ExprKind::Struct { fields, .. } => {
                        let own = fields.iter().filter(|(name, _)| *name == field);
                        found.extend(own.map(|(_, value)| (place.clone(), *value)));
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// Every function's body.
    fn places(&mut self) -> Vec<Place<'f>> {
        let program = self.program;
        let of = |data: &FnData<'f>| {
            let body = data.function.body.as_ref()?;
            Some(self.place(body, data.at.file, data.module))
        };
        program.functions.iter().filter_map(of).collect()
    }

    /// Where the fields that hold listeners are named.
    pub(super) fn mentions(&mut self, kept: &[(AccessId, Kept<'f>)]) -> Mentions<'f> {
        let fields: FxHashSet<Name> =
            kept.iter().flat_map(|(_, kept)| kept.fields.iter().copied()).collect();
        let mut found = Mentions::default();
        if fields.is_empty() {
            return found;
        }
        for place in self.places() {
            for id in place.body.exprs.ids() {
                if let ExprKind::Field { name, .. } = &place.body.exprs[id].kind
                    && fields.contains(name)
                {
                    found.entry(*name).or_default().push((place.clone(), id));
                }
            }
        }
        found
    }

    /// Where a queue is named.
    fn named_at(&mut self, kept: &Kept<'f>, mentions: &Mentions<'f>) -> Vec<(Place<'f>, ExprId)> {
        let mut named: Vec<(Place<'f>, ExprId)> = Vec::new();
        for name in &kept.fields {
            named.extend(mentions.get(name).into_iter().flatten().cloned());
        }
        let bindings = self.bodies.bindings(kept.place.body);
        for variable in &kept.variables {
            let all = bindings.mentions_while(*variable).iter();
            named.extend(all.map(|&(_, id)| (kept.place.clone(), id)));
        }
        named
    }

    /// Who takes from a queue, by all that names it.
    pub(super) fn hearing(
        &mut self,
        kept: &Kept<'f>,
        mentions: &Mentions<'f>,
        taken: &FxHashMap<Location, Taking>,
    ) -> Hearing {
        let mut heard = Hearing::Nobody;
        for (place, id) in self.named_at(kept, mentions) {
            let own = match self.use_of(&place, id) {
                Use::Given => continue,
                Use::Taken(take) => self.heard_once(&place, take, taken),
                Use::Other => return Hearing::Somebody,
            };
            // Taken at two places, the second notice may be the other's.
            match (&heard, own) {
                (Hearing::Nobody, own) => heard = own,
                _ => return Hearing::Somebody,
            }
        }
        heard
    }

    fn heard_once(
        &mut self,
        place: &Place<'f>,
        take: ExprId,
        taken: &FxHashMap<Location, Taking>,
    ) -> Hearing {
        let at = Location { file: place.file, span: place.body.exprs[take].span };
        // What is taken in a loop empties the queue in the end.
        let once = taken.get(&at).is_some_and(|taking| taking.is_apart && !taking.is_repeated);
        let bindings = self.bodies.bindings(place.body);
        let select = Select::around(place, &bindings, take).filter(|_| once);
        match select {
            Some(select) if behind(self, place, &select) != Behind::More => Hearing::Once(select),
            _ => Hearing::Somebody,
        }
    }

    /// Whether code of its own takes a notice out of a queue, tells a person and is over.
    pub(super) fn is_only_said(&mut self, place: &Place<'f>, take: ExprId) -> bool {
        let at = place.body.exprs[take].span;
        let is_apart = self.bodies.bindings(place.body).code_outside(at).is_some();
        is_apart && done_around(self, place, at) == Behind::Said
    }

    /// Whether the notices of a queue are taken where it is given to the client, to tell a person.
    pub(super) fn is_taken_to_be_said(&mut self, one: &Registered<'f>) -> bool {
        let body = one.place.body;
        let Some(take) = self.bodies.bindings(body).parent(one.call) else { return false };
        let takes = match &body.exprs[take].kind {
            ExprKind::MethodCall { name, .. } => self.knowledge.may_receive(*name),
            _ => false,
        };
        takes && self.is_only_said(&one.place, take)
    }

    /// Whether all that takes a notice out of a queue tells a person, and nothing else names it.
    pub(super) fn is_said_alone(&mut self, kept: &Kept<'f>, mentions: &Mentions<'f>) -> bool {
        self.named_at(kept, mentions).into_iter().all(|(place, id)| match self.use_of(&place, id) {
            Use::Given => true,
            Use::Taken(take) => self.is_only_said(&place, take),
            Use::Other => false,
        })
    }

    /// Where something is taken out of a queue that is used for nothing else.
    pub(super) fn all_taken_from(
        &mut self,
        kept: &Kept<'f>,
        mentions: &Mentions<'f>,
    ) -> Option<Vec<ExprId>> {
        let mut takes = Vec::new();
        for (place, id) in self.named_at(kept, mentions) {
            match self.use_of(&place, id) {
                Use::Given => {}
                Use::Taken(take) => takes.push(take),
                Use::Other => return None,
            }
        }
        Some(takes)
    }

    /// Where something is taken out of a queue.
    pub(super) fn takings_from(
        &mut self,
        kept: &Kept<'f>,
        mentions: &Mentions<'f>,
    ) -> Vec<Location> {
        let named = self.named_at(kept, mentions);
        let takings = named.into_iter().filter_map(|(place, id)| match self.use_of(&place, id) {
            Use::Taken(take) => {
                Some(Location { file: place.file, span: place.body.exprs[take].span })
            }
            _ => None,
        });
        takings.collect()
    }

    fn use_of(&mut self, place: &Place<'f>, id: ExprId) -> Use {
        let body = place.body;
        let parent = self.bodies.bindings(body).parent(id);
        if let Some(call) = parent
            && let ExprKind::MethodCall { receiver, name, args, .. } = &body.exprs[call].kind
        {
            if *receiver == id && self.knowledge.may_receive(*name) {
                return Use::Taken(call);
            }
            let is_given = args.contains(&id) && self.takes_listeners(*name);
            return if is_given { Use::Given } else { Use::Other };
        }
        // To fill a field, or to silence the compiler, takes nothing out.
        if parent.is_none() && is_filled_or_dropped(body, id) { Use::Given } else { Use::Other }
    }

    fn takes_listeners(&self, method: Name) -> bool {
        let mut operations = self.knowledge.operations_by_method(method);
        operations.any(|(_, info)| info.operation.kinds.contains(&Kind::Register))
    }

    fn destination(&mut self, body: &'f Body, call: ExprId) -> Destination {
        let bindings = self.bodies.bindings(body);
        if let Some(variable) = bindings.given(body.exprs[call].span) {
            return Destination::Variable(variable);
        }
        if bindings.parent(call).is_some() {
            return Destination::Elsewhere;
        }
        for expr in &body.exprs {
            match &expr.kind {
                ExprKind::Block(block) if is_statement(block, call) => {
                    return Destination::Nowhere;
                }
                ExprKind::Assign { place, value, .. } if *value == call => {
                    return match (&body.exprs[*place].kind, is_name(body, *place)) {
                        (ExprKind::Field { name, .. }, _) => Destination::Field(*name),
                        (ExprKind::Unknown(of), _) if of.is_empty() => Destination::Nowhere,
                        (_, Some((name, span))) => bindings
                            .variable(name, span)
                            .map_or(Destination::Elsewhere, Destination::Variable),
                        _ => Destination::Elsewhere,
                    };
                }
                ExprKind::Struct { fields, .. } => {
                    if let Some((name, _)) = fields.iter().find(|(_, value)| *value == call) {
                        // What stands at a place is named by it nowhere else.
                        let is_place = name.bytes().all(|byte| byte.is_ascii_digit());
                        let field = Destination::Field(*name);
                        return if is_place { Destination::Elsewhere } else { field };
                    }
                }
                _ => {}
            }
        }
        Destination::Elsewhere
    }
}

fn is_statement(block: &Block, id: ExprId) -> bool {
    block.stmts.iter().any(|stmt| match stmt {
        Stmt::Expr(stated) => *stated == id,
        Stmt::Let { pat: Pat::Wild, init, .. } => *init == Some(id),
        Stmt::Let { .. } => false,
    })
}

/// What code does with a queue that it names.
enum Use {
    /// Fills it, drops it, or gives it to the client.
    Given,
    /// Takes something out of it.
    Taken(ExprId),
    /// Something else.
    Other,
}

/// Whether a place is filled, or its value dropped: `x = ..`, `_ = x`.
fn is_filled_or_dropped(body: &Body, id: ExprId) -> bool {
    body.exprs.iter().any(|expr| match &expr.kind {
        ExprKind::Assign { place, value, compound: false } => {
            let is_dropped =
                matches!(&body.exprs[*place].kind, ExprKind::Unknown(of) if of.is_empty());
            *place == id || *value == id && is_dropped
        }
        ExprKind::Block(block) => block.stmts.iter().any(|stmt| match stmt {
            Stmt::Let { pat: Pat::Wild, init, .. } => *init == Some(id),
            _ => false,
        }),
        _ => false,
    })
}
