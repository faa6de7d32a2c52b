//! What the program may cost, as multiples of a calibration loop: `cargo test --bench budgets`.
//!
//! The table `budgets.toml` beside this file holds what each job took when it was last measured; a job that takes
//! more than [`GENEROUS`] times as much fails. Processor time is counted, each job beside a calibration loop and in
//! the median of several, so that a busy or another machine gives the same numbers. It runs as tests are built: it
//! finds what has become quadratic, not what has become a tenth slower; that is what the other benches are for.
//! `cargo test --bench budgets -- --measure` prints the table anew.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a bench")]

#[path = "common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::geo::Projection;
use tumen_core::model::Date;
use tumen_formats::input::{Input, Limits, Watch};
use tumen_formats::open::{Opened, Options, read};
use tumen_scene::{Furniture, Movement, PreparedMap, UserLayer};
use tumen_session::search::{index, search};
use tumen_session::{CameraCommand, Output, Session, ViewCommand, views};

const TODAY: Date = Date { year: 2026, month: 11, day: 21 };
/// A job may take so many times what the table says.
const GENEROUS: f64 = 3.0;
/// Samples of a job; their median counts.
const SAMPLES: usize = 5;
/// A sample goes on until so much processor time is spent, seconds: the system counts in hundredths.
const LEAST: f64 = 0.25;

/// Processor time of this process so far, all threads, seconds; wall time where the system does not tell it.
fn spent(start: Instant) -> f64 {
    // Fields 14 and 15 of `stat`, behind the name in brackets, in hundredths of a second.
    let ticks = |stat: String| -> Option<f64> {
        let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
        let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        Some((user + system) / 100.0)
    };
    let stat = std::fs::read_to_string("/proc/self/stat").ok();
    stat.and_then(ticks).unwrap_or_else(|| start.elapsed().as_secs_f64())
}

/// Seconds of one run of a job.
fn seconds(start: Instant, job: &mut dyn FnMut()) -> f64 {
    let before = spent(start);
    let mut runs = 0.0;
    loop {
        job();
        runs += 1.0;
        let took = spent(start) - before;
        if took >= LEAST {
            return took / runs;
        }
    }
}

/// Arithmetic and memory as our own code has them: numbers are made, sorted and added up.
fn calibration() {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut numbers: Vec<f64> = (0..20_000)
        .map(|_| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed >> 11) as f64
        })
        .collect();
    numbers.sort_by(f64::total_cmp);
    black_box(numbers.iter().map(|n| (n * 1e-9).sin()).sum::<f64>());
}

fn opened(name: &str, text: &str) -> Opened {
    let (limits, watch) = (Limits::default(), Watch::default());
    read(&Input::of(name, text.as_bytes(), &limits, &watch), &Options::default(), &mut Report::new()).unwrap()
}

/// Runs every job once with what measures it.
fn jobs(run: &mut dyn FnMut(&'static str, &mut dyn FnMut())) {
    for (name, text) in [
        ("read/geojson", common::geojson(100, 500)),
        ("read/gpx", common::gpx(40, 500)),
        ("read/kml", common::kml(100, 500)),
    ] {
        run(name, &mut || drop(black_box(opened(name, &text))));
    }
    let layers = opened("layer", &common::geojson(100, 500)).examined.layers;
    run("prepare/layer", &mut || drop(black_box(UserLayer::new(&layers[0], Projection::Mercator))));
    run("open/session", &mut || drop(black_box(Session::open(&Bundle::embedded(), TODAY))));
    let mut session = Session::open(&Bundle::embedded(), TODAY);
    run("prepare/map", &mut || {
        let (document, basemap, style) = (session.document(), session.basemap(), session.style());
        drop(black_box(PreparedMap::new(document, basemap, style, Projection::Mercator)));
    });
    session.prepare();
    run("compose/theatre", &mut || {
        let output = Output::Paper { scale: 1.0 };
        drop(black_box(session.compose([1280.0, 800.0], Furniture::default(), output)));
    });
    moving_cargo(&mut session, run);
    let names = index(session.document());
    run("search/slip", &mut || drop(black_box(search(&names, "vladivistok", 12))));
}

/// A picture in which cargo moves on, of the theatre in a year with many figures.
fn moving_cargo(session: &mut Session, run: &mut dyn FnMut(&'static str, &mut dyn FnMut())) {
    let (size, output) = ([1280.0, 800.0], Output::Paper { scale: 1.0 });
    session.run(CameraCommand::Set(views::THEATRE.camera(Projection::Mercator, size)));
    session.run(ViewCommand::AsOf(Date { year: 2024, month: 7, day: 1 }));
    session.run(ViewCommand::Flows(true));
    let mut frame = session.compose(size, Furniture::default(), output).unwrap();
    let mut second = 0.0;
    run("compose/moving-cargo", &mut || {
        second += 0.033;
        assert!(session.move_cargo(&mut frame, Movement::At(second), output), "nothing moved");
    });
}

fn table() -> BTreeMap<String, f64> {
    toml::from_str(include_str!("budgets.toml")).unwrap()
}

fn main() -> ExitCode {
    let measures = std::env::args().any(|a| a == "--measure");
    let (table, start, mut over) = (table(), Instant::now(), Vec::new());
    let mut names = Vec::new();
    jobs(&mut |name, job| {
        job();
        let mut ratios: Vec<f64> =
            (0..SAMPLES).map(|_| seconds(start, job) / seconds(start, &mut calibration)).collect();
        ratios.sort_by(f64::total_cmp);
        let ratio = ratios[SAMPLES / 2];
        names.push(name);
        match table.get(name) {
            _ if measures => println!("\"{name}\" = {ratio:.3}"),
            Some(kept) => {
                println!("{name}: {ratio:.3}, {kept} in the table");
                over.extend((ratio > GENEROUS * kept).then_some(name));
            }
            None => over.push(name),
        }
    });
    over.retain(|_| !measures);
    let gone: Vec<&String> = table.keys().filter(|k| !measures && !names.contains(&&***k)).collect();
    if over.is_empty() && gone.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("over {GENEROUS} times the table or not in it: {over:?}; in the table and no job: {gone:?}");
    ExitCode::FAILURE
}
