//! Every channel in a type of the program's own that dereferences to it.

use crate::transforms::{close, write};
use generator::text::{Kind, Token, tokens};

/// Wraps what opens a channel, and writes the wrapper where the channel's type stood.
pub(crate) fn wrapped(text: &str) -> Option<String> {
    if ["AsyncConsumer", "ChannelCallback", "Delegate", "chat", "tonic", "Channel as", "::Channel;"]
        .iter()
        .any(|word| text.contains(word))
    {
        return None;
    }
    let path = if text.contains("amqprs") { "amqprs::channel::Channel" } else { "lapin::Channel" };
    let mut all = tokens(text);
    let mut opened = 0;
    let mut at = 0;
    while at < all.len() {
        if all[at].is("create_channel") || all[at].is("open_channel") {
            let (first, last) = opening(&all, at)?;
            all[last].text += ")";
            all[first].text.insert_str(0, "Wrapped(");
            opened += 1;
        }
        at += 1;
    }
    if opened == 0 {
        return None;
    }
    rename(&mut all);
    let wrapper = format!(
        "#[derive(Clone)] pub struct Wrapped(pub {path}); impl std::ops::Deref for Wrapped {{ type Target = {path}; fn deref(&self) -> &{path} {{ &self.0 }} }}"
    );
    Some(format!("{}\n{wrapper}\n", write(&all)))
}

/// From the receiver of an opening call to what unwraps its result.
fn opening(all: &[Token], at: usize) -> Option<(usize, usize)> {
    if at < 2 || !all[at - 1].is(".") {
        return None;
    }
    let mut first = at - 2;
    while all[first].kind == Kind::Word && first >= 2 && all[first - 1].is(".") {
        first -= 2;
    }
    if all[first].kind != Kind::Word {
        return None;
    }
    let call = close(all, at + 1)?;
    let awaited = call + 2;
    if !all.get(call + 1)?.is(".")
        || !(all.get(awaited)?.is("await") || all.get(awaited)?.is("wait"))
    {
        return None;
    }
    let after = if all[awaited].is("wait") { close(all, awaited + 1)? } else { awaited };
    let next = all.get(after + 1)?;
    if next.is("?") {
        return Some((first, after + 1));
    }
    let unwraps =
        next.is(".") && (all.get(after + 2)?.is("unwrap") || all.get(after + 2)?.is("expect"));
    let end = if unwraps { close(all, after + 3)? } else { return None };
    Some((first, end))
}

/// Writes the wrapper for the channel's type outside of imports.
fn rename(all: &mut [Token]) {
    let mut in_use = false;
    for at in 0..all.len() {
        in_use = (in_use || all[at].is("use")) && !all[at].is(";");
        let is_path = at > 0 && all[at - 1].is("::");
        if all[at].is("Channel") && !in_use && !is_path {
            "Wrapped".clone_into(&mut all[at].text);
        }
    }
}
