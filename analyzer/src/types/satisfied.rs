//! The blocks that stand for types which have a trait because they have its functions.

use super::derives;
use super::signatures::{Function, Impl, names};
use super::ty::{TraitKey, Ty};
use crate::program::Program;

/// A block for each type and trait.
pub(super) fn blocks<'p>(program: &'p Program<'_>) -> impl Iterator<Item = Impl> + 'p {
    program.satisfied.iter().map(|satisfied| {
        let params: Vec<_> = names(&program.ty(satisfied.ty).def.generics).collect();
        let args = params.iter().map(|&name| Ty::Param(name)).collect();
        let block =
            derives::block(TraitKey::Own(satisfied.of), &params, Ty::Adt(satisfied.ty, args));
        let functions = satisfied.functions.iter();
        let functions =
            functions.map(|&id| (program.function(id).function.name, Function::Own(id)));
        Impl { functions: functions.collect(), ..block }
    })
}
