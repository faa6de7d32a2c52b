//! The answer over the map: every variant as a line, the chosen one on top; or what an analysis found.

use super::{LogisticsState, Page, listed, words};
use crate::ui::format;
use crate::ui::out::UiCommands;
use std::sync::Arc;
use tumen_core::model::Language;
use tumen_core::words::Messages;
use tumen_network::Variant;
use tumen_scene::Overlay;
use tumen_session::analysis::Analyzed;
use tumen_session::logistics::Answered;
use tumen_session::{NetworkCommand, Session, overlays};

/// What the overlay on the map was made from.
#[derive(Debug, Clone)]
pub enum OverlaySource {
    /// An answer, the chosen variant, the language of names.
    Routes(Arc<Answered>, Option<Vec<u32>>, Language),
    /// What a analysis found.
    Analysis(Arc<Analyzed>),
}

impl OverlaySource {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Routes(a, b, c), Self::Routes(d, e, f)) => Arc::ptr_eq(a, d) && (b, c) == (e, f),
            (Self::Analysis(a), Self::Analysis(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// Keeps the overlay on the map up with the answer and the chosen variant, or with the analysis.
pub fn follow(session: &Session, state: &mut LogisticsState, commands: &mut UiCommands) {
    let wanted = match state.page {
        _ if !state.on_map => None,
        Page::Routes => {
            let answered = session.logistics().answered().cloned();
            answered.map(|a| OverlaySource::Routes(a, state.chosen.clone(), session.view().language))
        }
        Page::Flows | Page::Most | Page::Reach => {
            session.analyzes().analyzed().cloned().map(OverlaySource::Analysis)
        }
    };
    let same = match (&wanted, &state.drawn) {
        (Some(wanted), Some(drawn)) => wanted.is(drawn),
        (None, None) => true,
        _ => false,
    };
    if same {
        return;
    }
    let overlay = match &wanted {
        Some(OverlaySource::Routes(answered, _, language)) => {
            routes(answered, state, session.words().messages(*language)).map(Arc::new)
        }
        Some(OverlaySource::Analysis(analyzed)) => analyzed.overlay.clone(),
        None => None,
    };
    commands.push(NetworkCommand::Overlay(overlay));
    state.drawn = wanted;
}

/// The open variants as routes, and the chosen one if something closes it; the chosen one first.
#[must_use]
pub fn routes(answered: &Answered, state: &LogisticsState, m: Messages<'_>) -> Option<Overlay> {
    let language = m.language();
    let answer = answered.answer.as_ref().ok()?;
    let chosen = state.chosen(answer)?.variant;
    let way = words::way(chosen);
    let all: Vec<&Variant> = listed(answer).iter().map(|l| l.variant).collect();
    let mut shown: Vec<&Variant> = answer.variants.iter().filter(|v| words::way(v) != way).collect();
    shown.insert(0, chosen);
    let named = |v: &&'_ Variant| format::sentence(&words::over(v, &all, m));
    let variants: Vec<(String, &Variant)> = shown.iter().map(|v| (named(v), *v)).collect();
    let ends = [chosen.legs.first().map(|l| &l.from), chosen.legs.last().map(|l| &l.to)];
    let names: Vec<&str> = ends.iter().flatten().map(|s| &**s.names.get(language)).collect();
    Some(overlays::routes(&names.join(" – "), &variants))
}
