//! Finds AMQP channels that concurrent Rust code shares, and the other ways in which channels are misused.
//!
//! The pipeline, one function and one type a stage:
//! [`discover`] finds packages, [`config`] says what the project wants, [`load`] reads their files, `lower` turns each into
//! [`facts`], [`resolve`] links them into a [`program`], [`flow`] evaluates it with abstract values into a trace, [`model`]
//! answers questions about the trace, [`rules`] ask them, [`suppress`] takes away what the sources allow,
//! [`report`] prints what is left.

mod analysis;
pub mod baseline;
pub mod called;
pub mod callgraph;
mod causes;
pub mod config;
pub mod discover;
pub mod edit;
pub mod facts;
pub mod findings;
pub mod fixes;
pub mod flow;
pub mod gaps;
pub mod ids;
pub mod knowledge;
pub mod language;
pub mod levels;
pub mod limits;
pub mod load;
mod lower;
pub mod lowering;
pub mod map;
pub mod model;
mod pipeline;
pub mod problem;
pub mod program;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod sources;
pub mod suggest;
pub mod suppress;
pub mod territory;
mod threads;
pub mod trace;
pub mod types;
pub mod workspace;

pub use analysis::analyze;
pub use pipeline::{Request, Stage, clients, configuration, run, run_told};
