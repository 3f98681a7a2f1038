//! Pages for people, written in a small part of Markdown: headings, paragraphs, lists, code, and in a line names, bold words and links.

use crate::report::Lines;
use crate::report::look::{Look, Style};
use crate::report::text::Text;

/// How far code stands from the margin.
const CODE: usize = 4;

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The title of the page or of a part of it.
    Heading(String),
    /// Sentences.
    Paragraph(String),
    /// An item of a list.
    Item(String),
    /// Lines of code.
    Code(Vec<CodeLine>),
}

/// A line of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CodeLine {
    /// The code.
    pub(super) text: String,
    /// What is to be said about it.
    pub(super) kind: CodeKind,
}

/// What is to be said about a line of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeKind {
    /// Nothing.
    Plain,
    /// A finding is reported there.
    Reported,
    /// It stands for lines that are left out, or names a file.
    Aside,
}

/// The parts of a page. A line of a paragraph that follows another belongs to it.
pub(super) fn parse(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = false;
    let mut code: Option<Vec<CodeLine>> = None;
    for line in page.lines() {
        if line.starts_with("```") {
            match code.take() {
                Some(lines) => blocks.push(Block::Code(lines)),
                None => code = Some(Vec::new()),
            }
            open = false;
        } else if let Some(lines) = &mut code {
            lines.push(CodeLine { text: line.to_owned(), kind: CodeKind::Plain });
        } else {
            open = add(&mut blocks, line, open);
        }
    }
    blocks
}

/// Adds a line of prose. `open` is whether it may go on with the last block; returns that for the next line.
fn add(blocks: &mut Vec<Block>, line: &str, open: bool) -> bool {
    if line.is_empty() {
        return false;
    }
    if line.starts_with('#') {
        blocks.push(Block::Heading(line.trim_start_matches('#').trim().to_owned()));
        return false;
    }
    if let Some(item) = line.strip_prefix("- ") {
        blocks.push(Block::Item(item.to_owned()));
        return true;
    }
    match blocks.last_mut() {
        Some(Block::Paragraph(text) | Block::Item(text)) if open => {
            *text += " ";
            *text += line.trim_start();
        }
        _ => blocks.push(Block::Paragraph(line.to_owned())),
    }
    true
}

/// The blocks with a line between them, items aside.
pub(super) fn draw(blocks: &[Block], look: Look) -> Lines {
    let mut out = Lines::new();
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &blocks[before]);
        let is_close = matches!((before, block), (Some(Block::Item(_)), Block::Item(_)));
        if before.is_some() && !is_close {
            out.line(format_args!(""));
        }
        draw_block(block, look, &mut out);
    }
    out
}

fn draw_block(block: &Block, look: Look, out: &mut Lines) {
    match block {
        Block::Heading(text) => out.wrapped(&inline(text, Style::Heading), look, 0),
        Block::Paragraph(text) => out.wrapped(&inline(text, Style::Plain), look, 0),
        Block::Item(text) => {
            let item = Text::of(Style::Plain, "- ").followed_by(inline(text, Style::Plain));
            out.wrapped(&item, look, 2);
        }
        Block::Code(lines) => lines.iter().for_each(|line| draw_code(line, look, out)),
    }
}

fn draw_code(line: &CodeLine, look: Look, out: &mut Lines) {
    let text = match line.kind {
        _ if line.text.is_empty() => Text::new(),
        CodeKind::Plain => Text::new().spaces(CODE).and(Style::Plain, &line.text),
        CodeKind::Aside => Text::new().spaces(CODE).and(Style::Dim, &line.text),
        CodeKind::Reported => Text::new()
            .spaces(1)
            .and(Style::Error, "->")
            .spaces(CODE - 3)
            .and(Style::Error, &line.text),
    };
    let lead = line.text.len() - line.text.trim_start().len();
    out.wrapped(&text, look, 2 * CODE + lead);
}

/// A text with `` `names` ``, `**words**` and `[links](address)` in it. A link within the pages leads nowhere here.
pub(super) fn inline(text: &str, base: Style) -> Text {
    let mut out = Text::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*', '[']) {
        let (before, from) = rest.split_at(at);
        out = out.and(base, before);
        let (part, after) = part(from, base);
        out = out.followed_by(part);
        rest = after;
    }
    out.and(base, rest)
}

/// What begins with a sign, and what follows it; the sign itself where nothing ends it.
fn part(text: &str, base: Style) -> (Text, &str) {
    if let Some((name, after)) = text.strip_prefix('`').and_then(|rest| rest.split_once('`')) {
        let sign = |text: Text| text.and(base, "`");
        return (sign(sign(Text::new()).and(Style::Name, name)), after);
    }
    if let Some((words, after)) = text.strip_prefix("**").and_then(|rest| rest.split_once("**")) {
        return (Text::of(Style::Title, words), after);
    }
    let link = text.strip_prefix('[').and_then(|rest| rest.split_once("]("));
    if let Some((label, (address, after))) =
        link.and_then(|(label, rest)| Some((label, rest.split_once(')')?)))
    {
        let label = inline(label, base);
        let is_elsewhere = address.contains("://");
        let address = if is_elsewhere { format!(" ({address})") } else { String::new() };
        return (label.and(Style::Dim, &address), after);
    }
    let (sign, after) = text.split_at(1);
    (Text::of(base, sign), after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Palette;

    #[test]
    fn a_page_is_drawn_without_its_signs() {
        let page = "# a_rule\n\nOne sentence of `it`.\nAnd **another**.\n\n- an item\n  that goes on\n- [a link](https://x)\n- [a page](b.md) [no link\n\n```rust\nlet a = 1;\n\nlet b;\n```\n";
        let drawn = draw(&parse(page), Look::new(Palette::Plain, 40));
        insta::assert_snapshot!(drawn.as_str(), @r"
        a_rule

        One sentence of `it`. And another.

        - an item that goes on
        - a link (https://x)
        - a page [no link

            let a = 1;

            let b;
        ");
    }
}
