//! Placemarks: names, times and extended data.

use super::read::Reader;
use super::shape::shape_name;
use super::{DATA, EXTENDED, OTHER, SCHEMA_DATA, STYLE_URL, TEXTS};
use crate::formats::json::valid_number;
use crate::formats::xml::{Event, Tag, values};
use crate::formats::{instant, number};
use crate::input::ReadError;
use std::sync::Arc;
use tumen_core::message;
use tumen_core::model::layer::{Feature, Geometry, Value};

/// Among more properties than these a repeated name is not looked for.
const MANY: usize = 200;

/// What is gathered while a placemark is read.
#[derive(Default)]
struct Gathered {
    style_url: Option<String>,
    /// The time of a point.
    time: Option<f64>,
    hidden: bool,
}

impl<'a> Reader<'a, '_> {
    /// A placemark: one feature.
    pub(super) fn placemark(&mut self, tag: Tag<'a>) -> Result<(), ReadError> {
        let mut feature = self.feature(tag)?;
        feature.id = tag.attribute_text("id").map(|id| Value::Text(id.as_ref().into()));
        let depth = self.events.depth();
        let mut gathered = Gathered::default();
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => self.child(tag, &mut feature, &mut gathered)?,
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        if let (Some(time), Geometry::Point(at)) = (gathered.time, &mut feature.geometry) {
            *at = std::mem::take(at).with_times(vec![time]);
        }
        if gathered.hidden {
            self.hide(&mut feature);
        }
        feature.properties.shrink_to_fit();
        feature.foreign_members.sort_by(|a, b| a.0.cmp(&b.0));
        feature.foreign_members.shrink_to_fit();
        self.add(feature, gathered.style_url);
        Ok(())
    }

    fn child(
        &mut self,
        tag: Tag<'a>,
        feature: &mut Feature,
        gathered: &mut Gathered,
    ) -> Result<(), ReadError> {
        match tag.local() {
            name if TEXTS.contains(&name) => {
                let text = self.events.value()?;
                let key = self.key(name);
                feature.properties.push((key, Value::Text(text.trim().into())));
            }
            "styleUrl" => self.style_url(tag, feature, gathered)?,
            "Style" | "StyleMap" => {
                if let Some(normal) = self.inline_style(tag, feature)? {
                    gathered.style_url.get_or_insert(normal);
                }
            }
            "ExtendedData" => self.extended(feature)?,
            "TimeStamp" if tag.attribute("of") == Some("position") => {
                let text = self.events.value()?;
                let text = text.replace("<when>", "").replace("</when>", "");
                gathered.time = instant::parse(&text);
            }
            "TimeStamp" | "TimeSpan" => self.times(feature)?,
            name if shape_name(name).is_some() => self.shape_of(tag, feature)?,
            "visibility" => gathered.hidden = self.events.value()?.trim() == "0",
            _ => {
                let raw = self.events.capture(tag)?;
                feature.foreign_members.push((OTHER.into(), raw.into()));
            }
        }
        Ok(())
    }

    /// A key for a property that no other of the feature has: `name`, `name (2)`.
    fn free_key(&mut self, name: &str, feature: &Feature) -> Arc<str> {
        // A placemark of so many values is no table of names; looking through all of them each time never ends.
        if feature.properties.len() > MANY || feature.property(name).is_none() {
            return self.key(name);
        }
        let numbered = (2..).map(|n| format!("{name} ({n})"));
        let free = numbered.take(100).find(|key| feature.property(key).is_none());
        self.key(free.as_deref().unwrap_or(name))
    }

    fn style_url(
        &mut self,
        tag: Tag<'a>,
        feature: &mut Feature,
        gathered: &mut Gathered,
    ) -> Result<(), ReadError> {
        let url = self.events.value()?.trim().to_owned();
        if !url.is_empty() && !url.starts_with('#') && url.contains(['/', '.']) {
            let message = message!("notice-style-elsewhere-not-opened");
            self.events.info("link-not-followed", tag.at, message, message!("notice-choose-style-layer"));
        }
        feature.foreign_members.push((STYLE_URL.into(), url.as_str().into()));
        gathered.style_url = Some(url);
        Ok(())
    }

    /// `when` becomes `timestamp`; `begin` and `end` keep their names.
    fn times(&mut self, feature: &mut Feature) -> Result<(), ReadError> {
        let depth = self.events.depth();
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => {
                    let name = if tag.local() == "when" { "timestamp" } else { tag.local() };
                    let key = self.key(name);
                    let text = self.events.value()?;
                    feature.properties.push((key, Value::Text(text.trim().into())));
                }
                Event::End(_) if self.events.depth() < depth => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn extended(&mut self, feature: &mut Feature) -> Result<(), ReadError> {
        let depth = self.events.depth();
        let (mut schema, mut of_schema) = (String::new(), String::new());
        loop {
            match self.events.next_event()? {
                Event::Start(tag) => match tag.local() {
                    "Data" => self.data(tag, feature)?,
                    "SchemaData" => {
                        let url = tag.attribute_text("schemaUrl").unwrap_or_default();
                        schema = url.rsplit('#').next().unwrap_or_default().to_owned();
                        keep_schema(feature, std::mem::replace(&mut of_schema, schema.clone()));
                    }
                    "SimpleData" => {
                        self.simple_data(tag, &schema, feature)?;
                        if let Some((key, _)) = feature.properties.last() {
                            of_schema.extend(["\n", key]);
                        }
                    }
                    "key" if tag.name == "tumen:key" => {
                        let key = self.events.value()?;
                        values::rekey(feature, tag.attribute("of").unwrap_or_default(), &key);
                    }
                    "order" if tag.name == "tumen:order" => {
                        let order = self.events.value()?;
                        values::reorder(&mut feature.properties, &order);
                    }
                    "id" if tag.name == "tumen:id" => {
                        let text = self.events.value()?;
                        feature.id = Some(values::typed(tag.attribute("kind").unwrap_or_default(), &text));
                    }
                    _ => {
                        let raw = self.events.capture(tag)?;
                        feature.foreign_members.push((EXTENDED.into(), raw.into()));
                    }
                },
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        keep_schema(feature, of_schema);
        Ok(())
    }

    fn data(&mut self, tag: Tag<'a>, feature: &mut Feature) -> Result<(), ReadError> {
        let name = tag.attribute_text("name").unwrap_or_default();
        let key = self.free_key(&name, feature);
        let kind = tag.attribute("tumen:kind").or_else(|| tag.attribute("kind")).unwrap_or("text");
        let depth = self.events.depth();
        let mut value = Value::Text("".into());
        loop {
            match self.events.next_event()? {
                Event::Start(tag) if tag.local() == "value" => {
                    value = values::typed(kind, &self.events.value()?)
                }
                Event::Start(other) => {
                    let raw = self.events.capture(other)?;
                    feature.foreign_members.push((format!("{DATA}{key}").into(), raw.into()));
                }
                Event::End(_) if self.events.depth() < depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        feature.properties.push((key, value));
        Ok(())
    }

    fn simple_data(&mut self, tag: Tag<'a>, schema: &str, feature: &mut Feature) -> Result<(), ReadError> {
        let name = tag.attribute_text("name").unwrap_or_default();
        let key = self.free_key(&name, feature);
        let text = self.events.value()?;
        let kind = self.types.get(schema).and_then(|fields| fields.get(&*name)).map_or("", String::as_str);
        let trimmed = text.trim();
        let value = match kind {
            "int" | "uint" | "short" | "ushort" | "float" | "double"
                if valid_number(trimmed)
                    && number::parse_f64(trimmed.as_bytes()).is_some_and(f64::is_finite) =>
            {
                Value::Number(trimmed.into())
            }
            "bool" if matches!(trimmed, "0" | "1" | "true" | "false") => {
                Value::Bool(matches!(trimmed, "1" | "true"))
            }
            _ => Value::Text(text.as_ref().into()),
        };
        feature.properties.push((key, value));
        Ok(())
    }
}

/// Keeps which properties belong to a schema: its id and their keys, a line each.
fn keep_schema(feature: &mut Feature, keys: String) {
    if keys.contains('\n') {
        feature.foreign_members.push((SCHEMA_DATA.into(), keys.into()));
    }
}
