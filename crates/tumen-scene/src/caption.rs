//! A bar below a map with what a presenter says, for pictures that show a talk without one.

use super::frame::{Align, Group, Item, Paint, Path, Placing, Rgba, Stroke, Text, Weight};
use super::style::{CaptionStyle, Palette, Style, Theme};
use super::{Frame, text};

/// What the bar says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caption {
    /// A few words.
    pub title: String,
    /// Some sentences, plain text; empty lines are left out.
    pub text: String,
    /// The date of what is shown, or another word for the right-hand side.
    pub date: String,
    /// Which stop of how many, from 1.
    pub stop: Option<(usize, usize)>,
}

/// How high a bar is in a picture of that width so that every one of some captions fits, pixels; at most
/// the share of the height that the style allows.
#[must_use]
pub fn height(captions: &[&Caption], size: [f32; 2], style: &Style) -> f32 {
    let style = &style.caption;
    let needed = captions.iter().map(|c| {
        let lines = wrapped(&c.text, room(size[0], style), style.text).len() as f32;
        2.0 * style.pad + style.title * style.title_leading + lines * style.text * style.leading
    });
    let most = size[1] * style.most;
    needed.fold(0.0, f32::max).min(most).round()
}

/// A map with a bar below it: the bar takes what the picture is higher than the map.
#[must_use]
pub fn framed(map: Frame, caption: &Caption, size: [f32; 2], style: &Style, theme: Theme) -> Frame {
    let top = map.size.height;
    let palette = style.palette(theme);
    let mut bar = Bar { style: &style.caption, palette, items: Vec::new(), size, top };
    let shown = map.map;
    bar.items.push(Item { feature: None, paint: Paint::Inset([0.0; 2], Box::new(map)) });
    bar.ground();
    bar.words(caption);
    let groups = vec![Group { name: "caption", items: bar.items }];
    let covered = vec![[0.0, top, size[0], size[1]]];
    Frame { size: size.into(), map: shown, background: opaque(palette.panel), groups, covered }
}

struct Bar<'a> {
    style: &'a CaptionStyle,
    palette: &'a Palette,
    items: Vec<Item>,
    size: [f32; 2],
    top: f32,
}

impl Bar<'_> {
    fn ground(&mut self) {
        let [right, bottom] = self.size;
        let corners = vec![[0.0, self.top], [right, self.top], [right, bottom], [0.0, bottom]];
        let ground =
            Path { points: corners, closed: true, fill: Some(opaque(self.palette.panel)), stroke: None };
        let edge = self.top + 0.5 * self.style.edge;
        let line = Stroke::solid(self.style.edge, self.palette.frontier);
        let edge =
            Path { points: vec![[0.0, edge], [right, edge]], closed: false, fill: None, stroke: Some(line) };
        self.items.extend([ground, edge].map(|p| Item { feature: None, paint: Paint::Path(p) }));
    }

    fn words(&mut self, caption: &Caption) {
        let (style, pad) = (self.style, self.style.pad);
        let room = room(self.size[0], style);
        let mut y = self.top + pad + style.title;
        let wide = text::width(&caption.title, style.title, Weight::SemiBold);
        // A long title shrinks rather than runs into the date.
        let size = if wide > room { style.title * room / wide } else { style.title };
        self.line([pad, y], Align::Start, &caption.title, (size, Weight::SemiBold), self.palette.text);
        let right = self.size[0] - pad;
        self.line([right, y], Align::End, &caption.date, (style.date, Weight::SemiBold), self.palette.text);
        y += (style.title_leading - 1.0) * style.title;
        for line in self.lines(&caption.text, room, y) {
            y += style.text * style.leading;
            self.line([pad, y], Align::Start, &line, (style.text, Weight::Regular), self.palette.text);
        }
        if let Some((stop, of)) = caption.stop {
            let at = [right, self.size[1] - pad];
            let words = format!("{stop} / {of}");
            self.line(at, Align::End, &words, (style.text, Weight::Regular), self.palette.text_quiet);
        }
    }

    /// As many lines as there is room for below `y`; the last one says if there are more.
    fn lines(&self, words: &str, room: f32, y: f32) -> Vec<String> {
        let mut lines = wrapped(words, room, self.style.text);
        let below = self.size[1] - self.style.foot * self.style.pad - y;
        let fit = (below / (self.style.text * self.style.leading)).max(0.0) as usize;
        if lines.len() > fit {
            lines.truncate(fit);
            if let Some(last) = lines.last_mut() {
                last.push('…');
            }
        }
        lines
    }

    fn line(&mut self, at: [f32; 2], align: Align, words: &str, font: (f32, Weight), color: Rgba) {
        let placing = Placing::Straight(at, align);
        let text = Text {
            text: crate::text::lettered(words),
            placing,
            size: font.0,
            weight: font.1,
            color,
            halo: None,
        };
        self.items.push(Item { feature: None, paint: Paint::Text(text) });
    }
}

/// Width of the words at the left of the date.
fn room(width: f32, style: &CaptionStyle) -> f32 {
    width - 2.0 * style.pad - style.side
}

fn opaque(color: Rgba) -> Rgba {
    let [r, g, b, _] = color.0;
    Rgba([r, g, b, 255])
}

/// Text cut at spaces into lines that fit a width; a word longer than that stands alone.
#[must_use]
pub fn wrapped(words: &str, room: f32, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in words.lines().map(str::trim).filter(|p| !p.is_empty()) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if !line.is_empty() && text::width(&longer, size, Weight::Regular) > room {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_is_too_odd(words in "[ -~А-я\\[\\]()*\\\\\n]{0,80}") {
            let longest = words.split_whitespace().map(|w| text::width(w, 14.0, Weight::Regular)).fold(200.0, f32::max);
            for line in wrapped(&words, 200.0, 14.0) {
                prop_assert!(text::width(&line, 14.0, Weight::Regular) <= longest + 0.01);
            }
        }
    }
}
