//! What the tool says about its rules and about itself: the short form, which fits a screen, and the pages.

mod example;

use semver::Version;

use crate::called;
use crate::findings::{Group, Level};
use crate::knowledge::{Failure, Hazard, Tables};
use crate::report::Lines;
use crate::report::look::Look;
use crate::report::prose::{self, Block, CodeKind, CodeLine};
use crate::rules::{RULES, Rule};
use example::Pair;

/// How many lines the short form has at most, where the terminal is not narrower than usual.
pub const LINES: usize = 40;

/// Less than this of an example says nothing.
const FEWEST: usize = 5;

/// What else can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// What can be configured, and where.
    Config,
    /// How a finding is silenced.
    Suppress,
}

impl Topic {
    /// Every topic, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::Config, Self::Suppress];

    /// The name that users write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Suppress => "suppress",
        }
    }

    /// Its page.
    pub fn page(self) -> &'static str {
        match self {
            Self::Config => include_str!("explain/config.md"),
            Self::Suppress => include_str!("explain/suppress.md"),
        }
    }
}

/// The page of a topic.
pub fn topic(topic: Topic, look: Look) -> Lines {
    prose::draw(&prose::parse(&called::in_words(topic.page())), look)
}

/// The whole page of a rule.
pub fn page(rule: &Rule, look: Look) -> Lines {
    let unmarked = |block: Block| match block {
        Block::Code(lines) => Some(Block::Code(example::unmarked(&lines))),
        // The sentence about the marks.
        Block::Paragraph(text) if text.contains("`//~") => None,
        other => Some(other),
    };
    let blocks: Vec<Block> = prose::parse(rule.docs).into_iter().filter_map(unmarked).collect();
    prose::draw(&blocks, look)
}

/// The rules of a group.
pub fn group(group: Group, look: Look) -> Lines {
    let level = group.default_level().name();
    let about = format!("{}: {level} by default.", group.about());
    let mut blocks = vec![Block::Heading(group.name().to_owned()), Block::Paragraph(about)];
    let of_group = RULES.iter().filter(|rule| rule.group == group);
    blocks.extend(of_group.map(|rule| Block::Item(format!("`{}`: {}", rule.name, rule.finds()))));
    let more = format!("More about one of them: `{} explain RULE`.", called::command());
    blocks.push(Block::Paragraph(more));
    prose::draw(&blocks, look)
}

/// A client of a workspace, with its version where that is known.
pub type Client = (String, Option<Version>);

/// A rule on one screen: what it finds, what follows with the clients of the workspace, code to write instead, its limits.
pub fn rule(rule: &Rule, clients: &[Client], look: Look) -> Lines {
    let page = Page::of(rule);
    let clients = &with_ends(clients);
    let lines = |blocks: &[Block]| prose::draw(blocks, look).as_str().lines().count();
    let tail = page.tail(rule);
    let pair = page.pair(clients);
    let needed = lines(&tail) + pair.as_ref().map_or(0, |pair| lines(&shown(pair, 0, look))) + 2;
    let mut why = page.why(rule, clients);
    let head = |why: &[Block]| [&page.head(rule), why].concat();
    while why.len() > 1 && lines(&head(&why)) + needed > LINES {
        why.pop();
    }
    let head = head(&why);
    let mut room = LINES.saturating_sub(lines(&head) + lines(&tail) + 2);
    loop {
        let examples = pair.as_ref().map_or_else(Vec::new, |pair| shown(pair, room, look));
        let blocks = [&head[..], &examples, &tail].concat();
        let drawn = prose::draw(&blocks, look);
        // Lines of code that are longer than the terminal take more than one.
        let over = drawn.as_str().lines().count().saturating_sub(LINES);
        if over == 0 || room <= 2 * FEWEST {
            return drawn;
        }
        room = room.saturating_sub(over).max(2 * FEWEST);
    }
}

/// What follows with a client at its version when a rule is broken, the strongest first.
fn outcomes(tables: &Tables, rule: &Rule, (name, version): &Client) -> Vec<String> {
    let clients = tables.clients().filter(|client| client.name == *name);
    let told = clients.flat_map(|client| {
        let hazards = client.hazards.iter().filter(|known| {
            known.rule.name == rule.name
                && known.level > Level::Allow
                && known.holds_for(version.as_ref())
        });
        let failures = client
            .failures
            .iter()
            .filter(|known| known.rule.name == rule.name && known.holds_for(version.as_ref()));
        hazards.map(Hazard::outcome).chain(failures.map(Failure::outcome)).collect::<Vec<_>>()
    });
    let shown =
        version.as_ref().map_or_else(|| name.clone(), |version| format!("{name} {version}"));
    told.map(|outcome| format!("With **{shown}**: {}.", outcome.told())).collect()
}

/// A pair of examples in so many lines, with what is said about them.
fn shown(pair: &Pair, room: usize, look: Look) -> Vec<Block> {
    let said = |text: &Option<String>, otherwise: &str| {
        Block::Paragraph(text.clone().unwrap_or_else(|| otherwise.to_owned()))
    };
    let (bad, good) = (said(&pair.intro, "Reported:"), said(&pair.instead, "Write instead:"));
    let lines =
        |block: &Block| prose::draw(std::slice::from_ref(block), look).as_str().lines().count();
    // Each of the four parts has an empty line before it.
    let room = room.saturating_sub(lines(&bad) + lines(&good) + 4).max(2 * FEWEST);
    let (most_bad, most_good) = split(room, pair.bad.len(), pair.good.len());
    let is_reported = |line: &CodeLine| line.kind == CodeKind::Reported;
    let is_new = |line: &CodeLine| !pair.bad.iter().any(|other| other.text == line.text);
    vec![
        bad,
        Block::Code(example::excerpt(&pair.bad, is_reported, most_bad)),
        good,
        Block::Code(example::excerpt(&pair.good, is_new, most_good)),
    ]
}

/// How many lines each of two texts gets of those that there are: what one does not need, the other has.
fn split(room: usize, one: usize, other: usize) -> (usize, usize) {
    let half = room / 2;
    if one + other <= room {
        (one, other)
    } else if one <= half {
        (one, room - one)
    } else if other <= room - half {
        (room - other, other)
    } else {
        (half, room - half)
    }
}

/// The parts of a rule's page that the short form is made of.
struct Page {
    what: String,
    why: Vec<String>,
    pairs: Vec<Pair>,
    limits: Vec<String>,
}

impl Page {
    fn of(rule: &Rule) -> Self {
        let blocks = prose::parse(rule.docs);
        let section = |title: &str| {
            let is_title = |block: &Block| matches!(block, Block::Heading(text) if text == title);
            let from = blocks.iter().position(is_title).map_or(blocks.len(), |at| at + 1);
            // What is not reported is a part of the examples.
            let is_part = |block: &&Block| !matches!(block, Block::Heading(text) if SECTIONS.contains(&text.as_str()));
            blocks[from..].iter().take_while(is_part).cloned().collect::<Vec<_>>()
        };
        let paragraphs = |blocks: Vec<Block>| {
            blocks.into_iter().filter_map(|block| match block {
                Block::Paragraph(text) | Block::Item(text) => Some(text),
                _ => None,
            })
        };
        Self {
            what: paragraphs(section("What it does")).next().unwrap_or_default(),
            why: paragraphs(section("Why is this bad?")).collect(),
            pairs: example::pairs(&section("Examples")),
            limits: paragraphs(section("Known limits")).collect(),
        }
    }

    /// The name, how much it counts, and what it finds.
    fn head(&self, rule: &Rule) -> Vec<Block> {
        let (group, level) = (rule.group.name(), rule.group.default_level().name());
        let fix = rule.repair.flags().map(|flags| format!("; `{flags}` repairs some"));
        let fix = fix.unwrap_or_default();
        let preview = if rule.is_in_preview() { ", in preview" } else { "" };
        let about = format!("{group}, {level} by default, since {}{preview}{fix}", rule.since);
        let paragraphs = [about, self.what.clone()].map(Block::Paragraph);
        [Block::Heading(rule.name.to_owned())].into_iter().chain(paragraphs).collect()
    }

    /// Its first limits, and where there is more.
    fn tail(&self, rule: &Rule) -> Vec<Block> {
        const MOST: usize = 2;
        let mut tail = Vec::new();
        if !self.limits.is_empty() {
            tail.push(Block::Heading("Limits".to_owned()));
            tail.extend(self.limits.iter().take(MOST).cloned().map(Block::Item));
        }
        let more = format!("All of it: `{} explain --full {}`", called::command(), rule.name);
        tail.push(Block::Paragraph(more));
        tail
    }

    /// What is so with every client, and what follows with those of the workspace; where there is none, what the page begins with.
    fn why(&self, rule: &Rule, clients: &[Client]) -> Vec<Block> {
        const MOST: usize = 2;
        let tables = Tables::builtin();
        let followed = |client| outcomes(&tables, rule, client).into_iter().take(MOST);
        let followed: Vec<String> = clients.iter().flat_map(followed).collect();
        let is_general = |text: &&String| !text.starts_with("**");
        let told: Vec<String> = if followed.is_empty() {
            self.why.iter().take(MOST).map(|text| sentences(text)).collect()
        } else {
            let general = self.why.iter().take(1).filter(is_general).map(|text| sentences(text));
            general.chain(followed).collect()
        };
        told.into_iter().map(Block::Paragraph).collect()
    }

    /// The best pair about a client of the workspace, or the best of all.
    fn pair(&self, clients: &[Client]) -> Option<Pair> {
        let about = |pair: &&Pair| clients.iter().any(|(name, _)| pair.names(name));
        let best = |pairs: &mut dyn Iterator<Item = &Pair>| {
            pairs.min_by_key(|pair| pair.weight()).cloned()
        };
        best(&mut self.pairs.iter().filter(about)).or_else(|| best(&mut self.pairs.iter()))
    }
}

/// The headings of a page.
const SECTIONS: [&str; 5] =
    ["What it does", "Why is this bad?", "Examples", "Known limits", "References"];

/// With the clients that pools are called after, whose versions nobody says: the connections of `deadpool-lapin` are lapin's.
fn with_ends(clients: &[Client]) -> Vec<Client> {
    let mut all = clients.to_vec();
    for (name, _) in clients {
        let end = name.rsplit_once('-').map(|(_, end)| end);
        if let Some(end) = end.filter(|end| !clients.iter().any(|(known, _)| known == end)) {
            all.push((end.to_owned(), None));
        }
    }
    all
}

/// The first sentences of a paragraph.
fn sentences(text: &str) -> String {
    const MOST: usize = 2;
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let is_end = |at: &usize| {
        text[at + 1..].starts_with(char::is_uppercase) || text[at + 1..].starts_with('`')
    };
    match ends.filter(is_end).nth(MOST - 1) {
        Some(end) => text[..end].to_owned(),
        None => text.to_owned(),
    }
}
