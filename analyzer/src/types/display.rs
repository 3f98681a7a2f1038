//! Types as text.

use std::fmt;

use super::ty::{TraitKey, TraitRef, Ty};
use super::words::WORDS;
use crate::program::Program;

/// A type as text.
pub struct Displayed<'a> {
    pub(super) ty: &'a Ty,
    pub(super) program: &'a Program<'a>,
}

impl fmt::Display for Displayed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
            Ty::Slice(inner) => write!(f, "[{}]", self.of(inner)),
            Ty::Fn(params, ret) | Ty::Closure(_, params, ret) => {
                f.write_str("fn")?;
                self.code(f, params, ret)
            }
            Ty::Future(output) => write!(f, "impl Future<Output = {}>", self.of(output)),
            Ty::Bounds(bounds) => {
                for (at, bound) in bounds.iter().enumerate() {
                    f.write_str(if at == 0 { "dyn " } else { " + " })?;
                    self.bound(f, bound)?;
                }
                Ok(())
            }
            Ty::Projection(projection) => {
                write!(f, "{}::{}", self.of(&projection.base), projection.name)
            }
        }
    }
}

impl Displayed<'_> {
    fn of<'a>(&'a self, ty: &'a Ty) -> Displayed<'a> {
        Displayed { ty, program: self.program }
    }

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
            write!(f, "{}", self.of(ty))?;
        }
        Ok(())
    }

    /// `(A, B) -> C`
    fn code(&self, f: &mut fmt::Formatter<'_>, params: &[Ty], ret: &Ty) -> fmt::Result {
        f.write_str("(")?;
        self.comma(f, params)?;
        f.write_str(")")?;
        if *ret == Ty::unit() { Ok(()) } else { write!(f, " -> {}", self.of(ret)) }
    }

    fn bound(&self, f: &mut fmt::Formatter<'_>, bound: &TraitRef) -> fmt::Result {
        match bound.of {
            TraitKey::Own(id) => f.write_str(&self.program.traits[id].def.name)?,
            TraitKey::Outside(path) => f.write_str(last(&path))?,
        }
        if let (TraitKey::Outside(path), [Ty::Tuple(params)]) = (bound.of, &bound.args[..])
            && WORDS.is_code(path)
        {
            let output = bound.binding(WORDS.output);
            return self.code(f, params, output.unwrap_or(&Ty::unit()));
        }
        if bound.args.is_empty() && bound.bindings.is_empty() {
            return Ok(());
        }
        f.write_str("<")?;
        self.comma(f, &bound.args)?;
        for (at, (name, ty)) in bound.bindings.iter().enumerate() {
            f.write_str(if at == 0 && bound.args.is_empty() { "" } else { ", " })?;
            write!(f, "{name} = {}", self.of(ty))?;
        }
        f.write_str(">")
    }
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
