//! The abstract heap: values, the objects that they lead to, what is read from them and written to them.
//!
//! Reading and writing run no code of the program and write nothing down: it knows no evaluator. What a table must say (which
//! types outside are locks, which field of a delivery is what was sent) it asks `knowledge`.

pub(crate) mod code;
pub(crate) mod elements;
mod holders;
mod led;
pub(crate) mod object;
pub(crate) mod reach;
pub(crate) mod read;
mod roots;
mod rounds;
pub(crate) mod tuple;
pub(crate) mod value;
pub(crate) mod walk;
pub(crate) mod write;

use rustc_hash::FxHashMap;

use crate::facts::Name;
use crate::ids::IdVec;
use crate::knowledge::Knowledge;
use crate::program::TypeId;
use crate::trace::node::NodeId;
use holders::Holders;
use led::Led;
use object::{Obj, ObjId, StructValue};
use roots::Roots;
use rounds::Rounds;
use value::Value;
use write::Journal;

/// Every object that was made, with what leads to it from everywhere.
pub(crate) struct Heap<'a, 'f> {
    knowledge: &'a Knowledge,
    objects: IdVec<ObjId, Obj<'f>>,
    journal: Journal<'f>,
    roots: Roots<'f>,
    holders: Holders,
    led: Led,
    /// Objects of each type that were made in view.
    instances: FxHashMap<TypeId, Vec<ObjId>>,
    /// The parameter of an entry point that may be each of them.
    standing: FxHashMap<TypeId, (NodeId, ObjId)>,
    /// What functions gave that something outside calls, of types that only they make.
    constructed: FxHashMap<TypeId, Value<'f>>,
    /// Where each cell was made that its first user fills.
    cell_sites: FxHashMap<ObjId, NodeId>,
    rounds: Rounds,
}

impl<'a, 'f> Heap<'a, 'f> {
    /// Nothing was made so far.
    pub(crate) fn new(knowledge: &'a Knowledge) -> Self {
        Self {
            knowledge,
            objects: IdVec::default(),
            journal: Journal::default(),
            roots: Roots::default(),
            holders: Holders::default(),
            led: Led::default(),
            instances: FxHashMap::default(),
            standing: FxHashMap::default(),
            constructed: FxHashMap::default(),
            cell_sites: FxHashMap::default(),
            rounds: Rounds::default(),
        }
    }

    /// The object behind an id.
    #[inline]
    pub(crate) fn obj(&self, id: ObjId) -> &Obj<'f> {
        &self.objects[id]
    }

    fn obj_mut(&mut self, id: ObjId) -> &mut Obj<'f> {
        self.holders.note_change(id);
        self.led.note_change();
        &mut self.objects[id]
    }

    /// Every object, in the order in which they were made.
    pub(crate) fn objects(&self) -> &IdVec<ObjId, Obj<'f>> {
        &self.objects
    }

    /// Makes an object.
    pub(crate) fn alloc(&mut self, obj: Obj<'f>) -> ObjId {
        self.objects.push(obj)
    }

    /// Makes an object, as a value.
    pub(crate) fn value_of(&mut self, obj: Obj<'f>) -> Value<'f> {
        Value::Obj(self.alloc(obj))
    }

    /// Makes a value of a type of the program in view.
    pub(crate) fn instantiate(&mut self, data: StructValue<'f>) -> Value<'f> {
        let ty = data.ty;
        let id = self.alloc(Obj::Struct(data));
        self.instances.entry(ty).or_default().push(id);
        Value::Obj(id)
    }

    /// Values of a type that were made in view.
    pub(crate) fn instances_of(&self, ty: TypeId) -> Value<'f> {
        let known = self.instances.get(&ty).map_or(&[][..], Vec::as_slice);
        known.iter().fold(Value::Unknown, |sum, &id| sum.join(Value::Obj(id)))
    }

    /// Whether a parameter of an entry point may be the values of a type that were made in view: of several parameters the
    /// first, as they are hardly one value.
    pub(crate) fn may_be_made(&mut self, ty: TypeId, entry: NodeId, parameter: ObjId) -> bool {
        let stands = self.standing.entry(ty).or_insert((entry, parameter));
        if stands.0 != entry {
            *stands = (entry, parameter);
        }
        stands.1 == parameter
    }

    /// A function that something outside calls gave a value of a type that only such functions make.
    pub(crate) fn note_constructed(&mut self, ty: TypeId, value: Value<'f>) {
        let known = self.constructed.remove(&ty).unwrap_or(Value::Unknown);
        self.constructed.insert(ty, known.join(value));
    }

    /// The values of such a type.
    pub(crate) fn constructed(&self, ty: TypeId) -> Option<&Value<'f>> {
        self.constructed.get(&ty)
    }

    /// What stands in a field that was not looked at before. It stood there all along: this is no write.
    pub(crate) fn reveal_field(&mut self, id: ObjId, name: Name, value: Value<'f>) {
        if let Obj::Struct(data) = self.obj_mut(id) {
            data.fields.insert(name, value);
        }
    }

    /// What a value of some type is, seen as one of a type of the program.
    pub(crate) fn reveal_view(&mut self, id: ObjId, ty: TypeId, view: ObjId) {
        if let Obj::Opaque { views, .. } = self.obj_mut(id) {
            views.insert(ty, view);
        }
    }

    /// A cell, a queue or a signal is made at a node.
    pub(crate) fn note_cell_site(&mut self, cell: ObjId, node: NodeId) {
        self.cell_sites.insert(cell, node);
    }

    /// Where a cell, a queue or a signal was made in view.
    pub(crate) fn cell_site(&self, cell: &Value<'f>) -> Option<NodeId> {
        match cell {
            Value::Obj(cell) => self.cell_sites.get(cell).copied(),
            _ => None,
        }
    }
}
