//! A tour on paper: what it is about, a page for each stop, and all its sources.

use super::{card, overview, sources};
use crate::presentation::Viewport;
use crate::{Session, TalkCommand, plots};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::markdown;
use tumen_core::message::Message;
use tumen_core::model::Id;
use tumen_core::model::tour::{SidePanel, Stop, Tour};
use tumen_scene::Frame;
use tumen_scene::page::flow::Sheet;
use tumen_scene::page::sheet::Said;
use tumen_scene::page::stop::stop_sheets;
use tumen_scene::page::{Block, Extent, Orientation, Page, PageSetup, PageSize, Paper, Parts, Table};

/// Pages of a tour, and what they lack.
#[derive(Debug)]
pub struct Handout {
    /// The pages.
    pub pages: Vec<Page>,
    /// What stops ask for and nobody has, each in a sentence, with the number of the stop from 1.
    pub missing: Vec<(usize, Message)>,
}

/// A stop has a list of its own sources if it is no longer than this; all are at the end.
const MOST_SOURCES: usize = 8;
/// A stop has so many figures of its selection at most.
const MOST_FIGURES: usize = 6;
/// Where the camera is of no account: every page fits its own.
const ANY_SIZE: [f32; 2] = [640.0, 480.0];

impl Session {
    /// The handout of a tour in the theme and language of the view: title, summary and stops, a page for
    /// each stop, sources. It depends on nothing but the session and the tour.
    #[must_use]
    pub fn compose_handout(&self, tour: &Arc<Tour>) -> Handout {
        let mut talk = self.for_export();
        talk.presentation = None;
        for stop in &tour.stops {
            talk.prepare_stage(stop.projection);
        }
        let mut sheets = self.cover(tour, &mut talk);
        let mut missing = Vec::new();
        let used = RefCell::new(BTreeSet::new());
        for (number, stop) in tour.stops.iter().enumerate() {
            talk.turn_to(tour, number, self);
            let lacks = talk.presentation().map_or(&[][..], |p| p.missing());
            missing.extend(lacks.iter().map(|m| (number + 1, m.clone())));
            sheets.extend(talk.stop_sheets(tour, number, stop, &used));
        }
        let paper = self.handout_paper();
        sheets.extend(self.last_pages(&paper, used.into_inner()));
        Handout { pages: paper.finish(sheets), missing }
    }

    fn handout_paper(&self) -> Paper<'_> {
        Paper { note: String::new(), ..self.paper(PageSize::A4, Orientation::Portrait) }
    }

    /// Shows a stop as the stage would, but in the colors of another session.
    fn turn_to(&mut self, tour: &Arc<Tour>, number: usize, as_in: &Session) {
        self.run(TalkCommand::Begin(tour.clone(), number, Viewport::from(ANY_SIZE)));
        self.flight = None;
        self.view.theme = as_in.view.theme;
        let dated = tour.stops.get(number).and_then(|s| s.as_of);
        self.view.as_of = dated.unwrap_or(as_in.view.as_of);
        self.prepare();
    }

    /// Title, summary, the map of all stops and their list.
    fn cover(&self, tour: &Tour, talk: &mut Session) -> Vec<Sheet> {
        let word = |key| self.words().get(key, self.view().language).to_owned();
        let row = |(i, stop): (usize, &Arc<Stop>)| {
            let date = stop.as_of.map(|d| d.to_string()).unwrap_or_default();
            vec![format!("{}", i + 1), markdown::escaped(&stop.title), date]
        };
        let rows = tour.stops.iter().enumerate().map(row).collect();
        let paper = self.handout_paper();
        let [left, top, right, bottom] = paper.content();
        let size = [(right - left).floor(), ((bottom - top) * self.style().page.least_map).floor()];
        let map = overview::frame(talk, tour, size).map(|frame| Block::Picture(Box::new(frame)));
        let mut blocks = vec![Block::Lead(tour.summary.clone())];
        blocks.extend(map);
        blocks.extend([Block::Heading(1, word("stops")), Block::Table(Table { rows, ..Table::default() })]);
        let setter = paper.setter(right - left);
        let mut pieces = setter.title(&tour.title);
        pieces.extend(setter.subtitle(&self.as_of_words()));
        pieces.extend(setter.pieces(&blocks));
        let mut sheets = paper.columns(pieces.into(), right - left);
        sheets.iter_mut().take(1).for_each(|s| s.name = Some(tour.title.clone()));
        sheets
    }

    fn stop_sheets(
        &self,
        tour: &Tour,
        number: usize,
        stop: &Stop,
        used: &RefCell<BTreeSet<Id>>,
    ) -> Vec<Sheet> {
        let paper = self.handout_paper();
        let setup = PageSetup {
            orientation: Orientation::Portrait,
            extent: Extent::Degrees(stop.bounds),
            parts: Parts { card: stop.side_panel == SidePanel::Card, ..Parts::default() },
            plot: match &stop.side_panel {
                SidePanel::Plot(key) => plots::chart_of(self, key),
                SidePanel::Nothing | SidePanel::Card => None,
            },
            ..PageSetup::new(ANY_SIZE)
        };
        let own = |frame: &Frame| {
            let ids = sources::of_selection(self).unwrap_or_else(|| sources::of_frame(self, frame));
            used.borrow_mut().extend(sources::of_frame(self, frame));
            used.borrow_mut().extend(ids.iter().cloned());
            if ids.len() > MOST_SOURCES { Vec::new() } else { sources::list(self, ids) }
        };
        let title = format!("{}. {}", number + 1, stop.title);
        let subtitle = format!("{} · {}", tour.title, self.as_of_words());
        let card = if setup.parts.card { card::blocks(self, MOST_FIGURES) } else { Vec::new() };
        let said = Said { title: (title, subtitle), card, sources: &own };
        let user = self.shown();
        let Some(scene) = self.scene(&user) else { return Vec::new() };
        stop_sheets(scene, &self.paper_look(), &setup, &paper, &said, &self.told(stop))
    }

    /// Caption and notes, and before them what is missing.
    fn told(&self, stop: &Stop) -> Vec<Block> {
        let mut told = Vec::new();
        let lacks = self.presentation().map_or(&[][..], |p| p.missing());
        let words = self.words().messages(self.view().language);
        let said = |m: &Message| Block::Small(format!("*{}*", markdown::escaped(&m.in_words(words))));
        told.extend(lacks.iter().map(said));
        if !stop.caption.trim().is_empty() {
            told.push(Block::Lead(stop.caption.clone()));
        }
        if !stop.notes.trim().is_empty() {
            let heading = self.words().get("notes", self.view().language).to_owned();
            told.push(Block::Heading(2, heading));
            // Notes are plain text: each of their lines is a paragraph.
            let lines: Vec<String> = stop.notes.lines().map(markdown::escaped).collect();
            told.push(Block::Paragraph(lines.join("\n\n")));
        }
        told
    }

    /// The sources of everything shown, in columns.
    fn last_pages(&self, paper: &Paper<'_>, ids: BTreeSet<Id>) -> Vec<Sheet> {
        let [left, _, right, _] = paper.content();
        let gap = tumen_scene::page::PageStyle::pixels(self.style().page.gap);
        let width = 0.5 * (right - left - gap);
        let pieces = paper.setter(width).pieces(&sources::list(self, ids));
        let mut sheets = paper.columns(pieces.into(), width);
        let name = self.words().get("sources", self.view().language);
        sheets.iter_mut().take(1).for_each(|s| s.name = Some(name.to_owned()));
        sheets
    }
}
