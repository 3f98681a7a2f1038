//! How a person calls what is drawn.

use super::State;
use crate::map::{MappedChannel, MappedConnection, MappedContext};

/// `POST /orders -> create_order`, `task shipping::run`, `main`.
pub(super) fn context(context: &MappedContext) -> String {
    let kind = match context.name.trim_matches('`') {
        // On the map, all are beside others.
        "future polled beside others" => "future",
        kind => kind,
    };
    if let Some(route) = &context.route {
        return match &context.function {
            Some(function) => format!("{route} -> {function}"),
            None => route.clone(),
        };
    }
    match (&context.function, &context.started_in) {
        (Some(function), _) => format!("{kind} {function}"),
        (None, Some(around)) => format!("{kind} in {around}"),
        (None, None) => kind.to_owned(),
    }
}

/// `channel of Bus::connect`, `channel state.channel`.
pub(super) fn channel(channel: &MappedChannel) -> String {
    match &channel.name {
        Some(name) => called("channel", name),
        None => "channel".to_owned(),
    }
}

/// `lapin connection of main`.
pub(super) fn connection(client: &str, connection: Option<&MappedConnection>) -> String {
    let Some(connection) = connection else {
        return format!("{client}, connection not seen");
    };
    match &connection.name {
        Some(name) => format!("{client} {}", called("connection", name)),
        None => format!("{client} connection"),
    }
}

/// A way stands in backticks, a function without.
fn called(what: &str, name: &str) -> String {
    match name.strip_prefix('`') {
        Some(way) if way.trim_end_matches('`') == what => what.to_owned(),
        Some(way) => format!("{what} {}", way.trim_end_matches('`')),
        None => format!("{what} of {name}"),
    }
}

/// What is said of a channel, by the rules that report it and how many use it.
pub(super) fn note(state: State, rules: &[&str], users: usize, locked: bool) -> String {
    let users = match users {
        1 => "one user".to_owned(),
        _ if locked => format!("{users} users, in turns by a lock"),
        _ => format!("{users} users"),
    };
    match state {
        State::Shared | State::Told => match rules {
            [] => users,
            [rule] => (*rule).to_owned(),
            [rule, more @ ..] => format!("{rule}, and {} more", more.len()),
        },
        State::Allowed => "shared, and allowed or known".to_owned(),
        State::Fine => users,
    }
}
