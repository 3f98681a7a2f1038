//! What requests handlers answer, as code says it: `route("/orders", post(create))`, `#[post("/orders")]`.

use crate::facts::{Attr, Name, intern};
use crate::flow::Evaluator;
use crate::flow::heap::value::Value;
use crate::flow::machine::schedule::Route;
use crate::sources::Location;

impl<'f> Evaluator<'_, 'f> {
    /// A call registered the handlers from one on: its name may be their verb, and a text among its arguments their path.
    pub(crate) fn note_registered(
        &mut self,
        first: usize,
        (name, args): (Name, &[Value<'f>]),
        at: Location,
    ) {
        let verb = self.knowledge.routes.verb(name);
        let path = args.first().and_then(text);
        for route in self.schedule.routes_from(first) {
            *route = Route { said_at: Some(at), verb, path };
        }
    }

    /// A method may say the path of the handlers that its arguments register.
    pub(crate) fn note_routing(&mut self, method: Name, args: &[Value<'f>], at: Location) {
        if !self.knowledge.routes.is_routing(method) {
            return;
        }
        let Some(path) = args.first().and_then(text) else { return };
        let is_inside = |other: Location| {
            other.file == at.file
                && at.span.start <= other.span.start
                && other.span.end <= at.span.end
        };
        for route in self.schedule.routes_from(0) {
            // A chain of calls is inside the last of them: what has its path keeps it.
            if route.path.is_none() && route.said_at.is_some_and(is_inside) {
                route.path = Some(path);
            }
        }
    }

    /// What a function's attributes say.
    pub(crate) fn route_of(&self, attrs: &[Attr]) -> Route {
        let said = attrs.iter().find_map(|attr| {
            let name = attr.path.as_str().rsplit("::").next().map(intern)?;
            let verb = self.knowledge.routes.verb(name);
            let is_route = verb.is_some() || self.knowledge.routes.is_routing(name);
            let path = attr.tokens.split('"').nth(1).filter(|_| is_route)?;
            Some(Route { said_at: None, verb, path: Some(intern(path)) })
        });
        said.unwrap_or_default()
    }
}

fn text(value: &Value<'_>) -> Option<Name> {
    match value {
        Value::Str(text) if !text.is_empty() => Some(intern(text)),
        _ => None,
    }
}
