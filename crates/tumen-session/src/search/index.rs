//! What of the document can be found, by which names.

use super::score::{Index, Key};
use tumen_core::model::place::PlaceKind;
use tumen_core::model::{Document, Id, Names};

/// What a search finds in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A place.
    Place(Id),
    /// A project.
    Project(Id),
    /// A corridor.
    Corridor(Id),
    /// A fact of the founding documents.
    Fact(Id),
    /// A series.
    Series(Id),
}

// Of records that fit equally well: places before projects, projects before their lines, then what is
// said about them. Another name of a record comes after a record that bears it as its own.
const ALIAS: u32 = 4;
const PROJECT: u32 = 1;
const CORRIDOR: u32 = 2;
const SERIES: u32 = 6;
const FACT: u32 = 60;
/// A place that is searched but not drawn, or that is the work itself which a project is about.
const MINOR: u32 = 3;

/// Folds all names of a document.
#[must_use]
pub fn index(document: &Document) -> Index<Target> {
    let mut index = Index::default();
    places(document, &mut index);
    for p in &document.projects {
        let aliases = p.aliases.iter().map(|a| Key::name(a, PROJECT + ALIAS));
        let keys = named(&p.names, PROJECT).chain(aliases).chain([Key::name(&p.id, PROJECT + 1)]);
        index.add(Target::Project(p.id.clone()), p.names.clone(), "project", keys);
    }
    for c in &document.corridors {
        let keys = named(&c.names, CORRIDOR).chain([Key::name(&c.id, CORRIDOR + 1)]);
        index.add(Target::Corridor(c.id.clone()), c.names.clone(), "corridor", keys);
    }
    for s in &document.series {
        let keys = named(&s.names, SERIES).chain([Key::name(&s.id, SERIES + 1)]);
        index.add(Target::Series(s.id.clone()), s.names.clone(), "series", keys);
    }
    for f in &document.seed_facts {
        let name = Names { en: format!("{}: {}", f.id, f.statement).into(), ..Names::default() };
        let keys = [Key::sentence(&f.id, 0), Key::sentence(&f.statement, FACT)];
        index.add(Target::Fact(f.id.clone()), name, "fact", keys);
    }
    index
}

fn places(document: &Document, index: &mut Index<Target>) {
    for p in &document.places {
        let minor = p.rank > 3 || matches!(p.kind, PlaceKind::Bridge | PlaceKind::Pier | PlaceKind::Crossing);
        let weight = if minor { MINOR } else { 0 };
        let aliases = p.aliases.iter().map(|a| Key::name(a, weight + ALIAS));
        let keys = named(&p.names, weight).chain(aliases);
        index.add(Target::Place(p.id.clone()), p.names.clone(), p.kind.id(), keys);
    }
}

fn named(names: &Names, weight: u32) -> impl Iterator<Item = Key> {
    names.all().map(move |n| Key::name(n, weight))
}
