//! The properties of a FlatGeobuf feature: number of the column and value, one after another.

use crate::formats::budget::{Budget, Flaw};
use flatgeobuf::{Column, ColumnType as Kind};
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;
use tumen_core::message;
use tumen_core::model::layer::{Properties, Value};

/// Binary values up to this length are given as hexadecimal text, longer ones by their length.
const SHOWN_BLOB: usize = 256;

/// Name and kind of each column.
pub(super) struct Columns(Vec<(Arc<str>, Kind)>);

impl Columns {
    pub(super) fn new<'a, C>(columns: Option<C>) -> Self
    where
        C: IntoIterator<Item = Column<'a>>,
    {
        Self(columns.into_iter().flatten().map(|c| (Arc::from(c.name()), c.type_())).collect())
    }

    /// Adds the properties in these bytes; those before a flaw are added all the same.
    pub(super) fn read(&self, bytes: &[u8], budget: &Budget<'_>, into: &mut Properties) -> Result<(), Flaw> {
        let mut cursor = Cursor(bytes);
        while !cursor.0.is_empty() {
            let index = u16::from_le_bytes(cursor.array()?);
            let Some((name, kind)) = self.0.get(usize::from(index)) else {
                return Flaw::bad(message!("notice-property-column", index = index, n = self.0.len()));
            };
            into.push((name.clone(), cursor.value(*kind, budget)?));
        }
        Ok(())
    }
}

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Flaw> {
        let Some((part, rest)) = self.0.split_at_checked(length) else {
            return Flaw::bad(message!("notice-property-cut", length = length, left = self.0.len()));
        };
        self.0 = rest;
        Ok(part)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Flaw> {
        Ok(self.take(N)?.try_into().unwrap_or([0; N]))
    }

    fn value(&mut self, kind: Kind, budget: &Budget<'_>) -> Result<Value, Flaw> {
        let digits = match kind {
            Kind::Bool => return Ok(Value::Bool(self.array::<1>()? != [0])),
            Kind::Byte => i8::from_le_bytes(self.array()?).to_string(),
            Kind::UByte => u8::from_le_bytes(self.array()?).to_string(),
            Kind::Short => i16::from_le_bytes(self.array()?).to_string(),
            Kind::UShort => u16::from_le_bytes(self.array()?).to_string(),
            Kind::Int => i32::from_le_bytes(self.array()?).to_string(),
            Kind::UInt => u32::from_le_bytes(self.array()?).to_string(),
            Kind::Long => i64::from_le_bytes(self.array()?).to_string(),
            Kind::ULong => u64::from_le_bytes(self.array()?).to_string(),
            Kind::Float => {
                let number = f32::from_le_bytes(self.array()?);
                return Ok(real(number.is_finite(), format!("{number:?}")));
            }
            Kind::Double => {
                let number = f64::from_le_bytes(self.array()?);
                return Ok(real(number.is_finite(), format!("{number:?}")));
            }
            Kind::String | Kind::DateTime | Kind::Json | Kind::Binary => return self.long(kind, budget),
            other => return Flaw::bad(message!("notice-column-kind", kind = other.0)),
        };
        Ok(Value::Number(digits.into()))
    }

    /// A value with its length before it.
    fn long(&mut self, kind: Kind, budget: &Budget<'_>) -> Result<Value, Flaw> {
        let length = u32::from_le_bytes(self.array()?) as usize;
        let bytes = self.take(length)?;
        budget.text(length)?;
        if kind == Kind::Binary {
            return Ok(Value::Text(hexadecimal(bytes).into()));
        }
        let text = String::from_utf8_lossy(bytes);
        let structured = kind == Kind::Json && matches!(text.trim_start().as_bytes(), [b'{' | b'[', ..]);
        if structured && serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok() {
            return Ok(Value::Json(text.into()));
        }
        Ok(Value::Text(match text {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(text) => text.into(),
        }))
    }
}

/// A number, or its name when it is infinite or none.
fn real(finite: bool, digits: String) -> Value {
    if finite { Value::Number(digits.into()) } else { Value::Text(digits.into()) }
}

fn hexadecimal(bytes: &[u8]) -> String {
    if bytes.len() > SHOWN_BLOB {
        return format!("‹{} bytes›", bytes.len());
    }
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
