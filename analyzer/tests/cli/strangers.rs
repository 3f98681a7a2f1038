//! Repositories of strangers: nothing in them runs, and nothing outside of them is read or written for them.

mod commands;
mod links;
mod words;
