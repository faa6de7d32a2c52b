//! What is open at a date: derived for every request from the same events as the map.

use super::request::{Request, WhyNot};
use super::search::Marks;
use super::topology::{Link, LinkKind, Network, Owner};
use tumen_core::model::logistics::{Shut, Standing};
use tumen_core::model::{Document, Id, Run, Status, Told};

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
    /// Links that are used although nothing tells whether they were open at the date.
    pub undated: Marks,
    /// Links that the request has switched on.
    pub wished: Marks,
    /// For each terminal of the document why it is closed, if it is.
    pub terminals: Vec<Option<Closure>>,
}

/// What is known of a link at the date.
enum Known {
    /// It is open.
    Open,
    /// It is closed.
    Closed(Closure),
    /// Nothing dated tells.
    Unknown,
}

impl Known {
    fn closure(self) -> Option<Closure> {
        if let Self::Closed(closure) = self { Some(closure) } else { None }
    }
}

impl Closures {
    /// Derives what is closed.
    #[must_use]
    pub fn new(network: &Network, document: &Document, request: &Request) -> Self {
        let judge = Judge { network, document, request };
        let known: Vec<Known> = network.links.iter().map(|l| judge.link(l)).collect();
        let unknown = |(i, k): (usize, &Known)| matches!(k, Known::Unknown).then_some(i);
        let undated = known.iter().enumerate().filter_map(unknown).collect();
        let links = known.into_iter().map(Known::closure).collect();
        // What is open anyway is no wish: a project may hold stretches in service.
        let unasked = Request { with: Vec::new(), ..request.clone() };
        let today = Judge { request: &unasked, ..judge };
        let is_wished = |l: &Link| judge.is_wished(l) && (l.proposed || today.link(l).closure().is_some());
        let wished = network.links.iter().enumerate().filter(|(_, l)| is_wished(l)).map(|(i, _)| i);
        let wished = wished.collect();
        let terminals = (0..document.logistics.terminals.len()).map(|i| judge.terminal(i)).collect();
        Self { links, undated, wished, terminals }
    }
}

#[derive(Clone, Copy)]
struct Judge<'a> {
    network: &'a Network,
    document: &'a Document,
    request: &'a Request,
}

impl Judge<'_> {
    fn link(&self, link: &Link) -> Known {
        let corridor = link.corridor.as_deref();
        let ids: Vec<&str> = [Some(&*link.id), corridor, self.segment(link)].into_iter().flatten().collect();
        if let Some(closure) = self.by_wish(&ids, &link.country).or_else(|| self.too_small(link)) {
            return Known::Closed(closure);
        }
        if self.switched_on(&ids) {
            return Known::Open;
        }
        // What closes it decides; else it is enough that one of the two tells that it is open.
        match (self.by_record(link), self.by_owner(link)) {
            (Known::Closed(closure), _) | (_, Known::Closed(closure)) => Known::Closed(closure),
            (Known::Open, _) | (_, Known::Open) => Known::Open,
            (Known::Unknown, Known::Unknown) => Known::Unknown,
        }
    }

    /// Whether the request switches on a link, its corridor, its project or what decides about it.
    fn is_wished(&self, link: &Link) -> bool {
        if self.request.with.is_empty() {
            return false;
        }
        let owner = match &link.owner {
            Owner::Corridor(corridor, Some(segment)) => {
                let corridor = self.document.corridors.get(*corridor);
                corridor.and_then(|c| Some(c.target_of(c.segments.get(*segment)?)))
            }
            Owner::Target(target) => Some(target.to_string()),
            Owner::Corridor(_, None) | Owner::Nobody => None,
        };
        let ids = [Some(&*link.id), link.corridor.as_deref(), owner.as_deref()];
        self.switched_on(&ids.into_iter().flatten().collect::<Vec<_>>())
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
        self.by_target(target).closure()
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
    fn by_record(&self, link: &Link) -> Known {
        let name = self.name(&link.id);
        let (reason, source) = match link.validity.at(self.request.as_of) {
            _ if link.proposed => (format!("{name} is proposed, and not switched on"), None),
            Standing::Open => return Known::Open,
            Standing::Unknown => return Known::Unknown,
            Standing::NotYet(opened) => {
                (format!("{name} is not there before {opened}"), link.validity.source.as_ref())
            }
            Standing::Ended(closed) => {
                (format!("{name} is closed since {closed}"), link.validity.source.as_ref())
            }
            Standing::Shut(Shut { from, to, text, source }) => {
                let to = to.as_ref().map(|to| format!(" until {to}")).unwrap_or_default();
                (format!("{name} is shut from {from}{to}: {text} ({source})"), Some(source))
            }
        };
        let id = link.id.clone();
        Known::Closed(Closure { id, reason, source: source.cloned(), too_small: false, avoided: false })
    }

    fn by_owner(&self, link: &Link) -> Known {
        match &link.owner {
            Owner::Nobody => Known::Unknown,
            Owner::Target(target) => self.by_target(target),
            Owner::Corridor(corridor, segment) => {
                let Some(corridor) = self.document.corridors.get(*corridor) else { return Known::Unknown };
                match segment.and_then(|s| corridor.segments.get(s)) {
                    Some(segment) => self.by_target(&corridor.target_of(segment).into()),
                    None => self.by_target(&corridor.id),
                }
            }
        }
    }

    /// Open while the record is operating, closed by the event that gave it another status; before its first
    /// event nothing is known, unless that event says that nothing was there to use.
    fn by_target(&self, target: &Id) -> Known {
        if self.switched_on(&[target]) {
            return Known::Open;
        }
        let name = || self.name(target);
        let (event, reason) = match self.document.told(target, self.request.as_of) {
            Some(Told::Run(run)) if run.status == Status::Operating => return Known::Open,
            Some(Told::Run(Run { status, first, .. })) => {
                let info = self.document.status_info(status);
                let words = info.map_or(status.id().to_owned(), |s| lower(&s.names.en));
                let event = format!("{} ({})", first.text, first.source);
                (first, format!("{} is {words} since {}: {event}", name(), first.date))
            }
            Some(Told::Before(first)) if first.is_opening() => {
                let event = format!("{} ({})", first.text, first.source);
                (first, format!("{} is not there before {}: {event}", name(), first.date))
            }
            Some(Told::Before(_) | Told::Nothing) | None => return Known::Unknown,
        };
        let (id, source) = (target.clone(), Some(event.source.clone()));
        Known::Closed(Closure { id, reason, source, too_small: false, avoided: false })
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
