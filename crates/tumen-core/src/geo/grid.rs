//! The plane of pictures in meters, as other programs count it.

use super::projection::{CENTRAL_MERIDIAN, WORLD_WIDTH};
use super::{PlanePoint, Projection};

/// Radius of the sphere of both projections in other programs, meters: that of EPSG:3857.
pub const PLANE_RADIUS_M: f64 = 6_378_137.0;

/// EPSG:3857 in well-known text, as GDAL writes it.
const WEB_MERCATOR: &str = concat!(
    r#"PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984","#,
    r#"SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],"#,
    r#"PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]],"#,
    r#"PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],"#,
    r#"PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],"#,
    r#"AXIS["Easting",EAST],AXIS["Northing",NORTH],"#,
    r#"EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m "#,
    r#"+nadgrids=@null +wktext +no_defs"],AUTHORITY["EPSG","3857"]]"#
);

/// The conic of the theatre in well-known text. Latitudes WGS 84 are taken for those of a sphere.
const THEATRE_CONIC: &str = concat!(
    r#"PROJCS["Tumen theatre conic",GEOGCS["WGS 84 latitudes on a sphere",DATUM["Sphere","#,
    r#"SPHEROID["Sphere",6378137,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],"#,
    r#"PROJECTION["Lambert_Conformal_Conic_2SP"],PARAMETER["standard_parallel_1",40],"#,
    r#"PARAMETER["standard_parallel_2",64],PARAMETER["latitude_of_origin",52],"#,
    r#"PARAMETER["central_meridian",132],PARAMETER["false_easting",0],PARAMETER["false_northing",0],"#,
    r#"UNIT["metre",1],AXIS["Easting",EAST],AXIS["Northing",NORTH],"#,
    r#"EXTENSION["PROJ4","+proj=lcc +lat_1=40 +lat_2=64 +lat_0=52 +lon_0=132 +x_0=0 +y_0=0 +R=6378137 +units=m "#,
    r#"+nadgrids=@null +wktext +no_defs"]]"#
);

impl Projection {
    /// The reference system of [`Self::easting_northing`] in well-known text (the form of 2001, which GDAL and
    /// QGIS read beside pictures).
    #[must_use]
    pub const fn well_known_text(self) -> &'static str {
        match self {
            Self::Mercator => WEB_MERCATOR,
            Self::Conic => THEATRE_CONIC,
        }
    }

    /// Easting and northing of a point of the plane, meters. What lies a turn around the Earth away keeps its
    /// distance: east of 180° the eastings of Mercator go on.
    #[must_use]
    pub fn easting_northing(self, p: impl Into<PlanePoint>) -> [f64; 2] {
        let PlanePoint { x, y } = p.into();
        let east = match self {
            Self::Mercator => x + CENTRAL_MERIDIAN.to_radians(),
            Self::Conic => x,
        };
        [east * PLANE_RADIUS_M, -y * PLANE_RADIUS_M]
    }

    /// How far apart the eastings of the same place are after a turn around the Earth, meters; none where the
    /// picture of the Earth does not repeat.
    #[must_use]
    pub fn turn_m(self) -> Option<f64> {
        match self {
            Self::Mercator => Some(WORLD_WIDTH * PLANE_RADIUS_M),
            Self::Conic => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::LonLat;
    use super::*;

    fn meters(projection: Projection, lon: f64, lat: f64) -> [f64; 2] {
        projection.easting_northing(projection.project(LonLat::new(lon, lat)))
    }

    /// Made by PROJ: `gdaltransform -s_srs EPSG:4326 -t_srs EPSG:3857`, and with the definition of the conic.
    #[test]
    fn meters_are_those_of_other_programs() {
        for (projection, [lon, lat], expected) in [
            (Projection::Mercator, [130.65, 42.35], [14_543_891.472, 5_213_552.790]),
            (Projection::Conic, [130.65, 42.35], [-110_240.329, -1_055_150.117]),
            (Projection::Conic, [132.0, 52.0], [0.0, 0.0]),
        ] {
            let found = meters(projection, lon, lat);
            for (found, expected) in found.into_iter().zip(expected) {
                assert!((found - expected).abs() < 0.01, "{projection:?}: {found} for {expected}");
            }
        }
    }
}
