//! What the types say of a body.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::facts::ExprId;
use crate::types::infer::{BodyTypes, Target};
use crate::types::ty::{TraitKey, Ty};

/// What is known of a body from its types.
#[derive(Debug, Default)]
pub(crate) struct TypedBody {
    /// The types of expressions, as far as they tell something.
    exprs: FxHashMap<ExprId, Ty>,
    targets: FxHashMap<ExprId, Rc<Target>>,
}

impl TypedBody {
    /// Takes what tells something out of a body's types.
    pub(crate) fn new(types: Option<&BodyTypes>) -> Self {
        let Some(types) = types else { return Self::default() };
        // Most types are of libraries, and their values are known by what they hold: to keep them all would double a body.
        let exprs = types.exprs.entries().filter(|(_, ty)| tells(ty));
        let targets = types.calls.iter().map(|(&id, target)| (id, Rc::new(target.clone())));
        Self { exprs: exprs.map(|(id, ty)| (id, ty.clone())).collect(), targets: targets.collect() }
    }

    /// The type of an expression, when it tells something.
    pub(crate) fn ty(&self, id: ExprId) -> Option<&Ty> {
        self.exprs.get(&id)
    }

    /// What a call means.
    pub(crate) fn target(&self, call: ExprId) -> Option<&Rc<Target>> {
        self.targets.get(&call)
    }
}

/// Whether a type names one of the program's own, or may in some setting.
fn tells(ty: &Ty) -> bool {
    ty.any(&mut |part| match part {
        Ty::Adt(..) | Ty::Param(_) => true,
        Ty::Bounds(bounds) => bounds.iter().any(|of| matches!(of.of, TraitKey::Own(_))),
        _ => false,
    })
}
