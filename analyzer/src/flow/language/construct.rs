//! Makes values of the program's types, and options of a client.

use super::pattern::variant_field;
use crate::facts::{ExprId, ExprKind, Name, Path, TypeRef, intern};
use crate::flow::calls::parameters::lone_name;
use crate::flow::heap::object::{Obj, Outside, StructValue};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::program::{Def, TypeId};
use crate::resolve::paths::Namespace;
use crate::resolve::types::Ty;
use crate::trace::handle::ProvenanceKind;
use rustc_hash::FxHashMap;
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn construct_tuple(
        &mut self,
        ty: TypeId,
        variant: Option<u32>,
        args: Vec<Value<'f>>,
    ) -> Value<'f> {
        let fields = args
            .into_iter()
            .enumerate()
            .map(|(position, value)| {
                (self.field_key(ty, variant, intern(&position.to_string())), value)
            })
            .collect();
        self.construct(ty, variant, fields)
    }

    /// The field that a struct literal means: where it names none, the one at the place.
    fn written_field(&self, ty: TypeId, name: Name) -> Name {
        let shape = self.program.ty(ty).def.variants.first();
        let fields = shape.map_or(&[][..], |shape| &shape.fields);
        match name.parse::<usize>() {
            Ok(at) if fields.iter().all(|field| field.name != name) => {
                fields.get(at).map_or(name, |field| field.name)
            }
            _ => name,
        }
    }

    fn field_key(&self, ty: TypeId, variant: Option<u32>, name: Name) -> Name {
        match variant {
            Some(index) => {
                variant_field(self.program.ty(ty).def.variants[index as usize].name, name)
            }
            None => name,
        }
    }

    pub(crate) fn construct(
        &mut self,
        ty: TypeId,
        variant: Option<u32>,
        fields: FxHashMap<Name, Value<'f>>,
    ) -> Value<'f> {
        let mut fields = fields;
        // `Default::default()` and the like: the field is empty, not unknown.
        fields.retain(|_, value| !value.is_unknown());
        let args = self.inferred_args(ty, variant, &fields);
        let data = StructValue { ty, variant, args, fields, outside: None };
        let value = self.heap.instantiate(data);
        self.note_in_round(&value);
        value
    }

    /// Type arguments that the field values show.
    fn inferred_args(
        &self,
        ty: TypeId,
        variant: Option<u32>,
        fields: &FxHashMap<Name, Value<'f>>,
    ) -> Rc<[Ty]> {
        let def = self.program.ty(ty).def;
        // A struct has one shape.
        let Some(shape) = def.variants.get(variant.unwrap_or(0) as usize) else {
            return Rc::default();
        };
        let arg = |param: Name| {
            let field = shape.fields.iter().find(|field| lone_name(&field.ty) == Some(param))?;
            self.heap.type_of(fields.get(&self.field_key(ty, variant, field.name))?)
        };
        def.generics.params.iter().map(|param| arg(param.name).unwrap_or(Ty::Unknown)).collect()
    }

    /// `Path { field: value, ..rest }`
    pub(crate) fn struct_expr(
        &mut self,
        frame: &mut Frame<'f>,
        path: &'f Path,
        fields: &'f [(Name, ExprId)],
        rest: Option<ExprId>,
    ) -> Value<'f> {
        let values: Vec<(Name, Value<'f>)> =
            fields.iter().map(|&(name, value)| (name, self.eval(frame, value))).collect();
        let rest = rest.map(|rest| (rest, self.eval(frame, rest)));
        let place = &frame.place;
        let resolved = self
            .resolver
            .path(place.module, &place.blocks, path, Namespace::Types)
            .map(|found| found.def);
        let (ty, variant) = match resolved {
            Some(Def::Type(id)) => (id, None),
            Some(Def::Variant(id, index)) => (id, Some(index)),
            Some(Def::External(path)) => {
                self.run_given(frame, path, &values, fields);
                return self.options(frame, path, values, rest);
            }
            // `Self { .. }`, `Alias { .. }` and `Self::Variant { .. }` are no paths through modules.
            _ => match (self.self_or_alias(frame, path), self.outside_type(frame, path)) {
                (Some(found), _) => found,
                // `Self` in an `impl` for a client's options.
                (None, Some(path)) => return self.options(frame, path, values, rest),
                (None, None) => {
                    return self
                        .hold(intern(""), values.into_iter().map(|(_, value)| value).collect());
                }
            },
        };
        let mut known: FxHashMap<Name, Value<'f>> = FxHashMap::default();
        if let Some((_, Value::Obj(id))) = rest
            && let Obj::Struct(base) = self.heap.obj(id)
        {
            // `..rest` fills in what is not written.
            known.clone_from(&base.fields);
        }
        for ((name, value), &(_, expr)) in values.into_iter().zip(fields) {
            let key = self.field_key(ty, variant, self.written_field(ty, name));
            // Later fields win over those of `..rest`, as they do in the language.
            let value = self.lost_handle(frame, (ty, key), value, expr);
            known.insert(key, value);
        }
        self.construct(ty, variant, known)
    }

    /// Closures that a value outside is made with are called there, as far as anybody knows: once, here and now.
    fn run_given(
        &mut self,
        frame: &Frame<'f>,
        path: Name,
        values: &[(Name, Value<'f>)],
        fields: &[(Name, ExprId)],
    ) {
        if self.knowledge.is_client_path(path) {
            return;
        }
        for ((_, value), &(_, expr)) in values.iter().zip(fields) {
            if let Value::Closure(_) = value {
                let at = frame.location(Self::expr_span_of(frame, expr));
                self.call_value(value, Vec::new(), at);
            }
        }
    }

    /// Whether a value is unknown, or of a type outside and without any handle in it.
    fn holds_nothing(&self, value: &Value<'f>) -> bool {
        match value {
            Value::Unknown => true,
            Value::Obj(id) => {
                self.heap.is_from_outside(*id) && self.heap.origins_in(value).is_empty()
            }
            _ => false,
        }
    }

    /// The handle that a field's type says is there, when what was put there is not understood.
    fn lost_handle(
        &mut self,
        frame: &Frame<'f>,
        (ty, key): (TypeId, Name),
        value: Value<'f>,
        expr: ExprId,
    ) -> Value<'f> {
        let declared = self.field_type(ty, key).map(|written| self.type_in(ty, &[], written));
        match declared.filter(|declared| self.is_always_handle(declared)) {
            Some(declared) if self.holds_nothing(&value) => {
                let at = frame.location(Self::expr_span_of(frame, expr));
                let path = key.to_string();
                self.materialize(&declared, &Outside::new(ProvenanceKind::Imprecise, at, path))
            }
            _ => value,
        }
    }

    /// Whether a type is a handle's, as it is or shared: one that cannot be empty.
    fn is_always_handle(&self, ty: &Ty) -> bool {
        let Ty::External(path, args) = ty else { return false };
        if self.knowledge.handle(*path).is_some() {
            return true;
        }
        // What can be empty may be so because nothing was lost.
        let empties = ["Option", "Result", "Weak", "Cell", "Lock"];
        let inner = self.knowledge.transparent(*path).and_then(|arg| args.get(arg));
        !empties.iter().any(|end| path.ends_with(end))
            && inner.is_some_and(|inner| self.is_always_handle(inner))
    }

    /// The type of a client that a path names which is no path of items: `Self`, an alias.
    fn outside_type(&self, frame: &Frame<'f>, path: &Path) -> Option<Name> {
        match self.type_at(frame, &TypeRef::Path(path.clone())) {
            Ty::External(path, _) if self.knowledge.is_client_path(path) => Some(path),
            _ => None,
        }
    }

    fn self_or_alias(&self, frame: &Frame<'f>, path: &Path) -> Option<(TypeId, Option<u32>)> {
        let whole = TypeRef::Path(path.clone());
        if let Ty::Adt(id, _) = self.type_at(frame, &whole) {
            return Some((id, None));
        }
        let (last, prefix) = path.segments.split_last()?;
        let prefix = Path { global: path.global, segments: prefix.to_vec(), span: path.span };
        let Ty::Adt(id, _) = self.type_at(frame, &TypeRef::Path(prefix)) else { return None };
        let index = self
            .program
            .ty(id)
            .def
            .variants
            .iter()
            .position(|variant| variant.name == last.name)?;
        Some((id, u32::try_from(index).ok()))
    }
}

/// Whether an expression is a call of some `default()`.
pub(crate) fn is_default(frame: &Frame<'_>, id: ExprId) -> bool {
    let exprs = &frame.place.body.exprs;
    let ExprKind::Call { callee, args } = &exprs[id].kind else { return false };
    let named = match &exprs[*callee].kind {
        ExprKind::Path(path) => path.segments.last().map(|last| last.name),
        ExprKind::QualifiedPath { name, .. } => Some(*name),
        _ => None,
    };
    args.is_empty() && named.is_some_and(|name| name == "default")
}
