//! What calls mean by the types that are inferred, and what they mean by the types of Go.
//!
//! The other side is the program in `tests/callees`, which asks `go/types`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chanlint::discover::{Request, discover};
use chanlint::facts::{Body, ExprId, ExprKind, Facts, Name};
use chanlint::knowledge::Tables;
use chanlint::language::Language;
use chanlint::load::load;
use chanlint::lowering::lower_all;
use chanlint::program::{Def, ModuleId, Program};
use chanlint::resolve::paths::{Namespace, Resolver};
use chanlint::resolve::{self, Input};
use chanlint::sources::{FileId, Sources};
use chanlint::types::Types;
use chanlint::types::infer::Callee;
use chanlint::types::library::Library;
use rustc_hash::FxHashMap;

use super::go_modules::{complaint, emptied, go, with_go, write};

/// The module of the other side; the sums of what it needs stand beside its source.
const MANIFEST: &str = "\
module example.com/callees

go 1.25.0

require golang.org/x/tools v0.48.0

require (
	golang.org/x/mod v0.38.0 // indirect
	golang.org/x/sync v0.22.0 // indirect
)
";

/// A call: its file, its first byte, and the one behind its last.
type Call = (PathBuf, u32, u32);

/// What a call means.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    /// A function whose declaration is in sight, by its file and its 1-based line.
    Declared(PathBuf, u32),
    /// A function of a library, by its path.
    Outside(Name),
    /// Something of a library of which nothing is known but its name.
    Named(Name),
    /// A type, as what it makes of a value.
    Type,
}

/// What a call means by the types of Go.
#[derive(Clone, Debug)]
enum Right {
    Static {
        path: Name,
        file: PathBuf,
        line: u32,
    },
    /// A value that is code.
    Dynamic,
    Conversion,
    Builtin,
}

/// How the two sides stand to each other over many calls.
pub(crate) struct Comparison {
    tables: Tables,
    /// Calls whose function both name.
    pub(crate) agrees: usize,
    /// Calls of functions that are declared in sight, in sources or stubs, and that we do not know.
    pub(crate) gaps: Vec<String>,
    /// Calls that mean something else than we say.
    pub(crate) contradictions: Vec<String>,
    /// Calls of libraries of which nothing is known.
    pub(crate) unseen: usize,
    /// What Go does not compile.
    pub(crate) left_out: String,
}

/// What our types say of a folder.
struct Ours {
    calls: BTreeMap<Call, Vec<Meaning>>,
    /// Files that were read.
    files: BTreeSet<PathBuf>,
    library: Arc<Library>,
}

/// The program that asks Go, compiled once.
static ORACLE: LazyLock<PathBuf> = LazyLock::new(|| {
    let dir = emptied("callees", "oracle");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/callees");
    for name in ["main.go", "go.sum"] {
        fs::copy(from.join(name), dir.join(name)).expect("a copy");
    }
    write(&dir.join("go.mod"), MANIFEST);
    let said = complaint(go(&dir).args(["build", "-o", "callees", "."]));
    assert!(said.is_none(), "{said:?}");
    dir.join("callees")
});

impl Comparison {
    pub(crate) fn new() -> Self {
        let (gaps, contradictions, left_out) = Default::default();
        let tables = Tables::builtin();
        Self { tables, agrees: 0, gaps, contradictions, unseen: 0, left_out }
    }

    /// Compares both sides on the module or workspace of a folder.
    pub(crate) fn add(&mut self, dir: &Path) {
        let (right, left_out) = right(dir, &self.tables);
        self.left_out += &left_out;
        let ours = Ours::of(dir, &self.tables);
        for (call, right) in right.iter().filter(|(call, _)| ours.files.contains(&call.0)) {
            self.compare(call, &ours, right);
        }
    }

    /// The counts.
    pub(crate) fn summary(&self) -> String {
        let Self { agrees, gaps, contradictions, unseen, .. } = self;
        let (gaps, contradictions) = (gaps.len(), contradictions.len());
        format!(
            "{agrees} agree, {gaps} are not known, {contradictions} are wrong; {unseen} are of other libraries"
        )
    }

    fn compare(&mut self, call: &Call, all: &Ours, right: &Right) {
        let ours = all.calls.get(call).map_or(&[][..], Vec::as_slice);
        let is_right = |meaning: &Meaning| match (meaning, right) {
            (Meaning::Declared(file, line), Right::Static { file: right, line: at, .. }) => {
                (file, line) == (right, at)
            }
            (Meaning::Outside(ours) | Meaning::Named(ours), Right::Static { path, .. }) => {
                ours == path
            }
            (Meaning::Named(_), Right::Dynamic | Right::Conversion)
            | (Meaning::Type, Right::Conversion) => true,
            (Meaning::Outside(ours) | Meaning::Named(ours), Right::Builtin) => {
                ours.starts_with("builtin::")
            }
            _ => false,
        };
        if ours.iter().any(|meaning| !is_right(meaning)) {
            return self.contradictions.push(told(call, ours, right));
        }
        let Right::Static { path, file, .. } = right else { return };
        if !ours.is_empty() {
            self.agrees += 1;
        } else if all.files.contains(file) || all.declares(*path) {
            self.gaps.push(told(call, ours, right));
        } else {
            self.unseen += 1;
        }
    }
}

fn told((file, start, end): &Call, ours: &[Meaning], right: &Right) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let (start, end) = (*start as usize, *end as usize);
    let line = text[..start].lines().count().max(1);
    let code = text[start..end].lines().next().unwrap_or_default();
    format!("{}:{line}: `{code}` is {ours:?}, and means {right:?}", file.display())
}

/// What Go says, and what it does not compile.
fn right(dir: &Path, tables: &Tables) -> (BTreeMap<Call, Right>, String) {
    let output = with_go(ORACLE.as_os_str(), dir).arg(dir).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let calls = String::from_utf8_lossy(&output.stdout);
    (calls.lines().filter_map(|line| read(line, tables)).collect(), said)
}

/// A line of what Go says.
fn read(line: &str, tables: &Tables) -> Option<(Call, Right)> {
    let mut fields = line.split('\t');
    let mut field = || fields.next().expect("each line is whole");
    let file = PathBuf::from(field());
    let mut number = || field().parse().expect("a number");
    let (start, end) = (number(), number());
    let right = match field() {
        "dynamic" => Right::Dynamic,
        "conversion" => Right::Conversion,
        "builtin" => Right::Builtin,
        _ => Right::Static {
            // A fork is what it comes from.
            path: tables.of(Language::Go).canonical(field()),
            file: field().into(),
            line: field().parse().expect("a number"),
        },
    };
    // What Go makes itself for tests is no file of anybody's.
    file.extension().is_some_and(|end| end == "go").then_some(((file, start, end), right))
}

impl Ours {
    fn of(dir: &Path, tables: &Tables) -> Self {
        let workspace = discover(&Request::new(dir), &tables.client_packages());
        let loaded = load(&workspace);
        let files: Vec<FileId> = loaded.files.iter().map(|&(_, file)| file).collect();
        let lowered = lower_all(&loaded.sources, &files, Some(1)).into_iter();
        let facts: FxHashMap<FileId, Facts> =
            lowered.filter_map(|(file, facts)| Some((file, facts.ok()?))).collect();
        let knowledge = tables.of(Language::Go);
        let input = Input { workspace: &workspace, sources: &loaded.sources, facts: &facts };
        let program = resolve::resolve(input, knowledge);
        let library = Library::of_workspace(&workspace, knowledge);
        let types = Types::new(&program, knowledge, &library, Some(1));
        let files = files.into_iter().map(|file| loaded.sources.get(file).path.clone()).collect();
        let resolver = Resolver::new(&program, knowledge);
        let meanings =
            Meanings { program: &program, types: &types, resolver, sources: &loaded.sources };
        Self { calls: meanings.of_all(), files, library }
    }

    /// Whether a stub declares a function.
    fn declares(&self, path: Name) -> bool {
        self.library.functions.contains_key(&path)
    }
}

struct Meanings<'a, 'f> {
    program: &'a Program<'f>,
    types: &'a Types<'a, 'f>,
    resolver: Resolver<'a, 'f>,
    sources: &'a Sources,
}

impl Meanings<'_, '_> {
    /// What each call means that we know something of.
    fn of_all(&self) -> BTreeMap<Call, Vec<Meaning>> {
        let functions = self.program.functions.iter();
        let functions = functions.map(|it| (it.at.file, it.module, it.function.body.as_ref()));
        let statics = self.program.statics.iter().map(|it| (it.at.file, it.module, it.init));
        let mut all: BTreeMap<Call, Vec<Meaning>> = BTreeMap::new();
        for (file, module, body) in functions.chain(statics) {
            let Some(body) = body else { continue };
            for (id, expr) in body.exprs.entries() {
                let call = (self.sources.get(file).path.clone(), expr.span.start, expr.span.end);
                let meaning =
                    self.by_types(module, body, id).or_else(|| self.by_name(module, body, id));
                all.entry(call).or_default().extend(meaning);
            }
        }
        all
    }

    fn by_types(&self, module: ModuleId, body: &Body, id: ExprId) -> Option<Meaning> {
        let target = self.types.of(module, body)?.calls.get(&id)?;
        Some(match target.callee {
            Callee::Own(id) | Callee::Trait(id) => {
                let at = self.program.functions[id].at;
                let source = self.sources.get(at.file);
                Meaning::Declared(source.path.clone(), source.line_column(at.span.start).line)
            }
            Callee::Outside(path) => Meaning::Outside(path),
            Callee::Constructor(..) | Callee::OutsideConstructor(_) => Meaning::Type,
        })
    }

    /// What `x.Y()` names in a package of which no stub tells.
    fn by_name(&self, module: ModuleId, body: &Body, id: ExprId) -> Option<Meaning> {
        let ExprKind::Call { callee, .. } = &body.exprs[id].kind else { return None };
        let ExprKind::Path(path) = &body.exprs[*callee].kind else { return None };
        let found = self.resolver.path(module, &[], path, Namespace::Values)?;
        match found.def {
            Def::External(name) if path.segments.len() > 1 => Some(Meaning::Named(name)),
            _ => None,
        }
    }
}
