//! Changes to the syntax tree of a file: other ways to say the same.
//!
//! Code inside macros stays as it is.

use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Block, Expr, File, ImplItemFn, ItemFn, ItemImpl, ItemTrait, Local, Pat, Signature, Stmt,
};

/// Parses a file, changes it, and gives its text when the change found anything to do.
fn changed<V: VisitMut>(code: &str, mut visitor: V, count: impl Fn(&V) -> usize) -> Option<String> {
    let mut file: File = syn::parse_str(code).ok()?;
    visitor.visit_file_mut(&mut file);
    (count(&visitor) > 0).then(|| text(&file))
}

fn expr(text: &str) -> Expr {
    syn::parse_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Code as text, with paths and definitions of macros as people write them: some things are found in the text.
pub(super) fn text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    text.replace(" :: ", "::").replace(":: ", "::").replace("macro_rules !", "macro_rules!")
}

/// `x?` becomes a `match` that returns the error.
pub(crate) fn tries_as_matches(code: &str) -> Option<String> {
    changed(code, Tries { count: 0, optional: false }, |visitor| visitor.count)
}

struct Tries {
    count: usize,
    /// Whether the function around gives an option.
    optional: bool,
}

impl Tries {
    fn inside(&mut self, signature: &Signature, visit: impl FnOnce(&mut Self)) {
        let gives = text(&signature.output);
        let outer = std::mem::replace(&mut self.optional, gives.contains("Option"));
        visit(self);
        self.optional = outer;
    }
}

impl VisitMut for Tries {
    fn visit_item_fn_mut(&mut self, item: &mut ItemFn) {
        let signature = item.sig.clone();
        self.inside(&signature, |visitor| visit_mut::visit_item_fn_mut(visitor, item));
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut ImplItemFn) {
        let signature = item.sig.clone();
        self.inside(&signature, |visitor| visit_mut::visit_impl_item_fn_mut(visitor, item));
    }

    fn visit_expr_mut(&mut self, one: &mut Expr) {
        visit_mut::visit_expr_mut(self, one);
        if let Expr::Try(tried) = one
            && !self.optional
        {
            self.count += 1;
            let inner = text(&tried.expr);
            *one = expr(&format!(
                "match {inner} {{ Ok(fine) => fine, Err(failure) => return Err(failure.into()) }}"
            ));
        }
    }
}

/// `while let P = x { .. }` becomes a loop that is left when the pattern does not fit.
pub(crate) fn loops_with_breaks(code: &str) -> Option<String> {
    changed(code, Loops { count: 0 }, |visitor| visitor.count)
}

struct Loops {
    count: usize,
}

impl VisitMut for Loops {
    fn visit_expr_mut(&mut self, one: &mut Expr) {
        visit_mut::visit_expr_mut(self, one);
        let Expr::While(repeat) = one else { return };
        let Expr::Let(condition) = &*repeat.cond else { return };
        let label = repeat.label.as_ref().map(text).unwrap_or_default();
        let (pat, value) = (text(&condition.pat), text(&condition.expr));
        let statements: String = repeat.body.stmts.iter().map(text).collect();
        self.count += 1;
        *one =
            expr(&format!("{label} loop {{ let {pat} = {value} else {{ break }}; {statements} }}"));
    }
}

/// `let x = a.await?;` becomes two statements, as does what is spawned.
pub(crate) fn statements_split(code: &str) -> Option<String> {
    changed(code, Splits { count: 0 }, |visitor| visitor.count)
}

struct Splits {
    count: usize,
}

impl Splits {
    /// Takes the future out of what awaits it, or the argument out of a call that spawns it, and leaves a variable.
    fn part(&mut self, one: &mut Expr) -> Option<Stmt> {
        let name = format!("part_{}", self.count);
        let part = match one {
            Expr::Try(inner) => return self.part(&mut inner.expr),
            Expr::Await(awaited) if is_lone(&awaited.base) => &mut *awaited.base,
            Expr::Call(call) if text(&call.func).ends_with("spawn") && call.args.len() == 1 => {
                call.args.first_mut()?
            }
            _ => return None,
        };
        self.count += 1;
        let taken = std::mem::replace(part, expr(&name));
        syn::parse_str(&format!("let {name} = {};", text(&taken))).ok()
    }
}

/// Whether nothing temporary, such as a guard, lives in an expression until its statement ends.
fn is_lone(one: &Expr) -> bool {
    match one {
        Expr::MethodCall(call) => {
            !matches!(call.method.to_string().as_str(), "next" | "recv" | "lock" | "read" | "write")
                && is_place(&call.receiver)
        }
        Expr::Call(_) => true,
        _ => false,
    }
}

fn is_place(one: &Expr) -> bool {
    match one {
        Expr::Path(_) => true,
        Expr::Field(field) => is_place(&field.base),
        _ => false,
    }
}

impl VisitMut for Splits {
    fn visit_block_mut(&mut self, block: &mut Block) {
        visit_mut::visit_block_mut(self, block);
        let mut stmts = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            let part = match &mut stmt {
                Stmt::Local(Local { init: Some(init), .. }) => self.part(&mut init.expr),
                Stmt::Expr(one, Some(_)) => self.part(one),
                _ => None,
            };
            stmts.extend(part);
            stmts.push(stmt);
        }
        block.stmts = stmts;
    }
}

/// `async fn f() -> T` becomes `fn f() -> impl Future<Output = T>`.
pub(crate) fn functions_giving_futures(code: &str) -> Option<String> {
    changed(code, Futures { count: 0 }, |visitor| visitor.count)
}

struct Futures {
    count: usize,
}

impl Futures {
    fn change(&mut self, signature: &mut Signature, block: &mut Block) {
        if signature.asyncness.take().is_none() {
            return;
        }
        self.count += 1;
        let gives = match &signature.output {
            syn::ReturnType::Default => "()".to_owned(),
            syn::ReturnType::Type(_, ty) => text(ty),
        };
        let output = format!("-> impl std::future::Future<Output = {gives}>");
        signature.output = syn::parse_str(&output).expect("a type");
        *block = syn::parse_str(&format!("{{ async move {} }}", text(block))).expect("a block");
    }
}

impl VisitMut for Futures {
    fn visit_item_fn_mut(&mut self, item: &mut ItemFn) {
        // A program's start and a handler are known by their attributes.
        if item.attrs.is_empty() && item.sig.ident != "main" {
            self.change(&mut item.sig, &mut item.block);
        }
        visit_mut::visit_item_fn_mut(self, item);
    }

    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        // Of a trait only where no attribute makes something else of it.
        if item.attrs.is_empty() {
            visit_mut::visit_item_impl_mut(self, item);
        }
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut ImplItemFn) {
        if item.attrs.is_empty() {
            self.change(&mut item.sig, &mut item.block);
        }
    }

    fn visit_item_trait_mut(&mut self, _: &mut ItemTrait) {}
}

/// Items in the other order.
pub(crate) fn items_reversed(code: &str) -> Option<String> {
    if code.contains("macro_rules") {
        return None;
    }
    let mut file: File = syn::parse_str(code).ok()?;
    file.items.reverse();
    (file.items.len() > 1).then(|| text(&file))
}

/// Receivers in parentheses, and calls of a channel's methods by their path.
pub(crate) fn methods_by_path(code: &str) -> Option<String> {
    let path = if code.contains("amqprs") { "amqprs::channel::Channel" } else { "lapin::Channel" };
    changed(code, Paths { count: 0, path }, |visitor| visitor.count)
}

struct Paths {
    count: usize,
    path: &'static str,
}

impl VisitMut for Paths {
    fn visit_expr_mut(&mut self, one: &mut Expr) {
        visit_mut::visit_expr_mut(self, one);
        let Expr::MethodCall(call) = one else { return };
        let name = call.method.to_string();
        let is_own =
            ["queue_declare", "queue_bind", "exchange_declare", "confirm_select", "basic_qos"];
        if is_own.contains(&name.as_str()) && is_place(&call.receiver) {
            self.count += 1;
            let (receiver, args) = (text(&call.receiver), text(&call.args));
            *one = expr(&format!("{}::{name}(&{receiver}, {args})", self.path));
        } else if is_place(&call.receiver) {
            self.count += 1;
            *call.receiver = expr(&format!("({})", text(&call.receiver)));
        }
    }
}

/// `let x = y;` for each parameter that is a plain name, and the new name from there on.
pub(crate) fn parameters_bound_again(code: &str) -> Option<String> {
    changed(code, Rebound { count: 0 }, |visitor| visitor.count)
}

struct Rebound {
    count: usize,
}

impl Rebound {
    fn change(&mut self, signature: &mut Signature, block: &mut Block) {
        let mut lets = String::new();
        for input in &mut signature.inputs {
            let syn::FnArg::Typed(param) = input else { continue };
            let Pat::Ident(name) = &mut *param.pat else { continue };
            let mutable = if name.mutability.take().is_some() { "mut " } else { "" };
            lets += &format!("let {mutable}{} = {}_given;", name.ident, name.ident);
            name.ident = syn::Ident::new(&format!("{}_given", name.ident), name.ident.span());
        }
        if !lets.is_empty() {
            self.count += 1;
            let statements: String = block.stmts.iter().map(text).collect();
            *block = syn::parse_str(&format!("{{ {lets} {statements} }}")).expect("a block");
        }
    }
}

impl VisitMut for Rebound {
    fn visit_item_fn_mut(&mut self, item: &mut ItemFn) {
        visit_mut::visit_item_fn_mut(self, item);
        self.change(&mut item.sig, &mut item.block);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut ImplItemFn) {
        visit_mut::visit_impl_item_fn_mut(self, item);
        self.change(&mut item.sig, &mut item.block);
    }
}
