//! The items of a holder: its type, its trait, its static, with the methods that were asked for.

use super::super::build::{Build, Fails, Layer};
use super::super::cell::Cell;
use super::super::text::code;
use super::{Access, Holder, Shell};

impl Holder {
    /// Adds the items, once everything is known that is asked of them.
    pub(crate) fn declare(mut self, build: &mut Build) {
        let outer = std::mem::replace(&mut build.layer, Layer::Holder);
        let marking = std::mem::replace(&mut build.marking, false);
        match self.shell {
            Shell::Bare => {}
            _ if self.is_static() => self.declare_static(build),
            Shell::StoredClosure => self.declare_closures(build),
            Shell::Reopening => {
                let code = self.declare_reopening(build);
                build.item(Layer::Holder, &[&self.name], code);
            }
            _ => self.declare_type(build),
        }
        build.marking = marking;
        build.layer = outer;
    }

    fn declare_type(&mut self, build: &mut Build) {
        let is_trait = !self.trait_name.is_empty();
        let holds = if matches!(self.shell, Shell::BoxedDyn | Shell::GenericTrait) {
            self.implementor()
        } else {
            self.name.clone()
        };
        let mut code = self.outer_type(build);
        let mut names = vec![self.name.clone()];
        code += &self.inner_type(build, &holds);
        let methods = self.inherent(build);
        let head = if self.shell == Shell::Generic {
            format!("{holds}<{}>", self.cell.ty(false))
        } else {
            holds.clone()
        };
        if !methods.trim().is_empty() {
            code += &code!("impl $h { $m }", h = head, m = methods);
        }
        if matches!(self.shell, Shell::Struct | Shell::Tuple) {
            code += &code!(
                "impl From<$t> for $n { fn from(value: $t) -> Self { Self::new(value) } }",
                t = self.cell.ty(false),
                n = self.name
            );
        }
        if is_trait {
            code += &self.trait_items(build, &holds);
            names.push(self.trait_name.clone());
        }
        if holds != self.name {
            names.push(holds.clone());
        }
        if self.shell == Shell::ImplTrait {
            code += &code!(
                "pub fn $f(channel: $c) -> $t { $n::new(channel) }",
                f = self.factory(),
                c = self.cell.ty(false),
                t = self.ty,
                n = self.name
            );
            names.push(self.factory());
        }
        if self.shell == Shell::Builder {
            names.push(format!("{}Builder", self.name));
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        build.item(Layer::Holder, &names, code);
    }

    /// A type around the one that holds the cell.
    fn outer_type(&self, _build: &mut Build) -> String {
        let (name, trait_name) = (&self.name, &self.trait_name);
        match self.shell {
            Shell::BoxedDyn => {
                code!("pub struct $n { pub bus: Box<dyn $t> }", n = name, t = trait_name)
            }
            Shell::GenericTrait => code!(
                "#[derive(Clone)] pub struct $n<T: $t> { pub transport: T }",
                n = name,
                t = trait_name
            ),
            Shell::Nested => self.nested_types(),
            _ => String::new(),
        }
    }

    /// The types that lie around a cell.
    fn nested_types(&self) -> String {
        let mut content = format!("pub {}: {}", self.field, self.cell.ty(true));
        let mut code = String::new();
        for at in 0..self.depth {
            let ty = format!("{}Part{at}", self.name);
            code += &code!("pub struct $t { $c } ", t = ty, c = content);
            content = format!("pub inner: {ty}");
        }
        code + &code!(
            "pub struct $nState { $c } #[derive(Clone)] pub struct $n { pub shared: Arc<$nState> }",
            nState = format!("{}State", self.name),
            n = self.name,
            c = content
        )
    }

    /// What a nested value holds, from the outside inwards.
    fn nested_value(&self) -> String {
        let mut content = self.field.clone();
        for at in 0..self.depth {
            content = code!("inner: $n { $c }", n = format!("{}Part{at}", self.name), c = content);
        }
        content
    }

    /// The type that holds the cell.
    fn inner_type(&self, build: &mut Build, name: &str) -> String {
        let (field, ty) = (&self.field, self.cell.ty(self.counted()));
        match self.shell {
            Shell::Nested => String::new(),
            Shell::Tuple => code!("#[derive(Clone)] pub struct $n(pub $t);", n = name, t = ty),
            Shell::Deref => code!(
                "#[derive(Clone)] pub struct $n(pub $t); impl Deref for $n { type Target = Channel; fn deref(&self) -> &Channel { &self.0 } }",
                n = name,
                t = ty
            ),
            Shell::Generic => code!("#[derive(Clone)] pub struct $n<C> { pub inner: C }", n = name),
            Shell::Defaulted => code!(
                "#[derive(Clone, Default)] pub struct $n { pub $f: $t, pub label: String }",
                n = name,
                f = field,
                t = ty
            ),
            Shell::Counted | Shell::ArcDyn | Shell::BoxedDyn => {
                code!(
                    "pub struct $n { pub $f: $t, pub exchange: String }",
                    n = name,
                    f = field,
                    t = ty
                )
            }
            Shell::Builder => code!(
                "#[derive(Clone)] pub struct $n { pub $f: $t, pub label: String } \
                 #[derive(Default)] pub struct $nBuilder { $f: Option<$t>, label: String } \
                 impl $nBuilder { pub fn label(mut self, label: &str) -> Self { self.label = label.to_string(); self } \
                 pub fn $f(mut self, $f: $t) -> Self { self.$f = Some($f); self } \
                 pub fn build(self) -> $n { $n { $f: self.$f.expect(\"a channel\"), label: self.label } } } \
                 impl $n { pub fn builder() -> $nBuilder { $nBuilder::default() } }",
                n = name,
                nBuilder = format!("{name}Builder"),
                f = field,
                t = ty
            ),
            _ => derived(build, name, &[(field, &ty), ("exchange", "String")]),
        }
    }

    /// Constructors, getter and inherent methods.
    fn inherent(&mut self, build: &mut Build) -> String {
        let (field, ty) = (self.field.clone(), self.cell.ty(self.counted()));
        let mut out = match self.shell {
            Shell::Tuple | Shell::Deref => {
                code!("pub fn new(channel: $t) -> Self { Self(channel) }", t = ty)
            }
            Shell::Nested => code!(
                "pub fn new($f: $t) -> Self { Self { shared: Arc::new($n { $v }) } }",
                f = field,
                t = ty,
                n = format!("{}State", self.name),
                v = self.nested_value()
            ),
            Shell::Defaulted => code!(
                "pub fn attach(&mut self, $f: $t) { self.$f = $f; } \
                 pub fn with(mut self, $f: $t) -> Self { self.$f = $f; self }",
                f = field,
                t = ty
            ),
            Shell::Generic | Shell::Builder => String::new(),
            _ => {
                let new = build.rng.pick(&[
                    "pub fn new($f: $t) -> Self { Self { $f, exchange: \"events\".to_string() } }",
                    "pub fn new(value: $t) -> Self { let exchange = String::from(\"events\"); Self { $f: value, exchange } }",
                ]);
                code!(new, f = field, t = ty)
            }
        };
        if self.has_constructor {
            let (opened, cell) = self.opened_in_constructor(build);
            out += &code!(
                "pub $a fn connect(conn: &Connection) -> Result<Self> { $o Ok(Self::new($c)) }",
                a = build.asyncness(),
                o = opened,
                c = cell
            );
        }
        if self.has_getter {
            out += &self.getter(build);
        }
        if self.access == Access::Method {
            for (_, code) in &self.methods {
                let (name, body) = code.split_once('/').unwrap_or_default();
                out += &code!(
                    "pub $a fn $n(&self) -> Result<()> { $b Ok(()) }",
                    a = build.asyncness(),
                    n = name,
                    b = body
                );
            }
        }
        out += &self.running.join(" ");
        out
    }

    fn opened_in_constructor(&mut self, build: &mut Build) -> (String, String) {
        self.origin = super::Origin::Inline;
        self.opened(build, "conn", Fails::Question)
    }

    pub(super) fn getter(&self, build: &mut Build) -> String {
        let place = self.place("self");
        let template = match self.cell {
            Cell::Mutex => {
                "pub async fn lock(&self) -> MutexGuard<'_, Channel> { $p.lock().await }"
            }
            Cell::RwWrite => {
                "pub async fn lock(&self) -> RwLockWriteGuard<'_, Channel> { $p.write().await }"
            }
            Cell::MutexOpt => {
                "pub async fn lock(&self) -> MutexGuard<'_, Option<Channel>> { $p.lock().await }"
            }
            Cell::RwRead => {
                "pub async fn read(&self) -> RwLockReadGuard<'_, Channel> { $p.read().await }"
            }
            Cell::RwOptRead => {
                "pub async fn read(&self) -> RwLockReadGuard<'_, Option<Channel>> { $p.read().await }"
            }
            Cell::MutexOut => "pub async fn channel(&self) -> Channel { $p.lock().await.clone() }",
            Cell::MutexDropped => {
                "pub async fn channel(&self) -> Channel { let guard = $p.lock().await; guard.clone() }"
            }
            Cell::MutexOptOut => {
                "pub async fn channel(&self) -> Channel { $p.lock().await.clone().expect(\"open\") }"
            }
            Cell::RwOut => "pub async fn channel(&self) -> Channel { $p.read().await.clone() }",
            Cell::StdOut => "pub fn channel(&self) -> Channel { $p.lock().unwrap().clone() }",
            Cell::Opt => "pub fn channel(&self) -> &Channel { $p.as_ref().unwrap() }",
            Cell::Once => "pub fn channel(&self) -> &Channel { $p.get().unwrap() }",
            Cell::Ring => build.rng.pick(&[
                "pub fn channel(&self) -> &Channel { &$p[next_slot($p.len())] }",
                "pub fn channel(&self) -> &Channel { let at = next_slot($p.len()); &$p[at] }",
            ]),
            Cell::Map => "pub fn channel(&self) -> &Channel { &$p[\"main\"] }",
            Cell::Array => "pub fn channel(&self) -> &Channel { &$p[0] }",
            _ => "pub fn channel(&self) -> &Channel { &$p }",
        };
        code!(template, p = place)
    }
}

/// A struct that can be cloned, by derive or by hand.
fn derived(build: &mut Build, name: &str, fields: &[(&str, &str)]) -> String {
    let public: Vec<String> =
        fields.iter().map(|(field, ty)| format!("pub {field}: {ty}")).collect();
    if build.rng.chance(15) {
        let clones: Vec<String> =
            fields.iter().map(|(field, _)| format!("{field}: self.{field}.clone()")).collect();
        return code!(
            "pub struct $n { $f } impl Clone for $n { fn clone(&self) -> Self { Self { $c } } }",
            n = name,
            f = public.join(", "),
            c = clones.join(", ")
        );
    }
    code!("#[derive(Clone)] pub struct $n { $f }", n = name, f = public.join(", "))
}
