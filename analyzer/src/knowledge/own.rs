//! What a user adds to the tables, in their schema: where a file of `clients/` describes one client, these describe any number,
//! each `[[client]]` with its parts inside.

use semver::VersionReq;
use serde::Deserialize;

use super::schema::{
    Alias, Callback, ClientHeader, Content, Failure, Handle, Hazard, Open, Operation, OptionRule,
    Part, Table,
};
use crate::language::Language;

/// A client with everything that is known about it. One that is called like a built-in client adds to it.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnClient {
    /// The language whose programs use it.
    #[serde(default)]
    language: Language,
    /// The name that reports print.
    name: String,
    /// Package names; in Go, import paths of modules.
    packages: Vec<String>,
    /// How the names of its option types end; a glob import is taken to bring them in.
    #[serde(default)]
    options: Vec<String>,
    /// Whether its calls wait until there is what they give: nothing is awaited.
    #[serde(default)]
    blocking: bool,
    /// Whether a delivery sends only the first answer that it is given itself.
    #[serde(default)]
    answers_once: bool,
    /// Versions of the first package whose calls send at once, awaited or not.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    eager: Option<VersionReq>,
    /// Re-exports.
    #[serde(default)]
    alias: Vec<Alias>,
    /// Types that are handles.
    #[serde(default)]
    handle: Vec<Handle>,
    /// Calls that give a fresh handle.
    #[serde(default)]
    open: Vec<Open>,
    /// Operations on handles.
    #[serde(default)]
    operation: Vec<Operation>,
    /// Trait methods that the client calls.
    #[serde(default)]
    callback: Vec<Callback>,
    /// What overlapping operations do.
    #[serde(default)]
    hazard: Vec<Hazard>,
    /// What follows from one operation.
    #[serde(default)]
    failure: Vec<Failure>,
    /// What options mean.
    #[serde(default)]
    option: Vec<OptionRule>,
    /// Methods that give a part of a handle which still names it, such as a delivery's tag.
    #[serde(default)]
    part: Vec<Part>,
    /// Fields of a delivery that are what was sent.
    #[serde(default)]
    content: Vec<Content>,
}

impl From<OwnClient> for Table {
    fn from(own: OwnClient) -> Self {
        let OwnClient { name, packages, options, blocking, answers_once, eager, .. } = own;
        Self {
            language: own.language,
            client: Some(ClientHeader {
                name,
                packages,
                options,
                blocking,
                answers_once,
                eager,
                attribute: None,
            }),
            alias: own.alias,
            handle: own.handle,
            open: own.open,
            operation: own.operation,
            callback: own.callback,
            hazard: own.hazard,
            failure: own.failure,
            option: own.option,
            part: own.part,
            content: own.content,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Effect, Knowledge, Tables};

    fn client(text: &str) -> Table {
        toml::from_str::<OwnClient>(text).expect("it is right").into()
    }

    #[test]
    fn a_client_that_is_called_like_a_known_one_adds_to_it() {
        let builtin = Knowledge::of(Language::Rust);
        let own = client(
            "name = \"lapin\"\npackages = [\"acme-mq\"]\n\
            [[open]]\ngives = \"channel\"\npaths = [\"acme_mq::channel\"]\n\
            [[hazard]]\nbetween = [\"any\", \"any\"]\nrule = \"shared_channel\"\nlevel = \"deny\"\nwhy = \"ours\"\n",
        );
        let tables = Tables::with_own(vec![own]);
        let knowledge = tables.of(Language::Rust);
        assert_eq!(knowledge.clients.len(), builtin.clients.len());
        let packages = knowledge.client_packages();
        assert!(packages.contains(&"acme-mq") && packages.contains(&"lapin"));
        let (id, _) = knowledge.open_by_path("acme_mq::channel".into()).expect("it is added");
        let lapin = knowledge.client(*id);
        assert_eq!((lapin.name.as_str(), lapin.hazards[0].why.as_str()), ("lapin", "ours"));
        assert!(lapin.hazards.len() > 1, "what is known of lapin stays");
    }

    #[test]
    fn a_users_word_counts_where_a_builtin_table_speaks_of_the_same() {
        let known = |knowledge: &Knowledge| {
            let path = knowledge.call_by_path("tokio::spawn".into()).map(|rule| rule.effect);
            (path, knowledge.call_by_method(None, "unwrap".into()).map(|rule| rule.effect))
        };
        let before = known(&Knowledge::of(Language::Rust));
        assert_eq!(before, (Some(Effect::Spawn), Some(Effect::Keep)));
        let text =
            "[[call]]\neffect = \"run\"\npaths = [\"tokio::spawn\"]\nmethods = [\"unwrap\"]\n";
        let own: Table = toml::from_str(text).expect("it is right");
        let after = known(Tables::with_own(vec![own]).of(Language::Rust));
        assert_eq!(after, (Some(Effect::Run), Some(Effect::Run)));
    }
}
