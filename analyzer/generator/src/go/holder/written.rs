//! What a holder is written down as: the statements that make it, and its types.

use super::{Cell, Holder, Shell};
use crate::go::build::{Build, Fails, Layer};
use crate::text::code;

impl Holder {
    /// Statements that make the value, in a function that gives an error and has a connection.
    pub(in crate::go) fn create(&mut self, build: &mut Build) -> String {
        let open = format!("ch, err := conn.Channel()\n{}", build.checked(Fails::Returns));
        let setup = build.operations(&self.setup.clone(), "ch", Fails::Returns);
        let var = &self.var;
        if self.shell == Shell::Bare {
            let open = open.replace("ch, err", &format!("{var}, err"));
            let setup = build.operations(&self.setup.clone(), var, Fails::Returns);
            return format!("{open}{setup}");
        }
        if self.shell == Shell::Generic {
            return code!(
                "$o$s$v := &@$n[*amqp.Channel]{Inner: ch}\n",
                o = open,
                s = setup,
                v = var,
                n = self.outer
            );
        }
        let fill = if self.cell == Cell::Token { "made.Idle <- ch\n" } else { "" };
        let literal = code!("&@$n{$v}", n = self.name, v = self.cell.values());
        if self.shell == Shell::Once {
            self.constructor = false;
            let (once, opened) = (format!("once{}", self.outer), format!("the{}", self.outer));
            let open = "ch, err := conn.Channel()\nif err != nil { panic(err) }\n";
            let setup = build.operations(&self.setup.clone(), "ch", Fails::Here);
            let item = code!(
                "var (\n$once sync.Once\n$the *@$n\n)\n\nfunc $g(conn *amqp.Connection) *@$n { $once.Do(func() { $o$s made := $l\n$f$the = made })\nreturn $the }",
                once = once,
                the = opened,
                n = self.name,
                g = self.outer,
                o = open,
                s = setup,
                l = literal,
                f = fill
            );
            build.item(Layer::Bus, item);
            return format!("{var} := @{}(conn)\n", self.outer);
        }
        let inner =
            if matches!(self.shell, Shell::Struct) { var.clone() } else { "made".to_owned() };
        let mut made = if self.constructor {
            let constructor = format!("New{}", self.name);
            let item = code!(
                "func $c(conn *amqp.Connection) (*@$n, error) { ch, err := conn.Channel()\nif err != nil { return nil, err }\n$s made := $l\n$f return made, nil }",
                c = constructor,
                n = self.name,
                s = setup
                    .replace("return err", "return nil, err")
                    .replace("return fmt", "return nil, fmt"),
                l = literal,
                f = fill
            );
            build.item(Layer::Bus, item);
            format!("{inner}, err := @{constructor}(conn)\n{}", build.checked(Fails::Returns))
        } else {
            let fill = fill.replace("made", &inner);
            format!("{open}{setup}{inner} := {literal}\n{fill}")
        };
        made += &match self.shell {
            Shell::Nested => code!("$v := &@$o{Bus: made}\n", v = var, o = self.outer),
            Shell::Embedded => code!("$v := &@$o{made}\n", v = var, o = self.outer)
                .replace("{made}", &format!("{{{}: made}}", self.name)),
            Shell::Interface => code!("var $v @$o = made\n", v = var, o = self.outer),
            Shell::PackageVar => code!("@$o = made\n", o = self.outer),
            _ => String::new(),
        };
        made
    }

    /// Writes down the types.
    pub(in crate::go) fn declare(&self, build: &mut Build) {
        match self.shell {
            Shell::Bare => return,
            Shell::Generic => {
                let item = code!("type $n[T any] struct { Inner T }", n = self.outer);
                return build.item(Layer::Bus, item);
            }
            Shell::Nested => {
                let item = code!("type $o struct { Bus *@$n }", o = self.outer, n = self.name);
                build.item(Layer::Bus, item);
            }
            Shell::Embedded => {
                let item = code!("type $o struct { *@$n }", o = self.outer, n = self.name);
                build.item(Layer::Bus, item);
            }
            Shell::Interface => {
                let methods = self.interface.join("() error\n") + "() error\n";
                build.item(
                    Layer::Bus,
                    code!("type $o interface { $m }", o = self.outer, m = methods),
                );
            }
            Shell::PackageVar => {
                build.item(Layer::Bus, code!("var $o *@$n", o = self.outer, n = self.name));
            }
            _ => {}
        }
        let mut item = code!("type $n struct { $f }", n = self.name, f = self.cell.fields());
        for (method, body) in &self.methods {
            item += &code!(
                "\n\nfunc (b *$n) $m() error { $b return nil }",
                n = self.name,
                m = method,
                b = body
            );
        }
        if self.getter {
            let body = match self.cell {
                Cell::LockedCopy => "b.Mu.Lock()\ndefer b.Mu.Unlock()\nreturn b.Ch",
                _ => "return b.Ch",
            };
            item +=
                &code!("\n\nfunc (b *$n) Channel() *amqp.Channel { $b }", n = self.name, b = body);
        }
        build.item(Layer::Bus, item);
    }
}
