//! A type that keeps its connection, and opens a channel when it has none.

use super::super::build::{Build, Fails};
use super::super::cell::{Cell, Reach};
use super::super::op::Op;
use super::super::text::code;
use super::Holder;

impl Holder {
    /// The statement that makes one.
    pub(super) fn create_reopening(&mut self, var: &str, fails: Fails) -> String {
        let unwrap = if fails == Fails::Question { "?" } else { ".unwrap()" };
        code!("let $v = Arc::new($n::connect().await$u);", v = var, n = self.name, u = unwrap)
    }

    /// Gets at the channel of one: a handle of its own, or the channel under the lock.
    pub(super) fn reach_again(&mut self, build: &mut Build, place: &str, fails: Fails) -> Reach {
        let unwrap = if fails == Fails::Question { "?" } else { ".unwrap()" };
        if self.cell != Cell::MutexOpt {
            self.has_getter = true;
            return Reach {
                before: code!("let channel = $p.channel().await$u;", p = place, u = unwrap),
                channel: "channel".to_owned(),
                ..Reach::default()
            };
        }
        let open = self.opening(build, &format!("{place}.conn"));
        let template = build.rng.pick(&[
            "let mut slot = $p.$f.lock().await; if slot.is_none() { $o *slot = Some(opened); } let channel = slot.as_ref().unwrap();",
            "let mut slot = $p.$f.lock().await; if slot.as_ref().is_none() { $o slot.replace(opened); } \
             let channel = slot.as_ref().expect(\"open\");",
        ]);
        Reach {
            before: code!(template, p = place, f = self.field, o = open),
            channel: "channel".to_owned(),
            is_reference: true,
            after: "drop(slot);".to_owned(),
        }
    }

    /// Statements that open a channel and set it up.
    fn opening(&mut self, build: &mut Build, connection: &str) -> String {
        let marking = std::mem::replace(&mut build.marking, false);
        let open = build.client.open(connection);
        let setup: Vec<Op> = self.setup.clone();
        let setup = build.operations(&setup, "opened", Fails::Question);
        build.marking = marking;
        format!("let opened = {open}.await?; {setup}")
    }

    /// The type with its methods.
    pub(super) fn declare_reopening(&mut self, build: &mut Build) -> String {
        let ty = self.cell.ty(true);
        let empty =
            if self.cell == Cell::RwOptRead { "RwLock::new(None)" } else { "Mutex::new(None)" };
        let mut methods = String::new();
        if self.has_getter {
            let open = self.opening(build, "self.conn");
            let getter = if self.cell == Cell::RwOptRead {
                build.rng.pick(&[
                    "if let Some(channel) = self.$f.read().await.as_ref() { return Ok(channel.clone()); } \
                     let mut slot = self.$f.write().await; if let Some(channel) = &*slot { return Ok(channel.clone()); } \
                     $o *slot = Some(opened.clone()); Ok(opened)",
                    "let known = self.$f.read().await.clone(); if let Some(channel) = known { return Ok(channel); } \
                     $o *self.$f.write().await = Some(opened.clone()); Ok(opened)",
                ])
            } else {
                build.rng.pick(&[
                    "let mut slot = self.$f.lock().await; if let Some(channel) = slot.as_ref() { return Ok(channel.clone()); } \
                     $o *slot = Some(opened.clone()); Ok(opened)",
                    "let mut slot = self.$f.lock().await; if slot.is_none() { $o *slot = Some(opened); } Ok(slot.clone().unwrap())",
                    "let mut slot = self.$f.lock().await; match &*slot { Some(channel) => Ok(channel.clone()), \
                     None => { $o *slot = Some(opened.clone()); Ok(opened) } }",
                ])
            };
            let body = code!(getter, f = self.field, o = open);
            methods += &code!("pub async fn channel(&self) -> Result<Channel> { $b }", b = body);
        }
        for (_, code) in &self.methods {
            let (name, body) = code.split_once('/').unwrap_or_default();
            methods +=
                &code!("pub async fn $n(&self) -> Result<()> { $b Ok(()) }", n = name, b = body);
        }
        code!(
            "pub struct $n { conn: Connection, $f: $t } impl $n { pub async fn connect() -> Result<Self> { \
             let conn = $c.await?; Ok(Self { conn, $f: $e }) } $m }",
            n = self.name,
            f = self.field,
            t = ty,
            c = build.client.connect(),
            e = empty,
            m = methods
        )
    }
}
