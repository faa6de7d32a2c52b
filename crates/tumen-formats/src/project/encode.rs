//! Writing a project file.

use super::json::json;
use super::{ProjectFile, VERSION, layer::LayerHead, shape, tours, value};
use serde::Serialize;
use serde_json::value::RawValue;
use tumen_core::model::layer::{Feature, Layer};

/// Writes a project. The same project gives the same bytes.
pub fn write(project: &ProjectFile, out: &mut Vec<u8>) {
    let by = concat!("Tumen ", env!("CARGO_PKG_VERSION"));
    let head = format!(
        "{{\"tumen\":{VERSION},\"created_by\":\"{by}\",\"next_layer\":{}}}\n",
        project.workspace.next_layer
    );
    out.extend_from_slice(head.as_bytes());
    if let Some(view) = &project.view {
        out.extend_from_slice(b"{\"view\":");
        text_or_json(view, out);
        out.extend_from_slice(b"}\n");
    }
    for (name, part) in &project.extra {
        out.extend_from_slice(b"{\"extra\":");
        json(name, out);
        out.extend_from_slice(b",\"json\":");
        text_or_json(part, out);
        out.extend_from_slice(b"}\n");
    }
    tours::write(&project.workspace, out);
    for layer in &project.workspace.layers {
        write_layer(layer, out);
    }
    out.extend_from_slice(b"{\"end\":true}\n");
}

/// JSON text as it is when it fits on a line; anything else as `{"text":…}` so that it comes back too.
fn text_or_json(text: &str, out: &mut Vec<u8>) {
    let plain = !text.contains(['\n', '\r']) && text.trim() == text && !text.starts_with("{\"text\":");
    if plain && text != "null" && serde_json::from_str::<&RawValue>(text).is_ok() {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.extend_from_slice(b"{\"text\":");
    json(text, out);
    out.push(b'}');
}

fn write_layer(layer: &Layer, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"layer\":");
    json(&LayerHead::of(layer), out);
    out.extend_from_slice(b"}\n");
    for feature in layer.features.iter() {
        write_feature(feature, out);
    }
}

fn write_feature(feature: &Feature, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"k\":");
    json(&feature.key, out);
    shape::write(&feature.geometry, out);
    if !feature.properties.is_empty() {
        out.extend_from_slice(b",\"p\":{");
        for (i, (key, property)) in feature.properties.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            json(&**key, out);
            out.push(b':');
            value::write(property, out);
        }
        out.push(b'}');
    }
    if let Some(id) = &feature.id {
        out.extend_from_slice(b",\"id\":");
        value::write_id(id, out);
    }
    if let Some(folder) = feature.folder {
        member("folder", &folder, out);
    }
    if let Some(style) = &feature.own_style {
        member("style", &**style, out);
    }
    if !feature.foreign_members.is_empty() {
        member("kept", &feature.foreign_members, out);
    }
    if feature.line != 0 {
        member("line", &feature.line, out);
    }
    out.extend_from_slice(b"}\n");
}

fn member(name: &str, value: &impl Serialize, out: &mut Vec<u8>) {
    out.push(b',');
    json(name, out);
    out.push(b':');
    json(value, out);
}
