//! What a file imports, and the names that it may be called by.
//!
//! Which name a package gives itself is not seen from here: without a name of its own an import may go by each of those that
//! packages at such a path are usually called.

use super::lowerer::Lowerer;
use super::tree::{Field, Kind, Node};
use crate::facts::{Item, ItemKind, Name, Span, UseBinding, UseLeaf, intern};

impl Lowerer<'_> {
    /// `import ( .. )`
    pub(super) fn import_declaration(&mut self, node: Node<'_>, items: &mut Vec<Item>) {
        for child in node.children() {
            match child.kind() {
                Kind::ImportSpecList => self.import_declaration(child, items),
                Kind::ImportSpec => self.import(child, items),
                _ => {}
            }
        }
    }

    fn import(&mut self, node: Node<'_>, items: &mut Vec<Item>) {
        let Some(path) = node.field(Field::Path) else { return };
        let text = self.text_of(path).trim_matches(['"', '`']);
        let names = match node.field(Field::Name) {
            None => candidates(text),
            Some(name) if name.kind() == Kind::Dot => {
                items.push(leaf(node.span(), path.span(), text, UseBinding::Glob));
                return;
            }
            Some(name) if name.kind() == Kind::BlankIdentifier => Vec::new(),
            Some(name) => vec![self.name_of(name)],
        };
        for &name in &names {
            self.imported.insert(name);
            items.push(leaf(node.span(), path.span(), text, UseBinding::Named(name)));
        }
        if names.is_empty() {
            // It is named by nobody, but what it holds may still run.
            items.push(leaf(node.span(), path.span(), text, UseBinding::Named(intern("_"))));
        }
    }
}

fn leaf(span: Span, at: Span, path: &str, binding: UseBinding) -> Item {
    let leaf = UseLeaf { path: vec![intern(path)], global: true, binding, at };
    Item { span, attrs: Vec::new(), public: false, kind: ItemKind::Use(leaf) }
}

/// What the package at a path may call itself, likeliest first: `github.com/x/go-redis/v9` is `redis`.
pub(super) fn candidates(path: &str) -> Vec<Name> {
    let mut elements = path.rsplit('/');
    let last = elements.next().unwrap_or_default();
    let last = if is_version(last) { elements.next().unwrap_or(last) } else { last };
    // `gopkg.in/yaml.v3`
    let last = match last.rsplit_once('.') {
        Some((name, version)) if is_version(version) => name,
        _ => last,
    };
    let bare = last.strip_suffix("-go").or_else(|| last.strip_suffix(".go")).unwrap_or(last);
    let bare = bare.strip_prefix("go-").or_else(|| bare.strip_prefix("go.")).unwrap_or(bare);
    let without_dashes = bare.replace('-', "");
    let mut names: Vec<Name> = Vec::new();
    let behind_dash = bare.rsplit('-').next().unwrap_or(bare);
    let underscores = bare.replace('-', "_");
    for name in [bare, &without_dashes, &underscores, behind_dash] {
        if is_identifier(name) && !names.contains(&intern(name)) {
            names.push(intern(name));
        }
    }
    names
}

fn is_version(element: &str) -> bool {
    let digits = element.strip_prefix('v').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|char| char.is_alphanumeric() || char == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, name: &str) {
        assert!(candidates(path).contains(&intern(name)), "{path}: {:?}", candidates(path));
    }

    #[test]
    fn a_package_is_called_as_its_path_ends() {
        check("fmt", "fmt");
        check("net/http", "http");
        check("github.com/rabbitmq/amqp091-go", "amqp091");
        check("github.com/redis/go-redis/v9", "redis");
        check("gopkg.in/yaml.v3", "yaml");
        check("github.com/gofiber/fiber/v2", "fiber");
        check("example.com/shop/message-bus", "messagebus");
        check("github.com/wagslane/go-rabbitmq", "rabbitmq");
    }

    #[test]
    fn the_likeliest_name_comes_first() {
        assert_eq!(candidates("github.com/rabbitmq/amqp091-go"), [intern("amqp091")]);
        assert_eq!(candidates("a/v"), [intern("v")]);
    }
}
