//! The time of day where the computer stands, for the speaker's clock.

use std::fs;
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

/// Hours and minutes by the local clock; in Universal Time, and marked so, if the local one is not known.
pub fn time_of_day() -> String {
    static ZONE: OnceLock<Option<Zone>> = OnceLock::new();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64);
    let zone = ZONE.get_or_init(|| Zone::parse(&fs::read("/etc/localtime").ok()?));
    words(now, zone.as_ref().map(|z| z.offset(now)))
}

fn words(now: i64, offset: Option<i64>) -> String {
    let minutes = (now + offset.unwrap_or(0)).rem_euclid(86_400) / 60;
    let mark = if offset.is_some() { "" } else { " UTC" };
    format!("{}:{:02}{mark}", minutes / 60, minutes % 60)
}

/// The changes of a clock, from a file of the time zone database (RFC 9636).
#[derive(Debug, PartialEq)]
struct Zone {
    /// From when on, seconds since 1970, and the seconds that the clock is then ahead of Universal Time.
    changes: Vec<(i64, i64)>,
    first: i64,
}

impl Zone {
    /// The version 2 part of a file, whose times have 64 bits. Nothing if it is no such file.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let old = Counts::of(bytes)?;
        let new = bytes.get(old.length(4)..)?;
        let counts = Counts::of(new)?;
        let data = new.get(HEADER..)?;
        let (times, rest) = data.split_at_checked(counts.times * 8)?;
        let (kinds, rest) = rest.split_at_checked(counts.times)?;
        let offset = |kind: u8| -> Option<i64> {
            let at = usize::from(kind) * 6;
            Some(i64::from(i32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?)))
        };
        let time = |t: &[u8]| Some(i64::from_be_bytes(t.try_into().ok()?));
        let pairs = times.chunks_exact(8).zip(kinds);
        let changes = pairs.map(|(t, kind)| Some((time(t)?, offset(*kind)?)));
        Some(Self { changes: changes.collect::<Option<_>>()?, first: offset(0)? })
    }

    /// Seconds ahead of Universal Time at a moment. After the last change of the file the clock stays as
    /// it is then: the zones of the region change no more.
    fn offset(&self, now: i64) -> i64 {
        let last = self.changes.iter().rev().find(|(from, _)| *from <= now);
        last.map_or(self.first, |(_, offset)| *offset)
    }
}

/// Length of a header, bytes.
const HEADER: usize = 44;

/// What a header counts.
struct Counts {
    universal: usize,
    standard: usize,
    leaps: usize,
    times: usize,
    kinds: usize,
    letters: usize,
}

impl Counts {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.get(..4)? != b"TZif" || *bytes.get(4)? < b'2' {
            return None;
        }
        let count = |i: usize| -> Option<usize> {
            let at = 20 + 4 * i;
            Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
        };
        Some(Self {
            universal: count(0)?,
            standard: count(1)?,
            leaps: count(2)?,
            times: count(3)?,
            kinds: count(4)?,
            letters: count(5)?,
        })
    }

    /// Length of header and data with times of that many bytes.
    fn length(&self, time: usize) -> usize {
        let changes = self.times.saturating_mul(time + 1);
        let rest = self.leaps.saturating_mul(time + 4).saturating_add(self.kinds.saturating_mul(6));
        [changes, rest, self.letters, self.universal, self.standard]
            .into_iter()
            .fold(HEADER, usize::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zone that moves from +9 h to +10 h at second 1000.
    fn file() -> Vec<u8> {
        let mut bytes = Vec::new();
        for (times, kinds) in [(0_u32, 0_u32), (1, 2)] {
            bytes.extend(b"TZif2");
            bytes.extend([0; 15]);
            for count in [0, 0, 0, times, kinds, 4] {
                bytes.extend(u32::to_be_bytes(count));
            }
            if times > 0 {
                bytes.extend(1000_i64.to_be_bytes());
                bytes.push(1);
                for hours in [9, 10] {
                    bytes.extend(i32::to_be_bytes(hours * 3600));
                    bytes.extend([0, 0]);
                }
            }
            bytes.extend(b"KST\0");
        }
        bytes
    }

    #[test]
    fn a_zone_is_read_and_its_changes_hold() {
        let zone = Zone::parse(&file()).unwrap();
        assert_eq!((zone.offset(999), zone.offset(1000)), (32_400, 36_000));
        for cut in 0..file().len() - 4 {
            assert!(Zone::parse(&file()[..cut]).is_none_or(|z| z == zone), "{cut}");
        }
    }

    #[test]
    fn the_clock_says_hours_and_minutes() {
        assert_eq!(words(3_599, Some(32_400)), "9:59");
        assert_eq!(words(46_800, None), "13:00 UTC");
        assert_eq!(words(3_600, Some(-7_200)), "23:00");
    }
}
