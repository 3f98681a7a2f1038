//! Program -> the type of every expression, and what every call means.
//!
//! Declarations first, then one body at a time and in parallel: `signatures` reads what functions, fields, `impl` blocks and
//! traits say, `library` does so for stubs of other people's libraries, `infer` walks through bodies. What is not
//! understood is [`ty::Ty::Unknown`]. Nothing here knows what a call does.

mod impls;
pub mod infer;
pub mod library;
mod lower;
pub mod signatures;
mod table;
pub mod ty;
pub mod world;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::facts::Body;
use crate::knowledge::Knowledge;
use crate::program::{Program, StaticId};
use crate::resolve::paths::Resolver;
use infer::{BodyTypes, Place};
use library::Library;
use world::World;

/// The types of a program.
pub struct Types<'a, 'f> {
    /// What declarations say.
    pub world: World<'a, 'f>,
    bodies: FxHashMap<usize, BodyTypes>,
}

/// A body with what is known of it from outside.
#[derive(Clone, Copy)]
struct Task<'f> {
    body: &'f Body,
    place: Place,
    of_static: Option<StaticId>,
}

impl<'a, 'f> Types<'a, 'f> {
    /// Infers the types of every body. Needs threads with stacks that hold the deepest nesting that was parsed.
    pub fn new(program: &'a Program<'f>, knowledge: &'a Knowledge, library: &'a Library) -> Self {
        let world = World::new(program, &Resolver::new(program, knowledge), library);
        let tasks = tasks(program);
        let infer = |resolver: &mut Resolver<'_, 'f>, task: &Task<'f>| {
            let gives = task.of_static.map(|id| world.static_type(id).clone()).unwrap_or_default();
            let types = infer::infer(&world, resolver, task.body, task.place, &gives);
            (key(task.body), types)
        };
        let bodies = tasks
            .par_iter()
            .map_init(|| Resolver::new(program, knowledge), infer)
            .collect::<Vec<_>>()
            .into_iter()
            .collect();
        Self { world, bodies }
    }

    /// The types of a body.
    pub fn of(&self, body: &Body) -> Option<&BodyTypes> {
        self.bodies.get(&key(body))
    }
}

fn key(body: &Body) -> usize {
    std::ptr::from_ref(body).addr()
}

fn tasks<'f>(program: &Program<'f>) -> Vec<Task<'f>> {
    let functions = program.functions.entries().filter_map(|(id, data)| {
        let place = Place { module: data.module, function: Some(id) };
        Some(Task { body: data.function.body.as_ref()?, place, of_static: None })
    });
    let statics = program.statics.entries().filter_map(|(id, data)| {
        let place = Place { module: data.module, function: None };
        Some(Task { body: data.init?, place, of_static: Some(id) })
    });
    let constants = program.impls.iter().flat_map(|data| {
        let place = Place { module: data.module, function: None };
        let bodies = data.def.consts.iter().filter_map(|(.., body)| body.as_ref());
        bodies.map(move |body| Task { body, place, of_static: None })
    });
    functions.chain(statics).chain(constants).collect()
}
