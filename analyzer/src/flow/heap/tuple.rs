//! Tuples, of bounded size ([`Limit::ValueParts`]).

use std::ops::Deref;
use std::rc::Rc;

use super::value::Value;
use crate::limits::Limit;

/// The values of a tuple. Of those that are too many, each may be more than is followed.
#[derive(Clone, Debug)]
pub(crate) struct Items<'f>(Rc<Counted<'f>>);

#[derive(Debug)]
struct Counted<'f> {
    parts: usize,
    list: Box<[Value<'f>]>,
}

impl<'f> From<Vec<Value<'f>>> for Items<'f> {
    fn from(mut list: Vec<Value<'f>>) -> Self {
        let mut parts = list.iter().map(parts).sum();
        if parts > most() {
            // Whoever looks into one of them meets the bound and tells it.
            list.fill(Value::Any([Value::More(Limit::ValueParts)].into()));
            parts = list.len();
        }
        Self(Rc::new(Counted { parts, list: list.into() }))
    }
}

impl<'f> FromIterator<Value<'f>> for Items<'f> {
    fn from_iter<I: IntoIterator<Item = Value<'f>>>(values: I) -> Self {
        Vec::from_iter(values).into()
    }
}

impl<'f> Deref for Items<'f> {
    type Target = [Value<'f>];

    fn deref(&self) -> &[Value<'f>] {
        &self.0.list
    }
}

fn most() -> usize {
    Limit::ValueParts.most() as usize
}

fn parts(value: &Value<'_>) -> usize {
    match value {
        Value::Tuple(items) => items.0.parts,
        Value::Any(all) => all.iter().map(parts).sum(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_pairs_grow_up_to_a_size() {
        let pair = |value: Value<'static>| Value::Tuple(vec![value.clone(), value].into());
        let few = pair(pair(Value::Int(1)));
        assert!(few.same(&pair(pair(Value::Int(1)))) && !few.same(&pair(pair(Value::Int(2)))));
        let many = (0..200).fold(Value::Int(1), |value, _| pair(value));
        assert!(many.same(&many.clone()) && parts(&many) <= most());
    }
}
