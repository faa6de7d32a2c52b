//! The variants of `tumen route` over the map, as a picture.

use super::args::RouteArgs;
use super::export::map_to_file;
use anyhow::ensure;
use std::path::Path;
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection};
use tumen_network::{Answer, Request, Variant};
use tumen_session::framing::Framing;
use tumen_session::{NetworkCommand, Session, View, format, overlays, views, ways};

/// Draws the open variants, the best on top, as the window shows them.
///
/// # Errors
/// If nothing is open, or the picture cannot be drawn or written.
pub fn draw(
    job: &RouteArgs,
    session: &mut Session,
    request: &Request,
    answer: &Answer,
    path: &Path,
) -> anyhow::Result<()> {
    let variants: Vec<&Variant> = answer.variants.iter().collect();
    ensure!(!variants.is_empty(), "no way is open at {}, so nothing was drawn", request.as_of);
    let names = ways::names(&variants, session.words().messages(job.lang))
        .into_iter()
        .map(|name| format::sentence(&name));
    let named: Vec<(String, &Variant)> = names.zip(variants.iter().copied()).collect();
    let ends = [variants[0].legs.first().map(|l| &l.from), variants[0].legs.last().map(|l| &l.to)];
    let ends: Vec<&str> = ends.iter().flatten().map(|s| &**s.names.get(job.lang)).collect();
    let overlay = overlays::routes(&ends.join(" – "), &named);
    let lines: Vec<&[LonLat]> = variants.iter().flat_map(|v| &v.legs).map(|l| &*l.line).collect();
    let theatre = || views::THEATRE.camera(Projection::default(), job.size);
    let camera = session.framed(Framing::Variant(&lines), Projection::default(), job.size);
    let camera = camera.unwrap_or_else(theatre);
    let view = View { camera, theme: job.theme, language: job.lang, ..View::new(request.as_of) };
    session.set_view(view);
    session.run(NetworkCommand::Overlay(Some(Arc::new(overlay))));
    map_to_file(session, path, job.size, 1.0)
}
