//! Pages as PDF: vectors, the bundled fonts cut down to the letters used, text that can be selected,
//! links. No date and no random number goes into the file: the same pages give the same bytes.

mod ink;
mod painter;
mod words;

use super::ExportError;
use crate::page::{Link, Page};
use ink::Fonts;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use painter::Painter;
use std::fmt::Write as _;

/// Points of a PDF (1/72 inch) per pixel of a picture (1/96 inch).
const POINTS_PER_PIXEL: f32 = 0.75;
/// The longest side of a page that every viewer shows, points.
const LONGEST: f32 = 14_400.0;

/// What a document says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: String,
    /// What it is, in a sentence; may be empty.
    pub description: String,
    /// The language of its text, such as `en`.
    pub language: String,
}

/// Pages as a PDF document. A page of 96 pixels is an inch wide.
///
/// # Errors
/// If a page has no finite size above 0, or one that viewers do not show, or if a font cannot be embedded.
pub fn pdf(pages: &[Page], about: &About) -> Result<Vec<u8>, ExportError> {
    let settings = SerializeSettings { xmp_metadata: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let fonts =
        Fonts::new().ok_or_else(|| ExportError::Pdf("the bundled fonts cannot be read".to_owned()))?;
    let mut outline = Outline::new();
    for (number, page) in pages.iter().enumerate() {
        add_page(&mut document, page, &fonts)?;
        if let Some(name) = &page.name {
            let start = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
            outline.push_child(OutlineNode::new(name.clone(), start));
        }
    }
    if pages.iter().any(|p| p.name.is_some()) {
        document.set_outline(outline);
    }
    document.set_metadata(metadata(about));
    document.finish().map_err(|e| ExportError::Pdf(e.to_string()))
}

fn metadata(about: &About) -> Metadata {
    let made_by = concat!("Tumen ", env!("CARGO_PKG_VERSION")).to_owned();
    let metadata = Metadata::new().title(about.title.clone()).description(about.description.clone());
    metadata.language(about.language.clone()).creator(made_by)
}

fn add_page(document: &mut Document, page: &Page, fonts: &Fonts) -> Result<(), ExportError> {
    let [width, height]: [f32; 2] = page.frame.size.into();
    let too_large = || ExportError::TooLarge { width, height };
    let [w, h] = page.frame.size.map(|s| s * POINTS_PER_PIXEL);
    let size = Size::from_wh(w, h).filter(|_| w <= LONGEST && h <= LONGEST).ok_or_else(too_large)?;
    let mut sheet = document.start_page_with(PageSettings::new(size));
    for link in &page.links {
        if let Some(annotation) = annotation(link) {
            sheet.add_annotation(annotation);
        }
    }
    let mut surface = sheet.surface();
    surface.push_transform(&Transform::from_scale(POINTS_PER_PIXEL, POINTS_PER_PIXEL));
    Painter { frame: &page.frame, surface: &mut surface, fonts }.draw()?;
    surface.pop();
    surface.finish();
    sheet.finish();
    Ok(())
}

/// Schemes of addresses that a page may lead to: no document starts a program.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// An address in the letters that an address may have.
fn uri(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'!'..=b'~' => out.push(char::from(byte)),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// A link, if it has a place and leads to a page or a mailbox.
fn annotation(link: &Link) -> Option<Annotation> {
    if !SCHEMES.iter().any(|scheme| link.url.starts_with(scheme)) {
        return None;
    }
    let [left, top, right, bottom] = link.area.map(|v| v * POINTS_PER_PIXEL);
    let area = Rect::from_ltrb(left, top, right, bottom)?;
    let target = Target::Action(Action::Link(LinkAction::new(uri(&link.url))));
    Some(Annotation::new_link(LinkAnnotation::new(area, target), None))
}
