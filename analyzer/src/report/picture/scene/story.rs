//! What was found, step by step, with what each step is on the picture.

use super::super::belongs::touches;
use super::{Builder, Pipe, Use, Who};
use crate::findings::{Context, Finding, Place, Role, Step};
use crate::sources::Location;

/// A finding on the picture.
#[derive(Debug)]
pub(in crate::report::picture) struct Told {
    /// The channels that it is about.
    pub(in crate::report::picture) channels: Vec<usize>,
    /// Its steps, in order.
    pub(in crate::report::picture) stops: Vec<Stop>,
}

/// A step of a finding.
#[derive(Debug)]
pub(in crate::report::picture) struct Stop {
    /// What happens there.
    pub(in crate::report::picture) text: String,
    /// Where, the beginning first.
    pub(in crate::report::picture) places: Vec<Location>,
    /// The channels that it is drawn as.
    pub(in crate::report::picture) channels: Vec<usize>,
    /// The uses that it is drawn as.
    pub(in crate::report::picture) uses: Vec<usize>,
}

impl Builder<'_> {
    /// Every finding.
    pub(super) fn told(&self) -> Vec<Told> {
        let mut channels = vec![Vec::new(); self.report.findings.len()];
        for (index, channel) in self.scene.channels.iter().enumerate() {
            channel.findings.iter().for_each(|&finding| channels[finding].push(index));
        }
        let all = self.report.findings.iter().zip(channels);
        all.map(|(finding, channels)| {
            let stops = self.stops(finding, &channels);
            Told { channels, stops }
        })
        .collect()
    }

    fn stops(&self, finding: &Finding, channels: &[usize]) -> Vec<Stop> {
        if finding.story.is_empty() {
            let mut places: Vec<&Place> = vec![&finding.primary];
            places.extend(&finding.related);
            // As in a story, what is opened comes first.
            places.sort_by_key(|place| place.role != Role::Opened);
            return places.into_iter().map(|place| self.place_stop(place, channels)).collect();
        }
        let begins: Vec<Location> = contexts(finding).map(|context| context.at).collect();
        let stop = |step: &Step| match step {
            Step::Opened { at, how } => Stop {
                text: format!("opened: {how}"),
                places: vec![*at],
                channels: self.opened_at(*at, channels),
                uses: Vec::new(),
            },
            Step::Context(context) => self.context_stop(context, channels, &begins),
        };
        finding.story.iter().map(stop).collect()
    }

    /// The channels that are opened at a place; all that are spoken of where none is.
    fn opened_at(&self, at: Location, channels: &[usize]) -> Vec<usize> {
        let is_there = |channel: &Pipe| channel.opened == at;
        let there = channels.iter().copied().filter(|&at| is_there(&self.scene.channels[at]));
        let there: Vec<usize> = there.collect();
        if there.is_empty() { channels.to_vec() } else { there }
    }

    fn place_stop(&self, place: &Place, channels: &[usize]) -> Stop {
        let is_there = |one: &Use| one.told_at.iter().any(|&at| touches(at, place.at));
        let opened = place.role == Role::Opened;
        Stop {
            text: place.label.clone(),
            places: vec![place.at],
            channels: if opened { self.opened_at(place.at, channels) } else { Vec::new() },
            uses: if opened { Vec::new() } else { self.uses(channels, is_there) },
        }
    }

    /// What a story's context is drawn as: what begins there, or else what is done in code that runs on.
    fn context_stop(&self, context: &Context, channels: &[usize], begins: &[Location]) -> Stop {
        let who = |one: &Use| -> &Who { &self.scene.contexts[one.who] };
        let does = |one: &Use| one.told_at.contains(&context.operation_at);
        let mut uses = self.uses(channels, |one| who(one).begins == Some(context.at));
        if uses.is_empty() {
            let is_other = |one: &Use| who(one).begins.is_some_and(|at| begins.contains(&at));
            uses = self.uses(channels, |one| does(one) && !is_other(one));
        }
        if uses.is_empty() {
            uses = self.uses(channels, does);
        }
        let places = [context.at, context.operation_at];
        let places = if places[0] == places[1] { &places[..1] } else { &places[..] };
        Stop { text: told(context), places: places.to_vec(), channels: Vec::new(), uses }
    }

    fn uses(&self, channels: &[usize], fits: impl Fn(&Use) -> bool) -> Vec<usize> {
        let all = self.scene.uses.iter().enumerate();
        let fitting = all.filter(|(_, one)| channels.contains(&one.channel) && fits(one));
        fitting.map(|(at, _)| at).collect()
    }
}

fn contexts(finding: &Finding) -> impl Iterator<Item = &Context> {
    finding.story.iter().filter_map(|step| match step {
        Step::Context(context) => Some(context),
        Step::Opened { .. } => None,
    })
}

/// A context's way to its operation: `task, many at once: Bus::subscribe -> queue_declare, also basic_qos`.
fn told(context: &Context) -> String {
    let many = if context.many { ", many at once" } else { "" };
    let calls = context.calls.iter().map(String::as_str);
    let way: Vec<&str> = calls.chain([context.operation.as_str()]).collect();
    let also = context.also.join(", ");
    let also = if also.is_empty() { also } else { format!(", also {also}") };
    format!("{}{many}: {}{also}", context.kind, way.join(" -> "))
}
