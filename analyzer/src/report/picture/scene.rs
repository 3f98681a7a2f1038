//! What is to be drawn: the map as a person sees it. Channels that are opened at one place on one connection are one, and so
//! are contexts that begin at one place.

mod ends;
mod names;
mod part;
mod story;

use rustc_hash::FxHashMap;

use super::Belongs;
use crate::findings::Report;
use crate::map::{MappedChannel, MappedConnection, MappedContext, MappedKind, MappedTimes};
use crate::report::shown_path;
use crate::sources::{Location, Sources};
pub(super) use ends::{End, EndKind, Flow};
pub(super) use story::{Stop, Told};

/// The picture's content.
#[derive(Debug, Default)]
pub(super) struct Scene {
    /// Who runs at the same time.
    pub(super) contexts: Vec<Who>,
    /// Connections.
    pub(super) groups: Vec<Group>,
    /// Channels, those of a group together.
    pub(super) channels: Vec<Pipe>,
    /// Queues and exchanges.
    pub(super) ends: Vec<End>,
    /// Which context does what on which channel.
    pub(super) uses: Vec<Use>,
    /// Which channel leads to which queue or exchange.
    pub(super) flows: Vec<Flow>,
    /// What was found, in the order of the report.
    pub(super) told: Vec<Told>,
}

/// A context.
#[derive(Debug, Clone)]
pub(super) struct Who {
    /// Its number in the whole scene, from 1 on, as of all that is drawn.
    pub(super) number: usize,
    pub(super) title: String,
    /// Where it begins, as `path:line`.
    pub(super) place: Option<String>,
    /// Where a story says that it begins.
    begins: Option<Location>,
    pub(super) many: bool,
    /// What it does, each operation once.
    pub(super) operations: Vec<String>,
}

/// A connection; without a place, what is not known to be on one.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) place: Option<String>,
    pub(super) at: Option<Location>,
}

/// A channel.
#[derive(Debug, Clone)]
pub(super) struct Pipe {
    pub(super) number: usize,
    pub(super) group: usize,
    pub(super) title: String,
    pub(super) place: String,
    opened: Location,
    /// The rule that says that code shares it.
    shared_by: Option<&'static str>,
    /// Modes and limits.
    pub(super) modes: Vec<String>,
    pub(super) state: State,
    /// What is said of it: the rules that report it, or how many use it.
    pub(super) note: String,
    /// What was found about it, by its place in the report.
    pub(super) findings: Vec<usize>,
}

/// How a channel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// Nothing is wrong with it.
    Fine,
    /// Code shares it, and nobody reports that: it is allowed, or known.
    Allowed,
    /// Something else is reported of it.
    Told,
    /// A finding says that code shares it.
    Shared,
}

/// What a context does on a channel.
#[derive(Debug, Clone)]
pub(super) struct Use {
    pub(super) number: usize,
    pub(super) who: usize,
    pub(super) channel: usize,
    pub(super) strength: Strength,
    /// Whether a finding says that it meets something else there.
    pub(super) meets: bool,
    /// Whether a lock is held whenever something is done that counts.
    pub(super) locked: bool,
    /// The operations, each once.
    pub(super) operations: Vec<String>,
    /// Where they are, as stories tell of them.
    told_at: Vec<Location>,
}

/// The strongest thing that is done, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Strength {
    Publish,
    Consume,
    SetUp,
}

impl Strength {
    pub(super) const ALL: [Self; 3] = [Self::Publish, Self::Consume, Self::SetUp];

    pub(super) fn of(kind: MappedKind) -> Self {
        match kind {
            MappedKind::Publish => Self::Publish,
            MappedKind::Consume | MappedKind::Settle => Self::Consume,
            MappedKind::SetUp | MappedKind::Close => Self::SetUp,
        }
    }

    /// The word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Consume => "consume",
            Self::SetUp => "set-up",
        }
    }
}

impl Scene {
    pub(super) fn new(report: &Report, sources: &Sources) -> Self {
        let belongs = Belongs::new(report);
        let mut builder =
            Builder { report, sources, scene: Self::default(), known: Known::default() };
        for (at, channel) in report.map.iter().enumerate() {
            builder.channel(channel, belongs.of(at));
        }
        builder.finish()
    }

    /// Numbers everything.
    fn number(&mut self) {
        self.contexts.iter_mut().zip(1..).for_each(|(one, number)| one.number = number);
        self.groups.iter_mut().zip(1..).for_each(|(one, number)| one.number = number);
        self.channels.iter_mut().zip(1..).for_each(|(one, number)| one.number = number);
        self.ends.iter_mut().zip(1..).for_each(|(one, number)| one.number = number);
        self.uses.iter_mut().zip(1..).for_each(|(one, number)| one.number = number);
        self.flows.iter_mut().zip(1..).for_each(|(one, number)| one.number = number);
    }

    /// How many channels nothing is reported of.
    pub(super) fn quiet_channels(&self) -> usize {
        self.channels.iter().filter(|channel| channel.findings.is_empty()).count()
    }
}

/// What was met before, by what makes it the same.
#[derive(Default)]
struct Known<'a> {
    contexts: FxHashMap<(String, Option<Location>), usize>,
    groups: FxHashMap<(&'a str, Option<&'a MappedConnection>), usize>,
    channels: FxHashMap<(Location, &'a str, Option<&'a MappedConnection>), usize>,
    uses: FxHashMap<(usize, usize), usize>,
    ends: FxHashMap<(EndKind, String), usize>,
    flows: FxHashMap<(usize, usize, Strength), usize>,
}

struct Builder<'a> {
    report: &'a Report,
    sources: &'a Sources,
    scene: Scene,
    known: Known<'a>,
}

impl<'a> Builder<'a> {
    fn place(&self, at: Location) -> String {
        let source = self.sources.get(at.file);
        let path = shown_path(&source.path, &self.report.root);
        format!("{path}:{}", source.line_column(at.span.start).line)
    }

    fn channel(&mut self, channel: &'a MappedChannel, findings: &[usize]) {
        let group = self.group(channel);
        let key = (channel.origin, channel.how.as_str(), channel.connection.as_ref());
        let next = self.scene.channels.len();
        let index = *self.known.channels.entry(key).or_insert(next);
        if index == next {
            let pipe = self.pipe(channel, group);
            self.scene.channels.push(pipe);
        }
        let pipe = &mut self.scene.channels[index];
        add_all(&mut pipe.findings, findings.iter().copied());
        add_all(&mut pipe.modes, modes(channel));
        let mut reported = findings.iter().map(|&at| self.report.findings[at].rule);
        let shared_by = reported.find(|rule| channel.shared.as_deref() == Some(rule));
        let is_shared = shared_by.is_some();
        pipe.shared_by = pipe.shared_by.or(shared_by);
        let state = match (&channel.shared, is_shared, findings.is_empty()) {
            (Some(_), true, _) => State::Shared,
            (_, _, false) => State::Told,
            (Some(_), false, true) => State::Allowed,
            (None, _, true) => State::Fine,
        };
        pipe.state = pipe.state.max(state);
        for context in &channel.contexts {
            self.context(index, context, is_shared);
        }
    }

    fn pipe(&self, channel: &MappedChannel, group: usize) -> Pipe {
        Pipe {
            number: 0,
            group,
            title: names::channel(channel),
            place: self.place(channel.origin),
            opened: channel.opened,
            shared_by: None,
            modes: Vec::new(),
            state: State::Fine,
            note: String::new(),
            findings: Vec::new(),
        }
    }

    fn group(&mut self, channel: &'a MappedChannel) -> usize {
        let connection = channel.connection.as_ref();
        let next = self.scene.groups.len();
        let key = (channel.client.as_str(), connection);
        let index = *self.known.groups.entry(key).or_insert(next);
        if index == next {
            let title = names::connection(&channel.client, connection);
            let at = connection.map(|connection| connection.at);
            let place = at.map(|at| self.place(at));
            self.scene.groups.push(Group { number: 0, title, place, at });
        }
        index
    }

    fn context(&mut self, channel: usize, context: &MappedContext, is_shared: bool) {
        let title = names::context(context);
        let next = self.scene.contexts.len();
        let who = *self.known.contexts.entry((title.clone(), context.at)).or_insert(next);
        if who == next {
            let place = context.at.map(|at| self.place(at));
            let (begins, many, operations) = (context.begins, false, Vec::new());
            self.scene.contexts.push(Who { number: 0, title, place, begins, many, operations });
        }
        let operations = || context.operations.iter().map(|one| one.name.clone());
        self.scene.contexts[who].many |= context.times == MappedTimes::Many;
        add_all(&mut self.scene.contexts[who].operations, operations());
        let strengths = context.operations.iter().map(|one| Strength::of(one.kind));
        let strength = strengths.min().unwrap_or(Strength::SetUp);
        let locked = is_locked(context);
        let next = self.scene.uses.len();
        let at = *self.known.uses.entry((who, channel)).or_insert(next);
        if at == next {
            let (operations, told_at) = (Vec::new(), Vec::new());
            let meets = false;
            self.scene.uses.push(Use {
                number: 0,
                who,
                channel,
                strength,
                meets,
                locked,
                operations,
                told_at,
            });
        }
        let one = &mut self.scene.uses[at];
        one.strength = one.strength.min(strength);
        one.locked &= locked;
        one.meets |= context.meets && is_shared;
        add_all(&mut one.operations, operations());
        add_all(&mut one.told_at, context.operations.iter().map(|one| one.told_at));
        for operation in &context.operations {
            self.flow(channel, operation);
        }
    }

    fn finish(mut self) -> Scene {
        for index in 0..self.scene.channels.len() {
            let users = self.scene.uses.iter().filter(|one| one.channel == index);
            let (all, locked) =
                users.fold((0, true), |(all, locked), one| (all + 1, locked && one.locked));
            let channel = &mut self.scene.channels[index];
            channel.findings.sort_unstable();
            let mut rules: Vec<&str> = channel.shared_by.iter().copied().collect();
            add_all(&mut rules, channel.findings.iter().map(|&at| self.report.findings[at].rule));
            channel.note = names::note(channel.state, &rules, all, locked);
        }
        for one in &mut self.scene.uses {
            // A lock says nothing where a finding says that it is of no use.
            one.locked &= !one.meets;
        }
        self.group_channels();
        self.scene.number();
        self.scene.told = self.told();
        self.scene
    }

    /// Puts the channels of a group beside each other.
    fn group_channels(&mut self) {
        let mut order: Vec<usize> = (0..self.scene.channels.len()).collect();
        order.sort_by_key(|&at| self.scene.channels[at].group);
        let mut moved = vec![0; order.len()];
        order.iter().enumerate().for_each(|(to, &from)| moved[from] = to);
        self.scene.uses.iter_mut().for_each(|one| one.channel = moved[one.channel]);
        self.scene.flows.iter_mut().for_each(|one| one.channel = moved[one.channel]);
        self.scene.channels.sort_by_key(|channel| channel.group);
    }
}

/// Whether a lock is held over everything that a context does on a channel, besides settling and what prepares.
fn is_locked(context: &MappedContext) -> bool {
    let counts = |kind| matches!(kind, MappedKind::Publish | MappedKind::Consume);
    let any = context.operations.iter().any(|one| counts(one.kind));
    let mut counted = context.operations.iter().filter(|one| !any || counts(one.kind));
    counted.all(|one| one.guards > 0)
}

fn modes(channel: &MappedChannel) -> impl Iterator<Item = String> {
    let modes = channel.modes.iter().map(|mode| (*mode).to_owned());
    modes.chain(channel.prefetch.iter().map(|limit| format!("prefetch {limit}")))
}

fn add_all<T: PartialEq>(to: &mut Vec<T>, new: impl IntoIterator<Item = T>) {
    for one in new {
        if !to.contains(&one) {
            to.push(one);
        }
    }
}
