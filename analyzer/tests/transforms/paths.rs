//! Imported names reached in other ways: by their full path, through an alias, a prelude of the program's own, a glob.

use std::collections::BTreeMap;

use syn::visit_mut::{self, VisitMut};
use syn::{File, Item, ItemUse, Path, UseTree};

use super::syntax::text;

/// The imports of a file: the names that they bind, with their paths. None where a glob or something relative is among them.
fn imports(file: &File) -> Option<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    for item in &file.items {
        if let Item::Use(ItemUse { tree, .. }) = item {
            collect(tree, "", &mut out)?;
        }
    }
    (!out.is_empty()).then_some(out)
}

fn collect(tree: &UseTree, before: &str, out: &mut BTreeMap<String, String>) -> Option<()> {
    match tree {
        UseTree::Path(path) => collect(&path.tree, &format!("{before}{}::", path.ident), out),
        UseTree::Group(group) => group.items.iter().try_for_each(|one| collect(one, before, out)),
        UseTree::Name(name) if name.ident == "self" => {
            let path = before.trim_end_matches("::");
            let last = path.rsplit("::").next()?;
            out.insert(last.to_owned(), path.to_owned());
            Some(())
        }
        UseTree::Name(name) => {
            out.insert(name.ident.to_string(), format!("{before}{}", name.ident));
            Some(())
        }
        UseTree::Rename(name) => {
            out.insert(name.rename.to_string(), format!("{before}{}", name.ident));
            Some(())
        }
        UseTree::Glob(_) => None,
    }
}

fn is_foreign(path: &str) -> bool {
    !["crate::", "self::", "super::"].iter().any(|start| path.starts_with(start))
        && path.contains("::")
}

/// Every imported name by its full path; the imports stay for what macros name.
pub(crate) fn qualified(code: &str) -> Option<String> {
    let mut file: File = syn::parse_str(code).ok()?;
    let names = imports(&file)?.into_iter().filter(|(_, path)| is_foreign(path)).collect();
    Qualify { names }.visit_file_mut(&mut file);
    Some(text(&file))
}

struct Qualify {
    names: BTreeMap<String, String>,
}

impl VisitMut for Qualify {
    fn visit_item_use_mut(&mut self, _: &mut ItemUse) {}

    fn visit_item_mod_mut(&mut self, _: &mut syn::ItemMod) {}

    fn visit_attribute_mut(&mut self, _: &mut syn::Attribute) {}

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let first = path.segments[0].ident.to_string();
        let Some(full) = self.names.get(&first) else { return };
        let mut whole: Path = syn::parse_str(full).expect("a path");
        let last = whole.segments.last_mut().expect("a segment");
        last.arguments = path.segments[0].arguments.clone();
        whole.segments.extend(path.segments.iter().skip(1).cloned());
        *path = whole;
    }
}

/// A type alias for every imported type of a client.
pub(crate) fn through_aliases(code: &str) -> Option<String> {
    let mut file: File = syn::parse_str(code).ok()?;
    let clients = ["Channel", "Connection", "Consumer", "Delivery"];
    let all = imports(&file)?.into_iter();
    let of_client = |path: &str| path.starts_with("lapin::") || path.starts_with("amqprs::");
    let names: BTreeMap<String, String> = all
        .filter(|(name, path)| of_client(path) && clients.contains(&name.as_str()))
        .map(|(name, _)| (name.clone(), format!("Alias{name}")))
        .collect();
    if names.is_empty() {
        return None;
    }
    let mut aliases: Vec<Item> = names
        .iter()
        .map(|(name, alias)| {
            syn::parse_str(&format!("pub type {alias} = {name};")).expect("an alias")
        })
        .collect();
    Qualify { names }.visit_file_mut(&mut file);
    file.items.append(&mut aliases);
    Some(text(&file))
}

/// Imports re-exported by a module of the program's own and brought in by a glob.
pub(crate) fn through_prelude(code: &str) -> Option<String> {
    let file: File = syn::parse_str(code).ok()?;
    let names = imports(&file)?;
    if !names.values().all(|path| is_foreign(path)) || code.contains("mod ") {
        return None;
    }
    let (uses, others): (Vec<&Item>, Vec<&Item>) =
        file.items.iter().partition(|item| matches!(item, Item::Use(_)));
    let of = |items: &[&Item]| -> String { items.iter().map(text).collect::<Vec<_>>().join(" ") };
    let uses = of(&uses).replace("pub use ", "use ").replace("use ", "pub use ");
    Some(format!("mod prelude_of_page {{ {uses} }} use self::prelude_of_page::*; {}", of(&others)))
}

/// Globs for what is imported from a client.
pub(crate) fn by_globs(code: &str) -> Option<String> {
    let file: File = syn::parse_str(code).ok()?;
    let names = imports(&file)?;
    let of_client = |path: &str| path.starts_with("lapin::") || path.starts_with("amqprs::");
    let renames =
        names.iter().any(|(name, path)| of_client(path) && !path.ends_with(&format!("::{name}")));
    if renames || !names.values().any(|path| of_client(path)) {
        return None;
    }
    let mut uses: Vec<String> = names
        .iter()
        .map(|(name, path)| match path.rsplit_once("::") {
            Some((parent, _)) if of_client(path) && name.starts_with(char::is_uppercase) => {
                format!("use {parent}::*;")
            }
            _ => format!("use {path} as {name};"),
        })
        .collect();
    uses.sort();
    uses.dedup();
    let others: Vec<String> =
        file.items.iter().filter(|item| !matches!(item, Item::Use(_))).map(text).collect();
    Some(format!("{} {}", uses.join(" "), others.join(" ")))
}
