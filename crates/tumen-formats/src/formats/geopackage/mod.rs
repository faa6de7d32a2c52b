//! GeoPackage: every feature table of the database, read from a copy in memory, so that nothing beside the
//! file is made or changed.
//!
//! The file is not trusted: plain tables are read, and views on a short leash; no virtual table and no computed
//! column.

#[cfg(feature = "geopackage")]
mod database;
#[cfg(feature = "geopackage")]
mod table;
#[cfg(feature = "geopackage")]
mod views;

use crate::input::{Input, RawLayer, ReadError};
use tumen_core::diag::Report;
#[cfg(not(feature = "geopackage"))]
use tumen_core::message;

/// Reads all feature tables, each as a layer.
///
/// # Errors
/// If this is no GeoPackage, nothing of it can be read, a limit is passed, or the work is stopped.
#[cfg(feature = "geopackage")]
pub fn read(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    let (connection, leash) = database::open(input, report)?;
    let handle = connection.get_interrupt_handle();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let guard = scope.spawn(|| database::guard(input.watch, &done, &handle));
        // Also when something unforeseen ends the reading, the guard must end.
        let _end = database::End { done: &done, guard: guard.thread().clone() };
        table::all(&connection, &leash, input, report)
    })
}

/// Says that this build cannot read GeoPackage.
///
/// # Errors
/// Always.
#[cfg(not(feature = "geopackage"))]
pub fn read(_input: &Input<'_>, _report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    Err(ReadError::NotARoute {
        code: "unknown-format",
        what: message!("notice-geopackage-not-built-in"),
        hint: message!("notice-use-usual-build"),
    })
}

#[cfg(all(test, feature = "geopackage"))]
mod tests;
