//! What is open at a date: derived for every request from the same events as the map.

use super::request::{Request, WhyNot};
use super::topology::{Link, LinkKind, Network, Owner};
use tumen_core::model::{Document, Event, Id, Status, StatusAt};

/// Why a link or a terminal is not used.
#[derive(Debug, Clone, PartialEq)]
pub struct Closure {
    /// Id of the record: corridor, segment, link, crossing or terminal. Links closed for one reason share it.
    pub id: Id,
    /// Why, as a sentence.
    pub reason: String,
    /// Source of the event that closed it.
    pub source: Option<Id>,
    /// Whether it only carries too little.
    pub too_small: bool,
    /// Whether somebody wanted to keep away from it: then it is not offered.
    pub avoided: bool,
}

impl From<&Closure> for WhyNot {
    fn from(closure: &Closure) -> Self {
        Self { link: closure.id.clone(), reason: closure.reason.clone(), source: closure.source.clone() }
    }
}

/// What is closed for a request: links by index, and the handling of terminals by index of the record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Closures {
    /// For each link of the network why it is closed, if it is.
    pub links: Vec<Option<Closure>>,
    /// For each terminal of the document why it is closed, if it is.
    pub terminals: Vec<Option<Closure>>,
}

impl Closures {
    /// Derives what is closed.
    #[must_use]
    pub fn new(network: &Network, document: &Document, request: &Request) -> Self {
        let judge = Judge { network, document, request };
        let links = network.links.iter().map(|l| judge.link(l)).collect();
        let terminals = (0..document.logistics.terminals.len()).map(|i| judge.terminal(i)).collect();
        Self { links, terminals }
    }
}

struct Judge<'a> {
    network: &'a Network,
    document: &'a Document,
    request: &'a Request,
}

impl Judge<'_> {
    fn link(&self, link: &Link) -> Option<Closure> {
        let corridor = link.corridor.as_deref();
        let ids: Vec<&str> = [Some(&*link.id), corridor, self.segment(link)].into_iter().flatten().collect();
        if let Some(closure) = self.by_wish(&ids, &link.country) {
            return Some(closure);
        }
        if let Some(closure) = self.too_small(link) {
            return Some(closure);
        }
        if self.switched_on(&ids) {
            return None;
        }
        self.by_record(link).or_else(|| self.by_owner(link))
    }

    fn terminal(&self, index: usize) -> Option<Closure> {
        let terminal = &self.document.logistics.terminals[index];
        if let Some(closure) = self.by_wish(&[&terminal.id], "") {
            return Some(closure);
        }
        if let Some(capacity) = terminal.capacity_t.filter(|c| *c < self.request.tonnes.0) {
            let name = self.name(&terminal.id);
            return Some(self.small(&terminal.id, &name, capacity, terminal.sources.first()));
        }
        let target = terminal.status_of.as_ref().filter(|_| !self.switched_on(&[&terminal.id]))?;
        self.by_target(target)
    }

    /// The segment as its record writes it.
    fn segment<'b>(&'b self, link: &'b Link) -> Option<&'b str> {
        match &link.owner {
            Owner::Target(target) => Some(target),
            _ => None,
        }
    }

    /// Whether an id means one of some records, or their project or corridor.
    fn means(&self, id: &str, ids: &[&str]) -> bool {
        ids.iter().filter(|own| !own.is_empty()).any(|own| {
            let corridor = own.split(':').next().unwrap_or_default();
            let project = self.document.corridor(corridor).map(|c| &*c.project);
            *own == id || corridor == id || project == Some(id)
        })
    }

    fn switched_on(&self, ids: &[&str]) -> bool {
        self.request.with.iter().any(|id| self.means(id, ids))
    }

    fn by_wish(&self, ids: &[&str], country: &str) -> Option<Closure> {
        let told = |all: &[Id]| all.iter().find(|id| self.means(id, ids) || ***id == *country).cloned();
        let closure = |id: Id, reason: String, avoided: bool| {
            Some(Closure { id, reason, source: None, too_small: false, avoided })
        };
        if let Some(id) = told(&self.request.closed) {
            let reason = format!("{} is taken as closed, as the request says", self.name(&id));
            return closure(id, reason, true);
        }
        let id = told(&self.request.avoid)?;
        let reason = format!("{} is avoided, as the request says", self.name(&id));
        closure(id, reason, true)
    }

    fn too_small(&self, link: &Link) -> Option<Closure> {
        let (capacity, source, id) = self.capacity(link)?;
        (capacity < self.request.tonnes.0).then(|| self.small(&id, &self.name(&id), capacity, Some(&source)))
    }

    fn small(&self, id: &Id, name: &str, capacity: f64, source: Option<&Id>) -> Closure {
        let reason = format!(
            "{name} carries {} t a year, less than the {} t asked for",
            grouped(capacity),
            grouped(self.request.tonnes.0)
        );
        Closure { id: id.clone(), reason, source: source.cloned(), too_small: true, avoided: false }
    }

    /// Tonnes a year by the link's own record or its corridor's.
    fn capacity(&self, link: &Link) -> Option<(f64, Id, Id)> {
        let own = link.capacity.as_ref().map(|(t, source)| (t.0, source.clone(), link.id.clone()));
        own.or_else(|| {
            let corridor = link.corridor.as_ref()?;
            let capacity = self.document.logistics.capacity(corridor, self.request.as_of)?;
            Some((capacity.tonnes, capacity.source.clone(), corridor.clone()))
        })
    }

    /// Dates and proposals of the link's own record.
    fn by_record(&self, link: &Link) -> Option<Closure> {
        let date = self.request.as_of;
        let name = self.name(&link.id);
        let reason = match (&link.opened, &link.closed) {
            _ if link.proposed => format!("{name} is proposed, and not switched on"),
            (Some(opened), _) if opened.first > date => format!("{name} opens in {opened}"),
            (_, Some(closed)) if closed.first <= date => format!("{name} is closed since {closed}"),
            _ => return None,
        };
        Some(Closure { id: link.id.clone(), reason, source: None, too_small: false, avoided: false })
    }

    fn by_owner(&self, link: &Link) -> Option<Closure> {
        match &link.owner {
            Owner::Nobody => None,
            Owner::Target(target) => self.by_target(target),
            Owner::Corridor(corridor, segment) => {
                let corridor = self.document.corridors.get(*corridor)?;
                let Some(segment) = segment.and_then(|s| corridor.segments.get(s)) else {
                    return self.by_target(&corridor.id);
                };
                let target: Id = format!("{}:{}>{}", corridor.id, segment.from, segment.to).into();
                self.by_target(&target)
            }
        }
    }

    /// Closed unless the record is operating.
    fn by_target(&self, target: &Id) -> Option<Closure> {
        if self.switched_on(&[target]) {
            return None;
        }
        let state = self.document.target_status(target, self.request.as_of)?;
        if state.status == Some(Status::Operating) {
            return None;
        }
        let event = self.event(target, state.status);
        let reason = self.sentence(target, &state, event);
        let record = || self.document.corridor(target).and_then(|c| c.status_source.clone());
        let source = event.map(|e| e.source.clone()).or_else(record);
        Some(Closure { id: target.clone(), reason, source, too_small: false, avoided: false })
    }

    fn sentence(&self, target: &str, state: &StatusAt, event: Option<&Event>) -> String {
        let name = self.name(target);
        let Some(status) = state.status else {
            let first = self.first_event(target);
            let first = first.map(|e| format!(" before {}: {} ({})", e.date, e.text, e.source));
            return format!("{name} has no record{}", first.unwrap_or_default());
        };
        let since = state.since.as_ref().map(|s| format!(" since {s}")).unwrap_or_default();
        let words = self.document.status_info(status).map_or(status.id().to_owned(), |s| lower(&s.names.en));
        let why = event.map(|e| format!(": {} ({})", e.text, e.source)).unwrap_or_default();
        format!("{name} is {words}{since}{why}")
    }

    /// The record itself, its corridor and their project: whose events count, in this order.
    fn ancestry(&self, target: &str) -> Vec<Id> {
        let corridor = target.split(':').next().unwrap_or_default();
        let project = self.document.corridor(corridor).map(|c| c.project.clone());
        let mut ids: Vec<Id> = vec![target.into(), corridor.into()];
        ids.extend(project);
        ids.dedup();
        ids
    }

    fn events(&self, target: &Id) -> impl DoubleEndedIterator<Item = &Event> {
        let events = &self.document.events;
        let start = events.partition_point(|e| *e.target < **target);
        let own = events[start..].iter().take_while(|e| e.target == *target).count();
        events[start..start + own].iter().filter(|e| e.status.is_some())
    }

    /// The event that made the status.
    fn event(&self, target: &str, status: Option<Status>) -> Option<&Event> {
        let date = self.request.as_of;
        let of = |id: &Id| self.events(id).rfind(|e| e.date.first <= date);
        self.ancestry(target).iter().find_map(of).filter(|e| e.status == status)
    }

    fn first_event(&self, target: &str) -> Option<&Event> {
        self.ancestry(target).iter().find_map(|id| self.events(id).next())
    }

    /// The English name of whatever has an id.
    fn name(&self, id: &str) -> String {
        let document = self.document;
        let crossing = document.logistics.crossings.iter().find(|c| &*c.id == id).map(|c| &c.names);
        let project = || document.project(id).map(|p| &p.names);
        let corridor = || document.corridor(id).map(|c| &c.names);
        let place = || document.place(id).map(|p| &p.names);
        let terminal = || document.logistics.terminals.iter().find(|t| &*t.id == id).map(|t| &t.names);
        let names = crossing.or_else(corridor).or_else(project).or_else(place).or_else(terminal);
        if let Some(names) = names.filter(|n| !n.en.is_empty()) {
            return names.en.to_string();
        }
        self.segment_name(id).or_else(|| self.link_name(id)).unwrap_or_else(|| id.to_owned())
    }

    fn segment_name(&self, id: &str) -> Option<String> {
        let (_, ends) = id.split_once(':')?;
        let (from, to) = ends.split_once('>')?;
        Some(format!("{}–{}", self.name(from), self.name(to)))
    }

    fn link_name(&self, id: &str) -> Option<String> {
        let link = self.network.links.iter().find(|l| &*l.id == id)?;
        Some(link.name(self.network))
    }
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

/// A number with spaces between groups of three digits.
pub(super) fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl Link {
    /// A name for sentences: its own, or those of its ends.
    #[must_use]
    pub fn name(&self, network: &Network) -> String {
        if !self.names.en.is_empty() {
            return self.names.en.to_string();
        }
        let end = |node: u32| {
            let node = &network.nodes[node as usize];
            if node.names.en.is_empty() { "a junction".to_owned() } else { node.names.en.to_string() }
        };
        let what = match (self.mode, self.kind) {
            (_, LinkKind::Border(_)) => "the border ",
            (tumen_core::model::corridor::Mode::Sea, _) => "the sea leg ",
            (tumen_core::model::corridor::Mode::Road, _) => "the road ",
            _ => "the railway ",
        };
        format!("{what}{}–{}", end(self.from), end(self.to))
    }
}
