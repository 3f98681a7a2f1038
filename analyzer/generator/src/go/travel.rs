//! How a channel goes from where it is held to where its operations are called.

use super::build::{Build, Fails, Layer};
use crate::op::Op;
use crate::text::code;

/// What is between the holder and the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Travel {
    Inline,
    Function,
    Functions2,
    Functions3,
    Recursion,
    Generic,
    Literal,
    StoredFunction,
    Session,
    MethodValue,
    Callback,
    Variadic,
    Registry,
    Options,
}

impl Travel {
    pub(super) const ALL: &[(usize, Self)] = &[
        (8, Self::Inline),
        (4, Self::Function),
        (3, Self::Functions2),
        (2, Self::Functions3),
        (2, Self::Recursion),
        (2, Self::Generic),
        (2, Self::Literal),
        (2, Self::StoredFunction),
        (3, Self::Session),
        (2, Self::MethodValue),
        (2, Self::Callback),
        (2, Self::Variadic),
        (2, Self::Registry),
        (2, Self::Options),
    ];
}

/// Statements that do operations on a channel by way of something.
pub(super) fn operations(
    build: &mut Build,
    travel: Travel,
    channel: &str,
    ops: &[Op],
    fails: Fails,
) -> String {
    let mark = build.mark();
    match travel {
        Travel::Inline => build.operations(ops, channel, fails),
        Travel::Literal => {
            let name = build.name(&["deliver", "attempt", "work"]);
            let body = build.operations(ops, channel, Fails::Returns);
            let run = build.done(&format!("{mark}{name}()"), 0, fails);
            code!("$n := func() error { $b return nil }\n$r", n = name, b = body, r = run)
        }
        Travel::StoredFunction => {
            let (callee, name) =
                (function(build, Travel::Function, ops), build.name(&["step", "perform"]));
            let run = build.done(&format!("{mark}{name}({channel})"), 0, fails);
            format!("{name} := @{callee}\n{run}")
        }
        Travel::Session | Travel::MethodValue | Travel::Options => {
            by_value(build, travel, channel, ops, fails)
        }
        Travel::Callback => by_callback(build, channel, ops, fails),
        Travel::Registry => {
            let (callee, name) =
                (function(build, Travel::Function, ops), build.name(&["steps", "jobs"]));
            let run = build.done(&format!("{mark}{name}[\"main\"]({channel})"), 0, fails);
            format!("{name} := map[string]func(*amqp.Channel) error{{\"main\": @{callee}}}\n{run}")
        }
        _ => {
            let callee = function(build, travel, ops);
            let args = match travel {
                Travel::Recursion => format!("{channel}, 3"),
                Travel::Generic => format!("{channel}, \"orders\""),
                _ => channel.to_owned(),
            };
            let instance =
                if travel == Travel::Generic && build.rng.chance(50) { "[string]" } else { "" };
            build.done(&format!("{mark}@{callee}{instance}({args})"), 0, fails)
        }
    }
}

/// A function that does the operations on a channel that it is given; its name.
fn function(build: &mut Build, travel: Travel, ops: &[Op]) -> String {
    let name =
        build.name(&["PublishEvent", "SendAll", "DeclareAll", "EmitEvent", "PushJob", "Dispatch"]);
    let body = build.operations(ops, "ch", Fails::Returns);
    let mark = build.mark();
    let item = match travel {
        Travel::Functions2 | Travel::Functions3 => {
            let inner = build.name(&["publishRaw", "transmit", "doSend"]);
            let mut item =
                code!("func $n(ch *amqp.Channel) error { $b return nil }\n\n", n = inner, b = body);
            let mut call = format!("{inner}(ch)");
            if travel == Travel::Functions3 {
                let middle = build.name(&["withLogging", "retrying"]);
                item += &code!(
                    "func $n(c *amqp.Channel, attempts int) error { for i := 0; i < attempts; i++ { if err := $m$i(c); err != nil { return err } }\nreturn nil }\n\n",
                    n = middle,
                    m = mark,
                    i = inner
                );
                call = format!("{middle}(ch, 2)");
            }
            item + &code!(
                "func $n(ch *amqp.Channel) error { return $m$c }",
                n = name,
                m = mark,
                c = call
            )
        }
        Travel::Recursion => code!(
            "func $n(ch *amqp.Channel, left int) error { if left == 0 { return nil }\n$b return $n(ch, left-1) }",
            n = name,
            b = body
        ),
        Travel::Generic => code!(
            "func $n[T any](ch *amqp.Channel, of T) error { log.Println(of)\n$b return nil }",
            n = name,
            b = body
        ),
        Travel::Variadic => code!(
            "func $n(chs ...*amqp.Channel) error { for _, ch := range chs { $b }\nreturn nil }",
            n = name,
            b = body
        ),
        _ => code!("func $n(ch *amqp.Channel) error { $b return nil }", n = name, b = body),
    };
    build.item(Layer::Bus, item);
    name
}

/// A struct that is made around the channel, with a method.
fn by_value(build: &mut Build, travel: Travel, channel: &str, ops: &[Op], fails: Fails) -> String {
    let name = build.name(&["Session", "Writer", "Exchange", "Batch"]);
    let method = build.name(&["Run", "Execute", "Commit"]);
    let body = build.operations(ops, "s.ch", Fails::Returns);
    let mut item = code!(
        "type $n struct { ch *amqp.Channel }\n\nfunc (s *$n) $m() error { $b return nil }\n\n",
        n = name,
        m = method,
        b = body
    );
    let mark = build.mark();
    let made = if travel == Travel::Options {
        item += &code!(
            "type $nOption func(*$n)\n\nfunc $nOn(ch *amqp.Channel) $nOption { return func(s *$n) { s.ch = ch } }\n\n\
             func New$n(options ...$nOption) *$n { s := &$n{}\nfor _, option := range options { option(s) }\nreturn s }",
            n = name,
            nOption = format!("{name}Option"),
            nOn = format!("{name}On")
        );
        format!("@New{name}(@{name}On({channel}))")
    } else {
        item += &code!("func New$n(ch *amqp.Channel) *$n { return &$n{ch: ch} }", n = name);
        format!("@New{name}({channel})")
    };
    build.item(Layer::Bus, item);
    if travel == Travel::MethodValue {
        let run = build.name(&["run", "execute"]);
        let done = build.done(&format!("{mark}{run}()"), 0, fails);
        return format!("{run} := {made}.{method}\n{done}");
    }
    build.done(&format!("{mark}{made}.{method}()"), 0, fails)
}

/// A function that runs code with the channel.
fn by_callback(build: &mut Build, channel: &str, ops: &[Op], fails: Fails) -> String {
    let name = build.name(&["WithChannel", "Guarded", "Timed"]);
    let mark = build.mark();
    let item = code!(
        "func $n(ch *amqp.Channel, f func(*amqp.Channel) error) error { if ch == nil { return errors.New(\"no channel\") }\nreturn $mf(ch) }",
        n = name,
        mf = format!("{mark}f")
    );
    build.item(Layer::Bus, item);
    let body = build.operations(ops, "own", Fails::Returns);
    let call =
        format!("{mark}@{name}({channel}, func(own *amqp.Channel) error {{ {body}return nil }})");
    build.done(&call, 0, fails)
}
