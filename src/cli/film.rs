//! Films on the command line: a GIF, or numbered pictures with the command that makes a video of them.

use super::args::ExportArgs;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use tumen_core::watch::Watch;
use tumen_session::motion::Movie;
use tumen_session::{Session, export};

/// Writes a film as a GIF and shows the progress on a terminal.
pub(super) fn to_gif(session: &mut Session, movie: &Movie, path: &Path) -> anyhow::Result<()> {
    Ok(export::write_gif(session, movie, path, &shown())?)
}

/// Writes the pictures of a film into a folder, shows the progress on a terminal, and prints the command
/// that makes a video of them.
pub(super) fn to_folder(session: &mut Session, movie: &Movie, folder: &Path) -> anyhow::Result<()> {
    export::write_frames(session, movie, folder, &shown())?;
    super::print_text(&format!("{}\n", export::video_command(movie, folder)))
}

/// Progress on a terminal; elsewhere it would only fill a log.
fn shown() -> Watch {
    let terminal = std::io::stderr().is_terminal();
    Watch::telling(move |done, total| {
        if terminal {
            let end = if done == total { "\n" } else { "" };
            eprint!("\r{done} of {total} pictures{end}");
            // Progress that cannot be shown is no reason to stop.
            let _ = std::io::stderr().flush();
        }
        true
    })
}

/// `tumen export --sweep`: the map while time runs.
pub(super) fn sweep(args: &ExportArgs, years: [i32; 2], session: &mut Session) -> anyhow::Result<()> {
    let size = args.size.map(|s| (s * args.scale.unwrap_or(1.0)).round() as u32);
    let movie = Movie::of_years(session, years, args.seconds, size, args.fps);
    let output = args.output()?;
    if output.extension().is_some_and(|e| e.eq_ignore_ascii_case("gif")) {
        return to_gif(session, &movie, output);
    }
    anyhow::ensure!(
        output.extension().is_none(),
        "a sweep is a GIF or a folder of pictures; name a file that ends in .gif, or a folder without an ending"
    );
    to_folder(session, &movie, output)
}
