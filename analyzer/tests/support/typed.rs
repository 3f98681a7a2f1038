//! The types of a fixture's expressions, and what its calls mean.

use std::fmt::Write as _;

use chanlint::facts::{Body, Facts, Span};
use chanlint::lowering::lower_all;
use chanlint::program::{ModuleId, Program};
use chanlint::resolve::{self, Input};
use chanlint::sources::FileId;
use chanlint::types::Types;
use chanlint::types::infer::{BodyTypes, Target};
use chanlint::types::library::Library;
use rustc_hash::FxHashMap;

use super::fixture::{Fixture, TABLES};

/// What stands between a text and what is said of it: which functions its call may mean, what it means, its type.
pub(crate) const SIGNS: [&str; 3] = [" may be ", " => ", ": "];

/// What is said of a text on a 0-based line.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fact {
    pub(crate) line: usize,
    pub(crate) text: String,
    pub(crate) sign: &'static str,
    pub(crate) says: String,
}

impl Fixture {
    /// What expressions, bound names and calls are.
    pub(crate) fn typed(self) -> Vec<Fact> {
        let language = self.workspace.packages[0].language;
        let Self { workspace, loaded, starts } = self;
        let files: Vec<_> = loaded.files.iter().map(|&(_, file)| file).collect();
        let facts: FxHashMap<FileId, Facts> = lower_all(&loaded.sources, &files, Some(1))
            .into_iter()
            .map(|(file, lowered)| (file, lowered.unwrap_or_else(|problem| panic!("{problem:?}"))))
            .collect();
        let input = Input { workspace: &workspace, sources: &loaded.sources, facts: &facts };
        let knowledge = TABLES.of(language);
        let program = resolve::resolve(input, knowledge);
        let library = Library::of_workspace(&workspace, knowledge);
        let types = Types::new(&program, knowledge, &library, Some(1));
        let fact = |file: FileId, at: Span, sign, says| {
            let source = loaded.sources.get(file);
            let text = &source.text[at.start as usize..at.end as usize];
            let start = starts[files.iter().position(|&known| known == file).expect("it is read")];
            let line = start + source.line_column(at.start).line as usize - 1;
            Fact { line, text: text.to_owned(), sign, says }
        };
        let mut out = Vec::new();
        for (file, module, body) in bodies(&program) {
            let Some(known) = types.of(module, body) else { continue };
            let shown = typed(body, known, &program);
            out.extend(shown.into_iter().map(|(at, ty)| fact(file, at, ": ", ty)));
            let calls = body.exprs.ids().filter_map(|id| Some((id, known.calls.get(&id)?)));
            for (id, target) in calls {
                let at = body.exprs[id].span;
                out.push(fact(file, at, " => ", target.callee.display(&program)));
                out.push(fact(file, at, " may be ", meant(target, &types, &program)));
            }
        }
        out
    }
}

fn bodies<'f>(program: &Program<'f>) -> Vec<(FileId, ModuleId, &'f Body)> {
    let functions = program.functions.iter();
    let functions = functions.map(|it| (it.at.file, it.module, it.function.body.as_ref()));
    let statics = program.statics.iter().map(|it| (it.at.file, it.module, it.init));
    let all = functions.chain(statics);
    all.filter_map(|(file, module, body)| Some((file, module, body?))).collect()
}

fn typed(body: &Body, known: &BodyTypes, program: &Program<'_>) -> Vec<(Span, String)> {
    let exprs = body.exprs.iter().map(|expr| expr.span).zip(&known.exprs);
    let bindings = known.bindings.iter().map(|(at, ty)| (*at, ty));
    exprs.chain(bindings).map(|(at, ty)| (at, ty.display(program).to_string())).collect()
}

fn meant(target: &Target, types: &Types<'_, '_>, program: &Program<'_>) -> String {
    let mut text = String::new();
    for one in types.implementations(target) {
        let comma = if text.is_empty() { "" } else { ", " };
        let (function, ty) = (program.display(one.function), one.self_ty.display(program));
        write!(text, "{comma}{function} of {ty}").expect("a string grows");
    }
    text
}
