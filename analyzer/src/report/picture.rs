//! The picture of a program's channels, and the page around it.
//!
//! `scene` says what is to be drawn, `layout` where, and knows no text; each format draws the scene in its syntax, which it
//! escapes by itself: names of files and queues are a stranger's.

mod belongs;
pub mod dot;
pub mod html;
mod layout;
pub mod mermaid;
mod scene;
pub mod svg;
#[cfg(test)]
mod tests;

pub(super) use belongs::Belongs;
