//! Export from the window: a dialog, then the same painters as the command line, on a worker.

use crate::cli;
use crate::session::Session;

/// An export of the present view.
pub struct Job {
    session: Session,
    size: [f32; 2],
}

impl Job {
    /// An export of what the session shows, in a picture of that size.
    pub fn new(session: &Session, size: [f32; 2]) -> Self {
        Self { session: session.for_export(), size }
    }

    /// Asks for a file, draws, and says in a line how it went.
    pub fn run(mut self) -> String {
        let dialog = rfd::FileDialog::new()
            .set_title("Export map")
            .set_file_name("tumen.png")
            .add_filter("PNG picture", &["png"])
            .add_filter("SVG drawing", &["svg"]);
        let Some(path) = dialog.save_file() else { return "Export cancelled".to_owned() };
        match cli::export_session(&mut self.session, &path, self.size, 2.0) {
            Ok(()) => format!("Exported {}", path.display()),
            Err(error) => format!("Export failed: {error:#}"),
        }
    }
}
