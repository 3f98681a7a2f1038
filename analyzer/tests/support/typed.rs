//! The types of a fixture's expressions, and what its calls mean.

use std::ops::Range;

use chanlint::facts::{Facts, Span};
use chanlint::language::Language;
use chanlint::lowering::lower_all;
use chanlint::resolve::{self, Input};
use chanlint::sources::FileId;
use chanlint::types::Types;
use chanlint::types::library::Library;
use rustc_hash::FxHashMap;

use super::fixture::{Fixture, TABLES};

impl Fixture {
    /// The types of the expressions and bound names of the first file, and what its calls mean, each by byte range.
    pub(crate) fn typed(self) -> Vec<(Range<usize>, String)> {
        let Self { workspace, loaded, .. } = self;
        let files: Vec<_> = loaded.files.iter().map(|&(_, file)| file).collect();
        let facts: FxHashMap<FileId, Facts> = lower_all(&loaded.sources, &files, Some(1))
            .into_iter()
            .map(|(file, lowered)| (file, lowered.unwrap_or_else(|problem| panic!("{problem:?}"))))
            .collect();
        let input = Input { workspace: &workspace, sources: &loaded.sources, facts: &facts };
        let knowledge = TABLES.of(Language::Rust);
        let program = resolve::resolve(input, knowledge);
        let library = Library::builtin(knowledge);
        let types = Types::new(&program, knowledge, &library);
        let range = |span: Span| span.start as usize..span.end as usize;
        let mut out = Vec::new();
        for data in &program.functions {
            let Some(body) = &data.function.body else { continue };
            let Some(known) = types.of(body) else { continue };
            let exprs = body.exprs.iter().zip(&known.exprs);
            out.extend(
                exprs.map(|(expr, ty)| (range(expr.span), ty.display(&program).to_string())),
            );
            let bindings = known.bindings.iter();
            out.extend(bindings.map(|(at, ty)| (range(*at), ty.display(&program).to_string())));
            out.extend(known.calls.iter().map(|(id, target)| {
                let at = body.exprs[*id].span;
                (range(at), format!("=> {}", target.callee.display(&program)))
            }));
        }
        out
    }
}
