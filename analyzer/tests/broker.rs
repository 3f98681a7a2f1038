//! What the rules of the group correctness claim, shown against a real broker: each failure happens in the bad form, and not
//! in the good one.
//!
//! Where the failure is a race, the bad form runs in bounded rounds until it has happened once.

#[expect(dead_code, reason = "the other users of this file need more of it")]
#[path = "../../macros/tests/broker/mod.rs"]
mod broker;
mod failures {
    mod acks;
    mod answers;
    mod callbacks;
    mod calls;
    mod ends;
    mod lives;
    mod lost;
    mod refused;
    mod shared;
    mod support;
    mod too_late;
    mod too_many;
}
