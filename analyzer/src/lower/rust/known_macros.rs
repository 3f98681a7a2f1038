//! Names of macros that mean the same in every program.
//!
//! What they expand to is none of this module's business, only how their arguments are read.

use crate::facts::Name;

/// Whether a macro of this name means the same everywhere.
pub(super) fn is_known(name: Name) -> bool {
    let name = name.as_str();
    STRUCTURED.contains(&name)
        || INERT.contains(&name)
        || READING.contains(&name)
        || EVALUATING.contains(&name)
}

/// Macros whose arguments have a structure of their own.
const STRUCTURED: [&str; 18] = [
    "async_stream",
    "cfg_if",
    "gen_stream",
    "join",
    "lazy_static",
    "macro_rules",
    "matches",
    "select",
    "select_biased",
    "stream",
    "task_local",
    "thread_local",
    "try",
    "try_async_stream",
    "try_gen_stream",
    "try_join",
    "try_stream",
    "vec",
];

/// Macros whose arguments are not evaluated.
pub(super) const INERT: [&str; 21] = [
    "asm",
    "cfg",
    "column",
    "compile_error",
    "concat",
    "concat_idents",
    "env",
    "file",
    "global_asm",
    "include",
    "include_bytes",
    "include_str",
    "line",
    "module_path",
    "offset_of",
    "option_env",
    "parse_quote",
    "parse_quote_spanned",
    "quote",
    "quote_spanned",
    "stringify",
];

/// Macros that read their arguments and keep none.
pub(super) const READING: [&str; 47] = [
    "anyhow",
    "assert",
    "assert_eq",
    "assert_matches",
    "assert_ne",
    "bail",
    "counter",
    "crit",
    "debug",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "debug_span",
    "ensure",
    "eprint",
    "eprintln",
    "error",
    "error_span",
    "event",
    "eyre",
    "format",
    "format_args",
    "format_err",
    "gauge",
    "histogram",
    "increment_counter",
    "info",
    "info_span",
    "log",
    "panic",
    "print",
    "println",
    "slog_debug",
    "slog_error",
    "slog_info",
    "slog_warn",
    "span",
    "todo",
    "trace",
    "trace_span",
    "unimplemented",
    "unreachable",
    "warn",
    "warn_span",
    "whatever",
    "write",
    "writeln",
];

/// Macros that evaluate their arguments in order, whatever stands between them.
pub(super) const EVALUATING: [&str; 15] = [
    "btreemap", "btreeset", "dbg", "deps", "hash_map", "hashmap", "hashset", "indexmap",
    "indexset", "json", "o", "pin", "pin_mut", "ready", "smallvec",
];
