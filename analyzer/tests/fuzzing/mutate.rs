//! Programs changed at random, most of them a little, so that much of what comes out still means something.

use generator::rng::Rng;

use super::tongue::Tongue;

/// A program made of another one, with parts of `others`.
pub(crate) fn mutated(text: &str, others: &[String], tongue: Tongue, rng: &mut Rng) -> String {
    let mut pieces: Vec<String> = pieces(text).into_iter().map(str::to_owned).collect();
    // Names and lines keep a program in shape; the others mostly break it.
    let keeps_shape = rng.chance(60);
    for _ in 0..rng.pick(&[1, 1, 1, 2, 2, 3, 4, 6, 10]) {
        if pieces.is_empty() {
            pieces.push(tongue.least.to_owned());
        }
        if keeps_shape {
            reshape(&mut pieces, rng);
        } else {
            distort(&mut pieces, others, tongue, rng);
        }
    }
    pieces.concat()
}

/// Words, runs of space, and single characters.
fn pieces(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| {
            if is_word(first) { is_word(c) } else { first.is_whitespace() && c.is_whitespace() }
        };
        let len = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, behind) = rest.split_at(len);
        out.push(piece);
        rest = behind;
    }
    out
}

fn reshape(pieces: &mut Vec<String>, rng: &mut Rng) {
    let at = rng.below(pieces.len());
    match rng.below(5) {
        0 => pieces[at] = name(pieces, rng),
        1 => {
            let (from, to) = (name(pieces, rng), name(pieces, rng));
            pieces
                .iter_mut()
                .filter(|piece| **piece == from)
                .for_each(|piece| piece.clone_from(&to));
        }
        2 => {
            let wide = rng.pick(&["é", "漢字", "🦀🦀", "\u{301}", "\t", "a\u{202e}b"]);
            pieces.insert(at, format!("/* {} */", wide.repeat(rng.pick(&[1, 3, 30]))));
        }
        3 => on_lines(pieces, |lines| move_part(lines, rng)),
        _ => on_lines(pieces, |lines| drop(lines.drain(part(lines, rng)))),
    }
}

/// A name that the program has.
fn name(pieces: &[String], rng: &mut Rng) -> String {
    let is_name = |piece: &&String| piece.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let names: Vec<&String> = pieces.iter().filter(is_name).collect();
    if names.is_empty() { "x".to_owned() } else { names[rng.below(names.len())].clone() }
}

fn on_lines(pieces: &mut Vec<String>, change: impl FnOnce(&mut Vec<String>)) {
    let mut lines: Vec<String> = pieces.concat().split_inclusive('\n').map(str::to_owned).collect();
    change(&mut lines);
    *pieces = self::pieces(&lines.concat()).into_iter().map(str::to_owned).collect();
}

/// A line with those that stand deeper below it: a statement, an item, a block.
fn part(lines: &[String], rng: &mut Rng) -> std::ops::Range<usize> {
    let depth = |line: &String| line.len() - line.trim_start().len();
    let begin = rng.below(lines.len().max(1)).min(lines.len());
    let deeper =
        |line: &&String| line.trim().is_empty() || depth(line) > lines.get(begin).map_or(0, depth);
    let mut end = lines.len().min(begin + 1);
    end += lines[end..].iter().take_while(deeper).count();
    let closes = lines.get(end).is_some_and(|line| line.trim_start().starts_with(['}', ')']));
    begin..end + usize::from(closes)
}

fn move_part(lines: &mut Vec<String>, rng: &mut Rng) {
    let copy = lines[part(lines, rng)].to_vec();
    let to = rng.below(lines.len() + 1);
    lines.splice(to..to, copy);
}

fn distort(pieces: &mut Vec<String>, others: &[String], tongue: Tongue, rng: &mut Rng) {
    let at = rng.below(pieces.len());
    let end = pieces.len().min(at + rng.pick(&[1, 1, 2, 3, 5, 10, 40]));
    match rng.below(10) {
        0 => drop(pieces.drain(at..end)),
        1 => {
            let copy = pieces[at..end].to_vec();
            pieces.splice(at..at, copy);
        }
        2 => {
            let other = rng.below(pieces.len());
            pieces.swap(at, other);
        }
        3 => pieces.insert(at, tongue.odd(rng).to_owned()),
        4 => tongue.odd(rng).clone_into(&mut pieces[at]),
        5 => {
            let other = self::pieces(&others[rng.below(others.len())]);
            let from = rng.below(other.len().max(1));
            let len = rng.pick(&[5, 20, 100, 1_000]);
            let part = other.into_iter().skip(from).take(len).map(str::to_owned);
            pieces.splice(at..end, part.collect::<Vec<_>>());
        }
        6 => {
            let (open, close) = rng.pick(tongue.nests);
            let times = rng.pick(&[3, 10, 50, 120, 300, 600]);
            pieces[at] = format!("{}{}{}", open.repeat(times), pieces[at], close.repeat(times));
        }
        7 => pieces.truncate(at),
        8 => {
            let text = pieces.concat().replace('\n', "\r\n");
            *pieces = vec![rng.pick(&["", "\u{feff}", "#!/bin/sh é\n"]).to_owned(), text];
        }
        _ => pieces[at] = long(rng),
    }
}

fn long(rng: &mut Rng) -> String {
    match rng.below(6) {
        0 => format!("\"{}\"", "x".repeat(20_000)),
        1 => "9".repeat(5_000),
        2 => "a".repeat(20_000),
        3 => format!("\"{}\"", "é🦀\\n".repeat(3_000)),
        4 => format!("{}{}", "/*".repeat(400), "*/".repeat(400)),
        _ => format!("r{hashes}\"\"{hashes}", hashes = "#".repeat(255)),
    }
}
