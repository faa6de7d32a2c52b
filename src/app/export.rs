//! Plots and tables as files: a dialog, then the same painters as the map's, on a worker.

use super::dialog_words::DialogWords;
use crate::errors::{self, Failed};
use crate::ui::logistics::report::Report;
use crate::ui::plots::PlotFile;
use std::path::Path;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::watch::Watch;
use tumen_formats::atomic;
use tumen_scene::chart;
use tumen_scene::export::About;
use tumen_scene::page::{Block, Orientation, PageSize, document};
use tumen_scene::{Furniture, Style, Theme};
use tumen_session::export::{self as files, PAGE_SCALE, PictureFormat};
use tumen_session::scenario::Scenario;
use tumen_session::{Output, Session, ViewCommand};

/// Size of a saved plot, pixels, and output pixels for each of them.
const PLOT_SIZE: [f32; 2] = [960.0, 540.0];
const PLOT_SCALE: f32 = 2.0;

/// Asks for a file, saves a plot to it, and says in a line how it went.
pub fn plot(words: &DialogWords, file: &PlotFile, style: (&Style, Theme)) -> Message {
    let dialog = rfd::FileDialog::new().set_title(words.say("dialog-save-plot")).set_file_name("plot.png");
    let dialog = PictureFormat::for_single()
        .map(PictureFormat::row)
        .fold(dialog, |dialog, row| dialog.add_filter(words.say(row.files), &[row.extension]))
        .add_filter(words.say("files-table"), &["csv"]);
    let Some(path) = dialog.save_file() else { return message!("notice-nothing-saved") };
    match plot_to(file, style, &path) {
        Ok(()) => message!("notice-saved", path = path.display().to_string()),
        Err(error) => message!("notice-plot-not-saved", error = errors::message(error.as_ref())),
    }
}

/// Asks for a file, saves comma-separated values to it, and says in a line how it went.
pub fn table(words: &DialogWords, csv: &str) -> Message {
    let dialog = rfd::FileDialog::new().set_title(words.say("dialog-save-table")).set_file_name("tumen.csv");
    let Some(path) = dialog.add_filter(words.say("files-table"), &["csv"]).save_file() else {
        return message!("notice-nothing-saved");
    };
    match atomic::write(&path, csv.as_bytes()) {
        Ok(()) => message!("notice-saved", path = path.display().to_string()),
        Err(error) => message!("notice-table-not-saved", error = error.to_string()),
    }
}

/// Asks for a file, saves a scenario to it, and says in a line how it went.
pub fn scenario(words: &DialogWords, scenario: &Scenario) -> Message {
    let file = format!("{}.toml", scenario.name.replace(['/', '\\'], "-"));
    let dialog = rfd::FileDialog::new().set_title(words.say("dialog-save-scenario")).set_file_name(file);
    let Some(path) = dialog.add_filter(words.say("files-scenario"), &["toml"]).save_file() else {
        return message!("notice-nothing-saved");
    };
    let text = match scenario.to_toml() {
        Ok(text) => text,
        Err(error) => return error.message(),
    };
    match atomic::write(&path, text.as_bytes()) {
        Ok(()) => message!("notice-saved", path = path.display().to_string()),
        Err(error) => message!("notice-scenario-not-written", error = error.to_string()),
    }
}

/// Size of the map in a report, pixels: as wide as the text of a page.
const MAP_HEIGHT: f32 = 360.0;

/// Asks for a file, saves the report of a route to it, and says in a line how it went.
pub fn report(words: &DialogWords, session: Session, report: Report) -> Message {
    let dialog = rfd::FileDialog::new().set_title(words.say("dialog-save-report")).set_file_name("route.pdf");
    let Some(path) = dialog.add_filter(words.say("files-pdf"), &["pdf"]).save_file() else {
        return message!("notice-nothing-saved");
    };
    match report_to(session, report, &path) {
        Ok(()) => message!("notice-saved", path = path.display().to_string()),
        Err(error) => message!("notice-report-not-saved", error = errors::message(error.as_ref())),
    }
}

fn report_to(mut session: Session, report: Report, path: &Path) -> anyhow::Result<()> {
    session.run(ViewCommand::Theme(Theme::Light));
    session.prepare();
    let paper = session.paper(PageSize::A4, Orientation::Portrait);
    let [left, _, right, _] = paper.content();
    let furniture = Furniture { scale_bar: true, ..Furniture::default() };
    let output = Output::Paper { scale: session.style().page.detail };
    let map = session.compose([right - left, MAP_HEIGHT], furniture, output);
    let Report { title, before: mut blocks, after } = report;
    blocks.extend(map.map(|frame| Block::Picture(Box::new(frame))));
    blocks.extend(after);
    let pages = document(&paper, &title, &blocks);
    Ok(files::write_pages(&session, &pages, &title, path, PAGE_SCALE, &Watch::default())?)
}

fn plot_to(file: &PlotFile, (style, theme): (&Style, Theme), path: &Path) -> anyhow::Result<()> {
    if path.extension().is_some_and(|e| e == "csv") {
        return Ok(atomic::write(path, file.csv.as_bytes())?);
    }
    let known: Vec<_> = PictureFormat::for_single().map(|f| f.row().extension).collect();
    if !PictureFormat::of_path(path).is_ok_and(|f| f.row().is_for_single) {
        let known = format!(".{}, .csv", known.join(", ."));
        return Err(Failed::new(message!("notice-plot-ending", known = known)).into());
    }
    let about = About {
        title: file.chart.title.clone(),
        description: file.chart.sources.join("; "),
        language: String::new(),
    };
    let frame = chart::compose(&file.chart, style, theme, PLOT_SIZE);
    Ok(files::write_single(frame, &about, path, PLOT_SCALE)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::plots::{PlotState, file_of};
    use tumen_assets::Bundle;
    use tumen_session::Session;

    #[test]
    fn a_plot_is_saved_in_every_format() {
        let session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
        let file = file_of(&session, &PlotState::default(), 0).unwrap();
        let style: (&Style, Theme) = (session.style(), Theme::Light);
        let folder = tempfile::tempdir().unwrap();
        for (name, start) in [("a.png", &b"\x89PNG"[..]), ("a.svg", b"<"), ("a.csv", b"series,date")] {
            let path = folder.path().join(name);
            plot_to(&file, style, &path).unwrap();
            assert!(std::fs::read(&path).unwrap().starts_with(start), "{name}");
        }
        assert!(file.csv.contains("34.065"), "the founding value is in the table");
        assert!(plot_to(&file, style, Path::new("a.jpg")).is_err());
    }

    #[test]
    fn a_report_holds_the_answer_and_a_map() {
        use crate::ui::logistics::{EXAMPLES, LogisticsState, report};
        use tumen_session::logistics::Question;
        let session = Session::open(&Bundle::embedded(), "2016-07-01".parse().unwrap());
        let mut state = LogisticsState::default();
        state.query = EXAMPLES[0].query();
        let question: Question = state.query.question(&session).unwrap();
        let answered = std::sync::Arc::new(question).ask(session.network());
        let report = report::report(&session, &state, &answered).unwrap();
        assert_eq!(report.title, "Novosibirsk – Pohang");
        let path = std::env::temp_dir().join("tumen-route-report.pdf");
        report_to(session, report, &path).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
    }
}
