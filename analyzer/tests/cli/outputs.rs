//! Each format, read by what reads it for a living, from the program as its users run it.

mod agent;
mod files;
mod hosts;
mod json;
mod junit;
mod reviews;
mod rustc_json;
mod sarif;
