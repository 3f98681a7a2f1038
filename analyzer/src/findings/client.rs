//! Which client a finding is about.

/// The version of a client, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientVersion {
    /// The lock file says so.
    Locked(String),
    /// The lowest that the manifest takes, as no lock file says which one it is.
    Lowest(String),
}

impl ClientVersion {
    /// The version in full.
    pub fn number(&self) -> &str {
        match self {
            Self::Locked(number) | Self::Lowest(number) => number,
        }
    }

    /// As a reader should know it, inside of parentheses: `4.12.3`, or `4, no Cargo.lock`.
    pub fn in_parentheses(&self) -> String {
        match self {
            Self::Locked(number) => number.clone(),
            Self::Lowest(number) => format!("{}, no Cargo.lock", written(number)),
        }
    }
}

/// As a reader should know it: `4.12.3`, or `4 (no Cargo.lock)`.
impl std::fmt::Display for ClientVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Locked(number) => f.write_str(number),
            Self::Lowest(number) => write!(f, "{} (no Cargo.lock)", written(number)),
        }
    }
}

/// A lowest version as manifests spell it.
fn written(number: &str) -> &str {
    number.trim_end_matches(".0")
}

#[cfg(test)]
mod tests {
    use super::ClientVersion;

    #[test]
    fn what_no_lock_file_says_is_no_exact_version() {
        let lowest = |number: &str| ClientVersion::Lowest(number.to_owned()).to_string();
        assert_eq!(ClientVersion::Locked("4.0.0".to_owned()).to_string(), "4.0.0");
        assert_eq!(lowest("4.0.0"), "4 (no Cargo.lock)");
        assert_eq!(lowest("2.1.0"), "2.1 (no Cargo.lock)");
        assert_eq!(lowest("2.1.5"), "2.1.5 (no Cargo.lock)");
        let aside = ClientVersion::Lowest("4.0.0".to_owned()).in_parentheses();
        assert_eq!(aside, "4, no Cargo.lock");
    }
}
