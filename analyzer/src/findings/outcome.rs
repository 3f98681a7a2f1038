//! What follows from a finding, and where that was seen.

/// What the client does then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What somebody sees who runs the program.
    pub consequence: String,
    /// Why it comes to that, where that is known and not said yet.
    pub cause: Option<String>,
    /// Where it was seen: runs, issues, lines of the client's sources.
    pub evidence: Vec<Evidence>,
}

/// Where something was seen.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(from = "String")]
pub enum Evidence {
    /// In a run: on what, or what came of it.
    Measured(String),
    /// In an issue, a document, a line of the sources.
    Read(String),
}

impl From<String> for Evidence {
    fn from(text: String) -> Self {
        match text.strip_prefix("run") {
            Some(rest) if rest.starts_with([' ', ':']) => Self::Measured(rest.to_owned()),
            _ => Self::Read(text),
        }
    }
}

impl std::fmt::Display for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Measured(what) => write!(f, "measured{what}"),
            Self::Read(what) => f.write_str(what),
        }
    }
}

impl Outcome {
    /// Of what a table says: a consequence and why it comes to that, or only the latter.
    pub fn new(consequence: Option<&str>, why: &str, evidence: &[Evidence]) -> Self {
        Self {
            consequence: consequence.unwrap_or(why).to_owned(),
            cause: consequence.map(|_| why.to_owned()),
            evidence: evidence.to_vec(),
        }
    }

    /// The whole in one line: what follows, why, and where it was seen.
    pub fn told(&self) -> String {
        let mut text = self.consequence.clone();
        if let Some(cause) = &self.cause {
            text = format!("{text}, because {cause}");
        }
        let evidence: Vec<String> = self.evidence.iter().map(Evidence::to_string).collect();
        if evidence.is_empty() { text } else { format!("{text} ({})", evidence.join("; ")) }
    }
}
