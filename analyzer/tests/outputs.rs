//! Each format, read by what reads it for a living, from the program as its users run it.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support {
    pub(crate) mod program;
    pub(crate) mod run;
}
mod formats {
    mod agent;
    mod files;
    mod hosts;
    mod json;
    mod junit;
    mod reviews;
    mod rustc_json;
    mod sarif;
    mod shelf;
}
