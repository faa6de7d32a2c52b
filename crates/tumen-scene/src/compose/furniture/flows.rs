//! The part of the legend about moving cargo.

use super::{Pen, Row};
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
        let (ink, length, own) = (self.palette.text, self.own.legend.sample, self.own.legend.flow);
        let middle = x + 0.5 * length;
        let line = |[from, to]: [f32; 2]| vec![[x + from * length, y], [x + to * length, y]];
        let fill = self.palette.symbol_fill;
        let mut band = |span, width, color| {
            self.path(line(span), false, None, Some(Stroke::solid(width, color)));
        };
        match sample {
            Sample::Sign(carrier) => {
                band([0.0, 1.0], 2.0, ink);
                let sign = self.scene.style.flow.sign(carrier);
                self.outlines(&flow::outlines(carrier), &sign, [middle, y]);
            }
            Sample::Width => {
                band(own.narrow, 2.0, ink);
                band(own.wide, own.band, ink);
            }
            Sample::Capacity => {
                band(own.capacity, own.band + 2.0, ink);
                band(own.capacity, own.band, fill);
                band(own.capacity, own.line, ink);
            }
            Sample::Pause => {
                band([0.0, 1.0], 2.0, ink);
                let sign = SignStyle { length: own.pause, width: own.pause, spacing: 0.0, speed: 0.0 };
                self.outlines(&flow::pause(), &sign, [middle, y]);
            }
            Sample::QuestionMark => {
                let at = [middle, y + own.question];
                self.text(at, Align::Middle, "?", self.text_sizes.plain, Weight::SemiBold, ink);
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
