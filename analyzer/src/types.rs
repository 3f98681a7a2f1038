//! Program -> the type of every expression, and what every call means.
//!
//! Declarations first, then one body at a time and in parallel: `signatures` reads what functions, fields, `impl` blocks and
//! traits say, `library` does so for stubs of other people's libraries, `infer` walks through bodies. What is not
//! understood is [`ty::Ty::Unknown`]. Nothing here knows what a call does.

mod args;
mod derives;
mod display;
pub mod implementations;
mod impls;
pub mod infer;
pub mod library;
mod limited;
mod lower;
mod measure;
mod satisfied;
mod scope;
pub mod signatures;
mod table;
pub mod ty;
mod words;
pub mod world;

use rustc_hash::FxHashMap;

use crate::facts::{Body, Name, TypeRef};
use crate::knowledge::Knowledge;
use crate::limits::Incomplete;
use crate::lower::STACK;
use crate::program::{ModuleId, Owner, Program, StaticId};
use crate::resolve::paths::Resolver;
use crate::sources::Location;
use crate::threads::on_threads;
use infer::{BodyTypes, Place};
use library::Library;
use ty::Ty;
use world::World;

/// The types of a program.
pub struct Types<'a, 'f> {
    /// What declarations say.
    pub world: World<'a, 'f>,
    /// By the module too: a file can belong to several crates.
    bodies: FxHashMap<(ModuleId, usize), BodyTypes>,
    /// Code whose types are not known to their end.
    pub incomplete: Vec<Incomplete>,
}

/// A body with what is known of it from outside.
#[derive(Clone, Copy)]
struct Task<'f> {
    body: &'f Body,
    place: Place,
    at: Location,
    of_static: Option<StaticId>,
}

impl Task<'_> {
    /// What is read, as a report calls it.
    fn name(&self, program: &Program<'_>) -> String {
        match (self.place.function, self.of_static) {
            (Some(id), _) => program.display(id),
            (None, Some(id)) => program.statics[id].name.to_string(),
            (None, None) => "a constant".to_owned(),
        }
    }
}

impl<'a, 'f> Types<'a, 'f> {
    /// Infers the types of every body, on `jobs` threads (one for each core with `None`).
    pub fn new(
        program: &'a Program<'f>,
        knowledge: &'a Knowledge,
        library: &'a Library,
        jobs: Option<usize>,
    ) -> Self {
        let knows = |path: Name| library.knows(path);
        let resolver = Resolver::knowing(program, knowledge, &knows);
        let mut world = World::new(program, &resolver, library);
        for (id, data) in program.statics.entries() {
            // What says no type has that of its initial value, as far as those before it tell.
            if let (TypeRef::Infer, Some(body)) = (data.ty, data.init) {
                let place = Place { module: data.module, owner: Owner::Free, function: None };
                let types = infer::infer(&world, &resolver, body, place, &Ty::Unknown);
                world.set_static_value(id, types.exprs[body.root].clone());
            }
        }
        let world = world;
        let tasks = tasks(program);
        let infer = |resolver: &mut Resolver<'_, 'f>, task: &Task<'f>| {
            let gives = task.of_static.map(|id| world.static_value(id).clone()).unwrap_or_default();
            let infer = || infer::infer(&world, resolver, task.body, task.place, &gives);
            let (types, met) = limited::watched(infer);
            let told = met.map(|limit| limited::told(limit, task.at, &task.name(program)));
            (key(task.place.module, task.body), types, told)
        };
        let resolver = || Resolver::knowing(program, knowledge, &knows);
        let inferred = on_threads(&tasks, jobs, STACK, resolver, infer);
        let mut incomplete = world.incomplete.clone();
        let mut bodies = FxHashMap::default();
        for (key, types, told) in inferred {
            bodies.insert(key, types);
            incomplete.extend(told);
        }
        // Threads end in any order.
        incomplete.sort();
        Self { world, bodies, incomplete }
    }

    /// The types of a body as it stands in a module.
    pub fn of(&self, module: ModuleId, body: &Body) -> Option<&BodyTypes> {
        self.bodies.get(&key(module, body))
    }
}

fn key(module: ModuleId, body: &Body) -> (ModuleId, usize) {
    (module, std::ptr::from_ref(body).addr())
}

fn tasks<'f>(program: &Program<'f>) -> Vec<Task<'f>> {
    let functions = program.functions.entries().filter_map(|(id, data)| {
        let place = Place { module: data.module, owner: data.owner, function: Some(id) };
        let body = data.function.body.as_ref()?;
        Some(Task { body, place, at: data.at, of_static: None })
    });
    let statics = program.statics.entries().filter_map(|(id, data)| {
        let place = Place { module: data.module, owner: Owner::Free, function: None };
        Some(Task { body: data.init?, place, at: data.at, of_static: Some(id) })
    });
    let of_impls = program.impls.entries().flat_map(|(id, data)| {
        let place = Place { module: data.module, owner: Owner::Impl(id), function: None };
        constants(program, &data.def.consts, place)
    });
    let of_traits = program.traits.entries().flat_map(|(id, data)| {
        let place = Place { module: data.module, owner: Owner::Trait(id), function: None };
        constants(program, &data.def.consts, place)
    });
    functions.chain(statics).chain(of_impls).chain(of_traits).collect()
}

fn constants<'f>(
    program: &Program<'_>,
    consts: &'f [(Name, TypeRef, Option<Body>)],
    place: Place,
) -> impl Iterator<Item = Task<'f>> {
    let file = program.module(place.module).file;
    let bodies = consts.iter().filter_map(|(.., body)| body.as_ref());
    bodies.map(move |body| {
        let at = Location { file, span: body.exprs[body.root].span };
        Task { body, place, at, of_static: None }
    })
}
