//! What the template of a rule and the rule's bindings expand to.

use proc_macro2::{Group, Ident, Punct, Span, TokenStream, TokenTree};

use super::macro_match::{Binding, Bindings};
use super::macro_size::Limit;
use super::macro_template::Template;

/// Bindings that are in scope in one round of a repetition.
type Scope<'b> = std::collections::BTreeMap<&'b str, &'b Binding>;

/// Fills a template with no more tokens than a budget, those that groups of arguments hold left out of account. `None` when
/// repetitions that belong together differ in length.
pub(super) fn transcribe(
    template: &[Template],
    bindings: &Bindings,
    budget: usize,
    place: Option<Span>,
) -> Option<Result<TokenStream, Limit>> {
    let scope: Scope<'_> =
        bindings.iter().map(|(name, binding)| (name.as_str(), binding)).collect();
    match (Writer { tokens: 0, budget, place }).fill(template, &scope) {
        Ok(tokens) => Some(Ok(tokens.into_iter().collect())),
        Err(Stop::Limit(limit)) => Some(Err(limit)),
        Err(Stop::Mismatch) => None,
    }
}

/// Why a template was not filled.
enum Stop {
    Limit(Limit),
    /// Repetitions that belong together differ in length.
    Mismatch,
}

struct Writer {
    tokens: usize,
    budget: usize,
    /// Where the template's own tokens stand, when that is not where they are written.
    place: Option<Span>,
}

impl Writer {
    fn fill(&mut self, template: &[Template], scope: &Scope<'_>) -> Result<Vec<TokenTree>, Stop> {
        let mut out = Vec::with_capacity(template.len());
        for piece in template {
            match piece {
                Template::Token(token) => out.push(self.placed(token)),
                Template::Variable(dollar, name) => variable(dollar, name, scope, &mut out),
                Template::Group(group, inner) => {
                    let inner = self.fill(inner, scope)?;
                    let mut filled = Group::new(group.delimiter(), inner.into_iter().collect());
                    filled.set_span(self.place.unwrap_or_else(|| group.span()));
                    out.push(filled.into());
                }
                Template::Repeat { body, separator } => {
                    self.repeat(body, separator, scope, &mut out)?;
                }
            }
        }
        self.tokens += out.len();
        if self.tokens > self.budget { Err(Stop::Limit(Limit::Tokens)) } else { Ok(out) }
    }

    fn placed(&self, token: &TokenTree) -> TokenTree {
        let mut token = token.clone();
        if let Some(place) = self.place {
            token.set_span(place);
        }
        token
    }

    fn repeat(
        &mut self,
        body: &[Template],
        separator: &[TokenTree],
        scope: &Scope<'_>,
        out: &mut Vec<TokenTree>,
    ) -> Result<(), Stop> {
        let mut repeated = Vec::new();
        repeated_names(body, scope, &mut repeated);
        let rounds = repeated.iter().map(|(_, rounds)| rounds.len()).max().unwrap_or_default();
        for round in 0..rounds {
            let mut inner = scope.clone();
            for (name, bound) in &repeated {
                inner.insert(name, bound.get(round).ok_or(Stop::Mismatch)?);
            }
            if round > 0 {
                out.extend(separator.iter().map(|token| self.placed(token)));
            }
            out.extend(self.fill(body, &inner)?);
        }
        Ok(())
    }
}

/// The variables of a template that are bound to rounds.
fn repeated_names<'b>(
    template: &[Template],
    scope: &Scope<'b>,
    out: &mut Vec<(&'b str, &'b [Binding])>,
) {
    for piece in template {
        match piece {
            Template::Token(_) => {}
            Template::Variable(_, name) => {
                let bound = scope.get_key_value(name.to_string().as_str());
                if let Some((name, Binding::Rounds(rounds))) = bound {
                    out.push((name, rounds));
                }
            }
            Template::Group(_, inner) | Template::Repeat { body: inner, .. } => {
                repeated_names(inner, scope, out);
            }
        }
    }
}

fn variable(dollar: &Punct, name: &Ident, scope: &Scope<'_>, out: &mut Vec<TokenTree>) {
    match scope.get(name.to_string().as_str()) {
        Some(Binding::Tokens(tokens)) => out.extend_from_slice(tokens),
        // A definition inside the expansion has variables of its own.
        _ => out.extend([TokenTree::Punct(dollar.clone()), TokenTree::Ident(name.clone())]),
    }
}
