//! The messages that mistakes get: one mistake per file, and beside it what the compiler prints.
//!
//! The wording around our own messages is that of the toolchain that CI has; `TRYBUILD=overwrite`
//! writes it anew.

#[test]
fn mistakes() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
