//! What a type is, for values and signatures of any language. References are left out: `&T` is `T`.
//!
//! Types are trees that share their parts. They name types of the analysed sources by id and all others by canonical path,
//! and hold no behaviour of a library.

use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::facts::{ExprId, Name};
use crate::ids::ids;
use crate::program::{Program, TraitId, TypeId};

/// Type arguments.
pub type Args = Arc<[Ty]>;

/// Generic parameters with what they stand for.
pub type Subst = FxHashMap<Name, Ty>;

ids! {
    /// A type that nothing is known of yet, in the inference of one body.
    pub VarId
}

/// A type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ty {
    /// Not known.
    #[default]
    Unknown,
    /// Of code that does not go on: fits every type.
    Never,
    /// Not known yet.
    Var(VarId),
    /// A generic parameter of the function, `impl` or type around, by its name.
    Param(Name),
    /// A type of the analysed sources.
    Adt(TypeId, Args),
    /// A type outside, by its canonical path.
    External(Name, Args),
    /// A tuple; `()` when empty.
    Tuple(Args),
    /// A slice or array.
    Slice(Arc<Ty>),
    /// Something that can be called: its parameters and what it gives.
    Fn(Args, Arc<Ty>),
    /// A closure of the same body, with its parameters and what it gives.
    Closure(ExprId, Args, Arc<Ty>),
    /// Code that gives this when it is awaited.
    Future(Arc<Ty>),
    /// Some type that has these traits.
    Bounds(Arc<[TraitRef]>),
    /// An associated type that is not decided yet.
    Projection(Arc<Projection>),
}

/// A trait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TraitKey {
    /// A trait of the analysed sources.
    Own(TraitId),
    /// A trait outside, by its canonical path.
    Outside(Name),
}

/// A trait with its arguments and what is said of its associated types: `Iterator<Item = T>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TraitRef {
    /// The trait.
    pub of: TraitKey,
    /// Its arguments, without `Self`.
    pub args: Args,
    /// Its associated types by name.
    pub bindings: Arc<[(Name, Ty)]>,
}

/// `<T as Trait>::Name`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Projection {
    /// The type.
    pub base: Ty,
    /// The trait, when it is named or follows from the bounds.
    pub of: Option<TraitRef>,
    /// The associated type.
    pub name: Name,
}

impl Ty {
    /// `()`
    pub fn unit() -> Self {
        Self::Tuple(Args::default())
    }

    /// A type outside without arguments.
    pub fn outside(path: &str) -> Self {
        Self::External(Name::from(path), Args::default())
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// The type with each part replaced by what a function gives for it, from the inside out.
    #[must_use]
    pub fn map(&self, change: &mut dyn FnMut(Self) -> Self) -> Self {
        let changed = match self {
            Self::Unknown | Self::Never | Self::Var(_) | Self::Param(_) => self.clone(),
            Self::Adt(id, args) => Self::Adt(*id, map_all(args, change)),
            Self::External(path, args) => Self::External(*path, map_all(args, change)),
            Self::Tuple(items) => Self::Tuple(map_all(items, change)),
            Self::Slice(inner) => Self::Slice(Arc::new(inner.map(change))),
            Self::Fn(params, ret) => Self::Fn(map_all(params, change), Arc::new(ret.map(change))),
            Self::Closure(id, params, ret) => {
                Self::Closure(*id, map_all(params, change), Arc::new(ret.map(change)))
            }
            Self::Future(output) => Self::Future(Arc::new(output.map(change))),
            Self::Bounds(bounds) => {
                Self::Bounds(bounds.iter().map(|bound| bound.map(change)).collect())
            }
            Self::Projection(projection) => Self::Projection(Arc::new(Projection {
                base: projection.base.map(change),
                of: projection.of.as_ref().map(|of| of.map(change)),
                name: projection.name,
            })),
        };
        change(changed)
    }

    /// The type with parameters replaced by what they stand for; those that are not named stay.
    #[must_use]
    pub fn subst(&self, subst: &Subst) -> Self {
        if subst.is_empty() || !self.any(&mut |part| matches!(part, Self::Param(_))) {
            return self.clone();
        }
        self.map(&mut |part| match part {
            Self::Param(name) => subst.get(&name).cloned().unwrap_or(Self::Param(name)),
            other => other,
        })
    }

    /// Whether some part, the whole included, is such.
    pub fn any(&self, is_such: &mut dyn FnMut(&Self) -> bool) -> bool {
        if is_such(self) {
            return true;
        }
        match self {
            Self::Unknown | Self::Never | Self::Var(_) | Self::Param(_) => false,
            Self::Adt(_, args) | Self::External(_, args) | Self::Tuple(args) => {
                args.iter().any(|arg| arg.any(is_such))
            }
            Self::Slice(inner) | Self::Future(inner) => inner.any(is_such),
            Self::Fn(params, ret) | Self::Closure(_, params, ret) => {
                params.iter().any(|param| param.any(is_such)) || ret.any(is_such)
            }
            Self::Bounds(bounds) => bounds.iter().any(|bound| bound.any(is_such)),
            Self::Projection(projection) => {
                projection.base.any(is_such)
                    || projection.of.as_ref().is_some_and(|of| of.any(is_such))
            }
        }
    }

    /// How the type is written, with the names that the program gives.
    pub fn display<'a>(&'a self, program: &'a Program<'a>) -> Displayed<'a> {
        Displayed { ty: self, program }
    }
}

impl TraitRef {
    /// A trait without arguments of which nothing is said.
    pub fn bare(of: TraitKey) -> Self {
        Self { of, args: Args::default(), bindings: Arc::default() }
    }

    fn map(&self, change: &mut dyn FnMut(Ty) -> Ty) -> Self {
        let bindings = self.bindings.iter().map(|(name, ty)| (*name, ty.map(change))).collect();
        Self { of: self.of, args: map_all(&self.args, change), bindings }
    }

    fn any(&self, is_such: &mut dyn FnMut(&Ty) -> bool) -> bool {
        self.args.iter().any(|arg| arg.any(is_such))
            || self.bindings.iter().any(|(_, ty)| ty.any(is_such))
    }

    /// The trait with parameters replaced by what they stand for.
    #[must_use]
    pub fn subst(&self, subst: &Subst) -> Self {
        let bindings = self.bindings.iter().map(|(name, ty)| (*name, ty.subst(subst))).collect();
        Self { of: self.of, args: subst_all(&self.args, subst), bindings }
    }

    /// What is said of an associated type.
    pub fn binding(&self, name: Name) -> Option<&Ty> {
        self.bindings.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty)
    }
}

fn map_all(types: &Args, change: &mut dyn FnMut(Ty) -> Ty) -> Args {
    types.iter().map(|ty| ty.map(change)).collect()
}

/// Types with parameters replaced by what they stand for.
pub fn subst_all(types: &Args, subst: &Subst) -> Args {
    if subst.is_empty() || types.is_empty() {
        return types.clone();
    }
    types.iter().map(|ty| ty.subst(subst)).collect()
}

/// A type as text.
pub struct Displayed<'a> {
    ty: &'a Ty,
    program: &'a Program<'a>,
}

impl fmt::Display for Displayed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |ty| Displayed { ty, program: self.program };
        match self.ty {
            Ty::Unknown | Ty::Var(_) => f.write_str("_"),
            Ty::Never => f.write_str("!"),
            Ty::Param(name) => f.write_str(name),
            Ty::Adt(id, args) => {
                f.write_str(&self.program.ty(*id).def.name)?;
                self.list(f, "<", args, ">")
            }
            Ty::External(path, args) => {
                f.write_str(last(path))?;
                self.list(f, "<", args, ">")
            }
            Ty::Tuple(items) if items.is_empty() => f.write_str("()"),
            Ty::Tuple(items) => self.list(f, "(", items, ")"),
            Ty::Slice(inner) => write!(f, "[{}]", of(inner)),
            Ty::Fn(params, ret) | Ty::Closure(_, params, ret) => {
                f.write_str("fn(")?;
                self.comma(f, params)?;
                write!(f, ") -> {}", of(ret))
            }
            Ty::Future(output) => write!(f, "impl Future<Output = {}>", of(output)),
            Ty::Bounds(bounds) => {
                for (at, bound) in bounds.iter().enumerate() {
                    f.write_str(if at == 0 { "dyn " } else { " + " })?;
                    self.bound(f, bound)?;
                }
                Ok(())
            }
            Ty::Projection(projection) => {
                write!(f, "{}::{}", of(&projection.base), projection.name)
            }
        }
    }
}

impl Displayed<'_> {
    fn list(
        &self,
        f: &mut fmt::Formatter<'_>,
        open: &str,
        types: &[Ty],
        close: &str,
    ) -> fmt::Result {
        if types.is_empty() {
            return Ok(());
        }
        f.write_str(open)?;
        self.comma(f, types)?;
        f.write_str(close)
    }

    fn comma(&self, f: &mut fmt::Formatter<'_>, types: &[Ty]) -> fmt::Result {
        for (at, ty) in types.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ", " })?;
            write!(f, "{}", Displayed { ty, program: self.program })?;
        }
        Ok(())
    }

    fn bound(&self, f: &mut fmt::Formatter<'_>, bound: &TraitRef) -> fmt::Result {
        match bound.of {
            TraitKey::Own(id) => f.write_str(&self.program.traits[id].def.name)?,
            TraitKey::Outside(path) => f.write_str(last(&path))?,
        }
        self.list(f, "<", &bound.args, ">")
    }
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
