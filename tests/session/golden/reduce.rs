//! The display list of a frame in short: items that follow each other and look alike are one line, with what
//! they show, how many parts and points they have, and the box around them. Every text has its own line.
//!
//! Two kinds of numbers may differ a little from machine to machine and are marked for it: `@left,top,…` are
//! pixels, equal within one, and `~n` are counts of parts and points, equal within one or two in a hundred.
//! Everything else must be the same: colors, widths, dashes, words, sizes, order, numbers of items.

use std::fmt::Write as _;

/// Pixels may differ by so much.
const PIXELS: f64 = 1.0;
/// Counts may differ by so large a share, and by one.
const COUNTS: f64 = 0.02;

/// Items that follow each other and look alike.
struct Run {
    head: String,
    items: usize,
    features: Vec<String>,
    parts: Option<(&'static str, usize)>,
    points: usize,
    bounds: Option<[f64; 4]>,
}

/// The dump of a frame in short.
pub fn reduced(dump: &str) -> String {
    let (mut out, mut run) = (String::new(), None::<Run>);
    for line in dump.lines() {
        let Some(item) = Run::of(line) else {
            run.take().into_iter().for_each(|run| run.write(&mut out));
            let _ = writeln!(out, "{}", marked(line));
            continue;
        };
        match &mut run {
            Some(run) if run.head == item.head => run.join(item),
            _ => run.replace(item).into_iter().for_each(|run| run.write(&mut out)),
        }
    }
    run.into_iter().for_each(|run| run.write(&mut out));
    out
}

impl Run {
    /// A line of fills, strokes or paths; nothing for other lines.
    fn of(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.trim_start().split(' ').collect();
        let [group, kind @ ("fill" | "stroke" | "path"), feature, look @ ..] = words.as_slice() else {
            return None;
        };
        let indent = &line[..line.len() - line.trim_start().len()];
        let at = |word: &str| look.iter().position(|w| *w == word);
        let number = |word: &str| look.get(at(word)? + 1)?.parse::<usize>().ok();
        let parts = ["lines", "rings"].into_iter().find_map(|word| Some((word, number(word)?)));
        let counted = parts.map_or("points", |p| p.0);
        let bounds = at("box").map(|at| {
            let side = |i: usize| look.get(at + 1 + i).and_then(|w| w.parse().ok()).unwrap_or(f64::NAN);
            [0, 1, 2, 3].map(side)
        });
        Some(Self {
            head: format!("{indent}{group} {kind} {}", look[..at(counted)?].join(" ")),
            items: 1,
            features: vec![(*feature).to_owned()],
            parts,
            points: number("points")?,
            bounds,
        })
    }

    fn join(&mut self, next: Self) {
        self.items += next.items;
        self.points += next.points;
        for feature in
            next.features.into_iter().filter(|f| self.features.last() != Some(f)).collect::<Vec<_>>()
        {
            self.features.push(feature);
        }
        if let (Some(parts), Some(more)) = (&mut self.parts, next.parts) {
            parts.1 += more.1;
        }
        self.bounds = match (self.bounds, next.bounds) {
            (Some(a), Some(b)) => Some([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]),
            (a, b) => a.or(b),
        };
    }

    fn write(self, out: &mut String) {
        let mut line = self.head;
        if self.items > 1 {
            let _ = write!(line, " ×{}", self.items);
        }
        if let Some((word, parts)) = self.parts {
            let _ = write!(line, " {word} ~{parts}");
        }
        let _ = write!(line, " points ~{}", self.points);
        if let Some([left, top, right, bottom]) = self.bounds {
            let _ = write!(line, " @{left},{top},{right},{bottom}");
        }
        if self.features != ["-"] {
            let _ = write!(line, " {}", self.features.join(" "));
        }
        let _ = writeln!(out, "{line}");
    }
}

/// A line of another kind with its pixels and counts marked. Its words in quotes stay as they are.
fn marked(line: &str) -> String {
    let quote = line.rfind('"').map_or(0, |at| at + 1);
    let (said, rest) = line.split_at(quote);
    let mut words = rest.split(' ');
    let mut out = said.to_owned();
    let mut first = true;
    let pixels = !line.trim_start().starts_with("frame ");
    while let Some(word) = words.next() {
        if !std::mem::take(&mut first) {
            out.push(' ');
        }
        let numbers = match word {
            "at" if pixels => 2,
            "box" => 4,
            "points" => {
                let _ = write!(out, "points ~{}", words.next().unwrap_or_default());
                continue;
            }
            _ => {
                out.push_str(word);
                continue;
            }
        };
        let places: Vec<&str> = words.by_ref().take(numbers).collect();
        let _ = write!(out, "@{}", places.join(","));
    }
    out
}

/// The lines that differ, those of the old text with `-` and those of the new one with `+` before them.
pub fn differences(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    // How many lines from here on are common to both.
    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = match alike(old[i], new[j]) {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && alike(old[i], new[j]) {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            out.push(format!("- {}", old[i]));
            i += 1;
        } else {
            out.push(format!("+ {}", new[j]));
            j += 1;
        }
    }
    out
}

/// Whether two lines say the same, but for pixels and counts that differ a little.
fn alike(old: &str, new: &str) -> bool {
    if old == new {
        return true;
    }
    let (mut a, mut b) = (old.split(' '), new.split(' '));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || close(a, b) => {}
            _ => return false,
        }
    }
}

fn close(a: &str, b: &str) -> bool {
    let numbers = |word: &str, mark: char| -> Option<Vec<f64>> {
        word.strip_prefix(mark)?.split(',').map(|n| n.parse().ok()).collect()
    };
    let within = |mark: char, allowed: &dyn Fn(f64) -> f64| match (numbers(a, mark), numbers(b, mark)) {
        (Some(a), Some(b)) => {
            a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| (a - b).abs() <= allowed(a.max(*b)))
        }
        _ => false,
    };
    within('@', &|_| PIXELS) || within('~', &|most| (most * COUNTS).max(1.0))
}
