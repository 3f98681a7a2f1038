//! `explain` and `rules`: what the tool knows about its rules, and about itself.

use anyhow::{Result, bail};
use chanlint::called;
use chanlint::discover;
use chanlint::findings::Group;
use chanlint::report::explain::{self, Topic};
use chanlint::report::{Lines, Look};
use chanlint::rules::{RULES, Rule, renamed};
use chanlint::suggest;

use crate::args::ExplainArgs;
use crate::request;

/// What can be explained.
enum Subject {
    Rule(&'static Rule),
    Group(Group),
    Topic(Topic),
}

/// The names of everything that can be explained.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let rules = RULES.iter().map(|rule| rule.name);
    rules.chain(Group::ALL.map(Group::name)).chain(Topic::ALL.map(Topic::name))
}

/// The explanation that was asked for.
pub(crate) fn explain(args: &ExplainArgs, look: Look) -> Result<Lines> {
    Ok(match subject(&args.topic)? {
        Subject::Rule(rule) if args.full => explain::page(rule, look),
        Subject::Rule(rule) => explain::rule(rule, &clients(), look),
        _ if args.full => bail!("`--full` prints the page of a rule, and `{}` is none", args.topic),
        Subject::Group(group) => explain::group(group, look),
        Subject::Topic(topic) => explain::topic(topic, look),
    })
}

fn subject(name: &str) -> Result<Subject> {
    let plain = name.strip_prefix("chanlint::").unwrap_or(name).replace('-', "_");
    let plain = renamed(&plain).unwrap_or(&plain).to_owned();
    if let Some(rule) = RULES.iter().find(|rule| rule.name == plain) {
        return Ok(Subject::Rule(rule));
    }
    if let Some(group) = Group::ALL.into_iter().find(|group| group.name() == plain) {
        return Ok(Subject::Group(group));
    }
    if let Some(topic) = Topic::ALL.into_iter().find(|topic| topic.name() == plain) {
        return Ok(Subject::Topic(topic));
    }
    let known: Vec<&str> = names().collect();
    bail!(
        "there is no rule, group or topic `{name}`{} (`{} rules` lists the rules; the topics are {})",
        suggest::did_you_mean(&plain, &known),
        called::command(),
        Topic::ALL.map(|topic| format!("`{}`", topic.name())).join(" and ")
    )
}

/// The clients of the workspace around the working directory; a rule is explained without one, too.
fn clients() -> Vec<explain::Client> {
    let directory = request::directory().ok();
    directory.map_or_else(Vec::new, |dir| chanlint::clients(&discover::Request::new(dir)))
}
