//! Repositories of strangers: nothing in them runs, and nothing outside of them is read or written for them.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support {
    pub(crate) mod repository;
    pub(crate) mod run;
}
mod hostile {
    mod commands;
    mod links;
    mod words;
}
