//! Operations happen, and handles are opened or come into view.

use crate::flow::Evaluator;
use crate::flow::heap::code::PendingOperation;
use crate::flow::heap::object::{Obj, ObjId};
use crate::flow::heap::value::Value;
use crate::knowledge::{ClientId, HandleKind, Kind};
use crate::sources::Location;
use crate::trace::Origin;
use crate::trace::access::{Access, AccessId};
use crate::trace::handle::{DeliveryId, Handle, OriginId, Provenance, ProvenanceKind};
use crate::trace::node::Step;
use crate::trace::outcome::ResultUse;

impl<'f> Evaluator<'_, 'f> {
    /// A fresh handle, opened at the cursor.
    pub(crate) fn open(&mut self, client: ClientId, kind: HandleKind, at: Location) -> Value<'f> {
        self.open_on_connection(client, kind, None, at)
    }

    /// A fresh handle, opened at the cursor on a connection.
    pub(crate) fn open_on_connection(
        &mut self,
        client: ClientId,
        kind: HandleKind,
        connection: Option<OriginId>,
        at: Location,
    ) -> Value<'f> {
        let opened = Origin { client, kind, at, provenance: None, node: None, connection };
        let origin = self.recorder.open(opened);
        self.heap.value_of(Obj::Handle(Handle {
            client,
            kind,
            origin,
            by: None,
            part: false,
            delivery: None,
        }))
    }

    /// A handle that came into view without being opened there.
    pub(crate) fn outside_origin(
        &mut self,
        client: ClientId,
        kind: HandleKind,
        provenance: Provenance,
    ) -> OriginId {
        let (at, how) = (provenance.at, provenance.kind);
        let provenance = Some(provenance);
        let origin = Origin { client, kind, at, provenance, node: None, connection: None };
        match how {
            // A handle that was lost on the way is another one each time the place is reached.
            ProvenanceKind::Imprecise => self.recorder.open(origin),
            // A parameter or a field is the same handle wherever it is looked at.
            _ => self.recorder.add_origin(origin),
        }
    }

    /// Writes down an operation at the cursor.
    pub(crate) fn emit(&mut self, pending: &PendingOperation<'f>) -> Option<AccessId> {
        let Obj::Handle(handle) = self.heap.obj(pending.handle).clone() else { return None };
        // Code that uses a channel is worth following further.
        self.limits.renew();
        let lockset = self.locks.lockset();
        let arguments = self.arguments(&pending.args);
        let deliveries = self.deliveries_in(&pending.args);
        let delivery = delivery_of(&handle, &deliveries);
        let cancellable = self.recorder.cancellable();
        Some(self.recorder.add_access(pending.at, |node| Access {
            operation: pending.operation,
            origin: handle.origin,
            at: pending.at,
            name_at: pending.name_at,
            node,
            lockset,
            arguments,
            cancellable,
            by: handle.by,
            deliveries,
            delivery,
            result_use: ResultUse::Unknown,
        }))
    }

    /// Deliveries that an operation is given, also inside its options.
    fn deliveries_in(&self, args: &[Value<'f>]) -> Vec<Handle> {
        let mut out: Vec<Handle> = Vec::new();
        for arg in args {
            let handles = self.heap.handles_in(arg);
            for handle in handles.filter(|handle| handle.kind == HandleKind::Delivery) {
                // A delivery's tag names the delivery.
                let whole = Handle { part: false, ..handle.clone() };
                let same = |known: &&mut Handle| {
                    (known.client, known.origin, known.by) == (whole.client, whole.origin, whole.by)
                };
                match out.iter_mut().find(same) {
                    // One of several, nobody knows which.
                    Some(known) if known.delivery != whole.delivery => known.delivery = None,
                    Some(_) => {}
                    None => out.push(whole),
                }
            }
        }
        out
    }

    /// A consumer's handle, or another one, as the next delivery.
    pub(crate) fn next_delivery(&mut self, from: &Handle) -> Value<'f> {
        let delivery = Some(self.recorder.add_delivery());
        let kind = HandleKind::Delivery;
        self.heap.value_of(Obj::Handle(Handle { kind, delivery, ..from.clone() }))
    }

    /// Carries out an operation and gives what it gives.
    pub(crate) fn perform(&mut self, pending: &PendingOperation<'f>) -> Value<'f> {
        let Obj::Handle(handle) = self.heap.obj(pending.handle).clone() else {
            return Value::Unknown;
        };
        let by = self.emit(pending);
        let info = self.knowledge.operation(pending.operation);
        if info.operation.kinds.contains(&Kind::Publish) {
            self.note_resent(pending);
        }
        let (name, gives) = (info.name, info.operation.gives);
        let by = if self.is_kept_by_what_it_gives(pending) { handle.by } else { by };
        self.register_callbacks(
            &Handle { by, ..handle.clone() },
            name,
            &pending.args,
            &Value::Obj(pending.handle),
            pending.at,
        );
        match gives {
            Some(HandleKind::Delivery) => self.next_delivery(&Handle { by, ..handle }),
            // `(tag, receiver)` and the like: whichever part is taken.
            Some(kind) => self.heap.value_of(Obj::Handle(Handle { kind, by, ..handle })),
            None => Value::Unknown,
        }
    }

    /// A publish may carry what a delivery brought.
    fn note_resent(&mut self, pending: &PendingOperation<'f>) {
        let mut contents = pending.args.iter().map(|arg| self.heap.content_in(arg));
        if let Some(origin) = contents.find_map(|content| content) {
            self.recorder.step(Step::Resend(origin), pending.at);
        }
    }

    /// Whether what an operation gives is known by the operation that gave its handle: deliveries are the consume's.
    fn is_kept_by_what_it_gives(&self, pending: &PendingOperation<'f>) -> bool {
        self.knowledge.operation(pending.operation).operation.on == HandleKind::Consumer
    }

    /// A loop or closure takes a consumer's deliveries one by one.
    pub(crate) fn receive_in_loop(&mut self, id: ObjId, handle: &Handle, at: Location) {
        let found = self.knowledge.implied_operation(handle.client, handle.kind);
        if let Some(operation) = found {
            let args = Vec::new();
            self.emit(&PendingOperation { operation, handle: id, args, at, name_at: at });
        }
    }

    /// The second await of a publish: the broker's confirm.
    pub(crate) fn confirm_wait(
        &mut self,
        id: ObjId,
        handle: &Handle,
        at: Location,
    ) -> Option<AccessId> {
        let operation = self.knowledge.implied_operation(handle.client, handle.kind)?;
        let pending = PendingOperation { operation, handle: id, args: Vec::new(), at, name_at: at };
        self.emit(&pending)
    }
}

/// The one delivery that an operation is about.
fn delivery_of(called_on: &Handle, given: &[Handle]) -> Option<DeliveryId> {
    match given {
        _ if called_on.kind == HandleKind::Delivery => called_on.delivery,
        [only] => only.delivery,
        _ => None,
    }
}
