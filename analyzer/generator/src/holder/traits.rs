//! The trait behind which a holder stands, and what implements it.

use super::super::build::Build;
use super::super::text::code;
use super::{Access, Holder};

impl Holder {
    pub(super) fn trait_items(&mut self, build: &mut Build, holds: &str) -> String {
        let mut declared = String::new();
        let mut defined = String::new();
        for (_, code) in &self.methods {
            let (name, body) = code.split_once('/').unwrap_or_default();
            let (signature, block): (&str, &str) = match self.access {
                Access::BoxedTrait => (
                    "fn $n(&self) -> Pin<Box<dyn Future<Output = Result<()>> + Send + '_>>",
                    "{ Box::pin(async move { $b Ok(()) }) }",
                ),
                Access::PlainTrait => (
                    "fn $n(&self) -> impl Future<Output = Result<()>> + Send",
                    "{ async move { $b Ok(()) } }",
                ),
                _ => ("async fn $n(&self) -> Result<()>", "{ $b Ok(()) }"),
            };
            let (signature, block) = (code!(signature, n = name), code!(block, b = body));
            if self.access == Access::DefaultMethod {
                declared += &format!("{signature} {block}");
            } else {
                declared += &format!("{signature};");
                defined += &format!("{signature} {block}");
            }
        }
        if self.access == Access::DefaultMethod {
            declared = format!("fn channel(&self) -> &Channel; {declared}");
            defined = self.getter(build);
            defined = defined.replacen("pub ", "", 1);
        }
        let attribute = if matches!(self.access, Access::AsyncTrait | Access::DefaultMethod) {
            "#[async_trait]"
        } else {
            ""
        };
        let other = build.rng.chance(40).then(|| self.other_implementation(attribute));
        code!(
            "$a pub trait $t: Send + Sync { $d } $a impl $t for $h { $i } $o",
            a = attribute,
            t = self.trait_name,
            d = declared,
            h = holds,
            i = defined,
            o = other.unwrap_or_default()
        )
    }

    /// An implementation that has nothing to do with channels.
    fn other_implementation(&self, attribute: &str) -> String {
        if self.access == Access::DefaultMethod {
            return String::new();
        }
        let methods: Vec<String> = self
            .methods
            .iter()
            .map(|(_, code)| {
                let name = code.split('/').next().unwrap_or_default();
                match self.access {
                    Access::BoxedTrait => {
                        code!("fn $n(&self) -> Pin<Box<dyn Future<Output = Result<()>> + Send + '_>> { Box::pin(async { Ok(()) }) }", n = name)
                    }
                    Access::PlainTrait => code!("fn $n(&self) -> impl Future<Output = Result<()>> + Send { async { Ok(()) } }", n = name),
                    _ => code!("async fn $n(&self) -> Result<()> { Ok(()) }", n = name),
                }
            })
            .collect();
        code!(
            "pub struct Null$t; $a impl $t for Null$t { $m }",
            t = self.trait_name,
            a = attribute,
            m = methods.join(" ")
        )
    }
}
