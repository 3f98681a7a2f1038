//! Records how code looks at what the broker says about a message: whether it was taken, or also whether it came back.

use crate::facts::{Name, Pat};
use crate::flow::Evaluator;
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::knowledge::Verdict;
use crate::trace::access::AccessId;
use crate::trace::outcome::Asked;

impl<'f> Evaluator<'_, 'f> {
    /// A method of the broker's word is called.
    pub(crate) fn note_word_method(&mut self, name: Name, value: &Value<'f>) {
        let Some(wait) = self.word_in(value) else { return };
        let is_asked = |known: &Verdict| known.asked_by.iter().any(|by| name == by.as_str());
        let asked =
            if self.verdicts(wait).iter().any(is_asked) { Some(Asked::Taken) } else { None };
        // What passes the word on says nothing.
        let passes_on = self.knowledge.call_by_method(None, name).is_some();
        if asked.is_some() || !passes_on {
            self.recorder.note_word_asked(wait, asked.unwrap_or(Asked::All));
        }
    }

    /// Patterns are compared with the broker's word.
    pub(crate) fn note_word_matched<'p>(
        &mut self,
        value: &Value<'f>,
        pats: impl Iterator<Item = &'p Pat>,
    ) {
        let Some(wait) = self.word_in(value) else { return };
        let asked: Vec<Asked> = pats.filter_map(|pat| asked(pat, self.verdicts(wait))).collect();
        asked.into_iter().for_each(|asked| self.recorder.note_word_asked(wait, asked));
    }

    fn word_in(&self, value: &Value<'f>) -> Option<AccessId> {
        let Value::Obj(id) = value else { return None };
        match self.heap.obj(*id) {
            Obj::Verdict(wait) => Some(*wait),
            _ => None,
        }
    }

    fn verdicts(&self, wait: AccessId) -> &[Verdict] {
        let trace = self.recorder.trace();
        &self.knowledge.client(trace.origin(trace.access(wait).origin).client).verdicts
    }
}

/// What a pattern asks; nothing where it asks for other cases.
fn asked(pat: &Pat, verdicts: &[Verdict]) -> Option<Asked> {
    match pat {
        Pat::TupleStruct(path, parts) => {
            let name = path.segments.last()?.name;
            if !verdicts.iter().any(|known| name == known.taken.as_str()) {
                // `Ok(word)`
                return parts.iter().find_map(|part| asked(part, verdicts));
            }
            let looks_away = parts.iter().all(|part| matches!(part, Pat::Wild | Pat::Rest));
            Some(if looks_away { Asked::Taken } else { Asked::All })
        }
        Pat::Or(all) => all.iter().find_map(|one| asked(one, verdicts)),
        Pat::Ref(inner) | Pat::Bind { sub: Some(inner), .. } => asked(inner, verdicts),
        _ => None,
    }
}
