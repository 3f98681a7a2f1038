//! The functions that a call of a trait's function can mean: one for each `impl` block of the program whose type fits.
//!
//! Which of the types are made anywhere is not known here.

use super::Types;
use super::impls::Impls;
use super::infer::{Callee, Target};
use super::signatures::{Function, Impl};
use super::table::Table;
use super::ty::{Holds, Subst, TraitKey, Ty};
use super::words::WORDS;
use crate::facts::Name;
use crate::program::{FnId, Owner};

/// A function that a trait's function can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Implementation {
    /// The block's function, or the trait's own body where the block leaves it.
    pub function: FnId,
    /// The type that the block is for, with its own parameters in it.
    pub self_ty: Ty,
}

impl Target {
    /// The type whose function it is: of a trait's function what stands for `Self`.
    pub fn self_type(&self) -> Option<&Ty> {
        self.arg(WORDS.own_type)
    }

    /// What a generic parameter of what is called is here.
    pub fn arg(&self, name: Name) -> Option<&Ty> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty)
    }
}

impl Types<'_, '_> {
    /// What the call of a trait's function can mean in the program, in the order of the blocks: what fits the type that is
    /// `Self` and the trait's arguments, as far as the target says what they are. Nothing for other calls.
    pub fn implementations(&self, target: &Target) -> Vec<Implementation> {
        let Some((of, name)) = self.trait_function(target.callee) else { return Vec::new() };
        let blocks = self.world.impls.giving(of);
        let fitting = blocks.filter(|block| self.fits(block, of, target));
        let found = fitting.filter_map(|block| {
            let function = function_of(block, &self.world.impls, of, name)?;
            Some(Implementation { function, self_ty: block.self_ty.clone() })
        });
        found.collect()
    }

    /// What the function of a trait outside is in the program for a type, and for the trait's first argument where one is given.
    pub fn functions_of(&self, path: Name, of: &Ty, first: Option<&Ty>) -> Vec<Implementation> {
        let callee = Callee::Outside(path);
        let definition = self
            .trait_function(callee)
            .and_then(|(key, _)| self.world.impls.definition(key, self.world.library));
        let param = definition.and_then(|definition| definition.params.first().copied());
        let first = param.zip(first.cloned());
        let args = [(WORDS.own_type, of.clone())].into_iter().chain(first).collect();
        self.implementations(&Target { callee, args, derefs: Vec::new() })
    }

    /// Whether a function outside is a method.
    pub fn takes_receiver(&self, path: Name) -> bool {
        let known = self.world.library.functions.get(&path);
        known.is_some_and(|signature| signature.receiver.is_some())
    }

    /// The trait whose function is called, and the function's name.
    fn trait_function(&self, callee: Callee) -> Option<(TraitKey, Name)> {
        match callee {
            Callee::Own(id) | Callee::Trait(id) => {
                let data = &self.world.program.functions[id];
                let Owner::Trait(of) = data.owner else { return None };
                Some((TraitKey::Own(of), data.function.name))
            }
            Callee::Outside(path) => {
                let (of, name) = path.as_str().rsplit_once("::")?;
                let of = Name::from(of);
                let is_trait = self.world.library.traits.contains_key(&of);
                is_trait.then(|| (TraitKey::Outside(of), Name::from(name)))
            }
            Callee::Constructor(..) | Callee::OutsideConstructor(_) => None,
        }
    }

    /// Whether a block can be the one that is meant. Parameters of the code around may stand for any type.
    fn fits(&self, block: &Impl, of: TraitKey, target: &Target) -> bool {
        let (Some(given), Some(definition)) =
            (&block.of, self.world.impls.definition(of, self.world.library))
        else {
            return false;
        };
        let mut table = Table::default();
        let subst: Subst = block.params.iter().map(|&name| (name, table.fresh())).collect();
        let asked = definition.params.iter().map(|&name| target.arg(name));
        let args = given.args.iter().zip(asked);
        let of_self = (&block.self_ty, target.self_type());
        args.chain([of_self]).all(|(ty, asked)| {
            asked.is_none_or(|asked| {
                let asked = opened(asked, &mut table);
                matches!(asked, Ty::Bounds(_)) || table.unify(&ty.subst(&subst), &asked)
            })
        })
    }
}

/// A type with a variable in the place of each part that may be any.
fn opened(ty: &Ty, table: &mut Table) -> Ty {
    ty.replaced(Holds::PARAM | Holds::PROJECTION, &mut |part| match part {
        Ty::Param(_) | Ty::Projection(_) => Some(table.fresh()),
        _ => None,
    })
}

/// The function of the program that a block gives its type by a name.
fn function_of(block: &Impl, impls: &Impls, of: TraitKey, name: Name) -> Option<FnId> {
    let of_trait = match of {
        TraitKey::Own(id) => &impls.of_program_trait(id).functions[..],
        TraitKey::Outside(_) => &[],
    };
    let mut functions = block.functions.iter().chain(of_trait);
    let (_, function) = functions.find(|(known, _)| *known == name)?;
    match function {
        Function::Own(id) => Some(*id),
        Function::Outside(_) => None,
    }
}
