//! What a scan says of texts.

use super::*;

fn deep(text: &str) -> bool {
    scan(text).too_deep.is_some()
}

fn balanced(text: &str) -> bool {
    scan(text).unbalanced.is_none()
}

#[test]
fn brackets_in_literals_and_comments_do_not_count() {
    let texts = [
        r##"f("(", '(', b'(', b"(", c"(", r"\", r#"("("#, br#"("#, cr"(")"##,
        "// (\nf() /* ( /* ( */ ( */",
        r"('\'', '\u{28}', '\\', b'\'', '(' )",
        "impl<'a> A<'a> { fn f(&'a self) -> &'a u8 { 'l: loop { break 'l; } } }",
        "r#match(r#fn, 'é', '(')",
        r#"("\\", "\"(")"#,
    ];
    for text in texts {
        assert!(balanced(text), "{text}");
    }
    assert!(!balanced("'a (") && !balanced("r#\"\"# (") && !balanced("/* */ ("));
}

#[test]
fn operators_between_operands_are_no_prefixes() {
    for link in [
        "&& b ",
        "|| b ",
        "- 1 ",
        "* b ",
        "& b ",
        "| b ",
        "< 2 && b ",
        "<< 1 ",
        ">= b ",
        "== b ",
        ".. b ",
    ] {
        assert!(!deep(&format!("f(a {})", link.repeat(2_000))), "{link}");
    }
}

#[test]
fn separators_end_what_nests_without_brackets() {
    assert!(!deep(&"let a: &mut Vec<u8> = &mut b;".repeat(2_000)));
    assert!(!deep(&"if *a { -b } ".repeat(2_000)));
    assert!(!deep(&"match a { A => &b, B => |c| -c, } ".repeat(2_000)));
    assert!(!deep(&format!("f({})", "&a, -b, |c| d, ".repeat(2_000))));
}

#[test]
fn prefixes_of_outer_brackets_add_up() {
    assert!(deep(&format!("{}x", "&(".repeat(300))));
    assert!(!deep(&format!("{}x", "&(".repeat(200))));
    assert!(deep(&format!("{}u8", "A<B, ".repeat(600))));
}

#[test]
fn only_documentation_is_blanked() {
    let text = "m! x { /// kept\n } /// a\n//// b\n//! c\n/** d */ /*** e */ /**/ /*! f */ \"/// g\" // h\n'/' //é";
    let blanked = "m! x { /// kept\n } //  a\n//// b\n//  c\n/*  d */ /*** e */ /**/ /*  f */ \"/// g\" // h\n'/' //é";
    assert_eq!(scan(text).code(text, TestCode::Taken), blanked);
}

/// The text with bodies of test items left out.
fn untested(text: &str) -> String {
    scan(text).code(text, TestCode::LeftOut).into_owned()
}

#[test]
fn bodies_of_test_items_are_blanked() {
    for (text, blanked) in [
        (
            "#[cfg(test)] mod t { fn f() {} }\nfn g() {}",
            "#[cfg(test)] mod t {           }\nfn g() {}",
        ),
        ("#[test] #[a = \"}\"] fn f() { '}'; }", "#[test] #[a = \"}\"] fn f() {      }"),
        (
            "#[tokio::test(flavor = \"x\")] async fn f(a: [u8; 2]) { a }",
            "#[tokio::test(flavor = \"x\")] async fn f(a: [u8; 2]) {   }",
        ),
        ("#[cfg( all(test, unix))] impl A { b\nc }", "#[cfg( all(test, unix))] impl A {  \n  }"),
        ("#[cfg(test)] use a::{b};", "#[cfg(test)] use a::{ };"),
    ] {
        assert_eq!(untested(text), blanked);
    }
}

#[test]
fn what_is_not_only_for_tests_stays() {
    for text in [
        "#[cfg(not(test))] fn f() { a }",
        "#[cfg(any(test, unix))] fn f() { a }",
        "#[cfg(test)] mod t; fn f() { a }",
        "struct A { #[cfg(test)] a: B, c: D } fn f() { a }",
        "#[test_case(1)] fn f() { a }",
        "m! { #[test] fn f() { a } }",
    ] {
        assert_eq!(untested(text), text);
    }
}
