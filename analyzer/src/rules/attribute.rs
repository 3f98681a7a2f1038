//! Where `#[dedicated_channel]` can be put, and how it is written there.

use crate::facts::{Function, Path, TypeRef};
use crate::knowledge::{Attribute, Kind};
use crate::model::{Conflict, Model};
use crate::program::{FnId, Owner};

/// The attribute for a function that starts a consumer on a channel that others use, where such a function is seen.
pub(super) fn offer(model: &Model<'_, '_>, conflicts: &[Conflict<'_>]) -> Option<String> {
    let accesses =
        conflicts.iter().flat_map(|conflict| [conflict.overlap.first, conflict.overlap.second]);
    let start = accesses.into_iter().find(|&id| model.is_kind(id, Kind::Consume))?;
    let attribute = model.attribute(start)?;
    let function = model.function_of(model.access(start).node)?;
    if !can_have_it(model, function) {
        return None;
    }
    let name = model.function_name(function);
    if let Some(channel) = parameter(&model.program.function(function).function.params) {
        let written = written(attribute, &channel, None);
        return Some(format!(
            "or put `{written}` (crate chanlint-macros) on `{name}`: callers pass the connection, and each call opens a channel of its own"
        ));
    }
    let connection = connection_of(model, function)?;
    let channel = Channel { is_named: true, by_reference: true };
    let written = written(attribute, &channel, Some(format!("from = self.{connection}")));
    Some(format!(
        "or put `{written}` (crate chanlint-macros) on `{name}`, with a parameter `channel: &{}` in the place of `{}`: each call opens a channel of its own",
        attribute.path,
        model.receiver_text(start)
    ))
}

/// A function's parameter that is a channel.
struct Channel {
    /// Whether its written type says whose it is.
    is_named: bool,
    by_reference: bool,
}

/// An `async fn` with a body that gives a `Result`; nobody hands anything to `main`, and a trait says what its functions take.
fn can_have_it(model: &Model<'_, '_>, id: FnId) -> bool {
    let data = model.program.function(id);
    let function: &Function = data.function;
    let is_of_trait = match data.owner {
        Owner::Free => false,
        Owner::Impl(of) => model.program.impls[of].def.of_trait.is_some(),
        Owner::Trait(_) => true,
    };
    let gives_result =
        matches!(&function.ret, Some(TypeRef::Path(path)) if last_is(path, "Result"));
    function.is_async && function.name != "main" && !is_of_trait && gives_result
}

fn parameter(params: &[crate::facts::Param]) -> Option<Channel> {
    let channel = |ty: &TypeRef, by_reference| match ty {
        TypeRef::Path(path) if last_is(path, "Channel") => {
            Some(Channel { is_named: path.segments.len() > 1, by_reference })
        }
        _ => None,
    };
    params.iter().find_map(|param| match &param.ty {
        TypeRef::Ref { mutable: false, inner } => channel(inner, true),
        ty => channel(ty, false),
    })
}

fn last_is(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.name == name)
}

/// The field of a method's own type that is a connection.
fn connection_of(model: &Model<'_, '_>, method: FnId) -> Option<crate::facts::Name> {
    let data = model.program.function(method);
    let Owner::Impl(of) = data.owner else { return None };
    data.function.receiver.as_ref()?;
    let TypeRef::Path(own) = &model.program.impls[of].def.self_ty else { return None };
    let name = own.segments.last()?.name;
    let types = model.program.types.iter();
    let ty = types.into_iter().find(|ty| ty.module == data.module && ty.def.name == name)?;
    let fields = ty.def.variants.iter().flat_map(|variant| &variant.fields);
    let mut connections = fields.filter(|field| is_connection(&field.ty));
    connections.next().map(|field| field.name)
}

fn is_connection(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Path(path) if last_is(path, "Connection") => true,
        TypeRef::Path(path) if last_is(path, "Arc") => {
            path.segments.last().is_some_and(|last| last.types().all(is_connection))
        }
        _ => false,
    }
}

/// The attribute with what it needs to be told.
fn written(attribute: &Attribute, channel: &Channel, from: Option<String>) -> String {
    let whose = (!channel.is_named).then(|| attribute.option.clone());
    let keep = attribute.keep.clone().filter(|_| channel.by_reference);
    let options: Vec<String> = whose.into_iter().chain(keep).chain(from).collect();
    if options.is_empty() {
        return "#[dedicated_channel]".to_owned();
    }
    format!("#[dedicated_channel({})]", options.join(", "))
}
