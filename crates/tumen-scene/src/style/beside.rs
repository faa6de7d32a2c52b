//! How lines run side by side along one alignment.

use serde::de::{Deserialize, Deserializer, Error, Unexpected};

/// How lines run side by side along one alignment. Lengths are slots: the distance of two neighbors. All of them are
/// more than zero: whatever is measured in steps of nothing never comes to an end.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Between the widest lines, pixels.
    #[serde(deserialize_with = "length")]
    pub gap: f32,
    /// Another line matters from this distance on.
    #[serde(deserialize_with = "length")]
    pub reach: f64,
    /// Distance of the points of a line that has another one near.
    #[serde(deserialize_with = "length")]
    pub step: f64,
    /// Lines come together from a distance: so much alone, so much for each line of the track and for each that comes.
    #[serde(deserialize_with = "lengths")]
    pub near: [f64; 3],
    /// A line that is so near to the track it follows looks for no other one.
    #[serde(deserialize_with = "length")]
    pub found: f64,
    /// The least cosine of the angle between lines side by side.
    #[serde(deserialize_with = "length")]
    pub alike: f64,
    /// A line that leaves for so short a way stays.
    #[serde(deserialize_with = "length")]
    pub stay: f64,
    /// Lines that are together for less than this are not.
    #[serde(deserialize_with = "length")]
    pub shortest: f64,
    /// Ends of stretches nearer to each other are one.
    #[serde(deserialize_with = "length")]
    pub cut: f64,
    /// Length of the way on which a line leaves a track, as a multiple of its distance.
    #[serde(deserialize_with = "length")]
    pub slope: f64,
    /// The direction in which a line leaves is seen over this length.
    #[serde(deserialize_with = "length")]
    pub angle: f64,
    /// A line goes to another slot over this length.
    #[serde(deserialize_with = "length")]
    pub ramp: f64,
    /// A line that leaves a track keeps its slot for the one length and goes to its own over the other.
    #[serde(deserialize_with = "lengths")]
    pub leave: [f64; 2],
    /// Lines longer than this go on where they end in another one of their kind.
    #[serde(deserialize_with = "length")]
    pub linked: f64,
    /// Points of a line may be off by this share of what other layers may.
    #[serde(deserialize_with = "length")]
    pub exact: f64,
    /// And their slots by this.
    #[serde(deserialize_with = "length")]
    pub exact_slot: f32,
}

/// The most that any of the numbers may be, and, as a divisor of one, the least.
const MOST: f64 = 1000.0;

fn is_length(value: f64) -> bool {
    (1.0 / MOST..=MOST).contains(&value)
}

/// A number between a thousandth and a thousand.
fn length<'de, D: Deserializer<'de>, T: Copy + Into<f64> + Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    let value = T::deserialize(from)?;
    checked(value.into()).map(|_| value)
}

fn lengths<'de, D: Deserializer<'de>, const N: usize>(from: D) -> Result<[f64; N], D::Error>
where
    [f64; N]: Deserialize<'de>,
{
    let values = <[f64; N]>::deserialize(from)?;
    values.iter().try_for_each(|v| checked(*v).map(|_| ()))?;
    Ok(values)
}

/// Three lengths of which none is zero.
pub(super) fn lengths_px<'de, D: Deserializer<'de>>(from: D) -> Result<[f32; 3], D::Error> {
    lengths(from).map(|values: [f64; 3]| values.map(|v| v as f32))
}

fn checked<E: Error>(value: f64) -> Result<f64, E> {
    let wrong = || E::invalid_value(Unexpected::Float(value), &"a number from 0.001 to 1000");
    is_length(value).then_some(value).ok_or_else(wrong)
}

impl Beside {
    /// For when no style can be read.
    pub(super) const PLAIN: Self = Self {
        gap: 3.0,
        reach: 5.0,
        step: 0.8,
        near: [0.7, 0.5, 0.3],
        found: 0.3,
        alike: 0.92,
        stay: 6.0,
        shortest: 3.0,
        cut: 2.0,
        slope: 2.5,
        angle: 8.0,
        ramp: 4.0,
        leave: [3.0, 6.0],
        linked: 4.0,
        exact: 1.0 / 3.0,
        exact_slot: 0.02,
    };
}

#[cfg(test)]
mod tests {
    use super::super::Style;

    fn with(old: &str, new: &str) -> Result<Style, String> {
        let text = String::from_utf8_lossy(tumen_assets::bytes(tumen_assets::MAP_STYLE));
        assert!(text.contains(old), "{old}");
        Style::parse(&text.replacen(old, new, 1)).map_err(|e| e.to_string())
    }

    #[test]
    fn what_would_never_end_is_no_style() {
        for bad in ["0", "0.0", "nan", "-0.8", "inf", "1e300", "1e-300"] {
            let error = with("\nstep = 0.8", &format!("\nstep = {bad}")).unwrap_err();
            assert!(error.contains("from 0.001 to 1000") && error.contains("line "), "{bad}: {error}");
        }
        let error = with("near = [0.7, 0.5,", "near = [0.7, nan,").unwrap_err();
        assert!(error.contains("from 0.001 to 1000"), "{error}");
        let error = with("\nreach = 5", "\n#").unwrap_err();
        assert!(error.contains("missing field `reach`"), "{error}");
        let error = with("[corridor.beside]", "[corridor.besides]").unwrap_err();
        assert!(error.contains("besides"), "{error}");
        assert!(with("\nstep = 0.8", "\nstep = 1").is_ok());
    }
}
