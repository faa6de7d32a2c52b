//! The request that the arguments of `tumen route` ask for.

use super::args::RouteArgs;
use super::compare;
use tumen_core::message;
use tumen_core::model::Id;
use tumen_core::model::logistics::Cargo;
use tumen_network::quantity::Tonnes;
use tumen_network::{Request, RouteError};
use tumen_session::Session;

/// Cargo in one container, tonnes, where no amount is given: the shipped parameter `load.container`.
const ONE_BOX: f64 = 12.0;
/// Other cargo where no amount is given, tonnes.
const USUAL: f64 = 1000.0;

/// A place by its name; what was taken for another spelling is told on standard error.
fn place(session: &Session, text: &str) -> Result<Id, RouteError> {
    let found = session.network().find(text)?;
    if let Some(note) = found.note {
        eprintln!("tumen: {}", super::spoken(|words| note.in_words(words)));
    }
    Ok(found.id)
}

/// The request of some arguments.
///
/// # Errors
/// A sentence, if a name or a parameter is not known.
pub fn request(job: &RouteArgs, session: &Session) -> anyhow::Result<Request> {
    let network = session.network();
    let end = |text: &Option<String>| place(session, text.as_deref().unwrap_or_default());
    let places = |all: &[String]| all.iter().map(|t| place(session, t)).collect::<Result<Vec<_>, _>>();
    let subjects = |all: &[String]| all.iter().map(|t| network.subject(t)).collect::<Result<Vec<_>, _>>();
    let usual = if job.cargo == Cargo::Container { ONE_BOX } else { USUAL };
    let known = |id: &str| session.document().logistics.is_assumable(id);
    if let Some((id, _)) = job.assume.iter().find(|(id, _)| !known(id)) {
        return Err(RouteError::Unknown(message!("route-no-parameter", id = id)).into());
    }
    let mut request = Request {
        from: end(&job.from)?,
        to: end(&job.to)?,
        via: places(&job.via)?,
        avoid: subjects(&job.avoid)?,
        cargo: job.cargo,
        tonnes: Tonnes(job.tonnes.unwrap_or(usual)),
        objective: job.objective,
        as_of: job.as_of.unwrap_or(session.today()),
        with: subjects(&job.with)?,
        closed: subjects(&job.close)?,
        modes: job.by.clone(),
        alternatives: job.alternatives,
        assumptions: job.assume.iter().cloned().collect(),
        chapter: job.hs,
    };
    if let Some(path) = &job.scenario {
        compare::apply(&compare::read(path)?, session, &mut request, job.as_of.is_some())?;
    }
    Ok(request)
}
