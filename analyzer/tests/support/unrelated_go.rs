//! Code in Go that has nothing to do with a program beside it, however much it looks like it.

use std::fmt::Write as _;

use super::unrelated::{Addition, called, declared};

/// What may stand in a package of its own.
pub(crate) const OF_A_PACKAGE: &[Addition] = &[
    ("functions of the same names", functions_of),
    ("types of the same names", types_of),
    ("many types with methods of the same names", |text| types_with(text, 20)),
    ("an interface with methods of the same names", interface_with),
];

/// What may stand in the package itself.
pub(crate) const OF_THE_SAME: &[Addition] = &[
    ("types with methods of the same names", |text| types_with(text, 5)),
    ("an interface with methods of the same names", interface_with),
    ("long tables of literals", |_| {
        let words = "\"orders\", \"bills\", ".repeat(500);
        let pairs: Vec<String> = (0..500).map(|at| format!("{at}: \"one\", ")).collect();
        let pairs = pairs.concat();
        format!(
            "var unrelatedWords = []string{{{words}}}\n\nvar unrelatedPairs = map[int]string{{{pairs}}}\n"
        )
    }),
    ("a loop over a table of literals", |_| {
        let table = "1, 2, 3, ".repeat(200);
        format!(
            "func unrelatedTotal() int {{\n\tsum := 0\n\tfor _, x := range []int{{{table}}} {{\n\t\tsum += x\n\t}}\n\treturn sum\n}}\n"
        )
    }),
];

/// A package beside a program.
pub(crate) fn with_package(text: &str, items: &str) -> String {
    let header = if text.contains("//- ") { "" } else { "//- /main.go\n" };
    format!("{header}{text}\n//- /unrelated/unrelated.go\npackage unrelated\n\n{items}\n")
}

/// A program whose every function begins with a table and 200 more variables, on the line on which its body opens.
pub(crate) fn with_more_variables(text: &str) -> String {
    let mut more = format!(" table := []int{{{}}}; more0 := len(table);", "1, 2, 3, ".repeat(100));
    for at in 1..200 {
        let _ = write!(more, " more{at} := more{} + {at};", at - 1);
    }
    more += " _ = more199;";
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        out += line.trim_end();
        if line.starts_with("func ") && line.trim_end().ends_with('{') {
            out += &more;
        }
        out.push('\n');
    }
    out
}

/// Functions of the names that a program's functions have, and of those that it calls methods by.
fn functions_of(text: &str) -> String {
    let mut names = declared(text, &["func"]);
    names.extend(called(text));
    names.iter().fold(String::new(), |mut all, name| {
        let _ = write!(all, "func {name}(x int) int {{ return x }}\n\n");
        all
    })
}

/// Types of the names that a program's have, with methods of the names that it calls methods by.
fn types_of(text: &str) -> String {
    let mut items = String::new();
    for ty in declared(text, &["type"]) {
        let _ = write!(items, "type {ty} struct{{ x int }}\n\n");
        for name in called(text) {
            let _ = write!(items, "func (t *{ty}) {name}() int {{ return t.x }}\n\n");
        }
    }
    items
}

fn types_with(text: &str, types: usize) -> String {
    let mut items = String::new();
    for at in 0..types {
        let _ = write!(items, "type unrelated{at} struct{{ x int }}\n\n");
        for name in called(text) {
            let _ =
                write!(items, "func (t *unrelated{at}) {name}(x int) int {{ return t.x + x }}\n\n");
        }
    }
    items
}

/// An interface with methods that a program calls, and a type that has it.
fn interface_with(text: &str) -> String {
    let names = called(text);
    let methods: Vec<String> =
        names.iter().map(|name| format!("\t{name}(x, y, z int) int\n")).collect();
    let mut items = format!(
        "type unrelatedDoer interface {{\n{}}}\n\ntype unrelatedOne int\n\n",
        methods.concat()
    );
    for name in names {
        let _ = write!(
            items,
            "func (o unrelatedOne) {name}(x, y, z int) int {{ return int(o) + x + y + z }}\n\n"
        );
    }
    items
}
