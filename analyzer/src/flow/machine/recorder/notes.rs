//! What is written down of handles, operations and functions.

use super::Recorder;
use crate::knowledge::ClientId;
use crate::program::FnId;
use crate::sources::Location;
use crate::trace::access::{Access, AccessId, Lock, LockId};
use crate::trace::handle::{DeliveryId, OriginId};
use crate::trace::node::NodeId;
use crate::trace::outcome::{
    Asked, ConfirmTaken, CutOff, Kept, Orphaned, ResultUse, Unpolled, Unread, Watch,
};
use crate::trace::sites::{CallSite, CloneSite, StartSite};
use crate::trace::{CallbackRun, Drain, Origin};

impl Recorder {
    /// A handler answers these requests.
    pub(crate) fn note_route(&mut self, handler: NodeId, route: String) {
        self.trace.routes.insert(handler, route);
    }

    /// A handle is opened at the cursor, or is another one there in each run.
    pub(crate) fn open(&mut self, origin: Origin) -> OriginId {
        self.trace.open(origin)
    }

    /// A handle is there that is not opened at the cursor.
    pub(crate) fn add_origin(&mut self, origin: Origin) -> OriginId {
        self.trace.add_origin(origin)
    }

    /// A guard of a lock is taken for the first time.
    pub(crate) fn add_lock(&mut self, lock: Lock) -> LockId {
        self.trace.add_lock(lock)
    }

    /// An operation happens at the cursor; its leaf is the one that is given.
    pub(crate) fn add_access(
        &mut self,
        at: Location,
        made: impl FnOnce(NodeId) -> Access,
    ) -> AccessId {
        self.trace.add_access(at, made)
    }

    /// What becomes of an operation's result.
    pub(crate) fn set_result_use(&mut self, id: AccessId, result_use: ResultUse) {
        self.trace.set_result_use(id, result_use);
    }

    /// A channel or connection is put at the cursor where other code can find it.
    pub(crate) fn publish(&mut self, origin: OriginId) {
        self.trace.publish(origin);
    }

    /// Channels go to code that is not followed.
    pub(crate) fn give_away(&mut self, origins: impl IntoIterator<Item = OriginId>) {
        self.trace.given_away.extend(origins);
    }

    /// A context that was started elsewhere uses a variable's channel or connection, or code that is not followed has it.
    pub(crate) fn note_captured(&mut self, origin: OriginId) {
        self.captured_by_task.insert(origin);
    }

    /// Whether somebody else has a channel, or may have it.
    pub(crate) fn is_shared(&self, origin: OriginId) -> bool {
        self.trace.given_away.contains(origin) || self.captured_by_task.contains(&origin)
    }

    /// An answer to a delivery is made, awaited or not.
    pub(crate) fn note_answered(&mut self, origins: impl IntoIterator<Item = OriginId>) {
        self.trace.answered.extend(origins);
    }

    /// What was opened since some point comes out of a pool.
    pub(crate) fn note_pooled_since(&mut self, first: OriginId) {
        self.trace.pooled.extend(self.trace.origins().ids_since(first));
    }

    /// Handles of contexts are stored or given away.
    pub(crate) fn note_join_handles_stored(&mut self, contexts: Vec<NodeId>) {
        self.trace.join_handle_stored.extend(contexts);
    }

    /// Handles of contexts go into a collection.
    pub(crate) fn note_join_handles_collected(&mut self, contexts: Vec<NodeId>) {
        self.trace.join_handle_collected.extend(contexts);
    }

    /// A channel goes to whoever reads a queue.
    pub(crate) fn send(&mut self, origin: OriginId) {
        self.trace.send(origin);
    }

    /// Consumers go into a collection.
    pub(crate) fn note_consumers_collected(&mut self, started_by: Vec<AccessId>) {
        self.trace.consumers_collected.extend(started_by);
    }

    /// Deliveries go into a collection.
    pub(crate) fn note_deliveries_collected(&mut self, deliveries: Vec<DeliveryId>) {
        self.trace.deliveries_collected.extend(deliveries);
    }

    /// A delivery is taken.
    pub(crate) fn add_delivery(&mut self) -> DeliveryId {
        self.trace.add_delivery()
    }

    /// Channels are taken out of a queue and put back into it.
    pub(crate) fn note_in_turns(&mut self, origins: Vec<OriginId>) {
        self.trace.in_turns.extend(origins);
    }

    /// Of what is polled at the same time, the first that ends is heard.
    pub(crate) fn note_first_ends(&mut self, together: NodeId) {
        self.trace.first_ends.insert(together);
    }

    /// A combinator gives a consumer's deliveries to a closure.
    pub(crate) fn note_drain(&mut self, drain: Drain) {
        self.trace.drains.push(drain);
    }

    /// Somebody hears of the end of contexts.
    pub(crate) fn note_ends_heard(&mut self, contexts: Vec<NodeId>) {
        self.trace.ends_heard.extend(contexts);
    }

    /// A client runs code by itself.
    pub(crate) fn add_callback(&mut self, callback: CallbackRun) {
        self.trace.callbacks.push(callback);
    }

    /// A channel's last handle goes while a consumer lives on it; this is told once.
    pub(crate) fn add_orphaned(&mut self, orphaned: Orphaned) {
        // Whoever evaluates the same code again is told that the channel is accounted for.
        self.captured_by_task.insert(orphaned.origin);
        self.trace.orphaned.push(orphaned);
    }

    /// Code asks for the broker's word on a message: only whether it was taken, or for all of it.
    pub(crate) fn note_word_asked(&mut self, wait: AccessId, asked: Asked) {
        match asked {
            Asked::Taken => self.trace.asked_for_taken.extend([wait]),
            Asked::All => self.trace.return_seen.extend([wait]),
        }
    }

    /// A client is told to open lost channels again.
    pub(crate) fn note_brought_back(&mut self, client: ClientId) {
        self.trace.brought_back.extend([client]);
    }

    /// Another context puts another handle where these are.
    pub(crate) fn note_replaced(&mut self, origins: impl IntoIterator<Item = OriginId>) {
        self.trace.replaced.extend(origins);
    }

    /// A connection's last handle goes while a channel of it lives on; this is told once.
    pub(crate) fn add_cut_off(&mut self, cut_off: CutOff) {
        self.captured_by_task.insert(cut_off.connection);
        self.trace.cut_off.push(cut_off);
    }

    /// A queue that a client was given fills up.
    pub(crate) fn add_unread(&mut self, unread: Unread) {
        self.trace.unread.push(unread);
    }

    /// A confirm is taken out of the queue that a client was given for them.
    pub(crate) fn add_confirm_taken(&mut self, taken: ConfirmTaken) {
        self.trace.confirms_taken.push(taken);
    }

    /// Somebody hears from a client that something of it is lost.
    pub(crate) fn add_watch(&mut self, watch: Watch) {
        self.trace.watches.push(watch);
    }

    /// A channel goes into a collection.
    pub(crate) fn add_kept(&mut self, kept: Kept) {
        self.trace.kept.push(kept);
    }

    /// Of what went into collections that stays which something keeps.
    pub(crate) fn retain_kept(&mut self, grows: impl Fn(&Kept) -> bool) {
        self.trace.kept.retain(|kept| grows(kept));
    }

    /// A future is dropped that nobody polled.
    pub(crate) fn add_unpolled(&mut self, unpolled: Unpolled) {
        self.trace.unpolled.push(unpolled);
    }

    /// A function takes a payload.
    pub(crate) fn note_takes_payload(&mut self, function: FnId) {
        self.trace.takes_payload.insert(function);
    }

    /// A call of an offered function leaves a channel for the next one.
    pub(crate) fn note_left_over(&mut self, origin: OriginId) {
        self.trace.left.insert(origin);
    }

    /// An entry point or a handler is not followed to its end.
    pub(crate) fn note_cut_short(&mut self, node: NodeId) {
        self.trace.cut_short.insert(node);
    }

    /// A function expects that others run beside it.
    pub(crate) fn note_expects_company(&mut self, function: FnId) {
        self.trace.expects_company.insert(function);
    }

    /// Where the name of a method that does something, or whose future may, stands in its call.
    pub(crate) fn note_method_name(&mut self, call: Location, name: Location) {
        self.trace.method_names.insert(call, name);
    }

    /// How the call of an operation is written.
    pub(crate) fn add_call_site(&mut self, at: Location, site: CallSite) {
        self.trace.call_sites.insert(at, site);
    }

    /// A handle is cloned; says whether this is the first time that it is seen.
    pub(crate) fn note_cloned(&mut self, origin: OriginId, at: Location) -> bool {
        self.cloned.insert((origin, at))
    }

    /// A statement starts a context that names a channel; says whether this is the first time that it is seen.
    pub(crate) fn note_started(&mut self, origin: OriginId, at: Location) -> bool {
        self.started.insert((origin, at))
    }

    /// How a context is started that names a channel.
    pub(crate) fn add_start_site(&mut self, site: StartSite) {
        self.trace.start_sites.push(site);
    }

    /// What a clone is.
    pub(crate) fn add_clone_site(&mut self, site: CloneSite) {
        self.trace.clone_sites.push(site);
    }
}
