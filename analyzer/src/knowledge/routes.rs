//! How code says what requests a handler answers.

use rustc_hash::FxHashSet;

use super::schema::Route;
use crate::facts::{Name, intern};

/// The names that say it.
#[derive(Debug, Default)]
pub struct Routes {
    verbs: FxHashSet<Name>,
    methods: FxHashSet<Name>,
}

impl Routes {
    pub(super) fn add(&mut self, route: &Route) {
        self.verbs.extend(route.verbs.iter().map(|verb| intern(verb)));
        self.methods.extend(route.methods.iter().map(|method| intern(method)));
    }

    /// The verb of the requests that come to a handler, where a name says it.
    pub fn verb(&self, name: Name) -> Option<Name> {
        self.verbs.contains(&name).then(|| intern(&name.to_uppercase()))
    }

    /// Whether a method's first argument is the path of the handlers among the others.
    pub fn is_routing(&self, method: Name) -> bool {
        self.methods.contains(&method)
    }
}
