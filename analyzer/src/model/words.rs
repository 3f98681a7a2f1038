//! The words that code uses: for an option, for a handle.

use super::Model;
use super::failure::operand;
use super::options::Setting;
use crate::facts::Name;
use crate::knowledge::{HandleKind, Kind, Meaning, OperationInfo};
use crate::trace::access::{AccessId, Argument, Constant};
use crate::trace::node::NodeId;

impl Model<'_, '_> {
    /// Whether an option is on, and not by default.
    pub fn is_set(&self, id: AccessId, meaning: Meaning) -> bool {
        self.setting(id, meaning) == Setting::Set(Constant::Bool(true))
    }

    /// The word of the code that sets an option: a field or a builder's method; the meaning where it has only a position.
    pub fn word_of(&self, id: AccessId, meaning: Meaning) -> &str {
        let info = self.operation(id);
        let options = &self.knowledge.client(info.client).options;
        let fitting = options.iter().filter(|option| {
            option.meaning == meaning && option.is_of(&info.name, info.operation.on)
        });
        let placed = fitting.clone().find_map(|option| option.word.as_ref());
        let mut words = fitting.flat_map(|option| option.names.iter().chain(&option.inverted));
        let is_written = |word: &&String| {
            let mut fields = self.access(id).arguments.iter().filter_map(Argument::option);
            // A table names positions by their numbers, which nobody writes.
            let is_position = word.bytes().all(|byte| byte.is_ascii_digit());
            !is_position && fields.any(|field| field == word.as_str())
        };
        let word = words.find(is_written).or(placed);
        word.map_or(meaning.word(), |word| Name::from(word).as_str())
    }

    /// What the client of an operation calls another one on a channel, of a kind and with these options.
    pub fn method_of(&self, id: AccessId, kind: Kind, options: &[Meaning]) -> &str {
        let client = self.operation(id).client;
        let known = &self.knowledge.client(client).options;
        let has = |info: &OperationInfo, meaning: Meaning| {
            let mut rules = known.iter();
            rules.any(|rule| rule.meaning == meaning && rule.is_of(&info.name, info.operation.on))
        };
        let mut all = self.knowledge.operations.iter();
        let found = all.find(|info| {
            info.client == client
                && info.operation.on == HandleKind::Channel
                && info.operation.kinds.contains(&kind)
                && options.iter().all(|&meaning| has(info, meaning))
        });
        found.map_or(kind.word(), |info| info.name.as_str())
    }

    /// Whether one option stands before another one among the arguments of an operation, or of what makes its options.
    pub fn stands_before(&self, id: AccessId, one: Meaning, other: Meaning) -> bool {
        let info = self.operation(id);
        let place = |meaning: Meaning| {
            let mut rules = self.knowledge.client(info.client).options.iter();
            let rule = rules.find(|rule| {
                rule.meaning == meaning && rule.is_of(&info.name, info.operation.on)
            })?;
            let named = rule.names.iter().find_map(|name| name.parse::<usize>().ok());
            named.or(rule.argument)
        };
        place(one) < place(other)
    }

    /// What the code at a node calls, in its words: `handler.handle` of `handler.handle(order)`.
    pub fn callee(&self, node: NodeId) -> Option<&str> {
        let (callee, _) = self.text(self.tree().node(node).at?).split_once('(')?;
        Some(callee.trim_end())
    }

    /// What the code calls the handle of an operation: `self.channel` of `self.channel.basic_ack(..)`.
    pub fn receiver(&self, id: AccessId) -> Option<&str> {
        let one = self.access(id);
        let whole = self.text(one.at);
        let length = one.name_at.span.start.checked_sub(one.at.span.start)? as usize;
        let text = match whole.get(..length)?.trim_end() {
            "" => operand(whole)?,
            called_on => called_on.strip_suffix('.')?.trim_end(),
        };
        let is_short = !text.is_empty() && text.len() <= 40 && !text.contains('\n');
        is_short.then_some(text)
    }
}
