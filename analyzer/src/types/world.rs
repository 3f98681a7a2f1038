//! Everything that types are inferred from: the program's declarations and the libraries' stubs, without any body.

use super::derives;
use super::impls::Impls;
use super::library::Library;
use super::limited;
use super::lower::{Lowering, Naming, OutsideAlias, Params};
use super::satisfied;
use super::scope::Scope;
use super::signatures::{Declarations, Function, Impl, Signature, Variants, names};
use super::ty::{Args, TraitKey, Ty};
use super::words::WORDS;
use crate::facts::{Name, ValueOf};
use crate::ids::IdVec;
use crate::limits::{Incomplete, Limit};
use crate::program::{Def, FnId, ImplId, Program, StaticId, TraitId, TypeId};
use crate::resolve::paths::{Namespace, Resolver};
use crate::sources::Location;

/// Declarations of a program and of the libraries that it uses.
pub struct World<'a, 'f> {
    pub(super) program: &'a Program<'f>,
    pub(super) library: &'a Library,
    signatures: IdVec<FnId, Signature>,
    fields: IdVec<TypeId, Variants>,
    statics: IdVec<StaticId, Ty>,
    self_types: IdVec<ImplId, Ty>,
    pub(super) impls: Impls,
    /// Declarations that are not known to their end.
    pub(super) incomplete: Vec<Incomplete>,
}

impl<'a, 'f> World<'a, 'f> {
    /// Reads the declarations of a program.
    pub fn new(
        program: &'a Program<'f>,
        resolver: &Resolver<'_, 'f>,
        library: &'a Library,
    ) -> Self {
        let naming = Own { library };
        let mut read = Declarations { lowering: Lowering::new(program, resolver, &naming) };
        let own = |id: FnId, _: Name| Function::Own(id);
        let mut blocks: Vec<Impl> =
            program.impls.ids().map(|id| read.implementation(id, own)).collect();
        let self_types: IdVec<ImplId, Ty> =
            blocks.iter().map(|block| block.self_ty.clone()).collect();
        blocks.extend(derived(program, resolver, &naming));
        blocks.extend(satisfied::blocks(program));
        let traits = program.traits.ids().map(|id| read.definition(id, own)).collect();
        let mut incomplete = Vec::new();
        let mut tell = |met: Option<Limit>, at: Location, name: Name| {
            incomplete.extend(met.map(|limit| limited::told(limit, at, &name)));
        };
        let mut signatures = IdVec::default();
        for (id, data) in program.functions.entries() {
            let (signature, met) = limited::watched(|| read.function(id, &self_types));
            tell(met, data.at, data.function.name);
            signatures.push(signature);
        }
        let mut fields = IdVec::default();
        for (id, data) in program.types.entries() {
            let (variants, met) = limited::watched(|| read.fields(id));
            let at = Location { file: program.module(data.module).file, span: data.def.name_span };
            tell(met, at, data.def.name);
            fields.push(variants);
        }
        let mut statics = IdVec::default();
        for data in &program.statics {
            let scope = Scope::of_module(data.module);
            let (ty, met) = limited::watched(|| read.lowering.ty(scope, data.ty));
            tell(met, data.at, data.name);
            statics.push(ty);
        }
        Self {
            program,
            library,
            signatures,
            fields,
            statics,
            self_types,
            impls: Impls::new(blocks, traits, library),
            incomplete,
        }
    }

    /// The type that a block of the program is for.
    pub(super) fn self_type(&self, id: ImplId) -> &Ty {
        &self.self_types[id]
    }

    /// Whether a block of the program gives a type a trait outside.
    pub(super) fn is_of_trait_outside(&self, id: ImplId) -> bool {
        let block = self.impls.of_program(id);
        block.of.as_ref().is_some_and(|of| matches!(of.of, TraitKey::Outside(_)))
    }

    /// A function's signature.
    pub fn signature(&self, id: FnId) -> &Signature {
        &self.signatures[id]
    }

    /// The fields of a type, variant by variant.
    pub fn fields(&self, id: TypeId) -> &Variants {
        &self.fields[id]
    }

    /// The type of what a static or constant holds.
    pub fn static_value(&self, id: StaticId) -> &Ty {
        &self.statics[id]
    }

    /// What a static holds turned out to be of a type.
    pub(super) fn set_static_value(&mut self, id: StaticId, ty: Ty) {
        self.statics[id] = ty;
    }

    /// The type of the name of a static or constant: what it holds, or a key to it.
    pub fn static_type(&self, id: StaticId) -> Ty {
        let value = self.static_value(id).clone();
        match self.program.statics[id].of {
            ValueOf::All => value,
            ValueOf::Thread => Ty::External(WORDS.of_thread, [value].into()),
            ValueOf::Task => Ty::External(WORDS.of_task, [value].into()),
        }
    }

    /// The signature of a function of the program or of a library.
    pub(super) fn signature_of(&self, function: Function) -> Option<&Signature> {
        match function {
            Function::Own(id) => Some(self.signature(id)),
            Function::Outside(path) => self.library.functions.get(&path),
        }
    }
}

/// The blocks that the types of a program derive, as far as something is known of the traits.
fn derived(program: &Program<'_>, resolver: &Resolver<'_, '_>, naming: &Own<'_>) -> Vec<Impl> {
    let mut blocks = Vec::new();
    for (id, data) in program.types.entries() {
        for path in derives::paths(data.attrs) {
            let found = resolver.names(data.module, &[], &path, false, Namespace::Types);
            let of = match found.map(|found| found.def) {
                Some(Def::Trait(id)) => TraitKey::Own(id),
                Some(Def::External(path)) => TraitKey::Outside(naming.defined(path)),
                _ => continue,
            };
            if naming.library.holds_for_all(of) {
                continue;
            }
            let params: Vec<Name> = names(&data.def.generics).collect();
            let args = params.iter().map(|&name| Ty::Param(name)).collect();
            blocks.push(derives::block(of, &params, Ty::Adt(id, args)));
        }
    }
    blocks
}

/// The types of a program have ids; what else they name is a library's.
pub(super) struct Own<'l> {
    pub(super) library: &'l Library,
}

impl Naming for Own<'_> {
    fn ty(&self, id: TypeId, args: Args) -> Ty {
        Ty::Adt(id, args)
    }

    fn of_trait(&self, id: TraitId) -> TraitKey {
        TraitKey::Own(id)
    }

    fn defined(&self, path: Name) -> Name {
        self.library.defined(path)
    }

    fn alias(&self, path: Name) -> Option<&OutsideAlias> {
        self.library.aliases.get(&path)
    }

    fn is_trait(&self, path: Name) -> bool {
        self.library.traits.contains_key(&path)
    }

    fn says_nothing(&self, of: TraitKey) -> bool {
        self.library.says_nothing(of)
    }

    fn declares(&self, path: Name, name: Name) -> bool {
        let known = self.library.traits.get(&path);
        known.is_some_and(|known| known.types.iter().any(|(known, _)| *known == name))
    }

    fn params(&self, path: Name) -> Option<&Params> {
        self.library.types.get(&path).map(|ty| &ty.params)
    }
}
