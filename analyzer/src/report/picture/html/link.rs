//! Where code is to be seen.

use std::path::Path;
use std::str::FromStr;

use crate::report::uri;

/// The address of a folder, to which the paths of a report are added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkBase(String);

impl FromStr for LinkBase {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known =
            ["https://", "http://", "file://"].iter().any(|scheme| text.starts_with(scheme));
        if !known || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(
                "an address with `https://`, `http://` or `file://` belongs here, as in `https://github.com/acme/shop/blob/main`"
                    .to_owned(),
            );
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }
}

impl LinkBase {
    /// The address of a line; nothing for a file outside of the folder.
    pub(super) fn line(&self, path: &Path, folder: &Path, line: u32) -> Option<String> {
        let path = path.strip_prefix(folder).ok()?;
        Some(format!("{}/{}#L{line}", self.0, uri::relative(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_addresses_below_the_base() {
        let base: LinkBase = "https://example.org/blob/main/".parse().expect("it is an address");
        let line = |path: &str| base.line(Path::new(path), Path::new("/w"), 3);
        let expected = "https://example.org/blob/main/src/a%20%22b.rs#L3";
        assert_eq!(line("/w/src/a \"b.rs").as_deref(), Some(expected));
        assert_eq!(line("/elsewhere/a.rs"), None);
    }

    #[test]
    fn what_is_no_address_of_a_page_is_refused() {
        for wrong in ["javascript:alert(1)", "data:text/html,x", "github.com/a", "https://a b", ""]
        {
            assert!(wrong.parse::<LinkBase>().is_err(), "{wrong}");
        }
    }
}
