//! A method of the holder's own type that is a task.

use super::super::build::{Build, Fails};
use super::super::op::Op;
use super::super::text::code;
use super::{Holder, Shell};

impl Holder {
    /// Whether a task can be a method of the type that is passed around.
    pub(crate) fn has_own_type(&self) -> bool {
        matches!(
            self.shell,
            Shell::Struct
                | Shell::Counted
                | Shell::Tuple
                | Shell::Nested
                | Shell::Defaulted
                | Shell::Builder
        )
    }

    /// The trait whose methods are called, when there is one.
    pub(crate) fn import(&self) -> String {
        if self.trait_name.is_empty() {
            String::new()
        } else {
            format!("/*+{}*/ ", self.trait_name)
        }
    }

    /// A method that takes the value and uses it; its name.
    pub(crate) fn running_method(&mut self, build: &mut Build, ops: &[Op], result: bool) -> String {
        let name = build.name(&["run", "serve", "work", "keep_alive"]);
        let outer = std::mem::replace(&mut build.layer, super::super::build::Layer::Holder);
        let fails = if result { Fails::Question } else { Fails::Here };
        let body = self.use_channel(build, "self", ops, fails);
        build.layer = outer;
        let receiver = if self.shell == Shell::Counted { "self: Arc<Self>" } else { "self" };
        let (returns, ok) = if result { (" -> Result<()>", "Ok(())") } else { ("", "") };
        let code = code!(
            "pub async fn $n($s)$r { $b $o }",
            n = name,
            s = receiver,
            r = returns,
            b = body,
            o = ok
        );
        self.running.push(code);
        name
    }
}
