//! Which list is shown, how it is sorted, and what its rows must hold.

use super::rows;
use super::table::{Column, Row};
use tumen_core::model::Confidence;

/// Years that can be asked for; both ends together mean any year, and undated rows as well.
pub const YEARS: [i32; 2] = [1860, 2045];
/// Which table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum List {
    /// Projects.
    #[default]
    Projects,
    /// Corridors.
    Corridors,
    /// Figures.
    Figures,
    /// Events.
    Events,
}

impl List {
    /// Every list, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::Projects, Self::Corridors, Self::Figures, Self::Events];

    /// The keys of its name and of what it lists.
    #[must_use]
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Projects => ["list-projects", "list-projects-tip"],
            Self::Corridors => ["list-corridors", "list-corridors-tip"],
            Self::Figures => ["list-figures", "list-figures-tip"],
            Self::Events => ["list-events", "list-events-tip"],
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Projects => rows::PROJECTS,
            Self::Corridors => rows::CORRIDORS,
            Self::Figures => rows::FIGURES,
            Self::Events => rows::EVENTS,
        }
    }

    /// Whether its rows have a date and a confidence.
    pub(super) fn dated(self) -> bool {
        matches!(self, Self::Figures | Self::Events)
    }
}

/// By which column a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Sort {
    /// Number of the column; `None` keeps the order of the data.
    pub column: Option<usize>,
    /// Whether the largest comes first.
    pub reverse: bool,
}

/// What the lists show; saved with the window, except for what is searched.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ListState {
    /// Which list.
    pub list: List,
    /// How each list is sorted.
    pub sort: [Sort; 4],
    /// Whether rows that the filter leaves out are hidden and not only faded.
    pub kept_only: bool,
    /// Text that a row must hold.
    #[serde(skip)]
    pub text: String,
    /// Years into which a row must fall.
    #[serde(skip, default = "any_year")]
    pub years: [i32; 2],
    /// Confidence that a row must have at least.
    #[serde(skip, default = "any_confidence")]
    pub confidence: Confidence,
}

fn any_year() -> [i32; 2] {
    YEARS
}

fn any_confidence() -> Confidence {
    Confidence::Low
}

impl Default for ListState {
    fn default() -> Self {
        Self {
            list: List::default(),
            sort: [Sort::default(); 4],
            kept_only: false,
            text: String::new(),
            years: any_year(),
            confidence: any_confidence(),
        }
    }
}

impl ListState {
    /// Sorts the shown list by a column; once more turns it round.
    pub fn sort_by(&mut self, column: usize) {
        let sort = &mut self.sort[self.list as usize];
        let reverse = sort.column == Some(column) && !sort.reverse;
        *sort = Sort { column: Some(column), reverse };
    }

    /// Whether a row passes what is asked for here, apart from the session's filter.
    pub(super) fn passes(&self, row: &Row, wanted: &str) -> bool {
        let dated = !self.list.dated() || self.years == YEARS || {
            let [from, to] = self.years;
            row.years.is_some_and(|[first, last]| last >= from && first <= to)
        };
        let sure = !self.list.dated() || row.confidence.is_none_or(|c| c >= self.confidence);
        dated && sure && (row.kept || !self.kept_only) && row.contains(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::{Cell, Target};
    use super::*;

    #[test]
    fn sorting_twice_by_a_column_turns_it_round() {
        let mut state = ListState::default();
        state.sort_by(5);
        assert_eq!(state.sort[0], Sort { column: Some(5), reverse: false });
        state.sort_by(5);
        assert_eq!(state.sort[0], Sort { column: Some(5), reverse: true });
        state.sort_by(1);
        assert_eq!(state.sort[0], Sort { column: Some(1), reverse: false });
    }

    #[test]
    fn a_year_range_leaves_out_what_has_no_date() {
        let row = |years| Row {
            cells: vec![Cell::text("Rajin")],
            target: Target::None,
            kept: true,
            ahead: false,
            years,
            confidence: Some(Confidence::Medium),
        };
        let mut state = ListState { list: List::Figures, ..ListState::default() };
        assert!(state.passes(&row(None), ""));
        state.years = [2010, 2015];
        assert!(!state.passes(&row(None), ""));
        assert!(state.passes(&row(Some([2014, 2017])), "raj"));
        assert!(!state.passes(&row(Some([2016, 2017])), ""));
        state.confidence = Confidence::High;
        assert!(!state.passes(&row(Some([2014, 2014])), ""));
    }
}
