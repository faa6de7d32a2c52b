//! Loupes: parts of the map that stand on it once more, at a larger scale.
//!
//! A loupe says what is to be seen and about where, not how large the picture is: the same loupe fits a window,
//! a beamer and a sheet of paper. Its written form is one line, the same in projects, tours and on the command line:
//! `130.12,42.14,131.02,42.56@top-left:0.4`, that is west, south, east and north in degrees, and as wanted a place on
//! the picture and a size.

use crate::geo::GeoBox;
use std::fmt;
use std::str::FromStr;

/// A part of the map at a larger scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loupe {
    /// What it shows whole.
    pub bounds: GeoBox,
    /// Where it stands; where the map has least to show, if nothing is said.
    pub spot: Option<Spot>,
    /// Its longer side, as a share of the shorter side of the picture.
    pub size: f64,
}

/// Every place has a row: the table makes the places.
macro_rules! spots {
    ($($(#[$about:meta])* $spot:ident: $id:literal, $share:expr;)*) => {
        /// A place at the rim of a picture.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Spot {
            $($(#[$about])* $spot,)*
        }

        impl Spot {
            /// Every place, clockwise from the top left.
            pub const ALL: &[Self] = &[$(Self::$spot),*];

            /// The word for files and the command line.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$spot => $id,)*
                }
            }

            /// Where it is, as shares of the room that is left: across from the left, down from the top.
            #[must_use]
            pub fn share(self) -> [f32; 2] {
                match self {
                    $(Self::$spot => $share,)*
                }
            }
        }
    };
}

spots! {
    /// In the top left corner.
    TopLeft: "top-left", [0.0, 0.0];
    /// In the middle at the top.
    Top: "top", [0.5, 0.0];
    /// In the top right corner.
    TopRight: "top-right", [1.0, 0.0];
    /// In the middle on the right.
    Right: "right", [1.0, 0.5];
    /// In the bottom right corner.
    BottomRight: "bottom-right", [1.0, 1.0];
    /// In the middle at the bottom.
    Bottom: "bottom", [0.5, 1.0];
    /// In the bottom left corner.
    BottomLeft: "bottom-left", [0.0, 1.0];
    /// In the middle on the left.
    Left: "left", [0.0, 0.5];
}

impl Spot {
    /// The place of a word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|s| s.id() == id)
    }

    /// The corner opposite to a point of the picture, given as shares of its width and height.
    #[must_use]
    pub fn opposite([across, down]: [f32; 2]) -> Self {
        match (across < 0.5, down < 0.5) {
            (true, true) => Self::BottomRight,
            (true, false) => Self::TopRight,
            (false, true) => Self::BottomLeft,
            (false, false) => Self::TopLeft,
        }
    }
}

impl Loupe {
    /// The size of a loupe that says none.
    pub const SIZE: f64 = 0.42;
    /// Sizes that a loupe may have.
    pub const SIZES: std::ops::RangeInclusive<f64> = 0.1..=0.9;
    /// No picture has more.
    pub const MOST: usize = 8;

    /// A loupe of the usual size.
    #[must_use]
    pub fn new(bounds: impl Into<GeoBox>, spot: Option<Spot>) -> Self {
        Self { bounds: bounds.into(), spot, size: Self::SIZE }
    }

    /// Reads what stands behind the box of degrees: `@PLACE`, `:SIZE`, both or nothing.
    ///
    /// # Errors
    /// If it is anything else.
    pub fn with_words(bounds: GeoBox, words: &str) -> Result<Self, WrongLoupe> {
        let (spot, size) = words.split_once(':').map_or((words, None), |(spot, size)| (spot, Some(size)));
        let spot = match spot.strip_prefix('@') {
            Some(id) => Some(Spot::from_id(id).ok_or(WrongLoupe)?),
            None if spot.is_empty() => None,
            None => return Err(WrongLoupe),
        };
        let size = size.map_or(Ok(Self::SIZE), str::parse::<f64>).map_err(|_| WrongLoupe)?;
        if !bounds.is_valid() || !Self::SIZES.contains(&size) {
            return Err(WrongLoupe);
        }
        Ok(Self { bounds, spot, size })
    }
}

/// A text is no loupe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a loupe is W,S,E,N in degrees, then @PLACE (top-left, top, top-right, right, bottom-right, bottom, bottom-left or \
     left) and :SIZE (0.1 to 0.9 of the shorter side of the picture) as wanted"
)]
pub struct WrongLoupe;

impl fmt::Display for Loupe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let GeoBox { west, south, east, north } = self.bounds;
        write!(f, "{west},{south},{east},{north}")?;
        if let Some(spot) = self.spot {
            write!(f, "@{}", spot.id())?;
        }
        if self.size == Self::SIZE { Ok(()) } else { write!(f, ":{}", self.size) }
    }
}

impl FromStr for Loupe {
    type Err = WrongLoupe;

    fn from_str(text: &str) -> Result<Self, WrongLoupe> {
        let end = text.find(['@', ':']).unwrap_or(text.len());
        let (numbers, words) = text.split_at(end);
        let numbers: Vec<f64> =
            numbers.split(',').map(|n| n.trim().parse()).collect::<Result<_, _>>().map_err(|_| WrongLoupe)?;
        let bounds: [f64; 4] = numbers.try_into().map_err(|_| WrongLoupe)?;
        Self::with_words(bounds.into(), words.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_loupe_is_read_as_it_is_written(
            west in -180f64..180.0, south in -80f64..70.0, size in 0.1f64..0.9, spot in proptest::option::of(0..8usize),
        ) {
            let bounds = [west, south, west + 1.5, south + 0.25];
            let loupe = Loupe { size, ..Loupe::new(bounds, spot.map(|i| Spot::ALL[i])) };
            prop_assert_eq!(loupe.to_string().parse(), Ok(loupe));
        }
    }

    #[test]
    fn what_is_no_loupe_is_refused() {
        let plain: Loupe = "130.12, 42.14,131.02,42.56".parse().unwrap();
        assert_eq!(plain, Loupe::new([130.12, 42.14, 131.02, 42.56], None));
        for bad in
            ["", "1,2,3", "1,2,3,x", "1,2,3,1", "1,2,3,4@middle", "1,2,3,4:0", "1,2,3,4:nan", "1,2,3,4 top"]
        {
            assert_eq!(bad.parse::<Loupe>(), Err(WrongLoupe), "{bad}");
        }
    }

    #[test]
    fn the_opposite_corner_is_far_away() {
        for point in [[0.1, 0.1], [0.9, 0.2], [0.3, 0.8], [0.8, 0.9]] {
            let [x, y] = Spot::opposite(point).share();
            assert!((x - point[0]).hypot(y - point[1]) > 0.7, "{point:?}");
        }
    }
}
