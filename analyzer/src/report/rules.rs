//! The list of rules: what each finds, how much it counts, what can be fixed, and since when there is one.

use serde_json::{Value, json};

use crate::findings::{Group, Level};
use crate::report::look::{Look, Style};
use crate::report::prose::inline;
use crate::report::text::Text;
use crate::report::{Lines, rule_url};
use crate::rules::{RULES, Repair, Rule};

/// Every rule, group by group.
pub fn text(look: Look) -> Lines {
    let mut out = Lines::new();
    for group in Group::ALL {
        let of_group: Vec<&Rule> =
            RULES.iter().copied().filter(|rule| rule.group == group).collect();
        title(group, look, &mut out);
        of_group.iter().for_each(|rule| entry(rule, look, &mut out));
        out.line(format_args!(""));
    }
    let preview = "The name, the level and the findings of a rule in preview may change with the next release.";
    out.wrapped(&inline(preview, Style::Dim), look, 0);
    let legend = "A safe fix is applied by `--fix`, an unsafe one by `--fix --unsafe-fixes`; not every finding has one.";
    out.wrapped(&inline(legend, Style::Dim), look, 0);
    out
}

fn title(group: Group, look: Look, out: &mut Lines) {
    let level = group.default_level();
    let style = match level {
        Level::Deny => Style::Error,
        Level::Warn => Style::Warning,
        Level::Allow => Style::Dim,
    };
    let about = Text::of(Style::Heading, group.name())
        .and(Style::Plain, &format!(": {}, ", group.about()))
        .and(style, level.name())
        .and(Style::Plain, " by default");
    out.wrapped(&about, look, 0);
}

fn entry(rule: &Rule, look: Look, out: &mut Lines) {
    let fix = match rule.repair {
        Repair::None => "",
        Repair::Safe => ", safe fix",
        Repair::Unsafe => ", unsafe fix",
    };
    let head = Text::new()
        .spaces(2)
        .linked(Style::Name, rule.name, rule_url(rule.name))
        .and(Style::Dim, &format!("  since {}", rule.since))
        .and(Style::Warning, if rule.is_in_preview() { ", in preview" } else { "" })
        .and(Style::Help, fix);
    out.text(&head, look.palette);
    let finds = Text::new().spaces(4).followed_by(inline(rule.finds(), Style::Plain));
    out.wrapped(&finds, look, 4);
}

/// The same as a JSON array.
pub fn json() -> String {
    let rules: Vec<Value> = RULES.iter().map(|rule| one(rule)).collect();
    format!("{:#}\n", Value::from(rules))
}

fn one(rule: &Rule) -> Value {
    let fix = match rule.repair {
        Repair::None => None,
        Repair::Safe => Some("safe"),
        Repair::Unsafe => Some("unsafe"),
    };
    json!({
        "name": rule.name, "group": rule.group, "level": rule.group.default_level(),
        "summary": rule.finds(), "fix": fix, "since": rule.since,
        "preview": rule.is_in_preview(), "url": rule_url(rule.name),
    })
}
