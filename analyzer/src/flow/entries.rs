//! Where evaluation begins: programs, handlers that a framework calls, and functions that nothing in the program calls.

use rustc_hash::FxHashSet;

use super::{Context, Evaluator};
use crate::facts::{Attr, Name, intern};
use crate::flow::heap::code::Future;
use crate::flow::heap::object::Outside;
use crate::flow::heap::value::Value;
use crate::flow::machine::limits::Limits;
use crate::flow::machine::schedule::Handler;
use crate::knowledge::{Handlers, Times};
use crate::program::{FnId, ImplId, Owner};
use crate::resolve::types::{Subst, TraitTy, Ty, TypeScope};
use crate::sources::Location;
use crate::trace::handle::ProvenanceKind;
use crate::trace::node::{NodeId, NodeKind};
use crate::workspace::TargetKind;

impl<'f> Evaluator<'_, 'f> {
    /// Evaluates every entry point.
    pub(crate) fn run_entries(&mut self, context: &Context<'_>) {
        let framework = self.framework_functions(context);
        for id in self.programs(context) {
            self.run_entry(id);
        }
        self.run_uncalled(context, &framework);
        self.run_handlers(framework);
    }

    /// The `main` functions of programs.
    fn programs(&self, context: &Context<'_>) -> Vec<FnId> {
        let reported = self.program.crates.entries().filter(|&(krate, _)| context.reported[krate]);
        let roots: Vec<_> = reported
            .filter(|(_, krate)| krate.kind != TargetKind::Lib)
            .map(|(_, krate)| krate.root)
            .collect();
        let main = intern("main");
        let functions =
            roots.iter().filter_map(|root| self.program.module(*root).values.get(&main));
        functions
            .filter_map(|def| match def {
                crate::program::Def::Fn(id) => Some(*id),
                _ => None,
            })
            .collect()
    }

    fn is_reported(&self, id: FnId, context: &Context<'_>) -> bool {
        let module = self.program.function(id).module;
        context.reported[self.program.module(module).krate]
    }

    /// Functions that can matter and that no entry point reached, callers before what they call.
    fn run_uncalled(&mut self, context: &Context<'_>, framework: &[Handler<'f>]) {
        let by_framework: FxHashSet<FnId> = framework
            .iter()
            .filter_map(|handler| match handler.callee {
                Value::Fn(id) => Some(id),
                _ => None,
            })
            .collect();
        let all: Vec<FnId> = self
            .program
            .functions
            .ids()
            .filter(|&id| {
                self.relevance.matters(id)
                    && self.is_reported(id, context)
                    && !by_framework.contains(&id)
            })
            .filter(|&id| self.program.function(id).function.body.is_some())
            .collect();
        let order = self.callgraph.callers_first(&all);
        // What constructors make, the methods behind them are called on; what opens leaves something for the others.
        // Callers come first, so that what they call is evaluated in their setting.
        let (first, rest): (Vec<FnId>, Vec<FnId>) =
            order.into_iter().partition(|&id| self.is_constructor(id));
        let (open, rest): (Vec<FnId>, Vec<FnId>) =
            rest.into_iter().partition(|&id| self.relevance.opens(id));
        for id in first.into_iter().chain(open).chain(rest) {
            if !self.calls.is_entered(id) {
                self.run_offered(id);
            }
        }
    }

    /// Evaluates a function that something outside calls, and may call again.
    fn run_offered(&mut self, id: FnId) {
        if !self.knowledge.language.shares_without_a_word() {
            self.run_entry(id);
            return;
        }
        self.note_company(id);
        // Whether anybody calls it, and when, is not known: what it leaves may be there.
        self.may_often(|evaluator| evaluator.run_entry(id));
        self.note_left_over(id);
    }

    /// Evaluates a function that something outside calls.
    fn run_entry(&mut self, id: FnId) {
        self.calls.note_entered(id);
        self.note_payload(id);
        self.limits = Limits::full();
        let at = self.program.function(id).at;
        self.recorder.move_to(NodeId::PROGRAM);
        let (node, _) = self.recorder.enter(NodeKind::Entry(id), Some(at));
        let args = self.outside_arguments(id, ProvenanceKind::Parameter);
        let outer = self.recorder.set_on_dispatcher(self.is_called_on_dispatcher(id));
        let value = self.run_function(id, args, at);
        let value = self.poll(&value, at);
        self.recorder.set_on_dispatcher(outer);
        self.note_published(&value);
        self.note_constructed(id, &value);
        self.run_waiting();
        self.note_fuel(node, at);
        // An entry point that was given up in its middle leaves no guard to the next one.
        self.locks.release_all();
        self.position.leave_iterations();
        self.recorder.move_to(NodeId::PROGRAM);
    }

    fn note_fuel(&mut self, node: NodeId, at: Location) {
        if let Some(limit) = self.limits.spent() {
            self.recorder.note_cut_short(node);
            self.recorder.give_up(limit, at, "this entry point is too large to follow to its end");
        }
    }

    /// Arguments of a function that something outside calls.
    fn outside_arguments(&mut self, id: FnId, kind: ProvenanceKind) -> Vec<Value<'f>> {
        let data = self.program.function(id);
        let (function, at, module) = (data.function, data.at, data.module);
        let mut values = Vec::new();
        let self_ty = self.outside_self(id);
        if let Some(receiver) = &function.receiver {
            let outside = Outside::new(kind, at, receiver.name.to_string());
            let ty = self_ty.clone().unwrap_or(Ty::Unknown);
            values.push(self.offered(&ty, &outside));
        }
        for param in &function.params {
            let subst = Subst::default();
            let scope = TypeScope::of_item(module, self.generics_of(id), &subst);
            let scope = scope.with_self(self_ty.as_ref());
            let ty = self.resolver.ty(self.program, scope, &param.ty);
            let path = crate::flow::calls::parameters::binding_name(&param.pat).to_string();
            let at = Location { file: at.file, span: param.span };
            values.push(self.outside_value(&ty, &Outside::new(kind, at, path)));
        }
        values
    }

    /// The type or trait of whose block a function is.
    pub(crate) fn outside_self(&self, id: FnId) -> Option<Ty> {
        match self.program.function(id).owner {
            Owner::Free => None,
            Owner::Trait(of) => {
                let name = self.program.traits[of].def.name;
                Some(Ty::Traits(std::rc::Rc::new([TraitTy { id: Some(of), name, output: None }])))
            }
            Owner::Impl(of) => {
                let data = &self.program.impls[of];
                let subst = Subst::default();
                let generics = [Some(&data.def.generics), None];
                let scope = TypeScope::of_item(data.module, generics, &subst);
                Some(self.resolver.ty(self.program, scope, &data.def.self_ty))
            }
        }
    }

    /// Functions that a framework calls because of an attribute or a trait.
    fn framework_functions(&self, context: &Context<'_>) -> Vec<Handler<'f>> {
        let mut out = Vec::new();
        for rule in &self.knowledge.handlers {
            for (id, data) in self.program.functions.entries() {
                let krate = self.program.module(data.module).krate;
                let packages = &context.packages[krate];
                if !context.reported[krate]
                    || !rule.packages.iter().any(|package| packages.contains(&package.as_str()))
                {
                    continue;
                }
                if self.relevance.matters(id) && self.is_framework_function(rule, id) {
                    let context = intern(&rule.context);
                    out.push(Handler {
                        callee: Value::Fn(id),
                        at: data.at,
                        times: rule.times,
                        context,
                        route: self.route_of(data.attrs),
                    });
                }
            }
        }
        out
    }

    fn is_framework_function(&self, rule: &Handlers, id: FnId) -> bool {
        let data = self.program.function(id);
        if rule.attributes.iter().any(|wanted| has_attribute(data.attrs, wanted)) {
            return true;
        }
        let Owner::Impl(of) = data.owner else { return false };
        data.function.receiver.is_some() && self.is_framework_impl(rule, of, data.function.name)
    }

    fn is_framework_impl(&self, rule: &Handlers, of: ImplId, method: Name) -> bool {
        let data = &self.program.impls[of];
        if rule.impl_attributes.iter().any(|wanted| has_attribute(data.attrs, wanted)) {
            return true;
        }
        let Some(path) = &data.def.of_trait else { return false };
        // An import may give the trait another name.
        let names = path.segments.last().map(|last| self.program.names_behind(last.name));
        let mut names = names.into_iter().flatten();
        let named = names.any(|known| rule.traits.iter().any(|name| known == name.as_str()));
        named
            && (rule.methods.is_empty() || rule.methods.iter().any(|name| method == name.as_str()))
    }

    /// Runs what frameworks call, once everything that can register state is done.
    fn run_handlers(&mut self, framework: Vec<Handler<'f>>) {
        let mut registered = self.schedule.take_handlers();
        registered.extend(framework);
        let mut done: Vec<Value<'f>> = Vec::new();
        for handler in registered {
            if done.iter().any(|known| known.same(&handler.callee)) {
                continue;
            }
            done.push(handler.callee.clone());
            if self.run_handler(&handler) {
                // What one call left in shared state, the next one finds there.
                self.run_handler(&handler);
            }
        }
    }

    /// Runs a handler once; says whether it left a handle in an object.
    fn run_handler(&mut self, handler: &Handler<'f>) -> bool {
        self.limits = Limits::full();
        self.recorder.move_to(NodeId::PROGRAM);
        let kind = NodeKind::Spawn { times: handler.times, context: handler.context };
        let (node, _) = self.recorder.enter(kind, Some(handler.at));
        if let Some(route) = handler.route.told() {
            self.recorder.note_route(node, route);
        }
        // One call after the other: what is in it repeats, and does not meet itself.
        if handler.times == Times::Serial {
            self.recorder.enter(NodeKind::Loop, Some(handler.at));
        }
        let args = match &handler.callee {
            Value::Fn(id) => self.outside_arguments(*id, ProvenanceKind::Shared),
            Value::Closure(closure) => self.handler_arguments(&closure.clone()),
            Value::Future(future) => match &**future {
                Future::Call { function, args, .. } => {
                    let given = self.outside_arguments(*function, ProvenanceKind::Shared);
                    given.into_iter().skip(args.len()).collect()
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        let first = self.heap.objects().next_id();
        let stored = self.may(|evaluator| {
            let value = evaluator.call_value(&handler.callee, args, handler.at);
            evaluator.poll(&value, handler.at);
        });
        self.run_waiting();
        self.heap.note_allocated_in(node, first);
        self.note_fuel(node, handler.at);
        self.locks.release_all();
        self.recorder.move_to(NodeId::PROGRAM);
        stored
    }
}

fn has_attribute(attrs: &[Attr], wanted: &str) -> bool {
    attrs.iter().any(|attr| {
        let path = attr.path.as_str();
        path == wanted || (!wanted.contains("::") && path.rsplit("::").next() == Some(wanted))
    })
}
