//! What variants and stops of ways are called on the command line.

use tumen_core::model::Names;
use tumen_network::{Merit, Stop};

/// The word for why a variant is shown.
pub(super) fn merit(merit: Merit) -> &'static str {
    match merit {
        Merit::Best(objective) => objective.id(),
        Merit::Pareto => "pareto",
        Merit::Alternative => "alternative",
        Merit::RailAlone => "rail-alone",
        Merit::Service => "service",
        Merit::Wished => "as-asked",
    }
}

/// The English name of a record, or else its id.
pub(super) fn name(names: &Names, id: &str) -> String {
    if names.en.is_empty() { id.to_owned() } else { names.en.to_string() }
}

/// The English name of a stop, or else its position.
pub(super) fn stop_name(stop: &Stop) -> String {
    match name(&stop.names, &stop.id) {
        empty if empty.is_empty() => format!("{:.3}, {:.3}", stop.position.lon, stop.position.lat),
        name => name,
    }
}
