//! Paths as URIs. Knows no format.

use std::path::{Component, Path, Prefix};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in a path segment as it is: unreserved characters, and those that mean nothing there.
const SEGMENT: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'+')
    .remove(b'=')
    .remove(b'@');

/// A relative path as a relative reference.
pub(super) fn relative(path: &Path) -> String {
    let segments: Vec<String> = path.components().filter_map(segment).collect();
    if segments.is_empty() { ".".to_owned() } else { segments.join("/") }
}

/// An absolute path as a `file:` URI.
pub(super) fn file(path: &Path) -> String {
    let segments: Vec<String> = path.components().filter_map(segment).collect();
    format!("file:///{}", segments.join("/"))
}

fn segment(component: Component<'_>) -> Option<String> {
    match component {
        Component::Normal(name) => {
            Some(utf8_percent_encode(&name.to_string_lossy(), &SEGMENT).to_string())
        }
        Component::ParentDir => Some("..".to_owned()),
        Component::Prefix(prefix) => match prefix.kind() {
            Prefix::Disk(drive) | Prefix::VerbatimDisk(drive) => {
                Some(format!("{}:", char::from(drive)))
            }
            _ => Some(prefix.as_os_str().to_string_lossy().replace('\\', "/")),
        },
        Component::CurDir | Component::RootDir => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_uri_may_not_hold_is_escaped() {
        assert_eq!(relative(Path::new("./a b/../ä#1.rs")), "a%20b/../%C3%A4%231.rs");
        assert_eq!(relative(Path::new("")), ".");
        assert_eq!(file(Path::new("/w/100%/ä b#1.rs")), "file:///w/100%25/%C3%A4%20b%231.rs");
    }
}
