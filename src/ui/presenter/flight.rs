//! Flights that the machine cannot show: a cut with a fade instead of a few jerky pictures.

use super::super::gpu::{self, Mode};
use super::super::out::UiCommands;
use eframe::egui::Context;
use tumen_scene::style::PresenterStyle;
use tumen_session::{Session, TalkCommand};

/// A flight is judged after so many seconds.
const JUDGED_AFTER: f32 = 0.4;
/// After so many slow flights the next ones are cuts from the start: one may be slow because it is the first.
const SLOW_FLIGHTS: u8 = 2;

/// How the flights of a talk went, and the fade that goes on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FlightWatch {
    /// Pictures and seconds of the flight that goes on.
    pictures: u32,
    seconds: f32,
    slow: u8,
    /// When the last cut was, egui's time.
    cut: Option<f64>,
}

impl FlightWatch {
    /// A picture of a flight was shown after so many seconds; whether the flight has to end.
    fn is_slow(&mut self, seconds: f32, least_pictures: f32) -> bool {
        if self.slow >= SLOW_FLIGHTS {
            return true;
        }
        self.pictures += 1;
        self.seconds += seconds;
        let slow = self.seconds >= JUDGED_AFTER && (self.pictures as f32) < least_pictures * self.seconds;
        self.slow += u8::from(slow);
        slow
    }

    fn rest(&mut self) {
        (self.pictures, self.seconds) = (0, 0.0);
    }

    /// The opacity of the picture from before the cut, if it still fades.
    fn fading(&self, now: f64, fade: f32) -> Option<f32> {
        let left = 1.0 - (now - self.cut?) as f32 / fade;
        (left > 0.0).then_some(left)
    }

    /// Watches the flight of a frame, where the processor paints alone: lands it if it is slow. Gives the opacity of the
    /// picture from before a cut.
    pub(super) fn watch(
        &mut self,
        ctx: &Context,
        session: &Session,
        style: &PresenterStyle,
        out: &mut UiCommands,
    ) -> Option<f32> {
        if gpu::mode(ctx) != Mode::Kept {
            return None;
        }
        let (now, passed) = ctx.input(|i| (i.time, i.unstable_dt));
        // What is shown in this frame is what will fade from the next one on.
        let before = self.fading(now, style.fade);
        if !session.is_flying() {
            self.rest();
        } else if self.is_slow(passed, style.least_pictures) {
            self.rest();
            self.cut = Some(now);
            out.push(TalkCommand::Land);
        }
        if before.is_some() {
            ctx.request_repaint();
        }
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quick_flight_goes_on_and_a_slow_one_is_cut() {
        let mut watch = FlightWatch::default();
        assert!((0..100).all(|_| !watch.is_slow(0.03, 20.0)));
        watch.rest();
        let shown = (1..).find(|_| watch.is_slow(0.1, 20.0));
        assert_eq!(shown, Some(4), "it is judged after 0.4 s");
    }

    #[test]
    fn after_two_slow_flights_the_next_is_a_cut_at_once() {
        let mut watch = FlightWatch::default();
        for _ in 0..2 {
            assert!(!watch.is_slow(0.1, 20.0));
            assert!(watch.is_slow(0.5, 20.0));
            watch.rest();
        }
        assert!(watch.is_slow(0.01, 20.0));
    }

    #[test]
    fn the_picture_before_a_cut_fades() {
        let watch = FlightWatch { cut: Some(10.0), ..FlightWatch::default() };
        assert_eq!(watch.fading(10.0, 0.4), Some(1.0));
        assert!(watch.fading(10.3, 0.4).is_some_and(|o| (o - 0.25).abs() < 0.001));
        assert_eq!(watch.fading(10.5, 0.4), None);
        assert_eq!(FlightWatch::default().fading(10.0, 0.4), None);
    }
}
