//! Layers of the user: imported or drawn features with their properties and style.
//!
//! Everything here is a value: a layer is shared behind `Arc` and changed by making a new one, so undo
//! is keeping the old one. Positions are degrees WGS 84; what a file said beside them (heights, times,
//! properties with their numbers as written, members that Tumen does not understand) is kept, so that
//! writing gives back what was read. Colors here are data of the file, not of the program's theme.

mod geometry;
mod style;

pub use geometry::{Geometry, GeometryKind, Positions, is_height};
pub use style::{Color, Coloring, Dash, LayerStyle, OwnStyle, Ramp};

use super::{Date, Period};
use std::sync::Arc;

/// Identifies a layer of the user for as long as the project lives.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct LayerId(pub u32);

/// Identifies a feature within its layer; never used again within that layer.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct FeatureKey(pub u32);

/// The value of a property, as the file wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number, in the digits of the file: `1.50` stays `1.50`.
    Number(Box<str>),
    /// Text.
    Text(Box<str>),
    /// An array or object, as JSON text.
    Json(Box<str>),
}

impl Value {
    /// The value as a person reads it: text without quotes, nothing as nothing.
    #[must_use]
    pub fn display(&self) -> &str {
        match self {
            Self::Null => "",
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
            Self::Number(text) | Self::Text(text) | Self::Json(text) => text,
        }
    }

    /// The number, also if the file wrote it as text (`"12.5"`, but not `"12,5"`).
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(text) | Self::Text(text) => text.trim().parse().ok().filter(|n: &f64| n.is_finite()),
            _ => None,
        }
    }
}

/// Properties in the order of the file. Keys are shared among the features of a layer.
pub type Properties = Vec<(Arc<str>, Value)>;

/// One feature.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Feature {
    /// Unique within the layer.
    pub key: FeatureKey,
    /// What it is on the map.
    pub geometry: Geometry,
    /// Its attributes.
    pub properties: Properties,
    /// The id that the file gave it.
    pub id: Option<Value>,
    /// The folder it lies in: an index into [`Layer::folders`].
    pub folder: Option<u32>,
    /// How the file draws it, where it says so.
    pub own_style: Option<Arc<OwnStyle>>,
    /// What else the file said of it that Tumen keeps but does not use, such as foreign members of GeoJSON
    /// (JSON text) or extension elements of GPX and KML (XML text).
    pub foreign_members: Vec<(Arc<str>, Box<str>)>,
    /// Line of the file where it starts, counted from 1; 0 when it was drawn or has none.
    pub line: u32,
}

impl Feature {
    /// A feature drawn by the user.
    #[must_use]
    pub fn drawn(geometry: Geometry) -> Self {
        Self { geometry, ..Self::default() }
    }

    /// The property of that name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Value> {
        self.properties.iter().find(|(key, _)| &**key == name).map(|(_, value)| value)
    }

    /// The days that it is dated with, from its `date`, `time`, `begin`, `year` or the like; none if it has no
    /// such property.
    #[must_use]
    pub fn dated(&self) -> Option<[Date; 2]> {
        const DATED: [&str; 14] = [
            "date",
            "time",
            "timestamp",
            "datetime",
            "when",
            "begin",
            "start",
            "end",
            "year",
            "дата",
            "год",
            "날짜",
            "연도",
            "일자",
        ];
        /// Years that people date things with; others are numbers of something else.
        const YEARS: std::ops::RangeInclusive<i32> = 1000..=2999;
        let known = |key: &str| DATED.contains(&key.to_lowercase().as_str());
        // A time of day follows the date after a T or a space.
        let day = |text: &str| text.trim().split(['T', ' ']).next().and_then(|t| t.parse::<Period>().ok());
        let read = |value: &Value| match value {
            Value::Number(text) | Value::Text(text) => day(text),
            Value::Null | Value::Bool(_) | Value::Json(_) => None,
        };
        let periods =
            self.properties.iter().filter(|(key, _)| known(key)).filter_map(|(_, value)| read(value));
        let sane = periods.filter(|p| YEARS.contains(&p.first.year) && YEARS.contains(&p.last.year));
        sane.map(|p| [p.first, p.last]).reduce(|[a, b], [c, d]| [a.min(c), b.max(d)])
    }

    /// What a person would call it: its `name`, `title`, `label`, `название`, `이름` or the like.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name_at().and_then(|at| self.properties.get(at)).map(|(_, value)| value.display())
    }

    /// Which of the properties is the name.
    #[must_use]
    pub fn name_at(&self) -> Option<usize> {
        self.first_of(&NAMES)
    }

    /// Which of the properties is the description.
    #[must_use]
    pub fn description_at(&self) -> Option<usize> {
        self.first_of(&DESCRIPTIONS)
    }

    /// The property with the earliest of some keys that is not blank.
    fn first_of(&self, keys: &[&str]) -> Option<usize> {
        let is = |key: &str, wanted: &str| key.eq_ignore_ascii_case(wanted) || key.to_lowercase() == wanted;
        let at = |wanted: &&str| {
            let at = self.properties.iter().position(|(key, _)| is(key, wanted))?;
            self.properties.get(at).filter(|(_, value)| !value.display().trim().is_empty()).map(|_| at)
        };
        keys.iter().find_map(at)
    }
}

/// Keys of names in small letters, the most telling first.
const NAMES: [&str; 20] = [
    "name",
    "name_en",
    "title",
    "label",
    "name:en",
    "name_ru",
    "name_ko",
    "nazvanie",
    "имя",
    "название",
    "наименование",
    "이름",
    "명칭",
    "명",
    "역명",
    "名称",
    "名稱",
    "站名",
    "名前",
    "заголовок",
];

/// Keys of descriptions in small letters, the most telling first.
const DESCRIPTIONS: [&str; 12] = [
    "description",
    "desc",
    "описание",
    "설명",
    "描述",
    "说明",
    "說明",
    "説明",
    "opisanie",
    "примечание",
    "비고",
    "备注",
];

/// A folder of a layer, as KML has them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folder {
    /// What it is called.
    pub name: String,
    /// The folder it lies in; smaller than its own index.
    pub parent: Option<u32>,
    /// Whether what lies in it is drawn.
    pub visible: bool,
}

/// Where a layer came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The file, as the user would name it; empty for a layer drawn or pasted.
    pub path: String,
    /// The format it was read from, such as `geojson`.
    pub format: String,
    /// The coordinate reference system of the file, such as `EPSG:4326`.
    pub crs: String,
    /// Whether the file stated that system or Tumen recognized it.
    pub crs_guessed: bool,
}

/// A layer of the user.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layer {
    /// Unique within the project.
    pub id: LayerId,
    /// What it is called.
    pub name: String,
    /// Its features in the order of the file; drawn in this order.
    pub features: Arc<Vec<Arc<Feature>>>,
    /// Folders of the file, parents before children.
    pub folders: Arc<Vec<Folder>>,
    /// How it is drawn.
    pub style: LayerStyle,
    /// Whether it is drawn.
    pub visible: bool,
    /// Where it came from.
    pub origin: Origin,
    /// What else the file said that Tumen keeps: foreign members of a GeoJSON collection (JSON text),
    /// `gx:Tour` of KML, metadata of GPX (XML text).
    pub foreign_members: Vec<(Arc<str>, Box<str>)>,
    /// The key of the next feature.
    pub next_key: u32,
}

impl Layer {
    /// A visible layer of features, which are given their keys here.
    #[must_use]
    pub fn new(name: impl Into<String>, mut features: Vec<Feature>) -> Self {
        for (key, feature) in (0..).zip(&mut features) {
            feature.key = FeatureKey(key);
        }
        Self::shared(name, features.into_iter().map(Arc::new).collect())
    }

    /// A visible layer of features whose keys are 0, 1, 2 and so on already.
    #[must_use]
    pub fn shared(name: impl Into<String>, features: Vec<Arc<Feature>>) -> Self {
        let next_key = features.len() as u32;
        Self { name: name.into(), features: Arc::new(features), visible: true, next_key, ..Self::default() }
    }

    /// Where in [`Layer::features`] a feature stands.
    #[must_use]
    pub fn position(&self, key: FeatureKey) -> Option<usize> {
        let guess = key.0 as usize;
        if self.features.get(guess).is_some_and(|f| f.key == key) {
            return Some(guess);
        }
        self.features.iter().position(|f| f.key == key)
    }

    /// The feature of a key.
    #[must_use]
    pub fn feature(&self, key: FeatureKey) -> Option<&Arc<Feature>> {
        self.position(key).map(|at| &self.features[at])
    }

    /// Whether a folder and all the folders it lies in are drawn.
    #[must_use]
    pub fn folder_visible(&self, folder: Option<u32>) -> bool {
        let mut next = folder;
        for _ in 0..=self.folders.len() {
            let Some(folder) = next.and_then(|i| self.folders.get(i as usize)) else { return true };
            if !folder.visible {
                return false;
            }
            next = folder.parent;
        }
        true
    }

    /// The number of positions, closing ones of rings included.
    #[must_use]
    pub fn vertices(&self) -> usize {
        self.features.iter().map(|f| f.geometry.vertices()).sum()
    }

    /// The names of all properties, in the order in which they first occur.
    #[must_use]
    pub fn fields(&self) -> Vec<Arc<str>> {
        let mut seen = std::collections::HashSet::new();
        let mut fields = Vec::new();
        for (key, _) in self.features.iter().flat_map(|f| &f.properties) {
            if seen.insert(&**key) {
                fields.push(key.clone());
            }
        }
        fields
    }
}

/// Everything of the user that is on the map, in drawing order (the last is on top).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workspace {
    /// The layers.
    pub layers: Vec<Arc<Layer>>,
    /// The id of the next layer.
    pub next_layer: u32,
    /// Talks over the map, in the order of the list.
    pub tours: Vec<Arc<super::Tour>>,
    /// Parameters of the logistics network that differ from what `data/network` says, by their id, in
    /// the unit stated there.
    pub assumptions: std::collections::BTreeMap<String, f64>,
    /// Parts of the map that stand on it at a larger scale.
    pub loupes: Arc<[super::Loupe]>,
}

impl Workspace {
    /// The layer of an id.
    #[must_use]
    pub fn layer(&self, id: LayerId) -> Option<&Arc<Layer>> {
        self.layers.iter().find(|l| l.id == id)
    }

    /// The layer of an id, to be changed; shared ones are copied first.
    pub fn layer_mut(&mut self, id: LayerId) -> Option<&mut Layer> {
        self.layers.iter_mut().find(|l| l.id == id).map(Arc::make_mut)
    }

    /// The tour of an id.
    #[must_use]
    pub fn tour(&self, id: &str) -> Option<&Arc<super::Tour>> {
        self.tours.iter().find(|t| t.id == id)
    }

    /// The id of a new tour: the wanted one, or that with a number behind it.
    #[must_use]
    pub fn free_tour_id(&self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "tour" } else { wanted };
        let numbered = (2..).map(|n| format!("{wanted}-{n}"));
        let mut ids = std::iter::once(wanted.to_owned()).chain(numbered);
        ids.find(|id| self.tour(id).is_none()).unwrap_or_default()
    }

    /// Puts a tour in the place of the one of its id, or at the end.
    pub fn set_tour(&mut self, tour: Arc<super::Tour>) {
        match self.tours.iter_mut().find(|t| t.id == tour.id) {
            Some(old) => *old = tour,
            None => self.tours.push(tour),
        }
    }

    /// Adds a layer on top and gives it an id.
    pub fn add(&mut self, mut layer: Layer) -> LayerId {
        let id = LayerId(self.next_layer);
        self.next_layer += 1;
        layer.id = id;
        self.layers.push(Arc::new(layer));
        id
    }
}
