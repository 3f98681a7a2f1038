//! What a type is, for values and signatures of any language. References are left out: `&T` is `T`.
//!
//! Types are trees that share their parts. They name types of the analysed sources by id and all others by canonical path,
//! and hold no behaviour of a library.

pub use super::args::{Args, Bindings, Subst};
pub use super::display::Displayed;
pub use super::measure::Shared;
pub(super) use super::measure::{Holds, Measure};
use super::words::WORDS;
use crate::facts::{ExprId, Name};
use crate::ids::ids;
use crate::program::{Program, TraitId, TypeId};

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
    Slice(Shared<Ty>),
    /// Something that can be called: its parameters and what it gives.
    Fn(Args, Shared<Ty>),
    /// A closure of the same body, with its parameters and what it gives.
    Closure(ExprId, Args, Shared<Ty>),
    /// Code that gives this when it is awaited.
    Future(Shared<Ty>),
    /// Some type that has these traits.
    Bounds(Shared<Box<[TraitRef]>>),
    /// An associated type that is not decided yet.
    Projection(Shared<Projection>),
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
    pub bindings: Bindings,
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

    /// Some type that has these traits.
    pub(super) fn bounds(bounds: impl Into<Box<[TraitRef]>>) -> Self {
        let bounds = bounds.into();
        let measure = bounds
            .iter()
            .fold(Measure::leaf(Holds::default()), |all, bound| all.and(bound.measure()));
        Shared::new(bounds, measure).map_or(Self::Unknown, Self::Bounds)
    }

    /// An associated type that is not decided yet.
    pub(super) fn projection(of: Projection) -> Self {
        let measure = of.measure();
        Shared::new(of, measure).map_or(Self::Unknown, Self::Projection)
    }

    /// What is somewhere inside.
    pub(super) fn holds(&self) -> Holds {
        self.measure().holds
    }

    /// What is inside, and how many parts there are, the whole included.
    pub(super) fn measure(&self) -> Measure {
        let whole = Measure::leaf(Holds::default());
        match self {
            Self::Unknown | Self::Never => whole,
            Self::Var(_) => Measure::leaf(Holds::VAR),
            Self::Param(_) => Measure::leaf(Holds::PARAM),
            Self::Adt(_, args) | Self::External(_, args) | Self::Tuple(args) => {
                whole.and(args.measure())
            }
            Self::Slice(inner) | Self::Future(inner) => whole.and(inner.measure()),
            Self::Fn(params, ret) | Self::Closure(_, params, ret) => {
                whole.and(params.measure()).and(ret.measure())
            }
            Self::Bounds(bounds) => bounds.measure(),
            Self::Projection(of) => of.measure(),
        }
    }

    /// The type with parts of some kind replaced, from the outside in. Parts for which nothing is given are looked through.
    pub(super) fn replaced(
        &self,
        what: Holds,
        change: &mut dyn FnMut(&Self) -> Option<Self>,
    ) -> Self {
        if !self.holds().any(what) {
            return self.clone();
        }
        change(self).unwrap_or_else(|| self.with_parts(&mut |part| part.replaced(what, change)))
    }

    /// The type with each of its parts replaced.
    pub(super) fn with_parts(&self, change: &mut dyn FnMut(&Self) -> Self) -> Self {
        match self {
            Self::Unknown | Self::Never | Self::Var(_) | Self::Param(_) => self.clone(),
            Self::Adt(id, args) => Self::Adt(*id, all(args, change)),
            Self::External(path, args) => Self::External(*path, all(args, change)),
            Self::Tuple(items) => Self::Tuple(all(items, change)),
            Self::Slice(inner) => Self::Slice(change(inner).into()),
            Self::Fn(params, ret) => Self::Fn(all(params, change), change(ret).into()),
            Self::Closure(id, params, ret) => {
                Self::Closure(*id, all(params, change), change(ret).into())
            }
            Self::Future(output) => Self::Future(change(output).into()),
            Self::Bounds(bounds) => {
                let bounds = bounds.iter().map(|bound| bound.with_parts(change));
                Self::bounds(bounds.collect::<Box<[_]>>())
            }
            Self::Projection(of) => Self::projection(of.with_parts(change)),
        }
    }

    /// The type with parameters replaced by what they stand for; those that are not named stay.
    #[must_use]
    pub fn subst(&self, subst: &Subst) -> Self {
        if subst.is_empty() {
            return self.clone();
        }
        self.replaced(Holds::PARAM, &mut |part| match part {
            Self::Param(name) => Some(subst.get(*name).cloned().unwrap_or_else(|| part.clone())),
            _ => None,
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
            Self::Projection(of) => {
                of.base.any(is_such) || of.of.as_ref().is_some_and(|of| of.any(is_such))
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
        Self { of, args: Args::default(), bindings: Bindings::default() }
    }

    pub(super) fn holds(&self) -> Holds {
        self.measure().holds
    }

    fn measure(&self) -> Measure {
        self.args.measure().and(Measure::of_all(self.bindings.iter().map(|(_, ty)| ty)))
    }

    pub(super) fn with_parts(&self, change: &mut dyn FnMut(&Ty) -> Ty) -> Self {
        if self.args.is_empty() && self.bindings.is_empty() {
            return self.clone();
        }
        let bindings = self.bindings.iter().map(|(name, ty)| (*name, change(ty))).collect();
        Self { of: self.of, args: all(&self.args, change), bindings }
    }

    fn any(&self, is_such: &mut dyn FnMut(&Ty) -> bool) -> bool {
        self.args.iter().any(|arg| arg.any(is_such))
            || self.bindings.iter().any(|(_, ty)| ty.any(is_such))
    }

    /// The trait with parameters replaced by what they stand for.
    #[must_use]
    pub fn subst(&self, subst: &Subst) -> Self {
        if subst.is_empty() || !self.holds().any(Holds::PARAM) {
            return self.clone();
        }
        self.with_parts(&mut |ty| ty.subst(subst))
    }

    /// Whether it is a trait outside.
    pub(super) fn is(&self, path: Name) -> bool {
        self.of == TraitKey::Outside(path)
    }

    /// The parameters and the result that a bound such as `FnOnce(A) -> B` asks of code.
    pub(super) fn code(&self) -> Option<(Args, Ty)> {
        let TraitKey::Outside(path) = self.of else { return None };
        if !WORDS.is_code(path) {
            return None;
        }
        let inputs = match self.args.first() {
            Some(Ty::Tuple(inputs)) => inputs.clone(),
            _ => Args::default(),
        };
        let output = self.binding(WORDS.output).cloned().unwrap_or_else(Ty::unit);
        let is_async = WORDS.is_async_code(path);
        Some((inputs, if is_async { Ty::Future(output.into()) } else { output }))
    }

    /// What is said of an associated type.
    pub fn binding(&self, name: Name) -> Option<&Ty> {
        self.bindings.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty)
    }
}

impl Projection {
    fn measure(&self) -> Measure {
        let of = self.of.as_ref().map_or(Measure::default(), TraitRef::measure);
        Measure::leaf(Holds::PROJECTION).and(self.base.measure()).and(of)
    }

    pub(super) fn with_parts(&self, change: &mut dyn FnMut(&Ty) -> Ty) -> Self {
        Self {
            base: change(&self.base),
            of: self.of.as_ref().map(|of| of.with_parts(change)),
            name: self.name,
        }
    }
}

fn all(types: &Args, change: &mut dyn FnMut(&Ty) -> Ty) -> Args {
    types.iter().map(change).collect()
}
