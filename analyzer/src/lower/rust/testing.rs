//! Prints bodies in a compact form, so that tests can say what they expect in one line.

use crate::facts::{
    Block, Body, ExprId, ExprKind, Facts, Function, Item, ItemKind, Lit, LoopKind, Name, Pat, Path,
    SelectArm, Span, Stmt, TypeRef,
};

/// Runs with the stack that the module asks for.
pub(super) fn with_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(super::stack::STACK).spawn(run);
    thread
        .unwrap_or_else(|error| panic!("{error}"))
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Lowers a text that must parse.
pub(super) fn facts(text: &str) -> Facts {
    super::lower(text).unwrap_or_else(|error| panic!("{error:?}"))
}

/// The only function of a text, or the last one.
pub(super) fn function(facts: &Facts) -> &Function {
    let function = |item: &'_ Item| matches!(item.kind, ItemKind::Fn(_));
    match facts.items.iter().rfind(|item| function(item)).map(|item| &item.kind) {
        Some(ItemKind::Fn(function)) => function,
        _ => panic!("a function was expected: {facts:?}"),
    }
}

/// The body of the last function of a text.
pub(super) fn body(facts: &Facts) -> &Body {
    function(facts).body.as_ref().unwrap_or_else(|| panic!("a body was expected"))
}

/// The body of the last function, printed.
pub(super) fn printed(text: &str) -> String {
    let facts = facts(text);
    let body = body(&facts);
    expr(body, body.root)
}

/// Statements inside a function, printed.
pub(super) fn statements(text: &str) -> String {
    printed(&format!("fn f() {{ {text} }}"))
}

/// An expression, printed.
pub(super) fn expr(body: &Body, id: ExprId) -> String {
    let one = |id: &ExprId| expr(body, *id);
    let list = |ids: &[ExprId]| ids.iter().map(one).collect::<Vec<_>>().join(", ");
    let optional =
        |id: &Option<ExprId>| id.as_ref().map_or_else(String::new, |id| format!(" {}", one(id)));
    match &body.exprs[id].kind {
        ExprKind::Lit(lit) => literal(lit),
        ExprKind::Path(path) => names(path),
        ExprKind::QualifiedPath { base, of_trait, name } => {
            let of_trait =
                of_trait.as_ref().map_or_else(String::new, |path| format!(" as {}", names(path)));
            format!("<{}{of_trait}>::{name}", ty(base))
        }
        ExprKind::Block(block) => braces(body, block),
        ExprKind::Async { body, moves, stream } => {
            let kind = if *stream { "stream" } else { "async" };
            format!("{kind}{} {}", if *moves { " move" } else { "" }, one(body))
        }
        ExprKind::Closure { params, ret, body, moves } => {
            let params: Vec<String> = params.iter().map(|param| pat(&param.pat)).collect();
            let ret = ret.as_ref().map_or_else(String::new, |ret| format!("-> {} ", ty(ret)));
            let moves = if *moves { "move " } else { "" };
            format!("{moves}|{}| {ret}{}", params.join(", "), one(body))
        }
        ExprKind::Call { callee, args } => format!("{}({})", one(callee), list(args)),
        ExprKind::MethodCall { receiver, name, args, .. } => {
            format!("{}.{name}({})", one(receiver), list(args))
        }
        ExprKind::Macro { name, args } => format!("{name}!({})", list(args)),
        ExprKind::Field { base, name } => format!("{}.{name}", one(base)),
        ExprKind::Index { base, index } => format!("{}[{}]", one(base), one(index)),
        ExprKind::Struct { path, fields, rest } => {
            let fields: Vec<String> =
                fields.iter().map(|(name, value)| format!("{name}: {}", one(value))).collect();
            format!(
                "{} {{ {}{} }}",
                names(path),
                fields.join(", "),
                optional(rest).replace(' ', " ..")
            )
        }
        ExprKind::Tuple(elems) => format!("({})", list(elems)),
        ExprKind::Array(elems) => format!("[{}]", list(elems)),
        ExprKind::Repeat { elem, len } => format!("[{}; {}]", one(elem), one(len)),
        ExprKind::Ref { mutable, expr } => {
            format!("&{}{}", if *mutable { "mut " } else { "" }, one(expr))
        }
        ExprKind::Deref(inner) => format!("*{}", one(inner)),
        ExprKind::Unary { op, expr } => format!("{op}{}", one(expr)),
        ExprKind::Binary { op, left, right } => format!("({} {op} {})", one(left), one(right)),
        ExprKind::Assign { place, value, compound } => {
            format!("{} {} {}", one(place), if *compound { "op=" } else { "=" }, one(value))
        }
        ExprKind::If { cond, then, otherwise } => {
            let otherwise = optional(otherwise);
            let word = if otherwise.is_empty() { "" } else { " else" };
            format!("if {} {}{word}{otherwise}", one(cond), one(then))
        }
        ExprKind::Let { pat: bound, expr } => format!("let {} = {}", pat(bound), one(expr)),
        ExprKind::Match { scrutinee, arms } => {
            let arms: Vec<String> = arms
                .iter()
                .map(|arm| {
                    let guard = arm
                        .guard
                        .as_ref()
                        .map_or_else(String::new, |guard| format!(" if {}", one(guard)));
                    format!("{}{guard} => {}", pat(&arm.pat), one(&arm.body))
                })
                .collect();
            format!("match {} {{ {} }}", one(scrutinee), arms.join(", "))
        }
        ExprKind::Loop { kind, body: repeated } => repeat(body, kind, *repeated),
        ExprKind::Select { arms, otherwise } => {
            let mut arms: Vec<String> = arms.iter().map(|arm| select_arm(body, arm)).collect();
            arms.extend(otherwise.as_ref().map(|handler| format!("else => {}", one(handler))));
            format!("select {{ {} }}", arms.join(", "))
        }
        ExprKind::Join(branches) => format!("join({})", list(branches)),
        ExprKind::Await(inner) => format!("{}.await", one(inner)),
        ExprKind::Try(inner) => format!("{}?", one(inner)),
        ExprKind::Cast { expr, ty: target } => format!("({} as {})", one(expr), ty(target)),
        ExprKind::Range(from, to) => {
            format!("({}..{})", optional(from).trim(), optional(to).trim())
        }
        ExprKind::Return(value) => format!("return{}", optional(value)),
        ExprKind::Break { label, value } => {
            format!("break{}{}", word(label.as_ref()), optional(value))
        }
        ExprKind::Continue { label } => format!("continue{}", word(label.as_ref())),
        ExprKind::Yield(value) => format!("yield{}", optional(value)),
        ExprKind::Defer(code) => format!("defer {}", one(code)),
        ExprKind::Unknown(parts) => format!("unknown({})", list(parts)),
    }
}

/// A type, printed.
pub(super) fn ty(target: &TypeRef) -> String {
    let list = |types: &[TypeRef]| types.iter().map(ty).collect::<Vec<_>>().join(", ");
    let bounds = |bounds: &[Path]| bounds.iter().map(path).collect::<Vec<_>>().join(" + ");
    match target {
        TypeRef::Path(named) => path(named),
        TypeRef::Ref { mutable, inner } => {
            format!("&{}{}", if *mutable { "mut " } else { "" }, ty(inner))
        }
        TypeRef::Tuple(elems) => format!("({})", list(elems)),
        TypeRef::Slice(elem) => format!("[{}]", ty(elem)),
        TypeRef::FnPtr { params, ret } => {
            let ret = ret.as_ref().map_or_else(String::new, |ret| format!(" -> {}", ty(ret)));
            format!("fn({}){ret}", list(params))
        }
        TypeRef::Dyn(traits) => format!("dyn {}", bounds(traits)),
        TypeRef::Impl(traits) => format!("impl {}", bounds(traits)),
        TypeRef::Projection { base, of_trait, rest } => {
            let of_trait =
                of_trait.as_ref().map_or_else(String::new, |named| format!(" as {}", path(named)));
            let rest: Vec<&str> = rest.iter().map(Name::as_str).collect();
            format!("<{}{of_trait}>::{}", ty(base), rest.join("::"))
        }
        TypeRef::Infer => "_".to_owned(),
        TypeRef::Unknown => "?".to_owned(),
    }
}

/// A path with its arguments, printed.
pub(super) fn path(named: &Path) -> String {
    let segments: Vec<String> = named
        .segments
        .iter()
        .map(|segment| {
            let mut args: Vec<String> = segment.args.iter().map(ty).collect();
            args.extend(
                segment.bindings.iter().map(|(name, bound)| format!("{name} = {}", ty(bound))),
            );
            let args =
                if args.is_empty() { String::new() } else { format!("<{}>", args.join(", ")) };
            format!("{}{args}", segment.name)
        })
        .collect();
    format!("{}{}", if named.global { "::" } else { "" }, segments.join("::"))
}

/// The text of a span.
pub(super) fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).unwrap_or("outside the text")
}

/// The texts of every expression in a body, in the order of their ids.
pub(super) fn slices(text: &str) -> Vec<String> {
    let facts = facts(text);
    body(&facts).exprs.iter().map(|expr| slice(text, expr.span).to_owned()).collect()
}

/// A pattern, printed.
pub(super) fn pat(bound: &Pat) -> String {
    let list = |pats: &[Pat], between: &str| pats.iter().map(pat).collect::<Vec<_>>().join(between);
    match bound {
        Pat::Wild => "_".to_owned(),
        Pat::Bind { name, sub: None, .. } => name.to_string(),
        Pat::Bind { name, sub: Some(sub), .. } => format!("{name} @ {}", pat(sub)),
        Pat::Tuple(elems) => format!("({})", list(elems, ", ")),
        Pat::Results(elems) => list(elems, ", "),
        Pat::TupleStruct(path, elems) => format!("{}({})", names(path), list(elems, ", ")),
        Pat::Struct(path, fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(name, bound)| format!("{name}: {}", pat(bound))).collect();
            format!("{} {{ {} }}", names(path), fields.join(", "))
        }
        Pat::Path(path) => names(path),
        Pat::Ref(inner) => format!("&{}", pat(inner)),
        Pat::Or(cases) => list(cases, " | "),
        Pat::Slice(elems) => format!("[{}]", list(elems, ", ")),
        Pat::Lit(lit) => lit.as_ref().map_or_else(|| "range".to_owned(), literal),
        Pat::Rest => "..".to_owned(),
        Pat::Unknown => "?".to_owned(),
    }
}

fn braces(body: &Body, block: &Block) -> String {
    let mut parts: Vec<String> = block.stmts.iter().map(|stmt| statement(body, stmt)).collect();
    parts.extend(block.tail.map(|tail| expr(body, tail)));
    let items = block
        .scope
        .map_or_else(String::new, |scope| format!("#{} ", body.scopes[scope as usize].len()));
    let label = block.label.map_or_else(String::new, |label| format!("{label}: "));
    format!("{label}{{ {items}{} }}", parts.join(" "))
}

fn statement(body: &Body, stmt: &Stmt) -> String {
    match stmt {
        Stmt::Expr(id) => format!("{};", expr(body, *id)),
        Stmt::Let { pat: bound, ty: written, init, otherwise, .. } => {
            let written =
                written.as_ref().map_or_else(String::new, |written| format!(": {}", ty(written)));
            let init = init.map_or_else(String::new, |init| format!(" = {}", expr(body, init)));
            let otherwise =
                otherwise.map_or_else(String::new, |block| format!(" else {}", expr(body, block)));
            format!("let {}{written}{init}{otherwise};", pat(bound))
        }
    }
}

fn select_arm(body: &Body, arm: &SelectArm) -> String {
    let guard = arm.guard.map_or_else(String::new, |guard| format!(", if {}", expr(body, guard)));
    format!("{} = {}{guard} => {}", pat(&arm.pat), expr(body, arm.future), expr(body, arm.handler))
}

/// A loop, printed.
fn repeat(body: &Body, kind: &LoopKind, repeated: ExprId) -> String {
    let one = |id: &ExprId| expr(body, *id);
    let code = expr(body, repeated);
    match kind {
        LoopKind::Loop => format!("loop {code}"),
        LoopKind::While(cond) => format!("while {} {}", one(cond), code),
        LoopKind::For { pat: bound, iter } => {
            format!("for {} in {} {}", pat(bound), one(iter), code)
        }
        LoopKind::Range { key, value, over } => {
            let value = value.iter().map(|value| format!(", {}", pat(value)));
            let names = format!("{}{}", pat(key), value.collect::<String>());
            format!("for {names} of {} {}", one(over), code)
        }
    }
}

fn literal(lit: &Lit) -> String {
    match lit {
        Lit::Str(text) => format!("{text:?}"),
        Lit::Bytes(text) => format!("b{text:?}"),
        Lit::Int(value) => value.to_string(),
        Lit::Bool(value) => value.to_string(),
        Lit::Nil => "nil".to_owned(),
        Lit::Other => "lit".to_owned(),
    }
}

fn names(path: &Path) -> String {
    path.segments.iter().map(|segment| segment.name.as_str()).collect::<Vec<_>>().join("::")
}

fn word(label: Option<&Name>) -> String {
    label.map_or_else(String::new, |label| format!(" {label}"))
}
