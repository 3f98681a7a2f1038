//! The kinds of expressions, calls, paths and control aside.

use super::Infer;
use crate::facts::{Expr, ExprId, ExprKind, Lit};
use crate::limits::Limit;
use crate::types::limited;
use crate::types::ty::Ty;
use crate::types::words::{WORDS, bool, plain};

impl<'f> Infer<'_, 'f> {
    /// The type of an expression. `expected` is what its place asks for, where that is known.
    pub(super) fn expr(&mut self, id: ExprId, expected: &Ty) -> Ty {
        if self.nested >= Limit::Expressions.most() {
            limited::meet(Limit::Expressions);
            return Ty::Unknown;
        }
        self.nested += 1;
        let ty = self.kind(id, expected);
        self.nested -= 1;
        self.exprs[id] = ty.clone();
        if !expected.is_unknown() {
            self.meet(&ty, expected);
        }
        ty
    }

    /// Expressions of which nothing is expected.
    pub(super) fn each(&mut self, ids: &[ExprId]) {
        for &id in ids {
            self.expr(id, &Ty::Unknown);
        }
    }

    /// A value comes to a place: its type is the one that is asked for, or what it points to is.
    pub(super) fn meet(&mut self, ty: &Ty, expected: &Ty) {
        if self.unify(ty, expected) {
            return;
        }
        let mut way = self.way(ty);
        let asked = self.table.shallow(expected);
        loop {
            if same_head(&way.at, &asked) {
                self.unify(&way.at, &asked);
                return;
            }
            if !self.go_on(&mut way) {
                return;
            }
        }
    }

    fn kind(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let body = self.body;
        let Expr { kind, .. } = &body.exprs[id];
        match kind {
            ExprKind::Lit(lit) => self.literal(lit),
            ExprKind::Path(path) => self.path(id, path),
            ExprKind::QualifiedPath { base, of_trait, name } => {
                self.qualified(id, base, of_trait.as_deref(), *name)
            }
            ExprKind::Block(block) => self.block(block, expected),
            ExprKind::Async { body, stream, .. } => self.async_block(*body, *stream, expected),
            ExprKind::Closure { params, ret, body, .. } => {
                self.closure(id, params, ret.as_deref(), *body, expected)
            }
            ExprKind::Call { callee, args } => self.call(id, *callee, args, expected),
            ExprKind::MethodCall { receiver, name, type_args, args, .. } => {
                let receiver = self.expr(*receiver, &Ty::Unknown);
                self.method_call(id, &receiver, *name, type_args, args, expected)
            }
            ExprKind::Macro { name, args } => self.known_macro(*name, args),
            ExprKind::Field { base, name } => {
                let base = self.expr(*base, &Ty::Unknown);
                let field = self.field(&base, *name);
                if field.is_unknown() { self.method_value(id, &base, *name) } else { field }
            }
            ExprKind::Index { base, index } => {
                if let Some(function) = self.instantiated(*base) {
                    return self.as_value(id, function);
                }
                let base = self.expr(*base, &Ty::Unknown);
                let index = self.expr(*index, &Ty::Unknown);
                self.index(&base, &index)
            }
            ExprKind::Struct { path, fields, rest } => {
                self.struct_literal(path, fields, *rest, expected)
            }
            ExprKind::Tuple(items) => self.tuple(items, expected),
            ExprKind::Array(items) => self.array(items, expected),
            ExprKind::Repeat { elem, len } => {
                self.expr(*len, &Ty::Unknown);
                self.array(&[*elem], expected)
            }
            ExprKind::Ref { expr, .. } => self.borrowed(*expr, expected),
            ExprKind::Deref(expr) => {
                let ty = self.expr(*expr, &Ty::Unknown);
                self.pointed_to(&ty, false)
            }
            _ => self.operation(kind, expected),
        }
    }

    fn operation(&mut self, kind: &'f ExprKind, expected: &Ty) -> Ty {
        match kind {
            ExprKind::Unary { op, expr } => self.unary(*op, *expr),
            ExprKind::Binary { op, left, right } => self.binary(*op, *left, *right),
            ExprKind::Assign { place, value, compound } => {
                let place = self.expr(*place, &Ty::Unknown);
                self.expr(*value, if *compound { &Ty::Unknown } else { &place });
                Ty::unit()
            }
            ExprKind::Cast { expr, ty } => {
                self.expr(*expr, &Ty::Unknown);
                self.written(ty)
            }
            ExprKind::Range(from, to) => {
                let bound = self.fresh();
                for &end in from.iter().chain(to) {
                    self.expr(end, &bound);
                }
                Ty::External(WORDS.range, [bound].into())
            }
            ExprKind::Await(inner) => {
                let ty = self.expr(*inner, &Ty::Unknown);
                self.solve();
                self.awaited(&ty)
            }
            ExprKind::Try(inner) => {
                let ty = self.expr(*inner, &Ty::Unknown);
                self.solve();
                self.returns
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|level| level.tried = true);
                self.tried(&ty)
            }
            ExprKind::Unknown(parts) => {
                self.each(parts);
                Ty::Unknown
            }
            _ => self.control(kind, expected),
        }
    }

    fn literal(&mut self, lit: &Lit) -> Ty {
        match lit {
            Lit::Str(_) => plain(WORDS.str),
            Lit::Bytes(_) => Ty::Slice(Ty::outside("u8").into()),
            Lit::Bool(_) => bool(),
            // Which number it is follows from its use, or does not matter.
            Lit::Int(_) => self.table.number(),
            Lit::Nil | Lit::Other => Ty::Unknown,
        }
    }

    /// `&x`
    fn borrowed(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let ExprKind::Deref(inner) = self.body.exprs[id].kind else {
            return self.expr(id, expected);
        };
        // `&*x`
        let ty = self.expr(inner, &Ty::Unknown);
        let ty = self.pointed_to(&ty, true);
        self.exprs[id] = ty.clone();
        ty
    }

    /// `*x`: a reference to something is that already. Nobody has the unsized part of a `String` or `Vec` but behind a reference.
    fn pointed_to(&mut self, ty: &Ty, behind_reference: bool) -> Ty {
        let ty = self.table.shallow(ty);
        match ty {
            Ty::Var(_) if !self.table.is_number(&ty) => return Ty::Unknown,
            // What it points to, if it does, is not said.
            Ty::External(path, _)
                if !self.world.library.is_in_sight(path) && !WORDS.is_primitive(path) =>
            {
                return Ty::Unknown;
            }
            _ => {}
        }
        match self.deref_target(&ty) {
            Some((target, _)) if behind_reference || !is_unsized(&target) => target,
            _ => ty,
        }
    }

    fn tuple(&mut self, items: &[ExprId], expected: &Ty) -> Ty {
        let wanted = match self.table.shallow(expected) {
            Ty::Tuple(wanted) if wanted.len() == items.len() => wanted,
            _ => items.iter().map(|_| Ty::Unknown).collect(),
        };
        Ty::Tuple(items.iter().zip(wanted.iter()).map(|(&id, ty)| self.expr(id, ty)).collect())
    }

    /// `[a, b]`, and `vec![a, b]`, which looks the same: a `Vec` has all methods that an array has.
    fn array(&mut self, items: &[ExprId], expected: &Ty) -> Ty {
        let wanted = self.table.shallow(expected);
        let element = match &wanted {
            Ty::Slice(element) => (**element).clone(),
            Ty::External(path, args) if *path == WORDS.vec => {
                args.first().cloned().unwrap_or_default()
            }
            _ => self.fresh(),
        };
        let mut given = Vec::with_capacity(items.len());
        for &item in items {
            given.push(self.expr(item, &element));
        }
        match wanted {
            Ty::External(path, _) if path == WORDS.vec => wanted,
            Ty::Slice(_) => wanted,
            _ => {
                // An element that is not understood says nothing of the others.
                let doubt = given.iter().any(Ty::is_unknown);
                let element = if doubt { self.either(&given) } else { element };
                Ty::External(WORDS.vec, [element].into())
            }
        }
    }
}

/// Whether a type has values only behind references.
fn is_unsized(ty: &Ty) -> bool {
    match ty {
        Ty::Slice(_) | Ty::Bounds(_) => true,
        Ty::External(path, _) => WORDS.is_unsized(*path),
        _ => false,
    }
}

/// Whether two types are the same but for their parts.
fn same_head(one: &Ty, other: &Ty) -> bool {
    match (one, other) {
        (Ty::Adt(a, _), Ty::Adt(b, _)) => a == b,
        (Ty::External(a, _), Ty::External(b, _)) => a == b,
        (Ty::Slice(_), Ty::Slice(_)) | (Ty::Tuple(_), Ty::Tuple(_)) => true,
        (Ty::Bounds(a), Ty::Bounds(b)) => a.first().map(|it| it.of) == b.first().map(|it| it.of),
        _ => false,
    }
}
