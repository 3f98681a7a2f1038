//! Statics that hold a channel, and structs of closures that captured one.

use super::super::build::{Build, Layer};
use super::super::cell::Cell;
use super::super::text::code;
use super::{Holder, Shell};

impl Holder {
    /// A static that is filled when it is first asked for, and the function that asks.
    fn declare_opened_static(&self, build: &mut Build) {
        let name = &self.name;
        let connect = build.client.connect();
        let open = build.client.open("conn");
        let template = build.rng.pick(&[
            "static $n: OnceCell<Channel> = OnceCell::const_new(); pub async fn $f() -> &'static Channel { \
             $n.get_or_init(|| async { let conn = $c.await.unwrap(); $o.await.unwrap() }).await }",
            "static $n: OnceCell<Channel> = OnceCell::const_new(); \
             async fn $g() -> Result<Channel> { let conn = $c.await?; let channel = $o.await?; Ok(channel) } \
             pub async fn $f() -> &'static Channel { $n.get_or_try_init($g).await.expect(\"a channel\") }",
            "pub static $n: LazyLock<Channel> = LazyLock::new(|| block_on(async { let conn = $c.await.unwrap(); $o.await.unwrap() })); \
             pub async fn $f() -> &'static Channel { &$n }",
        ]);
        let function = self.opener();
        let code = code!(
            template,
            n = name,
            f = function,
            g = format!("open_{function}"),
            c = connect,
            o = open
        );
        build.item(Layer::Holder, &[name, &function], code);
    }

    pub(super) fn declare_static(&self, build: &mut Build) {
        if self.shell == Shell::OpenedStatic {
            return self.declare_opened_static(build);
        }
        let (name, ty) = (&self.name, self.cell.ty(true));
        let empty =
            if self.cell == Cell::RwOptRead { "RwLock::new(None)" } else { "Mutex::new(None)" };
        let code = match self.shell {
            Shell::OnceLock => {
                code!("pub static $n: OnceLock<$t> = OnceLock::new();", n = name, t = ty)
            }
            Shell::LazyLock => {
                let lazy = build.rng.pick(&["LazyLock", "Lazy"]);
                code!(
                    "pub static $n: $z<$t> = $z::new(|| $e);",
                    n = name,
                    z = lazy,
                    t = ty,
                    e = empty
                )
            }
            _ => code!("lazy_static! { pub static ref $n: $t = $e; }", n = name, t = ty, e = empty),
        };
        build.item(Layer::Holder, &[name], code);
    }

    /// A struct of closures that capture the channel.
    pub(super) fn declare_closures(&mut self, build: &mut Build) {
        let name = self.name.clone();
        let ty = self.cell.ty(false);
        let result = if build.blocking { "Result<()>" } else { "BoxFuture<'static, Result<()>>" };
        let mut fields = Vec::new();
        let mut inits = Vec::new();
        for (_, code) in &self.methods {
            let (method, body) = code.split_once('/').unwrap_or_default();
            fields.push(code!("pub $m: Arc<dyn Fn() -> $r + Send + Sync>", m = method, r = result));
            inits.push(code!(
                "$m: { /*+FutureExt*/ let channel = channel.clone(); Arc::new(move || { let channel = channel.clone(); async move { $b Ok(()) }.boxed() }) }",
                m = method, b = body
            ));
        }
        let code = code!(
            "#[derive(Clone)] pub struct $n { $f } impl $n { pub fn new(channel: $t) -> Self { Self { $i } } }",
            n = name,
            f = fields.join(", "),
            t = ty,
            i = inits.join(", ")
        );
        build.item(Layer::Holder, &[&name], code);
    }
}
