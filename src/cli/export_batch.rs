//! `tumen export --batch`: a list of pictures, a line of arguments each.

use super::args::ExportArgs;
use super::export::{draw, open_files, view};
use anyhow::{Context, anyhow, ensure};
use clap::Parser;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;
use tumen_session::{Session, export, opening};

/// What begins a line that is none of the list.
const COMMENT: char = '#';

/// One line of the list: what `tumen export` takes, without `tumen export`.
#[derive(Debug, Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct Line {
    #[command(flatten)]
    picture: ExportArgs,
}

/// A picture of the list.
struct Picture {
    /// The line of the list, counted from 1.
    line: usize,
    args: ExportArgs,
}

/// Draws every picture of a list. Files that several pictures show are opened once, and pictures are drawn on as
/// many threads as the machine has; each one is the same as by a command of its own. A line that cannot be drawn
/// says why and costs itself only.
pub fn run(list: &Path, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let text =
        opening::text(list, opening::PAGE).with_context(|| format!("cannot read {}", list.display()))?;
    let mut failures = Failures::default();
    let pictures = parsed(&text, &mut failures);
    let count = pictures.len() + failures.count();
    ensure!(count > 0, "{} names no picture; write the arguments of one a line", list.display());
    let mut problems = false;
    for group in by_files(pictures) {
        match drawn(&group, data) {
            Ok((found, others)) => {
                problems |= found;
                failures.extend(others);
            }
            Err(error) => group.iter().for_each(|picture| failures.add(picture.line, &error)),
        }
    }
    eprint!("{failures}");
    eprintln!("tumen: {} of {count} pictures written", count - failures.count());
    ensure!(failures.count() < count, "no picture was written");
    Ok(if failures.count() > 0 || problems { ExitCode::from(super::PROBLEMS) } else { ExitCode::SUCCESS })
}

/// Why lines were not drawn: the lines of each reason.
#[derive(Default)]
struct Failures(BTreeMap<String, Vec<usize>>);

impl Failures {
    fn add(&mut self, line: usize, error: &anyhow::Error) {
        self.0.entry(format!("{error:#}")).or_default().push(line);
    }

    fn extend(&mut self, other: Self) {
        for (reason, lines) in other.0 {
            self.0.entry(reason).or_default().extend(lines);
        }
    }

    fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = |lines: &Vec<usize>| lines.iter().min().copied().unwrap_or_default();
        let mut reasons: Vec<_> =
            self.0.iter().map(|(why, lines)| (first(lines), lines.len() - 1, why)).collect();
        reasons.sort_unstable();
        reasons.into_iter().try_for_each(|(line, more, why)| match more {
            0 => writeln!(f, "tumen: line {line}: {why}"),
            more => writeln!(f, "tumen: line {line} and {more} more: {why}"),
        })
    }
}

/// The pictures of a list.
fn parsed(text: &str, failures: &mut Failures) -> Vec<Picture> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    let mut pictures = Vec::new();
    for (line, words) in lines.filter(|(_, l)| !l.is_empty() && !l.starts_with(COMMENT)) {
        match arguments(words) {
            Ok(args) => pictures.push(Picture { line, args }),
            Err(error) => failures.add(line, &error),
        }
    }
    pictures
}

fn arguments(words: &str) -> anyhow::Result<ExportArgs> {
    let words = shlex::split(words).context("a quotation mark is not closed")?;
    let args = Line::try_parse_from(words).map_err(|error| {
        let text = error.to_string();
        anyhow!("{}", text.lines().next().unwrap_or_default().trim_start_matches("error: "))
    })?;
    ensure!(args.picture.batch.is_none(), "a list cannot name another list");
    Ok(args.picture)
}

/// The pictures by the files that they show and how those are opened, in the order of the list.
fn by_files(pictures: Vec<Picture>) -> Vec<Vec<Picture>> {
    let mut groups: Vec<Vec<Picture>> = Vec::new();
    for picture in pictures {
        let same = |group: &&mut Vec<Picture>| {
            let first = &group[0].args;
            (&first.files, &first.open) == (&picture.args.files, &picture.args.open)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(picture),
            None => groups.push(vec![picture]),
        }
    }
    groups
}

/// Draws pictures of the same files; whether the files have problems, and which pictures could not be drawn.
fn drawn(pictures: &[Picture], data: Option<&Path>) -> anyhow::Result<(bool, Failures)> {
    let mut base = super::open(data)?;
    let problems = match pictures.first() {
        Some(first) => open_files(&first.args, &mut base)?,
        None => false,
    };
    prepare(&mut base, pictures);
    let draw = |at: usize, session: &mut Session| draw(&pictures[at].args, session);
    let mut failures = Failures::default();
    for (picture, done) in pictures.iter().zip(export::many(&base, pictures.len(), draw)) {
        if let Err(error) = done.unwrap_or_else(|| Err(anyhow!("the picture could not be drawn"))) {
            failures.add(picture.line, &error);
        }
    }
    Ok((problems || base.notices().has_errors(), failures))
}

/// Makes ready what the pictures share: the map in each projection and the relief of each theme.
fn prepare(base: &mut Session, pictures: &[Picture]) {
    let mut done = Vec::new();
    for args in pictures.iter().map(|p| &p.args) {
        let look = (args.projection, args.theme);
        if !done.contains(&look)
            && let Ok(view) = view(args, base)
        {
            base.set_view(view);
            base.prepare();
            done.push(look);
        }
    }
}
