//! In which system a layer is, and bringing it to degrees WGS 84.

use super::survey::Survey;
use super::{offer, place_of_positions, still_wanted};
use crate::input::{RawLayer, ReadError, StatedCrs, Watch};
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::geo::crs::{Candidate, Crs, THEATRE, recognize};
use tumen_core::geo::{LonLat, NumberBounds};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Confidence;
use tumen_core::model::layer::Layer;
use tumen_core::model::repair::{Proposal, Repair};

/// Alternatives offered beside the best guess.
const ALTERNATIVES: usize = 6;

/// Positions moved between two looks whether the work is still wanted.
const CHUNK: usize = 1 << 16;

/// In which system a layer is taken to be.
pub(super) struct Decision {
    /// The system; nothing when none fits, and the numbers stay as they are.
    pub crs: Option<Crs>,
    /// Whether x and y are exchanged before, because a guessed grid has northing first.
    pub northing_first: bool,
    /// Whether the file did not state it.
    pub guessed: bool,
    /// Whether the axes seem exchanged; latitudes and windings need no notices of their own then.
    pub swapped: bool,
    /// What can be proposed.
    pub proposals: Vec<Proposal>,
}

impl Decision {
    fn of(crs: Crs, guessed: bool) -> Self {
        Self { crs: Some(crs), northing_first: false, guessed, swapped: false, proposals: Vec::new() }
    }
}

/// Decides in which system a layer is.
pub(super) fn decide(raw: &RawLayer, index: usize, survey: &Survey, report: &mut Report) -> Decision {
    let case = Case { raw, index, survey };
    let stated = case.stated(report);
    if survey.is_meters() && stated.as_ref().is_none_or(Crs::is_geographic) {
        return case.meters(stated.as_ref(), report);
    }
    let Some(crs) = stated else { return case.axes(Decision::of(Crs::wgs84(), case.open()), report) };
    if !crs.is_geographic() && case.is_small() {
        return case.degrees_after_all(&crs, report);
    }
    case.axes(Decision::of(crs, false), report)
}

/// A layer whose system is looked for.
struct Case<'a> {
    raw: &'a RawLayer,
    index: usize,
    survey: &'a Survey,
}

impl Case<'_> {
    fn place(&self) -> Place {
        place_of_positions(&self.raw.layer)
    }

    /// The system that the file states, if it is known.
    fn stated(&self, report: &mut Report) -> Option<Crs> {
        let found = match &self.raw.crs {
            StatedCrs::Unstated => return None,
            StatedCrs::Wgs84 => Ok(Crs::wgs84()),
            StatedCrs::Epsg(code) => Crs::epsg(*code),
            StatedCrs::Wkt(wkt) => Crs::from_wkt(wkt),
            StatedCrs::Other(text) => Crs::from_text(text),
        };
        match found {
            Ok(crs) => {
                if crs.lacks_shift() {
                    let message = message!("notice-no-datum-shift", crs = crs.name());
                    report.warning(
                        "unknown-crs",
                        self.place(),
                        message,
                        message!("notice-compare-known-place"),
                    );
                }
                Some(crs)
            }
            Err(error) => {
                let message = message!("notice-stated-crs-unusable", error = error.message());
                report.warning("unknown-crs", self.place(), message, error.hint());
                None
            }
        }
    }

    /// Whether degrees are only a guess: where a format may hold any system and the file states none that
    /// is known. GeoJSON without a word is in WGS 84 by its standard.
    fn open(&self) -> bool {
        let strict = matches!(self.raw.layer.origin.format.as_str(), "geojson" | "geojsonseq" | "topojson");
        !strict || self.raw.crs != StatedCrs::Unstated
    }

    /// Whether all numbers are as small as degrees, and more than one spot near the origin of a grid.
    fn is_small(&self) -> bool {
        let [x, y] = self.survey.bounds.center();
        self.survey.is_degrees() && x.abs().max(y.abs()) > 2.0
    }

    /// Meters without a system, or in a file that says degrees.
    fn meters(&self, stated: Option<&Crs>, report: &mut Report) -> Decision {
        let mut candidates = recognize(&self.survey.sample).into_iter();
        let why = match stated {
            Some(crs) => {
                message!("notice-too-large-for-degrees", crs = crs.name())
            }
            None => message!("notice-grid-not-stated"),
        };
        let Some(best) = candidates.next() else {
            let [x, y] = self.survey.bounds.center();
            let message =
                message!("notice-no-grid-fits", why = why, x = format!("{:.0}", x), y = format!("{:.0}", y));
            let hint = message!("notice-choose-coordinate-system");
            report.error("unknown-crs", self.place(), message, hint);
            return Decision { crs: None, ..Decision::of(Crs::wgs84(), true) };
        };
        let message = message!(
            "notice-taken",
            why = why,
            crs = best.crs.to_string(),
            accuracy = accuracy(&best),
            reason = best.reason.clone()
        );
        let hint = match candidates.as_slice().first() {
            Some(next) => {
                message!("notice-compare-base-map", crs = next.crs.to_string())
            }
            None => message!("notice-compare-base-map-2"),
        };
        report.warning("projected-metres", self.place(), message, hint);
        let mut decision = Decision::of(best.crs.clone(), true);
        decision.northing_first = best.swapped;
        decision.proposals.push(self.reproject(&best, true));
        decision.proposals.extend(candidates.take(ALTERNATIVES).map(|c| self.reproject(&c, false)));
        decision
    }

    fn reproject(&self, candidate: &Candidate, taken: bool) -> Proposal {
        let confidence = match (taken, candidate.in_theatre, candidate.certain) {
            (true, true, true) => Confidence::High,
            (true, true, false) | (false, true, true) => Confidence::Medium,
            _ => Confidence::Low,
        };
        let crs = candidate.crs.id().to_owned();
        Proposal {
            taken,
            ..self.proposal(
                "projected-metres",
                Repair::Reproject { crs, swapped: candidate.swapped },
                message!(
                    "notice-candidate",
                    crs = candidate.crs.name(),
                    accuracy = accuracy(candidate),
                    reason = candidate.reason.clone()
                ),
                confidence,
            )
        }
    }

    fn proposal(
        &self,
        code: &'static str,
        repair: Repair,
        message: Message,
        confidence: Confidence,
    ) -> Proposal {
        let features = self.raw.layer.features.iter().filter(|f| !f.geometry.is_empty()).count();
        Proposal {
            code,
            repair,
            layer: self.index,
            features,
            places: self.survey.positions,
            message,
            placement: true,
            confidence,
            taken: false,
        }
    }

    /// The file states a grid, but its numbers are degrees.
    fn degrees_after_all(&self, stated: &Crs, report: &mut Report) -> Decision {
        let message = message!("notice-file-says-coordinates", stated = stated.to_string());
        report.warning("unknown-crs", self.place(), message, message!("notice-compare-base-map-2"));
        let mut decision = Decision::of(Crs::wgs84(), true);
        let as_stated = Repair::Reproject { crs: stated.id().to_owned(), swapped: false };
        let why = message!("notice-take-statement-file", stated = stated.name());
        decision.proposals.push(self.proposal("unknown-crs", as_stated, why, Confidence::Low));
        self.axes(decision, report)
    }

    /// Looks whether x and y are exchanged.
    fn axes(&self, mut decision: Decision, report: &mut Report) -> Decision {
        let Some(crs) = &decision.crs else { return decision };
        let found = match crs.is_geographic() {
            true => self.crossed_degrees(),
            false => self.crossed_grid(crs),
        };
        let Some((why, confidence)) = found else {
            self.elsewhere(&mut decision, report);
            return decision;
        };
        report.warning("swapped-axes", self.place(), why.clone(), offer(&Repair::SwapAxes));
        decision.proposals.push(self.proposal("swapped-axes", Repair::SwapAxes, why, confidence));
        decision.swapped = true;
        decision
    }

    /// The file states a grid in which its numbers have no place near, and they fit another.
    fn elsewhere(&self, decision: &mut Decision, report: &mut Report) {
        let Some(crs) = decision.crs.as_ref().filter(|crs| !crs.is_geographic()) else { return };
        let sample = &self.survey.sample;
        if sample.is_empty() || lands(crs, sample) || crs.fits(sample) {
            return;
        }
        let known = |c: &Candidate| c.in_theatre && c.certain;
        let others: Vec<_> = recognize(&self.survey.sample).into_iter().filter(known).collect();
        let Some(best) = others.first().filter(|best| best.crs != *crs) else { return };
        let message = message!(
            "notice-file-states-positions",
            crs = crs.to_string(),
            other = best.crs.to_string(),
            reason = best.reason.clone()
        );
        let proposal = self.reproject(best, false);
        report.warning("projected-metres", self.place(), message, offer(&proposal.repair));
        decision.proposals.push(proposal);
    }

    fn crossed_degrees(&self) -> Option<(Message, Confidence)> {
        let s = self.survey;
        if s.crossed > 0 && s.straight == 0 && s.far == 0 {
            let message = message!("notice-latitude-beyond-90-all", crossed = s.crossed, n = s.usable());
            let sure = 2 * s.crossed > s.usable();
            return Some((message, if sure { Confidence::High } else { Confidence::Medium }));
        }
        let stated = stated_bounds(&self.raw.layer)?;
        let turned =
            NumberBounds::new([s.bounds.min[1], s.bounds.min[0]], [s.bounds.max[1], s.bounds.max[0]]);
        let exchanged =
            !stated.grown(1e-6).intersects(&s.bounds) && stated.grown(1e-6).contains_bounds(&turned);
        let message = message!("notice-positions-lie-outside");
        exchanged.then_some((message, Confidence::Medium))
    }

    fn crossed_grid(&self, crs: &Crs) -> Option<(Message, Confidence)> {
        let turned: Vec<[f64; 2]> = self.survey.sample.iter().map(|[x, y]| [*y, *x]).collect();
        let sample = &self.survey.sample;
        let stands = lands(crs, sample) || crs.fits(sample) && !lands(crs, &turned);
        if stands || !(lands(crs, &turned) || crs.fits(&turned)) {
            return None;
        }
        let message = message!("notice-positions-lie-where", crs = crs.name());
        Some((message, Confidence::Medium))
    }
}

/// What a datum shift costs, where it costs anything: ` (±3 m)`.
fn accuracy(candidate: &Candidate) -> String {
    candidate.accuracy_m.filter(|m| *m > 0.0).map_or(String::new(), |m| format!(" (±{m:.0} m)"))
}

/// Whether a sample has its place in the theatre.
fn lands(crs: &Crs, sample: &[[f64; 2]]) -> bool {
    let mut points: Vec<LonLat> = sample.iter().copied().map(LonLat::from).collect();
    let placed = crs.to_wgs84(&mut points) == Ok(0);
    placed && !points.is_empty() && points.iter().all(|p| THEATRE.contains(*p))
}

/// The bounds that a GeoJSON file states, degrees.
fn stated_bounds(layer: &Layer) -> Option<NumberBounds> {
    let (_, text) = layer.foreign_members.iter().find(|(key, _)| &**key == "bbox")?;
    let numbers: Vec<f64> = serde_json::from_str(text).ok()?;
    match numbers.as_slice() {
        [w, s, e, n] | [w, s, _, e, n, _] => Some(NumberBounds::new([*w, *s], [*e, *n])),
        _ => None,
    }
}

/// Brings a layer to degrees WGS 84 as decided.
pub(super) fn place(mut layer: Layer, decision: &Decision, watch: &Watch) -> Result<Layer, ReadError> {
    layer.origin.crs_guessed = decision.guessed;
    let Some(crs) = &decision.crs else {
        layer.origin.crs.clear();
        return Ok(layer);
    };
    crs.id().clone_into(&mut layer.origin.crs);
    if crs.is_identity() && !decision.northing_first {
        return Ok(layer);
    }
    moved(&mut layer, crs, decision.northing_first, watch)?;
    Ok(layer)
}

/// Moves every position.
fn moved(layer: &mut Layer, crs: &Crs, northing_first: bool, watch: &Watch) -> Result<(), ReadError> {
    let mut stopped = Ok(());
    for feature in Arc::make_mut(&mut layer.features) {
        if feature.geometry.is_empty() {
            continue;
        }
        Arc::make_mut(feature).geometry.each_mut(&mut |_, positions| {
            if northing_first {
                positions.points.iter_mut().for_each(|p| *p = LonLat::new(p.lat, p.lon));
            }
            for chunk in positions.points.chunks_mut(CHUNK) {
                if stopped.is_ok() {
                    stopped = still_wanted(watch);
                }
                if stopped.is_ok() {
                    // What has no place in the system is NaN from here on and is told with its feature.
                    let _ = crs.to_wgs84(chunk);
                }
            }
        });
    }
    stopped
}

/// A raw layer placed by a repair instead of by the decision.
pub(super) fn anew(raw: &RawLayer, repair: &Repair, shown: &Layer) -> Layer {
    let mut layer = repair.apply(&raw.layer);
    match repair {
        Repair::Reproject { .. } => layer.origin.crs_guessed = true,
        _ => {
            let crs = Crs::from_text(&shown.origin.crs).ok().or_else(|| match &raw.crs {
                StatedCrs::Wkt(wkt) => Crs::from_wkt(wkt).ok(),
                _ => None,
            });
            if let Some(crs) = crs {
                // A watch that nobody stops never ends the work.
                let _ = moved(&mut layer, &crs, false, &Watch::default());
            }
            layer.origin = shown.origin.clone();
        }
    }
    layer
}
