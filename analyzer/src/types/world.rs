//! Everything that types are inferred from: the program's declarations and the libraries' stubs, without any body.

use super::impls::Impls;
use super::library::Library;
use super::lower::{Lowering, Naming, OutsideAlias, Scope};
use super::signatures::{Declarations, Function, Impl, Signature, Variants};
use super::ty::{Args, TraitKey, Ty};
use crate::facts::Name;
use crate::ids::IdVec;
use crate::program::{FnId, ImplId, Program, StaticId, TraitId, TypeId};
use crate::resolve::paths::Resolver;

/// Declarations of a program and of the libraries that it uses.
pub struct World<'a, 'f> {
    pub(super) program: &'a Program<'f>,
    pub(super) library: &'a Library,
    signatures: IdVec<FnId, Signature>,
    fields: IdVec<TypeId, Variants>,
    statics: IdVec<StaticId, Ty>,
    self_types: IdVec<ImplId, Ty>,
    pub(super) impls: Impls,
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
        let blocks: IdVec<ImplId, Impl> =
            program.impls.ids().map(|id| read.implementation(id, own)).collect();
        let self_types: IdVec<ImplId, Ty> =
            blocks.iter().map(|block| block.self_ty.clone()).collect();
        let traits = program.traits.ids().map(|id| read.definition(id, own)).collect();
        let signatures = program.functions.ids().map(|id| read.function(id, &self_types)).collect();
        let fields = program.types.ids().map(|id| read.fields(id)).collect();
        let statics = program
            .statics
            .iter()
            .map(|data| read.lowering.ty(Scope::of_module(data.module), data.ty));
        let statics = statics.collect();
        Self {
            program,
            library,
            signatures,
            fields,
            statics,
            self_types,
            impls: Impls::new(&blocks, traits, library),
        }
    }

    /// The type that a block of the program is for.
    pub(super) fn self_type(&self, id: ImplId) -> &Ty {
        &self.self_types[id]
    }

    /// A function's signature.
    pub fn signature(&self, id: FnId) -> &Signature {
        &self.signatures[id]
    }

    /// The fields of a type, variant by variant.
    pub fn fields(&self, id: TypeId) -> &Variants {
        &self.fields[id]
    }

    /// The type of a static or constant.
    pub fn static_type(&self, id: StaticId) -> &Ty {
        &self.statics[id]
    }

    /// The signature of a function of the program or of a library.
    pub(super) fn signature_of(&self, function: Function) -> Option<&Signature> {
        match function {
            Function::Own(id) => Some(self.signature(id)),
            Function::Outside(path) => self.library.functions.get(&path),
        }
    }
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

    fn arity(&self, path: Name) -> Option<usize> {
        self.library.types.get(&path).map(|ty| ty.params.len())
    }
}
