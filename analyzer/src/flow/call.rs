//! Calls of functions, constructors and closures.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use ustr::ustr;

use super::pattern::variant_field;
use super::tree::NodeKind;
use super::value::{Closure, Future, Obj, Place, Source, SourceKind, StructValue, Value};
use super::{Evaluator, Frame, MAX_CALLS};
use crate::facts::{ExprId, ExprKind, Generics, Name, Path, Span, TypeRef};
use crate::program::{Def, FnId, Head, Owner, StaticId, TypeId};
use crate::resolve::paths::Namespace;
use crate::resolve::types::{Subst, Ty, TypeScope};
use crate::sources::Location;

impl<'f> Evaluator<'_, 'f> {
    /// `callee(args)`
    pub(super) fn call_expr(
        &mut self,
        frame: &mut Frame<'f>,
        callee: ExprId,
        args: &'f [ExprId],
        span: Span,
    ) -> Value<'f> {
        let at = frame.location(span);
        let callee_expr = &frame.place.body.exprs[callee.0 as usize];
        let target = match &callee_expr.kind {
            ExprKind::Path(path) if !self.is_local(frame, path) => self.callee(frame, path),
            _ => Callee::Value(self.eval(frame, callee)),
        };
        let values: Vec<_> = args.iter().map(|&arg| self.eval(frame, arg)).collect();
        match target {
            Callee::Value(value) => self.call_value(&value, values, at),
            Callee::Constructor(ty, variant) => self.construct_tuple(ty, variant, values),
            Callee::Functions(functions) => self.call_any(&functions, &values, at),
            Callee::TraitMethod(name) => match values.split_first() {
                Some((receiver, rest)) => {
                    self.call_method(frame, receiver, (name, span), rest.to_vec(), at)
                }
                None => Value::Unknown,
            },
            Callee::External(path) => self.call_external(frame, path, values, at),
            Callee::Default(ty) => self.construct(ty, None, FxHashMap::default()),
            Callee::Unknown => self.call_unknown(ustr(""), values, at),
        }
    }

    fn is_local(&self, frame: &Frame<'f>, path: &Path) -> bool {
        let _ = self;
        path.segments.len() == 1 && frame.lookup(path.segments[0].name).is_some()
    }

    fn callee(&mut self, frame: &Frame<'f>, path: &'f Path) -> Callee<'f> {
        let lone_self = path.segments.len() == 1 && path.segments[0].name == "Self";
        if lone_self || path.segments.len() > 1 && self.starts_with_type(frame, path) {
            return self.associated_of_type(frame, path);
        }
        let place = &frame.place;
        let Some(resolved) =
            self.resolver.path(place.module, &place.blocks, path, Namespace::Values)
        else {
            return Callee::Unknown;
        };
        let last = path.segments.last().map_or(ustr(""), |segment| segment.name);
        match (resolved.def, resolved.rest) {
            (Def::Fn(id), 0) => Callee::Functions(vec![id]),
            (Def::Type(id), 0) => Callee::Constructor(id, None),
            (Def::Variant(id, index), 0) => Callee::Constructor(id, Some(index)),
            (Def::External(path), 0) => Callee::External(path),
            (Def::Static(id), 0) => Callee::Value(self.static_value(id)),
            (Def::Type(id), 1) => self.associated(Head::Type(id), last),
            (Def::Trait(_), 1) => Callee::TraitMethod(last),
            (Def::Alias(_), 0 | 1) => self.associated_of_type(frame, path),
            _ => Callee::Unknown,
        }
    }

    /// Whether a path begins with `Self` or a generic parameter.
    fn starts_with_type(&self, frame: &Frame<'f>, path: &Path) -> bool {
        let first = path.segments[0].name;
        let is_param =
            |generics: &Generics| generics.params.iter().any(|param| param.name == first);
        let generics = frame.place.function.map_or([None, None], |id| self.generics_of(id));
        first == "Self"
            || frame.place.subst.contains_key(&first)
            || generics.into_iter().flatten().any(is_param)
    }

    /// `Type::name` where the type is `Self`, an alias or a generic parameter.
    fn associated_of_type(&mut self, frame: &Frame<'f>, path: &'f Path) -> Callee<'f> {
        let (Some(last), prefix) =
            (path.segments.last(), &path.segments[..path.segments.len() - 1])
        else {
            return Callee::Unknown;
        };
        let single = path.segments.len() == 1;
        let prefix = if single { path.segments.clone() } else { prefix.to_vec() };
        let written =
            TypeRef::Path(Path { global: path.global, segments: prefix, span: path.span });
        let ty = self.type_at(frame, &written);
        match ty {
            Ty::Adt(id, _) if single => Callee::Constructor(id, None),
            Ty::Adt(id, _) => {
                let variant =
                    self.program.ty(id).def.variants.iter().position(|v| v.name == last.name);
                match variant {
                    Some(index) if self.program.ty(id).def.is_enum => {
                        Callee::Constructor(id, u32::try_from(index).ok())
                    }
                    _ => self.associated(Head::Type(id), last.name),
                }
            }
            Ty::External(path, _) if single => Callee::External(path),
            Ty::External(path, _) => {
                Callee::External(self.knowledge.canonical(&format!("{path}::{}", last.name)))
            }
            Ty::Traits(bounds) => {
                let functions = bounds
                    .iter()
                    .filter_map(|bound| bound.id)
                    .flat_map(|id| self.implementations(id, last.name));
                Callee::Functions(functions.collect())
            }
            _ => Callee::Unknown,
        }
    }

    fn associated(&self, head: Head, name: Name) -> Callee<'f> {
        let own = self.program.methods.get(&(head, name)).cloned().unwrap_or_default();
        if !own.is_empty() {
            return Callee::Functions(own);
        }
        match head {
            Head::Type(id) if name == "default" => Callee::Default(id),
            Head::Type(id) => {
                let inherited = self.inherited(Head::Type(id), name);
                if inherited.is_empty() {
                    Callee::TraitMethod(name)
                } else {
                    Callee::Functions(inherited)
                }
            }
            _ => Callee::Unknown,
        }
    }

    /// `<T as Trait>::name` as a value.
    pub(super) fn qualified(
        &mut self,
        frame: &Frame<'f>,
        base: &'f TypeRef,
        of_trait: Option<&Path>,
        name: Name,
    ) -> Value<'f> {
        let found = match self.type_at(frame, base) {
            Ty::Adt(id, _) => self.associated(Head::Type(id), name),
            Ty::External(path, _) => self.associated(Head::External(path), name),
            _ => Callee::Unknown,
        };
        match found {
            Callee::Functions(functions) if !functions.is_empty() => Value::Fn(functions[0]),
            _ => {
                let id = of_trait.and_then(|path| self.resolver.trait_of(frame.place.module, path));
                let function = id.and_then(|id| self.implementations(id, name).first().copied());
                function.map_or(Value::Unknown, Value::Fn)
            }
        }
    }

    /// The value of a path that is no variable.
    pub(super) fn item_value(
        &mut self,
        frame: &mut Frame<'f>,
        path: &'f Path,
        _span: Span,
    ) -> Value<'f> {
        match self.callee(frame, path) {
            Callee::Value(value) => value,
            Callee::Constructor(ty, variant) => {
                let def = self.program.ty(ty).def;
                let shape = def.variants.get(variant.unwrap_or(0) as usize);
                match shape {
                    Some(shape) if shape.fields.is_empty() => {
                        self.construct(ty, variant, FxHashMap::default())
                    }
                    _ => Value::Constructor(ty, variant),
                }
            }
            Callee::Functions(functions) => {
                functions.into_iter().fold(Value::Unknown, |sum, id| sum.or(Value::Fn(id)))
            }
            Callee::External(path) => Value::ExternalFn(path),
            _ => Value::Unknown,
        }
    }

    /// The value of a static, evaluated once.
    fn static_value(&mut self, id: StaticId) -> Value<'f> {
        if let Some(value) = self.statics.get(&id) {
            return value.clone();
        }
        self.statics.insert(id, Value::Unknown);
        let data = &self.program.statics[id.index()];
        let (module, at, ty, init) = (data.module, data.at, data.ty, data.init);
        let subst = Subst::default();
        let scope =
            TypeScope { module, blocks: &[], self_ty: None, generics: [None, None], subst: &subst };
        let resolved = self.resolver.ty(self.program, scope, ty);
        let cursor = self.trace.tree.cursor();
        self.trace.tree.move_to(super::tree::NodeId(0));
        let mut value = Value::Unknown;
        if let Some(body) = init
            && (self.relevance.carries(&resolved, self.knowledge) || self.is_plain(&resolved, body))
        {
            let place = self.place(body, at.file, module);
            let mut frame = Frame::new(place, Vec::new());
            value = self.eval(&mut frame, body.root);
        }
        self.trace.tree.move_to(cursor);
        if value.is_unknown() {
            let path = data.name.to_string();
            value =
                self.made_up_if_relevant(&resolved, &Source { kind: SourceKind::Static, at, path });
        }
        self.statics.insert(id, value.clone());
        value
    }

    /// Whether a static is a literal or a client's options: a rule may ask for it.
    fn is_plain(&self, ty: &Ty, body: &crate::facts::Body) -> bool {
        let is_literal = matches!(body.exprs[body.root.0 as usize].kind, ExprKind::Lit(_));
        is_literal || matches!(ty, Ty::External(path, _) if self.knowledge.is_client_path(*path))
    }

    pub(super) fn place(
        &self,
        body: &'f crate::facts::Body,
        file: crate::sources::FileId,
        module: crate::program::ModuleId,
    ) -> Place<'f> {
        Place {
            body,
            file,
            module,
            blocks: Vec::new(),
            function: None,
            self_ty: None,
            subst: self.empty.clone(),
        }
    }

    /// Calls one of several functions; which one is not known.
    pub(super) fn call_any(
        &mut self,
        functions: &[FnId],
        args: &[Value<'f>],
        at: Location,
    ) -> Value<'f> {
        match functions {
            [] => Value::Unknown,
            [one] => self.call_function(*one, args.to_vec(), at),
            several => {
                let (branch, before) = self.trace.tree.enter(NodeKind::Branch, Some(at));
                let mut result = Value::Unknown;
                for &function in several.iter().take(12) {
                    self.trace.tree.move_to(branch);
                    self.trace.tree.enter(NodeKind::Alternative, None);
                    result = result.or(self.call_function(function, args.to_vec(), at));
                }
                self.trace.tree.move_to(before);
                result
            }
        }
    }

    /// Calls a function; an async one runs when it is polled.
    pub(super) fn call_function(
        &mut self,
        function: FnId,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if self.program.function(function).function.is_async {
            if !self.is_worth_entering(function, &args) {
                return self.passed_by(args, at);
            }
            return Value::Future(Rc::new(Future::Call { function, args, at }));
        }
        self.run_function(function, args, at)
    }

    /// A function that cannot matter is not entered: what it gives was made of what it got.
    fn passed_by(&mut self, args: Vec<Value<'f>>, at: Location) -> Value<'f> {
        self.step(super::tree::Step::Call, at);
        if args.iter().any(|arg| self.content_in(arg, 4).is_some()) {
            return self.hold(ustr(""), args);
        }
        Value::Unknown
    }

    fn is_worth_entering(&self, function: FnId, args: &[Value<'f>]) -> bool {
        self.relevance.matters(function) || args.iter().any(|arg| self.is_interesting(arg))
    }

    /// Whether a value holds a handle, a task or code.
    pub(super) fn is_interesting(&self, value: &Value<'f>) -> bool {
        match value {
            Value::Closure(_) | Value::Future(_) => true,
            Value::Fn(id) => self.relevance.matters(*id),
            _ => {
                let mut found = false;
                self.visit(value, 4, &mut |obj| {
                    found |= match obj {
                        Obj::Handle(_) | Obj::Task { .. } | Obj::Guard { .. } => true,
                        Obj::Struct(data) => self.relevance.is_carrier(data.ty),
                        _ => false,
                    }
                });
                found
            }
        }
    }

    /// Evaluates a function's body with these arguments, the receiver first.
    pub(super) fn run_function(
        &mut self,
        function: FnId,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let data = self.program.function(function);
        if !self.is_worth_entering(function, &args) {
            return self.passed_by(args, at);
        }
        let Some(body) = &data.function.body else {
            args.iter().for_each(|arg| self.hand_over(arg, at));
            return self.lost_return(function, &args, at);
        };
        let again = self.stack.iter().filter(|&&known| known == function).count();
        if again >= 2 || self.stack.len() >= MAX_CALLS || self.fuel == 0 {
            if again < 2 {
                self.skip(
                    at,
                    format!(
                        "the call of `{}` is too deep to follow",
                        self.program.display(function)
                    ),
                );
            }
            args.iter().for_each(|arg| self.hand_over(arg, at));
            return self.lost_return(function, &args, at);
        }
        self.entered.insert(function);
        let key = barren_key(function, &args);
        if key.as_ref().is_some_and(|key| self.barren.contains(key)) {
            return Value::Unknown;
        }
        let (mark, stores, held) = (self.trace.tree.mark(), self.stores, self.held.len());
        self.stack.push(function);
        let (_, before) = self.trace.tree.enter(NodeKind::Call(function), Some(at));
        let guards = self.held.len();
        let scope = self.enter_scope();
        let mut frame = self.function_frame(function, body, &args);
        self.bind_parameters(&mut frame, function, args.clone());
        let watch = self.begin_watch(&mut frame, &args);
        let value = self.eval(&mut frame, body.root);
        self.watch = watch;
        let value = std::mem::replace(&mut frame.returned, Value::Unknown).or(value);
        self.leave_scope(&scope, &value);
        self.release_locals(guards, &value);
        self.trace.tree.move_to(before);
        self.stack.pop();
        let bare = self.trace.tree.forget_if_bare(mark);
        let value = if value.is_unknown() { self.lost_return(function, &args, at) } else { value };
        let whole = self.fuel > 0 && again == 0;
        if bare && whole && value.is_unknown() && stores == self.stores && held == self.held.len() {
            self.barren.extend(key);
        }
        value
    }

    fn release_locals(&mut self, before: usize, value: &Value<'f>) {
        if self.held.len() > before {
            let newer = self.held.split_off(before);
            let kept: Vec<_> =
                newer.into_iter().filter(|held| self.reaches(value, held.guard, 4)).collect();
            self.held.extend(kept);
        }
    }

    fn function_frame(
        &mut self,
        function: FnId,
        body: &'f crate::facts::Body,
        args: &[Value<'f>],
    ) -> Frame<'f> {
        let data = self.program.function(function);
        let subst = self.bound_generics(function, args);
        let self_ty = self.self_type(function, args, &subst);
        let place = Place {
            body,
            file: data.at.file,
            module: data.module,
            blocks: Vec::new(),
            function: Some(function),
            self_ty,
            subst: Rc::new(subst),
        };
        Frame::new(place, Vec::new())
    }

    /// What is known of a function's generic parameters from its arguments.
    fn bound_generics(&self, function: FnId, args: &[Value<'f>]) -> Subst {
        let facts = self.program.function(function).function;
        let mut subst = Subst::default();
        let offset = usize::from(facts.receiver.is_some());
        for (param, value) in facts.params.iter().zip(args.iter().skip(offset)) {
            let Some(name) = lone_name(&param.ty) else { continue };
            if facts.generics.params.iter().any(|generic| generic.name == name)
                && let Some(ty) = self.type_of(value)
            {
                subst.insert(name, ty);
            }
        }
        if let (Owner::Impl(id), Some(Value::Obj(receiver))) =
            (self.program.function(function).owner, args.first())
            && let Obj::Struct(data) = self.obj(*receiver)
            && let TypeRef::Path(path) = &self.program.impls[id.index()].def.self_ty
            && let Some(segment) = path.segments.last()
        {
            for (written, known) in segment.args.iter().zip(data.args.iter()) {
                if let (Some(name), false) = (lone_name(written), matches!(known, Ty::Unknown)) {
                    subst.insert(name, known.clone());
                }
            }
        }
        subst
    }

    /// The type of a value, where its making was seen.
    pub(super) fn type_of(&self, value: &Value<'f>) -> Option<Ty> {
        let Value::Obj(id) = value else { return None };
        match self.obj(*id) {
            Obj::Struct(data) => Some(Ty::Adt(data.ty, data.args.clone())),
            Obj::Opaque { bounds, .. } => Some(Ty::Traits(bounds.clone())),
            Obj::Guard { inner, .. } => self.type_of(inner),
            _ => None,
        }
    }

    fn self_type(&self, function: FnId, args: &[Value<'f>], subst: &Subst) -> Option<Ty> {
        let data = self.program.function(function);
        match data.owner {
            Owner::Free => None,
            Owner::Trait(_) => args.first().and_then(|value| self.type_of(value)),
            Owner::Impl(id) => {
                let data = &self.program.impls[id.index()];
                let generics = [Some(&data.def.generics), None];
                let scope =
                    TypeScope { module: data.module, blocks: &[], self_ty: None, generics, subst };
                match self.resolver.ty(self.program, scope, &data.def.self_ty) {
                    Ty::Traits(_) | Ty::Unknown => {
                        args.first().and_then(|value| self.type_of(value))
                    }
                    ty => Some(ty),
                }
            }
        }
    }

    pub(super) fn generics_of(&self, function: FnId) -> [Option<&'f Generics>; 2] {
        let data = self.program.function(function);
        let owner = match data.owner {
            Owner::Free => None,
            Owner::Impl(id) => Some(&self.program.impls[id.index()].def.generics),
            Owner::Trait(id) => Some(&self.program.traits[id.index()].def.generics),
        };
        [Some(&data.function.generics), owner]
    }

    fn bind_parameters(&mut self, frame: &mut Frame<'f>, function: FnId, args: Vec<Value<'f>>) {
        let facts = self.program.function(function).function;
        let mut args = args.into_iter();
        if facts.receiver.is_some() {
            frame.declare(ustr("self"), args.next().unwrap_or(Value::Unknown));
        }
        let dedicated = self.dedicated_parameter(function);
        for (index, param) in facts.params.iter().enumerate() {
            let at = frame.location(param.span);
            if let Some((position, takes_argument)) = dedicated
                && position == index
            {
                if takes_argument {
                    args.next();
                }
                let fresh = self.fresh_channel_of(frame, &param.ty, at);
                self.bind(frame, &param.pat, &fresh);
                continue;
            }
            let mut value = args.next().unwrap_or(Value::Unknown);
            if value.is_unknown() {
                let ty = self.type_at(frame, &param.ty);
                let path = binding_name(&param.pat).to_string();
                value = self.made_up_if_relevant(&ty, &Source { kind: SourceKind::Lost, at, path });
            }
            self.bind(frame, &param.pat, &value);
        }
    }

    /// `#[dedicated_channel]`: which parameter is a channel of the call's own, and whether callers pass something for it.
    fn dedicated_parameter(&self, function: FnId) -> Option<(usize, bool)> {
        let data = self.program.function(function);
        let attr = data
            .attrs
            .iter()
            .find(|attr| super::Evaluator::short(attr.path) == "dedicated_channel")?;
        let position = data
            .function
            .params
            .iter()
            .position(|param| last_name(&param.ty) == Some(ustr("Channel")))?;
        let opens_itself = attr.tokens.replace(' ', "").contains("from=");
        Some((position, !opens_itself))
    }

    fn fresh_channel_of(&mut self, frame: &Frame<'f>, ty: &TypeRef, at: Location) -> Value<'f> {
        match self.type_at(frame, ty) {
            Ty::External(path, _) => match self.knowledge.handle(path) {
                Some((client, kind)) => self.open(client, kind, at),
                None => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    /// What a call gives whose value was lost: made up from the written return type.
    fn lost_return(&mut self, function: FnId, args: &[Value<'f>], at: Location) -> Value<'f> {
        let data = self.program.function(function);
        let Some(ret) = &data.function.ret else { return Value::Unknown };
        let subst = self.bound_generics(function, args);
        let self_ty = self.self_type(function, args, &subst);
        let scope = TypeScope {
            module: data.module,
            blocks: &[],
            self_ty: self_ty.as_ref(),
            generics: self.generics_of(function),
            subst: &subst,
        };
        let ty = self.resolver.ty(self.program, scope, ret);
        let path = self.program.display(function);
        self.made_up_if_relevant(&ty, &Source { kind: SourceKind::Lost, at, path })
    }

    /// Calls a value.
    pub(super) fn call_value(
        &mut self,
        callee: &Value<'f>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        match callee {
            Value::Fn(id) => self.call_function(*id, args, at),
            Value::Constructor(ty, variant) => self.construct_tuple(*ty, *variant, args),
            Value::Closure(closure) => self.call_closure(&closure.clone(), args, at),
            Value::Any(all) => all
                .clone()
                .iter()
                .fold(Value::Unknown, |sum, one| sum.or(self.call_value(one, args.clone(), at))),
            Value::ExternalFn(path) => self.call_external_value(*path, args, at),
            Value::Obj(id) => match self.obj(*id).clone() {
                Obj::External { held, .. } => match held.iter().find(|value| is_callable(value)) {
                    Some(inner) => self.call_value(inner, args, at),
                    None => self.call_unknown(ustr(""), args, at),
                },
                Obj::Opaque { bounds, source, .. } => {
                    let output = bounds.iter().find_map(|bound| bound.output.clone());
                    output.map_or(Value::Unknown, |ty| self.made_up_if_relevant(&ty, &source))
                }
                _ => self.call_unknown(ustr(""), args, at),
            },
            _ => self.call_unknown(ustr(""), args, at),
        }
    }

    /// Evaluates a closure's body.
    pub(super) fn call_closure(
        &mut self,
        closure: &Rc<Closure<'f>>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if self.stack.len() >= MAX_CALLS || self.fuel == 0 {
            return Value::Unknown;
        }
        let mark = self.trace.tree.mark();
        let (_, before) = self.trace.tree.enter(NodeKind::Closure, Some(at));
        let guards = self.held.len();
        let mut frame = Frame::new(closure.place.clone(), closure.captured.clone());
        let given = args.clone();
        let mut args = args.into_iter();
        for param in closure.params {
            let mut value = args.next().unwrap_or(Value::Unknown);
            if value.is_unknown() && !matches!(param.ty, TypeRef::Infer) {
                let ty = self.type_at(&frame, &param.ty);
                let path = binding_name(&param.pat).to_string();
                let at = frame.location(param.span);
                value = self.made_up_if_relevant(&ty, &Source { kind: SourceKind::Lost, at, path });
            }
            self.bind(&mut frame, &param.pat, &value);
        }
        let watch = self.begin_watch(&mut frame, &given);
        // A function can be in the middle of itself through a closure: count it.
        let depth = closure.place.function;
        self.stack.extend(depth);
        let value = self.eval(&mut frame, closure.body);
        self.watch = watch;
        self.stack.truncate(self.stack.len() - usize::from(depth.is_some()));
        let value = std::mem::replace(&mut frame.returned, Value::Unknown).or(value);
        self.release_locals(guards, &value);
        self.trace.tree.move_to(before);
        self.trace.tree.forget_if_bare(mark);
        value
    }

    pub(super) fn construct_tuple(
        &mut self,
        ty: TypeId,
        variant: Option<u32>,
        args: Vec<Value<'f>>,
    ) -> Value<'f> {
        let fields = args
            .into_iter()
            .enumerate()
            .map(|(position, value)| {
                (self.field_key(ty, variant, ustr(&position.to_string())), value)
            })
            .collect();
        self.construct(ty, variant, fields)
    }

    fn field_key(&self, ty: TypeId, variant: Option<u32>, name: Name) -> Name {
        match variant {
            Some(index) => {
                variant_field(self.program.ty(ty).def.variants[index as usize].name, name)
            }
            None => name,
        }
    }

    pub(super) fn construct(
        &mut self,
        ty: TypeId,
        variant: Option<u32>,
        fields: FxHashMap<Name, Value<'f>>,
    ) -> Value<'f> {
        let mut fields = fields;
        // `Default::default()` and the like: the field is empty, not unknown.
        fields.retain(|_, value| !value.is_unknown());
        let args = self.inferred_args(ty, variant, &fields);
        let data = StructValue { ty, variant, args, fields, source: None };
        let id = self.alloc(Obj::Struct(data));
        let known = self.instances.entry(ty).or_default();
        if known.len() < MAX_INSTANCES {
            known.push(id);
        }
        Value::Obj(id)
    }

    /// Type arguments that the field values show.
    fn inferred_args(
        &self,
        ty: TypeId,
        variant: Option<u32>,
        fields: &FxHashMap<Name, Value<'f>>,
    ) -> Rc<[Ty]> {
        let def = self.program.ty(ty).def;
        let Some(shape) = def.variants.get(variant.unwrap_or(0) as usize) else {
            return Rc::default();
        };
        let arg = |param: Name| {
            let field = shape.fields.iter().find(|field| lone_name(&field.ty) == Some(param))?;
            self.type_of(fields.get(&self.field_key(ty, variant, field.name))?)
        };
        def.generics.params.iter().map(|param| arg(param.name).unwrap_or(Ty::Unknown)).collect()
    }

    /// `Path { field: value, ..rest }`
    pub(super) fn struct_expr(
        &mut self,
        frame: &mut Frame<'f>,
        path: &'f Path,
        fields: &'f [(Name, ExprId)],
        rest: Option<ExprId>,
    ) -> Value<'f> {
        let values: Vec<(Name, Value<'f>)> =
            fields.iter().map(|&(name, value)| (name, self.eval(frame, value))).collect();
        let written_rest = rest;
        let rest = rest.map_or(Value::Unknown, |rest| self.eval(frame, rest));
        let place = &frame.place;
        let resolved = self
            .resolver
            .path(place.module, &place.blocks, path, Namespace::Types)
            .map(|found| found.def);
        let (ty, variant) = match resolved {
            Some(Def::Type(id)) => (id, None),
            Some(Def::Variant(id, index)) => (id, Some(index)),
            Some(Def::External(path)) => {
                let default = written_rest.is_none_or(|rest| is_default(frame, rest));
                return self.options(path, values, &rest, default);
            }
            _ => match self.self_or_alias(frame, path) {
                Some(found) => found,
                None => {
                    return self
                        .hold(ustr(""), values.into_iter().map(|(_, value)| value).collect());
                }
            },
        };
        let mut known: FxHashMap<Name, Value<'f>> = FxHashMap::default();
        if let Value::Obj(id) = rest
            && let Obj::Struct(base) = self.obj(id)
        {
            known.clone_from(&base.fields);
        }
        for (name, value) in values {
            known.insert(self.field_key(ty, variant, name), value);
        }
        self.construct(ty, variant, known)
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

    /// A struct of options from outside: its fields are kept by name.
    fn options(
        &mut self,
        path: Name,
        values: Vec<(Name, Value<'f>)>,
        rest: &Value<'f>,
        default: bool,
    ) -> Value<'f> {
        let unknown = || if default { Vec::new() } else { vec![super::unknown_options()] };
        let mut held = match rest {
            Value::Obj(id) => match self.obj(*id) {
                Obj::External { held, .. } => held.clone(),
                _ => unknown(),
            },
            _ => unknown(),
        };
        for (name, value) in values {
            held.push(self.option(name, value));
        }
        self.value_of(Obj::External { path, held })
    }

    fn option(&self, name: Name, value: Value<'f>) -> Value<'f> {
        if self.matters(&value) {
            return value;
        }
        Value::Tuple(Rc::new([Value::Str(Rc::from(name.as_str())), value]))
    }

    /// Options with one more of them set.
    pub(super) fn with_named(
        &mut self,
        options: &Value<'f>,
        name: Name,
        value: Value<'f>,
    ) -> Value<'f> {
        let Value::Obj(id) = options else { return options.clone() };
        let Obj::External { path, held } = self.obj(*id).clone() else { return options.clone() };
        let option = self.option(name, value);
        let held = held.into_iter().chain([option]).collect();
        self.value_of(Obj::External { path, held })
    }
}

/// Whether an expression is a call of some `default()`.
pub(super) fn is_default(frame: &Frame<'_>, id: ExprId) -> bool {
    let exprs = &frame.place.body.exprs;
    let ExprKind::Call { callee, args } = &exprs[id.0 as usize].kind else { return false };
    let named = match &exprs[callee.0 as usize].kind {
        ExprKind::Path(path) => path.segments.last().map(|last| last.name),
        ExprKind::QualifiedPath { name, .. } => Some(*name),
        _ => None,
    };
    args.is_empty() && named.is_some_and(|name| name == "default")
}

/// More values of one type than this say no more than these.
const MAX_INSTANCES: usize = 16;

/// A call by its function and the objects that it is given; calls that are given code are not compared.
fn barren_key(function: FnId, args: &[Value<'_>]) -> Option<(FnId, Vec<u32>)> {
    let key = |arg: &Value<'_>| match arg {
        Value::Obj(id) => Some(id.0 + 1),
        Value::Unknown | Value::Str(_) | Value::Int(_) | Value::Bool(_) | Value::Index(_) => {
            Some(0)
        }
        _ => None,
    };
    Some((function, args.iter().map(key).collect::<Option<_>>()?))
}

/// What a path in call position stands for.
enum Callee<'f> {
    Value(Value<'f>),
    Constructor(TypeId, Option<u32>),
    Functions(Vec<FnId>),
    /// A method that is called with its receiver as the first argument.
    TraitMethod(Name),
    External(Name),
    /// A derived `Default`.
    Default(TypeId),
    Unknown,
}

fn is_callable(value: &Value<'_>) -> bool {
    matches!(value, Value::Fn(_) | Value::Closure(_))
}

/// The name of a type that is written as one plain identifier, references left out.
pub(super) fn lone_name(ty: &TypeRef) -> Option<Name> {
    match ty {
        TypeRef::Path(path) if path.segments.len() == 1 => Some(path.segments[0].name),
        TypeRef::Ref { inner, .. } => lone_name(inner),
        _ => None,
    }
}

fn last_name(ty: &TypeRef) -> Option<Name> {
    match ty {
        TypeRef::Path(path) => path.segments.last().map(|segment| segment.name),
        TypeRef::Ref { inner, .. } => last_name(inner),
        _ => None,
    }
}

/// The name that a parameter binds, for messages.
pub(super) fn binding_name(pat: &crate::facts::Pat) -> Name {
    use crate::facts::Pat;
    match pat {
        Pat::Bind { name, .. } => *name,
        Pat::Ref(inner) => binding_name(inner),
        Pat::TupleStruct(_, parts) if parts.len() == 1 => binding_name(&parts[0]),
        _ => ustr("_"),
    }
}
