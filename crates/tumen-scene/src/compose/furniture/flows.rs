//! The part of the legend about moving cargo.

use super::{Pen, Row, SAMPLE};
use crate::compose::Contents;
use crate::flow::{self, Stand, placed};
use crate::frame::{Align, Stroke, Weight};
use crate::style::SignStyle;
use tumen_core::model::Carrier;

/// What a row about flows shows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sample {
    /// The sign of a carrier.
    Sign(Carrier),
    /// A narrow and a wide band.
    Width,
    /// A band in the outline of its capacity.
    Capacity,
    /// Nothing moved.
    Pause,
    /// Nobody says.
    QuestionMark,
}

/// Width of the wide band of a sample, pixels; the row is about twice as high.
const BAND: f32 = 7.0;

impl Pen<'_> {
    pub(super) fn flow_rows(&self, contents: &Contents, rows: &mut Vec<Row>) {
        let flows = &contents.flows;
        if flows.is_empty() {
            return;
        }
        let year = self.options.as_of.year.to_string();
        let dated = |key| self.filled(key, &[("year", &year)]);
        rows.push(Row::Heading(format!("{}, {year}", self.word("flows"))));
        for carrier in &flows.carriers {
            rows.push(Row::Flow(Sample::Sign(*carrier), self.word(carrier_word(*carrier)).to_owned()));
        }
        let others = [
            (!flows.carriers.is_empty(), Sample::Width, dated("flow_width")),
            (flows.capacity, Sample::Capacity, dated("flow_capacity")),
            (flows.nothing, Sample::Pause, dated("flow_nothing")),
            (flows.no_figure, Sample::QuestionMark, dated("flow_no_figure")),
        ];
        rows.extend(others.into_iter().filter(|o| o.0).map(|(_, sample, text)| Row::Flow(sample, text)));
    }

    pub(super) fn flow_sample(&mut self, sample: Sample, [x, y]: [f32; 2]) {
        let ink = self.palette.text;
        let line = |from: f32, to: f32| vec![[x + from * SAMPLE, y], [x + to * SAMPLE, y]];
        let mut band = |from, to, width, color| {
            self.path(line(from, to), false, None, Some(Stroke::solid(width, color)));
        };
        match sample {
            Sample::Sign(carrier) => {
                band(0.0, 1.0, 2.0, ink);
                let sign = self.scene.style.flow.sign(carrier);
                self.outlines(&flow::outlines(carrier), &sign, [x + 0.5 * SAMPLE, y]);
            }
            Sample::Width => {
                band(0.05, 0.45, 2.0, ink);
                band(0.6, 0.95, BAND, ink);
            }
            Sample::Capacity => {
                let room = self.palette.symbol_fill;
                let mut band = |width, color| {
                    self.path(line(0.1, 0.9), false, None, Some(Stroke::solid(width, color)));
                };
                band(BAND + 2.0, ink);
                band(BAND, room);
                band(2.5, ink);
            }
            Sample::Pause => {
                band(0.0, 1.0, 2.0, ink);
                let sign = SignStyle { length: 10.0, width: 10.0, spacing: 0.0, speed: 0.0 };
                self.outlines(&flow::pause(), &sign, [x + 0.5 * SAMPLE, y]);
            }
            Sample::QuestionMark => {
                let at = [x + 0.5 * SAMPLE, y + 4.0];
                self.text(at, Align::Middle, "?", 12.0, Weight::SemiBold, ink);
            }
        }
    }

    fn outlines(&mut self, outlines: &[Vec<[f32; 2]>], sign: &SignStyle, at: [f32; 2]) {
        let stand = Stand { at, angle: 0.0, number: 0 };
        let (fill, line) = (self.palette.symbol_fill, self.palette.symbol_line);
        for outline in outlines {
            let stroke = Some(Stroke::solid(self.scene.style.flow.outline, line));
            self.path(placed(outline, sign, &stand), true, Some(fill), stroke);
        }
    }
}

fn carrier_word(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Train => "flow_train",
        Carrier::Ship => "flow_ship",
        Carrier::Gas => "flow_gas",
        Carrier::Current => "flow_current",
        Carrier::Truck => "flow_truck",
    }
}
