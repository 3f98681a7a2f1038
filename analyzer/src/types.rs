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
mod lower;
mod measure;
mod scope;
pub mod signatures;
mod table;
pub mod ty;
mod words;
pub mod world;

use rustc_hash::FxHashMap;

use crate::facts::{Body, Name, TypeRef};
use crate::knowledge::Knowledge;
use crate::lower::STACK;
use crate::program::{ModuleId, Owner, Program, StaticId};
use crate::resolve::paths::Resolver;
use crate::threads::on_threads;
use infer::{BodyTypes, Place};
use library::Library;
use world::World;

/// The types of a program.
pub struct Types<'a, 'f> {
    /// What declarations say.
    pub world: World<'a, 'f>,
    /// By the module too: a file can belong to several crates.
    bodies: FxHashMap<(ModuleId, usize), BodyTypes>,
}

/// A body with what is known of it from outside.
#[derive(Clone, Copy)]
struct Task<'f> {
    body: &'f Body,
    place: Place,
    of_static: Option<StaticId>,
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
        let world = World::new(program, &Resolver::knowing(program, knowledge, &knows), library);
        let tasks = tasks(program);
        let infer = |resolver: &mut Resolver<'_, 'f>, task: &Task<'f>| {
            let gives = task.of_static.map(|id| world.static_value(id).clone()).unwrap_or_default();
            let types = infer::infer(&world, resolver, task.body, task.place, &gives);
            (key(task.place.module, task.body), types)
        };
        let resolver = || Resolver::knowing(program, knowledge, &knows);
        let bodies = on_threads(&tasks, jobs, STACK, resolver, infer);
        Self { bodies: bodies.into_iter().collect(), world }
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
        Some(Task { body: data.function.body.as_ref()?, place, of_static: None })
    });
    let statics = program.statics.entries().filter_map(|(id, data)| {
        let place = Place { module: data.module, owner: Owner::Free, function: None };
        Some(Task { body: data.init?, place, of_static: Some(id) })
    });
    let of_impls = program.impls.entries().flat_map(|(id, data)| {
        let place = Place { module: data.module, owner: Owner::Impl(id), function: None };
        constants(&data.def.consts, place)
    });
    let of_traits = program.traits.entries().flat_map(|(id, data)| {
        let place = Place { module: data.module, owner: Owner::Trait(id), function: None };
        constants(&data.def.consts, place)
    });
    functions.chain(statics).chain(of_impls).chain(of_traits).collect()
}

fn constants(
    consts: &[(Name, TypeRef, Option<Body>)],
    place: Place,
) -> impl Iterator<Item = Task<'_>> {
    let bodies = consts.iter().filter_map(|(.., body)| body.as_ref());
    bodies.map(move |body| Task { body, place, of_static: None })
}
