//! From items to files and packages.

mod choices;

use std::collections::BTreeMap;

pub(crate) use choices::Choices;
use choices::{Module, Naming, modules};

use super::build::{Build, Item, Layer};
use super::client::Client;
use super::layout::lay_out;
use super::names::{external, imports};
use super::rng::Rng;
use super::text::{Kind, Token, tokens};

/// A source file.
#[derive(Clone, Debug)]
pub struct File {
    /// Relative to the workspace.
    pub path: String,
    /// Its code.
    pub text: String,
    /// 1-based lines of which a finding has to touch one.
    pub marks: Vec<usize>,
}

/// A package.
#[derive(Clone, Debug)]
pub struct Package {
    /// As its manifest spells it.
    pub name: String,
    /// Whether it is a library, else it is a program.
    pub is_lib: bool,
    /// The other package of the workspace that it depends on.
    pub uses: Option<String>,
}

/// A whole program.
#[derive(Clone, Debug)]
pub struct Project {
    /// The client that its packages depend on.
    pub client: Client,
    /// The library first, where there are two.
    pub packages: Vec<Package>,
    /// Files of all packages.
    pub files: Vec<File>,
}

const ALIAS: &str = "AmqpChannel";
const LIB: &str = "acme_messaging";

/// Lays a program out in files.
pub(crate) fn assemble(build: &Build, choices: Choices) -> Project {
    let modules = modules(choices.plan);
    let mut items = build.items.clone();
    items.splice(0..0, channel_item(build.client, choices.naming));
    let writer = Writer {
        client: build.client,
        anyhow: build.anyhow,
        items: &items,
        modules: &modules,
        choices,
    };
    let mut rng = build.rng.clone();
    let has_lib = modules.iter().any(|module| module.in_lib);
    let mut files = Vec::new();
    for in_lib in [true, false] {
        if in_lib && !has_lib {
            continue;
        }
        let (folder, root) = match (has_lib, in_lib) {
            (false, _) => ("src", "main.rs"),
            (true, true) => ("messaging/src", "lib.rs"),
            (true, false) => ("app/src", "main.rs"),
        };
        files.extend(writer.crate_files(in_lib, folder, root, &mut rng));
    }
    let app = Package {
        name: "acme-app".to_owned(),
        is_lib: false,
        uses: has_lib.then(|| "acme-messaging".to_owned()),
    };
    let mut packages = vec![app];
    if has_lib {
        packages.insert(0, Package { name: "acme-messaging".to_owned(), is_lib: true, uses: None });
    }
    Project { client: build.client, packages, files }
}

/// Another name for the channel type, as an item of the program.
fn channel_item(client: Client, naming: Naming) -> Option<Item> {
    let path = external("Channel", client, "")?;
    let code = match naming {
        Naming::TypeAlias => format!("pub type {ALIAS} = {path};"),
        Naming::ReExport => format!("pub use {path} as {ALIAS};"),
        _ => return None,
    };
    Some(Item { layer: Layer::Support, names: vec![ALIAS.to_owned()], code })
}

struct Writer<'a> {
    client: Client,
    anyhow: bool,
    items: &'a [Item],
    modules: &'a [Module],
    choices: Choices,
}

impl Writer<'_> {
    fn crate_files(&self, in_lib: bool, folder: &str, root: &str, rng: &mut Rng) -> Vec<File> {
        let mut head = String::new();
        let mut files = Vec::new();
        let mut inline = String::new();
        for module in
            self.modules.iter().filter(|module| module.in_lib == in_lib && !module.name.is_empty())
        {
            let code = self.module_code(module, rng);
            if module.inline {
                inline += &format!("pub mod {} {{ {code} }}\n", module.name);
            } else {
                head += &format!("{}mod {};\n", if in_lib { "pub " } else { "" }, module.name);
                files.push(self.file(format!("{folder}/{}.rs", module.name), &code));
            }
        }
        let own =
            self.modules.iter().find(|module| module.in_lib == in_lib && module.name.is_empty());
        let code = own.map_or_else(String::new, |module| self.module_code(module, rng));
        files.push(self.file(format!("{folder}/{root}"), &format!("{head}{code}{inline}")));
        files
    }

    fn file(&self, path: String, code: &str) -> File {
        let (text, marks) = lay_out(code, self.choices.style);
        File { path, text, marks }
    }

    fn module_of(&self, name: &str) -> Option<&Module> {
        let item = self.items.iter().find(|item| item.names.iter().any(|known| known == name))?;
        self.modules.iter().find(|module| module.layers.contains(&item.layer))
    }

    /// The code of a module, its imports first.
    fn module_code(&self, module: &Module, rng: &mut Rng) -> String {
        let own: Vec<&Item> =
            self.items.iter().filter(|item| module.layers.contains(&item.layer)).collect();
        let macros = own.iter().filter(|item| item.code.starts_with("macro_rules!"));
        let others = own.iter().filter(|item| !item.code.starts_with("macro_rules!"));
        let code: Vec<&str> = macros.chain(others).map(|item| item.code.as_str()).collect();
        let code = code.join("\n");
        let mut paths = BTreeMap::new();
        let code = self.resolved(module, &code, &mut paths);
        format!("{}{code}\n", imports(&paths, self.choices.uses, rng))
    }

    /// Code whose names are right for a module; what has to be imported is added.
    fn resolved(
        &self,
        module: &Module,
        code: &str,
        paths: &mut BTreeMap<String, Option<String>>,
    ) -> String {
        let all = tokens(code);
        let mut out = String::with_capacity(code.len());
        for (at, token) in all.iter().enumerate() {
            if token.space {
                out.push(' ');
            }
            if token.kind == Kind::BlockComment && token.text.starts_with("/*+") {
                let name = token.text.trim_start_matches("/*+").trim_end_matches("*/");
                if name.contains("::") {
                    paths.insert(name.to_owned(), None);
                } else {
                    self.import(module, name, "", paths);
                }
                continue;
            }
            match self.replacement(module, &all, at, paths) {
                Some(text) => out.push_str(&text),
                None => out.push_str(&token.text),
            }
            if token.kind == Kind::LineComment {
                out.push('\n');
            }
        }
        out
    }

    fn replacement(
        &self,
        module: &Module,
        all: &[Token],
        at: usize,
        paths: &mut BTreeMap<String, Option<String>>,
    ) -> Option<String> {
        let token = &all[at];
        let previous = at.checked_sub(1).map_or("", |before| all[before].text.as_str());
        let next = all.get(at + 1).map_or("", |next| next.text.as_str());
        let is_name =
            token.kind == Kind::Word && token.text.starts_with(|c: char| c.is_alphabetic());
        if !is_name
            || matches!(previous, "::" | "." | "fn" | "mod" | "$" | "struct" | "trait" | "enum")
        {
            return None;
        }
        if token.is("Channel") {
            return self.channel(module, paths);
        }
        self.import(module, &token.text, next, paths)
    }

    /// The channel type's name in a module.
    fn channel(
        &self,
        module: &Module,
        paths: &mut BTreeMap<String, Option<String>>,
    ) -> Option<String> {
        let path = external("Channel", self.client, "")?;
        match self.choices.naming {
            Naming::FullPath => Some(path),
            Naming::Plain => {
                paths.insert(path, None);
                None
            }
            Naming::ImportAlias => {
                paths.insert(path, Some(ALIAS.to_owned()));
                Some(ALIAS.to_owned())
            }
            Naming::TypeAlias | Naming::ReExport => {
                self.import(module, ALIAS, "", paths);
                Some(ALIAS.to_owned())
            }
        }
    }

    /// Imports a name; the text that stands for it when that is another.
    fn import(
        &self,
        module: &Module,
        name: &str,
        next: &str,
        paths: &mut BTreeMap<String, Option<String>>,
    ) -> Option<String> {
        if let Some(of) = self.module_of(name) {
            if std::ptr::eq(of, module) {
                return None;
            }
            let root = if of.in_lib && !module.in_lib { LIB } else { "crate" };
            let parent =
                if of.name.is_empty() { root.to_owned() } else { format!("{root}::{}", of.name) };
            let is_function = next == "(" && name.starts_with(char::is_lowercase);
            if self.choices.qualified && is_function && !of.name.is_empty() && !module.inline {
                let is_root = module.name.is_empty() && module.in_lib == of.in_lib;
                if !is_root {
                    paths.insert(parent, None);
                }
                return Some(format!("{}::{name}", of.name));
            }
            paths.insert(format!("{parent}::{name}"), None);
            return None;
        }
        if name == "Result" && self.anyhow {
            paths.insert("anyhow::Result".to_owned(), None);
            return None;
        }
        if let Some(path) = external(name, self.client, next) {
            let is_lock = matches!(name, "Mutex" | "MutexGuard") || name.starts_with("RwLock");
            let path = if is_lock { path.replace("tokio::sync", self.choices.locks) } else { path };
            paths.insert(path, None);
        }
        None
    }
}
