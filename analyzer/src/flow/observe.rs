//! What rules want to know beside the values: it runs along with evaluation and changes no value.

pub(crate) mod call_sites;
pub(crate) mod clone_sites;
pub(crate) mod company;
pub(crate) mod delivered;
pub(crate) mod dispatcher;
pub(crate) mod drops;
pub(crate) mod ends;
pub(crate) mod guards;
pub(crate) mod kept;
pub(crate) mod life;
pub(crate) mod listeners;
mod locks;
pub(crate) mod payload;
pub(crate) mod queue_ends;
pub(crate) mod result_use;
pub(crate) mod routes;
pub(crate) mod start_sites;
pub(crate) mod step;
pub(crate) mod tested;
pub(crate) mod turns;
pub(crate) mod unpolled;
pub(crate) mod verdicts;
pub(crate) mod worked;
