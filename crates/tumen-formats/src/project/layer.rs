//! The head of a layer as JSON.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::sync::Arc;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::{Folder, Layer, LayerId, LayerStyle, Origin};

/// Everything of a layer but its features.
#[derive(Serialize)]
pub(super) struct LayerHead<'a> {
    id: LayerId,
    name: &'a str,
    features: usize,
    next_key: u32,
    visible: bool,
    style: &'a LayerStyle,
    origin: OriginHead<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    folders: Vec<FolderHead<'a>>,
    #[serde(rename = "kept", skip_serializing_if = "<[_]>::is_empty")]
    foreign_members: &'a [(Arc<str>, Box<str>)],
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct OriginHead<'a> {
    path: Cow<'a, str>,
    format: Cow<'a, str>,
    crs: Cow<'a, str>,
    crs_guessed: bool,
}

#[derive(Serialize, Deserialize)]
struct FolderHead<'a> {
    name: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<u32>,
    #[serde(default = "yes")]
    visible: bool,
}

fn yes() -> bool {
    true
}

impl<'a> LayerHead<'a> {
    pub(super) fn of(layer: &'a Layer) -> Self {
        let folder =
            |f: &'a Folder| FolderHead { name: Cow::Borrowed(&f.name), parent: f.parent, visible: f.visible };
        Self {
            id: layer.id,
            name: &layer.name,
            features: layer.features.len(),
            next_key: layer.next_key,
            visible: layer.visible,
            style: &layer.style,
            origin: OriginHead {
                path: Cow::Borrowed(&layer.origin.path),
                format: Cow::Borrowed(&layer.origin.format),
                crs: Cow::Borrowed(&layer.origin.crs),
                crs_guessed: layer.origin.crs_guessed,
            },
            folders: layer.folders.iter().map(folder).collect(),
            foreign_members: &layer.foreign_members,
        }
    }
}

/// The head as it is read; what is missing is as usual.
#[derive(Deserialize)]
struct Read<'a> {
    #[serde(default)]
    id: LayerId,
    #[serde(default)]
    name: String,
    features: Option<usize>,
    #[serde(default)]
    next_key: u32,
    #[serde(default = "yes")]
    visible: bool,
    #[serde(borrow)]
    style: Option<&'a RawValue>,
    #[serde(default)]
    origin: OriginHead<'a>,
    #[serde(default)]
    folders: Vec<FolderHead<'a>>,
    #[serde(default, rename = "kept")]
    foreign_members: Vec<(Arc<str>, Box<str>)>,
}

/// Reads a head: the layer without features, how many it should have, and what is wrong with it.
pub(super) fn read(raw: &str) -> Result<(Layer, Option<usize>, Vec<Message>), serde_json::Error> {
    let head: Read<'_> = serde_json::from_str(raw)?;
    let mut wrong = Vec::new();
    let style =
        head.style.map(|style| serde_json::from_str(style.get())).transpose().unwrap_or_else(|error| {
            wrong.push(message!("notice-style-layer-damaged", error = error.to_string()));
            None
        });
    let mut folders: Vec<Folder> = Vec::with_capacity(head.folders.len());
    for folder in head.folders {
        let parent = folder.parent.filter(|parent| (*parent as usize) < folders.len());
        if parent != folder.parent {
            wrong.push(message!("notice-folder-without-parent", name = format!("{:?}", folder.name)));
        }
        folders.push(Folder { name: folder.name.into_owned(), parent, visible: folder.visible });
    }
    let layer = Layer {
        id: head.id,
        name: head.name,
        folders: Arc::new(folders),
        style: style.unwrap_or_default(),
        visible: head.visible,
        origin: Origin {
            path: head.origin.path.into_owned(),
            format: head.origin.format.into_owned(),
            crs: head.origin.crs.into_owned(),
            crs_guessed: head.origin.crs_guessed,
        },
        foreign_members: head.foreign_members,
        next_key: head.next_key,
        ..Layer::default()
    };
    Ok((layer, head.features, wrong))
}
