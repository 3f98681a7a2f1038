//! The page and the picture in a real browser, as a person uses them.
//!
//! `UPDATE=1` takes pictures of them into the target folder, for a person to look at.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![cfg(unix)]

mod support {
    pub(crate) mod browser;
    pub(crate) mod services;
}

use std::fs;
use std::path::{Path, PathBuf};

use chanlint::report::picture::{html, svg};
use support::browser::Page;
use support::services;

const WIDE: (u32, u32) = (1500, 950);
const NARROW: (u32, u32) = (420, 900);

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages").join(name);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// The page of a program with so many channels, open.
fn page(name: &str, channels: usize, size: (u32, u32), scheme: &str) -> Page {
    let dir = folder(name);
    let (report, sources) = services::report(&dir, channels);
    let base = "https://example.org/shop/blob/main".parse().unwrap();
    let file = dir.join("report.html");
    fs::write(&file, html::render(&report, &sources, Some(&base))).unwrap();
    fs::write(dir.join("map.svg"), svg::render(&report, &sources)).unwrap();
    Page::open(&file, size, scheme)
}

/// Keeps what is to be seen, when that is asked for.
fn keep(page: &mut Page, name: &str) {
    if std::env::var_os("UPDATE").is_none() {
        return;
    }
    let path = folder("pictures").join(format!("{name}.png.base64"));
    fs::write(path, page.picture()).unwrap();
}

/// What boxes of the picture stand over each other, what text leaves its box, and which channels are outside of their group.
const OVERLAPS: &str = r#"(() => {
    const wrong = [];
    const svg = document.querySelector("svg:not([hidden])");
    const boxes = [...svg.querySelectorAll(".node:not(.group)")];
    const rect = (it) => it.querySelector(".box").getBoundingClientRect();
    const name = (it) => it.dataset.id;
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    boxes.sort((a, b) => rect(a).top - rect(b).top);
    boxes.forEach((one, at) => boxes.slice(at + 1).some((other) => {
        if (rect(other).top >= rect(one).bottom) return true;
        if (meet(rect(one), rect(other))) wrong.push(`${name(one)} over ${name(other)}`);
        return false;
    }));
    for (const box of svg.querySelectorAll(".node")) {
        for (const text of box.querySelectorAll("text")) {
            const [inner, outer] = [text.getBoundingClientRect(), rect(box)];
            if (inner.right > outer.right - 2 || inner.bottom > outer.bottom) wrong.push(`text of ${name(box)}: ${text.textContent}`);
        }
    }
    for (const channel of svg.querySelectorAll(".channel")) {
        const group = rect(svg.querySelector(`[data-id="${channel.dataset.group}"]`));
        const own = rect(channel);
        if (own.left < group.left || own.right > group.right || own.top < group.top || own.bottom > group.bottom) wrong.push(`${name(channel)} leaves its group`);
    }
    return wrong;
})()"#;

fn count(page: &mut Page, selector: &str) -> u64 {
    page.value(&format!("document.querySelectorAll({selector:?}).length")).as_u64().unwrap()
}

#[track_caller]
fn assert_is_in_order(page: &mut Page, channels: u64) {
    assert_eq!(count(page, "svg[data-name=all] .channel"), channels);
    assert_eq!(page.value(OVERLAPS), serde_json::json!([]));
    let wide = page.value("document.documentElement.scrollWidth > window.innerWidth");
    assert_eq!(wide, false, "the page itself is never moved sideways");
}

#[test]
fn nothing_stands_over_anything_else_however_much_there_is() {
    for channels in [1, 20, 300] {
        let name = format!("layout-{channels}");
        for (look, size, scheme) in
            [("light", WIDE, "light"), ("dark", WIDE, "dark"), ("narrow", NARROW, "light")]
        {
            let mut page = page(&name, channels, size, scheme);
            assert_is_in_order(&mut page, channels as u64);
            keep(&mut page, &format!("{channels}-{look}"));
            assert_eq!(page.complaints, [""; 0]);
        }
    }
}

#[test]
fn a_click_on_a_finding_keeps_its_lines_and_numbers_its_steps() {
    let mut page = page("click", 20, WIDE, "light");
    assert_eq!((count(&mut page, ".faded"), count(&mut page, ".badge")), (0, 0));
    page.click("#finding-1 summary .message");
    let steps = count(&mut page, "#finding-1 .steps > li");
    assert!(steps >= 3, "where it is opened, and two that meet");
    let numbers = page
        .value("[...document.querySelectorAll('.badge text')].map((it) => it.textContent).sort()");
    let expected: Vec<String> = (1..=steps).map(|step| step.to_string()).collect();
    assert_eq!(numbers, serde_json::json!(expected));
    assert_eq!(
        count(&mut page, ".channel:not(.faded)"),
        1 + count(&mut page, "svg[hidden] .channel")
    );
    assert!(count(&mut page, ".line.meets.on:not(.faded)") >= 2);
    keep(&mut page, "finding");
    // Another one takes its place, and a second click gives everything back.
    page.click("#finding-2 summary .message");
    assert_eq!(count(&mut page, ".finding[open]"), 1);
    page.click("#finding-2 summary .message");
    assert_eq!((count(&mut page, ".faded"), count(&mut page, ".badge")), (0, 0));
    // The way back: from the picture to what is said of it.
    page.click("svg[data-name=all] .channel.shared");
    assert_eq!((count(&mut page, ".finding[open]"), count(&mut page, ".badge") > 0), (1, true));
    // What nothing is said of shows who is joined to it.
    page.click("svg[data-name=all] .channel:not(.shared):not(.told)");
    assert_eq!((count(&mut page, ".finding[open]"), count(&mut page, ".badge")), (0, 0));
    assert!(count(&mut page, ".faded") > 0);
}

#[test]
fn code_is_shown_at_each_step_and_leads_to_where_it_is_kept() {
    let mut page = page("code", 20, WIDE, "light");
    page.click("#finding-1 summary .message");
    let marked =
        page.value("[...document.querySelectorAll('#finding-1 mark')].map((it) => it.textContent)");
    let marked: Vec<&str> =
        marked.as_array().unwrap().iter().filter_map(|it| it.as_str()).collect();
    assert!(marked.contains(&"basic_publish"), "{marked:?}");
    assert!(!marked.contains(&""), "{marked:?}");
    let link = page.value("document.querySelector('#finding-1 figcaption a').href");
    let link = link.as_str().unwrap();
    assert!(link.starts_with("https://example.org/shop/blob/main/src/lib.rs#L"), "{link}");
}

#[test]
fn a_search_fades_what_does_not_fit() {
    let mut page = page("search", 20, WIDE, "light");
    page.press("/");
    page.write("service_7");
    assert_eq!(
        page.value("document.querySelector('#search').value"),
        "service_7",
        "the key leads there"
    );
    let kept = page.value("[...document.querySelectorAll('svg[data-name=all] .channel:not(.faded) .title')].map((it) => it.textContent)");
    assert_eq!(kept, serde_json::json!(["channel of service_7"]));
    assert!(
        page.value("document.querySelector('#status').textContent")
            .as_str()
            .unwrap()
            .starts_with("1 of 20 channels")
    );
    keep(&mut page, "search");
    page.press("Escape");
    assert_eq!(count(&mut page, ".faded"), 0);
    page.click("#search");
    page.write("nothing has this name");
    assert_eq!(page.value("document.querySelector('#nothing').hidden"), false);
    assert_eq!(count(&mut page, ".finding:not([hidden])"), 0);
}

#[test]
fn only_what_is_shared_stands_close_together() {
    let mut page = page("shared", 20, WIDE, "light");
    let all =
        page.value("document.querySelector('svg:not([hidden])').getBoundingClientRect().height");
    page.click("#only-shared");
    assert_eq!(count(&mut page, "svg:not([hidden]) .channel:not(.shared)"), 0);
    assert!(count(&mut page, "svg:not([hidden]) .channel.shared") > 1);
    assert_eq!(page.value(OVERLAPS), serde_json::json!([]));
    let some =
        page.value("document.querySelector('svg:not([hidden])').getBoundingClientRect().height");
    assert!(some.as_f64() < all.as_f64());
    page.click(".finding:not([hidden]) summary .message");
    assert!(count(&mut page, "svg:not([hidden]) .badge") > 0);
    keep(&mut page, "only-shared");
}

#[test]
fn the_page_is_dark_where_it_is_dark_and_where_somebody_wants_it() {
    let paper = "getComputedStyle(document.querySelector('.paper')).fill";
    let ground = "getComputedStyle(document.body).backgroundColor";
    let (light, dark) = ("rgb(255, 255, 255)", "rgb(13, 17, 23)");
    for (scheme, first, second) in [("light", light, dark), ("dark", dark, light)] {
        let mut page = page("dark", 1, WIDE, scheme);
        assert_eq!((page.value(paper), page.value(ground)), (first.into(), first.into()));
        page.click("#theme");
        assert_eq!((page.value(paper), page.value(ground)), (second.into(), second.into()));
    }
}

#[test]
fn all_of_it_can_be_used_with_keys() {
    let mut page = page("keys", 20, WIDE, "light");
    let mut reached = Vec::new();
    for _ in 0..60 {
        page.press("Tab");
        let at = page.value("document.activeElement.id || document.activeElement.dataset.id || document.activeElement.tagName");
        reached.push(at.as_str().unwrap().to_owned());
        if at.as_str().unwrap().starts_with('c') {
            break;
        }
    }
    for wanted in ["search", "only-shared", "theme", "picture"] {
        assert!(reached.iter().any(|at| at == wanted), "{wanted}: {reached:?}");
    }
    assert!(reached.last().unwrap().starts_with('c'), "a channel: {reached:?}");
    let label = page.value("document.activeElement.getAttribute('aria-label')");
    assert!(label.as_str().unwrap().contains("shared_"), "{label}");
    page.press("Enter");
    assert_eq!((count(&mut page, ".finding[open]"), count(&mut page, ".badge") > 0), (1, true));
    page.press("Escape");
    assert_eq!((count(&mut page, ".finding[open]"), count(&mut page, ".faded")), (0, 0));
    let nameless = page.value("[...document.querySelectorAll('button, input, a, summary')].filter((it) => !(it.textContent.trim() || it.labels?.length)).length");
    assert_eq!(nameless, 0, "everything that can be used has a name");
}

#[test]
fn nothing_leaves_the_page_and_nothing_in_it_runs() {
    let dir = folder("hostile");
    let (report, sources) = services::hostile(&dir);
    let file = dir.join("report.html");
    let text = html::render(&report, &sources, None);
    assert!(text.contains("&lt;/script&gt;"), "the names are in it");
    fs::write(&file, text).unwrap();
    fs::write(dir.join("map.svg"), svg::render(&report, &sources)).unwrap();
    for file in [file, dir.join("map.svg")] {
        let mut page = Page::open(&file, WIDE, "light");
        assert_ne!(page.value("document.title"), "owned", "{}", file.display());
        assert_eq!(page.value("window.owned"), serde_json::Value::Null);
        assert_eq!(count(&mut page, "img, iframe, object, embed, link, foreignObject"), 0);
        assert!(page.requests.iter().all(|url| url.starts_with("file://")), "{:?}", page.requests);
        assert_eq!(page.requests.len(), 1, "{:?}", page.requests);
        assert_eq!(page.complaints, [""; 0]);
    }
    let mut page = page("requests", 20, WIDE, "dark");
    page.click("#finding-1 summary .message");
    page.click("#theme");
    assert_eq!(page.requests.len(), 1, "{:?}", page.requests);
}
