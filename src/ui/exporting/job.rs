//! What is to be exported, as a value: the program draws it, the preview as well as the file.

use std::sync::Arc;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Tour;
use tumen_scene::page::{PageSetup, Parts};
use tumen_session::View;
use tumen_session::export::PictureFormat;

/// An export.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// What is looked at and how.
    pub view: View,
    /// Size of the map in the window, points: what the view's camera shows in it is on the picture.
    pub seen: [f32; 2],
    /// State of the user's layers, so that a preview is drawn again when they change.
    pub revision: u64,
    /// What is made.
    pub what: What,
}

/// What is made.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The map as a picture.
    Picture(Picture),
    /// The map on paper.
    Page(Box<PageSetup>, PictureFormat),
    /// A page for each stop of a tour.
    Handout(Arc<Tour>),
    /// Moving pictures.
    Moving(Moving),
}

/// The map as a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// In what it is written.
    pub format: PictureFormat,
    /// Width and height, output pixels.
    pub size: [u32; 2],
    /// Output pixels for a pixel of letters and signs.
    pub scale: f32,
    /// What stands on the map; card and sources are for paper only.
    pub parts: Parts,
    /// Title; the map's own one if it is empty.
    pub title: String,
}

/// Moving pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Moving {
    /// Numbered PNG files instead of a GIF.
    pub frames: bool,
    /// Width and height, pixels.
    pub size: [u32; 2],
    /// Pictures a second.
    pub rate: u16,
    /// What moves.
    pub subject: Subject,
}

/// What moves.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A tour, stop after stop.
    Tour(Arc<Tour>),
    /// The date, from the first day of a year to the last day of another, at so many years a second.
    Years([i32; 2], f64),
}

impl Job {
    /// The name that a file is offered, and its extension.
    #[must_use]
    pub fn file_name(&self) -> (String, &'static str) {
        let (stem, extension) = match &self.what {
            What::Picture(picture) => ("tumen".to_owned(), picture.format.row().extension),
            What::Page(_, format) => ("tumen".to_owned(), format.row().extension),
            What::Handout(tour) => (format!("{}-handout", tour.id), "pdf"),
            What::Moving(moving) => {
                let stem = match &moving.subject {
                    Subject::Tour(tour) => tour.id.clone(),
                    Subject::Years([from, to], _) => format!("tumen-{from}-{to}"),
                };
                (stem, if moving.frames { "" } else { "gif" })
            }
        };
        (stem, extension)
    }

    /// What it is, in a few words, for progress and messages.
    #[must_use]
    pub fn words(&self) -> Message {
        match &self.what {
            What::Picture(_) => message!("notice-job-picture"),
            What::Page(..) => message!("notice-job-page"),
            What::Handout(..) => message!("notice-job-handout"),
            What::Moving(Moving { frames: true, .. }) => message!("notice-job-pictures"),
            What::Moving(_) => message!("notice-job-gif"),
        }
    }
}
