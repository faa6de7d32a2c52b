//! The answer over the map: every variant as a line, the chosen one on top.

use super::{LogisticsState, listed, words};
use crate::model::Language;
use crate::network::{LegKind, Variant};
use crate::scene::Overlay;
use crate::scene::overlay::{Content, Route};
use crate::session::logistics::Answered;
use crate::session::{Command, Session};
use crate::ui::format;
use std::sync::Arc;

/// What the overlay on the map was made from.
#[derive(Debug, Clone)]
pub struct Drawn {
    answered: Arc<Answered>,
    chosen: Option<Vec<u32>>,
    language: Language,
}

/// Keeps the overlay on the map up with the answer and the chosen variant.
pub fn follow(session: &Session, state: &mut LogisticsState, commands: &mut Vec<Command>) {
    let answered = session.logistics().answered().filter(|_| state.on_map);
    let language = session.view().language;
    let same = |drawn: &Drawn| {
        answered.is_some_and(|a| Arc::ptr_eq(a, &drawn.answered))
            && (&drawn.chosen, drawn.language) == (&state.chosen, language)
    };
    match (answered, &state.drawn) {
        (Some(_), Some(drawn)) if same(drawn) => {}
        (Some(answered), _) => {
            let answered = answered.clone();
            commands.push(Command::ShowOverlay(routes(&answered, state, language).map(Arc::new)));
            state.drawn = Some(Drawn { answered, chosen: state.chosen.clone(), language });
        }
        (None, Some(_)) => {
            commands.push(Command::ShowOverlay(None));
            state.drawn = None;
        }
        (None, None) => {}
    }
}

/// The open variants as routes, and the chosen one if something closes it; the chosen one first.
#[must_use]
pub fn routes(answered: &Answered, state: &LogisticsState, language: Language) -> Option<Overlay> {
    let answer = answered.answer.as_ref().ok()?;
    let chosen = state.chosen(answer)?;
    let way = words::way(chosen.variant);
    let all: Vec<&Variant> = listed(answer).iter().map(|l| l.variant).collect();
    let mut shown: Vec<&Variant> = answer.variants.iter().filter(|v| words::way(v) != way).collect();
    shown.insert(0, chosen.variant);
    let route = |variant: &&Variant| Route {
        name: format::sentence(&words::over(variant, &all, language)),
        lines: lines(variant),
    };
    let ends = [chosen.variant.legs.first().map(|l| &l.from), chosen.variant.legs.last().map(|l| &l.to)];
    let names: Vec<&str> = ends.iter().flatten().map(|s| &**s.names.get(language)).collect();
    Some(Overlay {
        title: names.join(" – "),
        content: Content::Routes(shown.iter().map(route).collect()),
        ends: ends.iter().flatten().map(|s| s.position).collect(),
    })
}

fn lines(variant: &Variant) -> Vec<Vec<crate::geo::LonLat>> {
    variant.legs.iter().filter(|l| l.kind == LegKind::Haul).map(|l| l.line.clone()).collect()
}
