//! Tables of sizes of a style file: each field is named, described and checked as it is read.

use serde::de::{Deserialize, Deserializer, Error, Unexpected};

/// What a style file may say of a size: a number, some numbers, or a table of them.
pub trait Size: Sized {
    /// For when no style can be read: thin, and never zero.
    const PLAIN: Self;

    /// A number that is no size, if there is one.
    fn wrong(&self) -> Option<f64>;
}

/// No picture is larger than this, pixels; and nothing is of no size: steps of nothing never come to an end.
const MOST: f64 = 10_000.0;
const LEAST: f64 = 0.001;

impl Size for f32 {
    const PLAIN: Self = 1.0;

    fn wrong(&self) -> Option<f64> {
        f64::from(*self).wrong()
    }
}

impl Size for f64 {
    const PLAIN: Self = 1.0;

    fn wrong(&self) -> Option<f64> {
        (!(LEAST..=MOST).contains(self)).then_some(*self)
    }
}

impl<T: Size, const N: usize> Size for [T; N] {
    const PLAIN: Self = [T::PLAIN; N];

    fn wrong(&self) -> Option<f64> {
        self.iter().find_map(Size::wrong)
    }
}

/// A factor by which something shrinks step by step until it fits: less than 1, or it never would.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
pub struct Shrink(pub f32);

impl Size for Shrink {
    const PLAIN: Self = Self(0.9);

    fn wrong(&self) -> Option<f64> {
        (!(LEAST..1.0).contains(&f64::from(self.0))).then_some(f64::from(self.0))
    }
}

/// Reads a size.
///
/// # Errors
/// If it is no number from 0.001 to 10,000.
pub fn checked<'de, D: Deserializer<'de>, T: Size + Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    let size = T::deserialize(from)?;
    match size.wrong() {
        Some(value) => Err(Error::invalid_value(Unexpected::Float(value), &"a number from 0.001 to 10000")),
        None => Ok(size),
    }
}

/// Declares tables of sizes. All fields must be in the file, and nothing else.
macro_rules! sizes {
    ($($(#[$doc:meta])* $table:ident { $($(#[$of:meta])* $name:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $table {
            $($(#[$of])* #[serde(deserialize_with = "crate::style::sizes::checked")] pub $name: $type,)*
        }

        impl crate::style::sizes::Size for $table {
            const PLAIN: Self = Self { $($name: <$type as crate::style::sizes::Size>::PLAIN,)* };

            fn wrong(&self) -> Option<f64> {
                None
            }
        }
    )*};
}
pub(crate) use sizes;

#[cfg(test)]
mod tests {
    use crate::style::{Style, WindowStyle};

    fn text(name: &str) -> String {
        String::from_utf8_lossy(tumen_assets::bytes(name)).into_owned()
    }

    /// The bundled file with something else in it.
    fn with(name: &str, old: &str, new: &str) -> String {
        let text = text(name);
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    }

    #[test]
    fn both_files_are_complete() {
        Style::parse(&text(tumen_assets::MAP_STYLE)).unwrap();
        WindowStyle::parse(&text(tumen_assets::WINDOW_STYLE)).unwrap();
    }

    #[test]
    fn what_is_no_size_is_named_with_its_line() {
        for bad in ["-1", "0", "nan", "inf", "10001"] {
            let window = with(tumen_assets::WINDOW_STYLE, "\nsnug = 6", &format!("\nsnug = {bad}"));
            let error = WindowStyle::parse(&window).unwrap_err().to_string();
            assert!(error.contains("from 0.001 to 10000") && error.contains("line "), "{bad}: {error}");
            let map =
                with(tumen_assets::MAP_STYLE, "baselines = [25, 44]", &format!("baselines = [25, {bad}]"));
            let error = Style::parse(&map).unwrap_err().to_string();
            assert!(error.contains("from 0.001 to 10000") && error.contains("line "), "{bad}: {error}");
        }
    }

    #[test]
    fn what_never_comes_to_an_end_is_no_style() {
        for bad in ["1", "1.5", "0", "nan"] {
            let window = with(tumen_assets::WINDOW_STYLE, "\nshrink = 0.94", &format!("\nshrink = {bad}"));
            assert!(WindowStyle::parse(&window).unwrap_err().to_string().contains("line "), "{bad}");
        }
        let map = with(tumen_assets::MAP_STYLE, "\ngrain = 3", "\ngrain = 0");
        assert!(Style::parse(&map).unwrap_err().to_string().contains("from 0.001 to 10000"));
    }

    #[test]
    fn letters_have_the_size_of_letters() {
        let map = with(tumen_assets::MAP_STYLE, "\nbody = 13 ", "\nbody = 201 ");
        let error = Style::parse(&map).unwrap_err().to_string();
        assert!(error.contains("at most 200") && error.contains("line "), "{error}");
    }

    #[test]
    fn nothing_may_be_missing_or_unknown() {
        let error = WindowStyle::parse(&with(tumen_assets::WINDOW_STYLE, "\nsnug = ", "\nsnugg = "));
        assert!(error.unwrap_err().to_string().contains("snugg"));
        let error = WindowStyle::parse(&with(tumen_assets::WINDOW_STYLE, "\nsnug = ", "\n# snug = "));
        assert!(error.unwrap_err().to_string().contains("missing field `snug`"));
        let error = Style::parse(&with(tumen_assets::MAP_STYLE, "[furniture.bar]", "[furniture.bars]"));
        assert!(error.unwrap_err().to_string().contains("bar"));
    }

    #[test]
    fn the_scale_of_type_rises() {
        let scale = text(tumen_assets::MAP_STYLE);
        let table = scale.split("[type]").nth(1).and_then(|t| t.split("\n\n").next()).unwrap();
        let sizes: Vec<f64> = table
            .lines()
            .filter_map(|l| l.split_once('=')?.1.split_whitespace().next()?.parse().ok())
            .collect();
        assert_eq!(sizes.len(), 14);
        assert!(sizes.windows(2).all(|s| s[0] < s[1]), "{sizes:?}");
    }

    #[test]
    fn a_style_that_cannot_be_read_draws_nothing_of_no_size() {
        let plain = Style::plain();
        assert!(plain.furniture.legend.row > 0.0 && plain.window.lists.row > 0.0 && plain.text.body > 0.0);
    }
}
