//! Films on the command line: a GIF, or numbered pictures with the command that makes a video of them.

use super::args::ExportArgs;
use super::export::stream;
use anyhow::Context;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use tumen_formats::atomic;
use tumen_scene::export::Progress;
use tumen_session::Session;
use tumen_session::motion::Movie;

/// Writes a film as a GIF and shows the progress on a terminal.
pub(super) fn to_gif(session: &mut Session, movie: &Movie, path: &Path) -> anyhow::Result<()> {
    write_gif(session, movie, path, &mut shown())
}

/// Writes the pictures of a film into a folder, shows the progress on a terminal, and prints the command
/// that makes a video of them.
pub(super) fn to_folder(session: &mut Session, movie: &Movie, folder: &Path) -> anyhow::Result<()> {
    write_frames(session, movie, folder, &mut shown())?;
    super::print_text(&format!("{}\n", video_command(movie, folder)))
}

/// Writes a film as a GIF. A file that is there already stays as it is until the new one is whole.
///
/// # Errors
/// If there is nothing to show, the file cannot be written, or `progress` said no.
pub fn write_gif(
    session: &mut Session,
    movie: &Movie,
    path: &Path,
    progress: &mut Progress<'_>,
) -> anyhow::Result<()> {
    session.prepare_for(movie);
    stream(path, |out| movie.gif(session, out, progress))
}

/// Writes the pictures of a film as `frame-00001.png` and so on into a folder, which is made if it does
/// not exist. What was written before it was stopped stays.
///
/// # Errors
/// As [`write_gif`].
pub fn write_frames(
    session: &mut Session,
    movie: &Movie,
    folder: &Path,
    progress: &mut Progress<'_>,
) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    session.prepare_for(movie);
    let mut sink = |number: u32, bytes: &[u8]| atomic::write(&folder.join(picture_name(number)), bytes);
    movie.frames(session, &mut sink, progress).map_err(|e| {
        let hint = e.hint();
        anyhow::Error::new(e).context(hint).context(format!("cannot write to {}", folder.display()))
    })
}

/// The name of a picture, counted from 1.
#[must_use]
pub fn picture_name(number: u32) -> String {
    format!("frame-{number:05}.png")
}

/// The command that turns the pictures into a video that every player knows.
pub fn video_command(movie: &Movie, folder: &Path) -> String {
    let quoted = |path: &Path| format!("'{}'", path.display().to_string().replace('\'', r"'\''"));
    let (input, output) = (folder.join("frame-%05d.png"), folder.with_extension("mp4"));
    // The usual players want even sides and four color samples for a brightness sample each two by two.
    format!(
        "ffmpeg -framerate {} -i {} -vf \"pad=ceil(iw/2)*2:ceil(ih/2)*2\" -c:v libx264 -pix_fmt yuv420p {}",
        movie.fps,
        quoted(&input),
        quoted(&output)
    )
}

/// Progress on a terminal; elsewhere it would only fill a log.
fn shown() -> impl FnMut(usize, usize) -> bool {
    let terminal = std::io::stderr().is_terminal();
    move |done, total| {
        if terminal {
            let end = if done == total { "\n" } else { "" };
            eprint!("\r{done} of {total} pictures{end}");
            // Progress that cannot be shown is no reason to stop.
            let _ = std::io::stderr().flush();
        }
        true
    }
}

/// `tumen export --sweep`: the map while time runs.
pub(super) fn sweep(args: &ExportArgs, years: [i32; 2], session: &mut Session) -> anyhow::Result<()> {
    let size = args.size.map(|s| (s * args.scale.unwrap_or(1.0)).round() as u32);
    let movie = Movie::of_years(session, years, args.seconds, size, args.fps);
    if args.output.extension().is_some_and(|e| e.eq_ignore_ascii_case("gif")) {
        return to_gif(session, &movie, &args.output);
    }
    anyhow::ensure!(
        args.output.extension().is_none(),
        "a sweep is a GIF or a folder of pictures; name a file that ends in .gif, or a folder without an ending"
    );
    to_folder(session, &movie, &args.output)
}
