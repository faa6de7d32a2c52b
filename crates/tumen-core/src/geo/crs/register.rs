//! Systems by their EPSG codes: those of the `crs-definitions` tables, and newer ones of our region that
//! the tables lack.

use super::{Crs, CrsError};

/// The system of an EPSG code.
pub(super) fn epsg(code: u32) -> Result<Crs, CrsError> {
    match code {
        // CRS84 and the realizations of WGS 84 are the same within the accuracy of any file.
        4326 | 4979 | 9053..=9057 | 9754 | 9755 | 10604 | 10606 => Ok(Crs::wgs84()),
        // 900913, 102100 and 102113 are what Google and ESRI called it.
        3857 | 3785 | 900_913 | 102_100 | 102_113 => Ok(Crs::web_mercator()),
        _ => defined(code),
    }
}

fn defined(code: u32) -> Result<Crs, CrsError> {
    let id = format!("EPSG:{code}");
    let (name, datum) = names(code);
    if let Some(definition) = own(code) {
        return Crs::of_definition(id, name, &definition, datum);
    }
    let small = u16::try_from(code).map_err(|_| CrsError::UnknownCode(code))?;
    let found = crs_definitions::from_code(small).ok_or(CrsError::UnknownCode(code))?;
    Crs::of_definition(id, name, found.proj4, datum)
}

/// Definitions that the tables lack: GSK-2011 (EPSG:20904 and following, since 2015) and PZ-90.
fn own(code: u32) -> Option<String> {
    const GSK: &str = "+a=6378136.5 +rf=298.2564151 +units=m +no_defs";
    let gauss_krueger = |meridian: u32, easting: u32| {
        format!("+proj=tmerc +lat_0=0 +lon_0={meridian} +k=1 +x_0={easting} +y_0=0 {GSK}")
    };
    Some(match code {
        20_904..=20_932 => gauss_krueger(6 * (code - 20_900) - 3, (code - 20_900) * 1_000_000 + 500_000),
        21_004..=21_032 => gauss_krueger(6 * (code - 21_000) - 3, 500_000),
        // Three-degree zones, zone n about 3n degrees east, with 250,000 m as false easting.
        21_207..=21_264 => gauss_krueger(3 * (code - 21_200), (code - 21_200) * 1_000_000 + 250_000),
        21_307..=21_364 => gauss_krueger(3 * (code - 21_300), 250_000),
        7683 => "+proj=longlat +a=6378136.5 +rf=298.2564151 +no_defs".to_owned(),
        4740 | 9474 | 9475 => "+proj=longlat +a=6378136 +rf=298.257839303 +no_defs".to_owned(),
        _ => return None,
    })
}

/// Names of systems that our users meet, and the names of their datums. The tables have none.
fn names(code: u32) -> (String, Option<&'static str>) {
    const BELTS: [(u32, &str); 5] = [
        (5173, "Modified West Belt"),
        (5174, "Modified Central Belt"),
        (5175, "Modified Central Belt Jeju"),
        (5176, "Modified East Belt"),
        (5177, "Modified East Sea Belt"),
    ];
    const KOREA: [(u32, &str); 10] = [
        (5179, "Unified CS (UTM-K)"),
        (5180, "West Belt"),
        (5181, "Central Belt"),
        (5182, "Central Belt Jeju"),
        (5183, "East Belt"),
        (5184, "East Sea Belt"),
        (5185, "West Belt 2010"),
        (5186, "Central Belt 2010"),
        (5187, "East Belt 2010"),
        (5188, "East Sea Belt 2010"),
    ];
    let listed =
        |list: &[(u32, &'static str)]| list.iter().find(|(c, _)| *c == code).map_or("", |(_, name)| name);
    match code {
        32_601..=32_660 => (format!("WGS 84 / UTM zone {}N", code - 32_600), Some("WGS84")),
        32_701..=32_760 => (format!("WGS 84 / UTM zone {}S", code - 32_700), Some("WGS84")),
        28_404..=28_432 => {
            (format!("Pulkovo 1942 / Gauss-Krüger zone {}", code - 28_400), Some("Pulkovo 1942"))
        }
        20_004..=20_032 => {
            (format!("Pulkovo 1995 / Gauss-Krüger zone {}", code - 20_000), Some("Pulkovo 1995"))
        }
        20_904..=20_932 => (format!("GSK-2011 / Gauss-Krüger zone {}", code - 20_900), Some("GSK-2011")),
        21_004..=21_032 => {
            (format!("GSK-2011 / Gauss-Krüger {}°E", 6 * (code - 21_000) - 3), Some("GSK-2011"))
        }
        21_207..=21_264 => (format!("GSK-2011 / 3-degree zone {}", code - 21_200), Some("GSK-2011")),
        21_307..=21_364 => (format!("GSK-2011 / 3-degree {}°E", 3 * (code - 21_300)), Some("GSK-2011")),
        2494..=2522 => (meridian_name("Pulkovo 1942", code - 2490), Some("Pulkovo 1942")),
        2463..=2491 => (meridian_name("Pulkovo 1995", code - 2459), Some("Pulkovo 1995")),
        5179..=5188 => (format!("Korea 2000 / {}", listed(&KOREA)), Some("Korea 2000")),
        5173..=5177 => (format!("Korean 1985 / {}", listed(&BELTS)), Some("Korean 1985")),
        5167 => ("Korean 1985 / East Sea Belt".to_owned(), Some("Korean 1985")),
        5168 => ("Korean 1985 / Central Belt Jeju".to_owned(), Some("Korean 1985")),
        5178 => ("Korean 1985 / Unified CS".to_owned(), Some("Korean 1985")),
        2096 => ("Korean 1985 / East Belt".to_owned(), Some("Korean 1985")),
        2097 => ("Korean 1985 / Central Belt".to_owned(), Some("Korean 1985")),
        2098 => ("Korean 1985 / West Belt".to_owned(), Some("Korean 1985")),
        4162 => ("Korean 1985".to_owned(), Some("Korean 1985")),
        4166 => ("Korean 1995".to_owned(), Some("Korean 1995")),
        4737 => ("KGD2002".to_owned(), Some("Korea 2000")),
        4284 => ("Pulkovo 1942".to_owned(), Some("Pulkovo 1942")),
        4200 => ("Pulkovo 1995".to_owned(), Some("Pulkovo 1995")),
        7683 => ("GSK-2011".to_owned(), Some("GSK-2011")),
        4740 => ("PZ-90".to_owned(), Some("PZ-90")),
        9474 => ("PZ-90.02".to_owned(), Some("PZ-90")),
        9475 => ("PZ-90.11".to_owned(), Some("PZ-90")),
        4258 => ("ETRS89".to_owned(), Some("ETRS89")),
        4301 => ("Tokyo".to_owned(), Some("Tokyo")),
        4491..=4501 => (format!("CGCS2000 / Gauss-Krüger zone {}", code - 4478), None),
        4513..=4533 => (format!("CGCS2000 / 3-degree zone {}", code - 4488), None),
        3395 => ("WGS 84 / World Mercator".to_owned(), Some("WGS84")),
        _ => (format!("EPSG:{code}"), None),
    }
}

/// A Gauss–Krüger system without zone in its easting: the codes go by zone from 4 (21° E) on.
fn meridian_name(datum: &str, zone: u32) -> String {
    let east = 6 * zone - 3;
    match east > 180 {
        true => format!("{datum} / Gauss-Krüger {}°W", 360 - east),
        false => format!("{datum} / Gauss-Krüger {east}°E"),
    }
}
