//! What is open at a date: derived for every request from the same events as the map.

use super::marks::Marks;
use super::request::{Reason, Request, WhyNot};
use super::topology::{Link, LinkKind, Network, Owner};
use tumen_core::message;
use tumen_core::message::{Message, Value};
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{Shut, Standing, Terminal};
use tumen_core::model::{Document, Id, Names, Run, Status, Told};

/// An amount beyond so many times what a port has turned over in a year is not sent over it.
const MOST_GROWTH: f64 = 2.0;

/// Why a link or a terminal is not used.
#[derive(Debug, Clone, PartialEq)]
pub struct Closure {
    /// Id of the record: corridor, segment, link, crossing or terminal. Links closed for one reason share it.
    pub id: Id,
    /// Why.
    pub reason: Reason,
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
        let box_t = self.document.logistics.box_t();
        let capacity = terminal.capacity(self.request.cargo, self.request.as_of, box_t);
        if let Some((capacity, source)) = capacity.filter(|(c, _)| *c < self.request.tonnes.0) {
            return Some(self.small(&terminal.id, self.name(&terminal.id), capacity, Some(source)));
        }
        if let Some(closure) = self.too_much(terminal, box_t).filter(|_| capacity.is_none()) {
            return Some(closure);
        }
        if capacity.is_none() && terminal.turnover(self.request.cargo, self.request.as_of, box_t).is_none() {
            // What is stated of other ports of the country.
            let others = self
                .document
                .logistics
                .terminals
                .iter()
                .filter(|t| self.country(&t.id) == self.country(&terminal.id));
            let stated =
                others.filter_map(|t| Some(t.capacity(self.request.cargo, self.request.as_of, box_t)?.0));
            if let Some(closure) = self.unstated(&terminal.id, stated).filter(|_| terminal.port) {
                return Some(closure);
            }
        }
        let target = terminal.status_of.as_ref().filter(|_| !self.switched_on(&[&terminal.id]))?;
        self.by_target(target).closure()
    }

    /// Why a port whose capacity nobody states is not used: no port doubles in a year what it turns over.
    fn too_much(&self, terminal: &Terminal, box_t: f64) -> Option<Closure> {
        let (tonnes, stated) = terminal.turnover(self.request.cargo, self.request.as_of, box_t)?;
        (tonnes * MOST_GROWTH < self.request.tonnes.0).then(|| {
            let (turned, asked) = (Value::Amount(tonnes), Value::Amount(self.request.tonnes.0));
            let what = self.name(&terminal.id);
            let sentence = message!("route-too-much", what = what, turned = turned, asked = asked);
            let (id, reason) = (terminal.id.clone(), Reason::Of(sentence));
            Closure { id, reason, source: Some(stated.source.clone()), too_small: true, avoided: false }
        })
    }

    /// The country of a terminal.
    fn country(&self, id: &Id) -> Option<&str> {
        let node = *self.network.nodes_of(id).first()?;
        self.network.nodes.get(node as usize).map(|n| n.country.as_str())
    }

    /// Why a port or crossing of which nobody states what it carries is not used for more than any other of its kind is
    /// stated to carry.
    fn unstated(&self, id: &Id, stated: impl Iterator<Item = f64>) -> Option<Closure> {
        let most = stated.fold(0.0, f64::max);
        (0.0 < most && most < self.request.tonnes.0).then(|| {
            let (asked, most) = (Value::Amount(self.request.tonnes.0), Value::Amount(most));
            let sentence = message!("route-unstated", what = self.name(id), asked = asked, most = most);
            let (id, reason) = (id.clone(), Reason::Of(sentence));
            Closure { id, reason, source: None, too_small: true, avoided: false }
        })
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
        let closure = |id: Id, why: Message| {
            let reason = Reason::Is { what: self.name(&id), why };
            Some(Closure { id, reason, source: None, too_small: false, avoided: true })
        };
        if let Some(id) = told(&self.request.closed) {
            return closure(id, message!("route-why-asked-closed"));
        }
        closure(told(&self.request.avoid)?, message!("route-why-avoided"))
    }

    fn too_small(&self, link: &Link) -> Option<Closure> {
        let Some((capacity, source, id)) = self.capacity(link) else {
            let LinkKind::Border(crossing) = link.kind else { return None };
            let id = &self.document.logistics.crossings.get(crossing)?.id;
            let stated = self.document.logistics.crossings.iter().filter_map(|c| c.capacity_t);
            return self.unstated(id, stated);
        };
        (capacity < self.request.tonnes.0).then(|| self.small(&id, self.name(&id), capacity, Some(&source)))
    }

    fn small(&self, id: &Id, name: Message, capacity: f64, source: Option<&Id>) -> Closure {
        let (capacity, asked) = (Value::Amount(capacity), Value::Amount(self.request.tonnes.0));
        let sentence = message!("route-too-small", what = name, capacity = capacity, asked = asked);
        let (id, reason) = (id.clone(), Reason::Of(sentence));
        Closure { id, reason, source: source.cloned(), too_small: true, avoided: false }
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
        let (why, source) = match link.validity.at(self.request.as_of) {
            _ if link.proposed => (message!("route-why-proposed"), None),
            Standing::Open => return Known::Open,
            Standing::Unknown => return Known::Unknown,
            Standing::NotYet(opened) => {
                (message!("route-why-not-yet", date = opened.to_string()), link.validity.source.as_ref())
            }
            Standing::Ended(closed) => {
                (message!("route-why-ended", date = closed.to_string()), link.validity.source.as_ref())
            }
            Standing::Shut(Shut { from, to, text, source }) => {
                let until = to.as_ref().map(|to| message!("route-until", date = to.to_string()));
                let (from, until) = (from.to_string(), until.unwrap_or_default());
                let why = message!(
                    "route-why-shut",
                    from = from,
                    until = until,
                    text = text,
                    source = source.to_string()
                );
                (why, Some(source))
            }
        };
        let (id, reason) = (link.id.clone(), Reason::Is { what: self.name(&link.id), why });
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
        let told = |event: &tumen_core::model::Event| {
            message!("route-event", text = &event.text, source = event.source.to_string())
        };
        let (event, why) = match self.document.told(target, self.request.as_of) {
            Some(Told::Run(run)) if run.status == Status::Operating => return Known::Open,
            Some(Told::Run(Run { status, first, .. })) => {
                let names = self.document.status_info(status).map(|s| lower(&s.names));
                let words = names.as_ref().map_or_else(|| Value::from(status.id()), Value::from);
                let (date, event) = (first.date.to_string(), told(first));
                (first, message!("route-why-status", status = words, date = date, event = event))
            }
            Some(Told::Before(first)) if first.is_opening() => {
                let (date, event) = (first.date.to_string(), told(first));
                (first, message!("route-why-before", date = date, event = event))
            }
            Some(Told::Before(_) | Told::Nothing) | None => return Known::Unknown,
        };
        let (id, source) = (target.clone(), Some(event.source.clone()));
        let reason = Reason::Is { what: self.name(target), why };
        Known::Closed(Closure { id, reason, source, too_small: false, avoided: false })
    }

    /// The name of whatever has an id.
    fn name(&self, id: &str) -> Message {
        let document = self.document;
        let crossing = document.logistics.crossings.iter().find(|c| &*c.id == id).map(|c| &c.names);
        let project = || document.project(id).map(|p| &p.names);
        let corridor = || document.corridor(id).map(|c| &c.names);
        let place = || document.place(id).map(|p| &p.names);
        let terminal = || document.logistics.terminals.iter().find(|t| &*t.id == id).map(|t| &t.names);
        let names = crossing.or_else(corridor).or_else(project).or_else(place).or_else(terminal);
        if let Some(names) = names.filter(|n| !n.en.is_empty()) {
            return named(names);
        }
        self.segment_name(id).or_else(|| self.link_name(id)).unwrap_or_else(|| Message::verbatim(id))
    }

    fn segment_name(&self, id: &str) -> Option<Message> {
        let (_, ends) = id.split_once(':')?;
        let (from, to) = ends.split_once('>')?;
        Some(message!("route-between", from = self.name(from), to = self.name(to)))
    }

    fn link_name(&self, id: &str) -> Option<Message> {
        let link = self.network.links.iter().find(|l| &*l.id == id)?;
        Some(link.name(self.network))
    }
}

/// A name in the language that it is read in.
pub(super) fn named(names: &Names) -> Message {
    message!("route-name", name = names)
}

/// Names as they stand within a sentence.
fn lower(names: &Names) -> Names {
    let lower = |text: &str| {
        let mut letters = text.chars();
        let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
        (first + letters.as_str()).into()
    };
    Names { en: lower(&names.en), ru: lower(&names.ru), ko: lower(&names.ko) }
}

impl Link {
    /// A name for sentences: its own, or those of its ends.
    #[must_use]
    pub fn name(&self, network: &Network) -> Message {
        if !self.names.en.is_empty() {
            return named(&self.names);
        }
        let end = |node: u32| {
            let node = &network.nodes[node as usize];
            if node.names.en.is_empty() { message!("route-junction") } else { named(&node.names) }
        };
        let ends = message!("route-between", from = end(self.from), to = end(self.to));
        match (self.mode, self.kind) {
            (_, LinkKind::Border(_)) => message!("route-the-border", ends = ends),
            (Mode::Sea, _) => message!("route-the-sea", ends = ends),
            (Mode::Road, _) => message!("route-the-road", ends = ends),
            _ => message!("route-the-railway", ends = ends),
        }
    }
}
