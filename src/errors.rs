//! Errors of command line and window as messages, so that both say them in their language.

use std::error::Error;
use std::fmt;
#[cfg(feature = "gui")]
use std::path::Path;
use tumen_core::geo::crs::CrsError;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::date::{BadAsked, BadDate};
use tumen_formats::catalog::UnknownEnding;
use tumen_formats::input::ReadError;
use tumen_network::RouteError;
use tumen_scene::export::ExportError;
use tumen_session::export::Failure;
use tumen_session::matrix::SeveralYears;
use tumen_session::scenario::ScenarioError;

/// Something that failed, in words, with its cause.
#[derive(Debug)]
pub struct Failed {
    what: Message,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Failed {
    /// A failure that needs no further cause.
    pub fn new(what: Message) -> Self {
        Self { what, cause: None }
    }

    /// A failure with its cause, which is said behind it.
    #[cfg(feature = "gui")]
    pub fn with(what: Message, cause: impl Error + Send + Sync + 'static) -> Self {
        Self { what, cause: Some(Box::new(cause)) }
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what.fmt(f)
    }
}

impl Error for Failed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.cause.as_deref()?)
    }
}

/// What failed with a file: the key of a message that takes its path.
#[cfg(feature = "gui")]
pub fn failed(key: &'static str, path: &Path, cause: impl Error + Send + Sync + 'static) -> Failed {
    Failed::with(Message::new(key).with("path", path.display().to_string()), cause)
}

/// An error with its causes: what is ours in words of any language, what a library or the system says as it is.
pub fn message(error: &(dyn Error + 'static)) -> Message {
    let (mut said, mut cause) = (of_cause(error), error.source());
    while let Some(error) = cause {
        said = message!("notice-because", what = said, why = of_cause(error));
        cause = error.source();
    }
    said
}

fn of_cause(error: &(dyn Error + 'static)) -> Message {
    /// The message of the first type that the error is of.
    macro_rules! first_of {
        ($($kind:ty),+) => { $(if let Some(error) = error.downcast_ref::<$kind>() {
            return error.message();
        })+ };
    }
    if let Some(failed) = error.downcast_ref::<Failed>() {
        return failed.what.clone();
    }
    if let Some(refused) = error.downcast_ref::<RouteError>() {
        return refused.message().clone();
    }
    first_of!(Failure, ExportError, ReadError, CrsError, UnknownEnding);
    first_of!(BadAsked, BadDate, SeveralYears, ScenarioError);
    Message::verbatim(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn an_error_is_said_with_its_causes() {
        let disk = io::Error::other("no space left");
        let error = failed("notice-cannot-write", Path::new("a.png"), disk);
        assert_eq!(message(&error).english(), "cannot write a.png: no space left");
        let picture = Failure::Picture("a.png".into(), ExportError::Empty);
        assert!(message(&picture).english().ends_with(": there is no picture to write"));
        assert_eq!(of_cause(&picture).key(), Some("notice-cannot-write-do"));
        assert_eq!(of_cause(&ExportError::Empty).key(), Some("notice-picture-none"));
    }
}
