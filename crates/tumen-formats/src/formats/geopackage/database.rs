//! The database in memory, hardened, and the list of what it holds.

use super::views::Leash;
use crate::input::{Input, ReadError, Watch};
use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, InterruptHandle, MAIN_DB};
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Thread;
use std::time::Duration;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;

/// Length of the header of a database.
const HEADER: usize = 100;
/// How often the wish to stop is looked at: an answer within a fifth of a second is asked for.
const GLANCE: Duration = Duration::from_millis(40);

/// Opens a copy of the bytes.
pub(super) fn open(input: &Input<'_>, report: &mut Report) -> Result<(Connection, Arc<Leash>), ReadError> {
    let (Some(header), Some(rest)) = (input.bytes.get(..HEADER), input.bytes.get(HEADER..)) else {
        return Err(broken(message!("notice-database-ends-within")));
    };
    let mut header = header.to_vec();
    prepare(&mut header, input, report);
    let mut connection =
        Connection::open_in_memory().map_err(|e| broken(Message::verbatim(e.to_string())))?;
    let bytes = header.chain(rest);
    harden(&connection)
        .and_then(|()| connection.deserialize_read_exact(MAIN_DB, bytes, input.bytes.len(), true))
        .and_then(|()| connection.execute_batch("PRAGMA query_only=ON; PRAGMA cell_size_check=ON;"))
        .map_err(|e| broken(Message::verbatim(e.to_string())))?;
    let leash = Leash::on(&mut connection).map_err(|e| broken(Message::verbatim(e.to_string())))?;
    Ok((connection, leash))
}

/// Changes of the header in memory: no write-ahead log is looked for, and a missing end is accepted.
fn prepare(header: &mut [u8], input: &Input<'_>, report: &mut Report) {
    let page = match header.get(16..18) {
        Some([0, 1]) => 65_536,
        Some(&[high, low]) => u64::from(u16::from_be_bytes([high, low])),
        _ => 0,
    };
    let pages: [u8; 4] = header.get(28..32).and_then(|b| b.try_into().ok()).unwrap_or_default();
    let stated = page * u64::from(u32::from_be_bytes(pages));
    let length = input.bytes.len() as u64;
    if stated > length {
        if let Some(pages) = header.get_mut(28..32) {
            pages.fill(0);
        }
        report.error(
            "truncated",
            Place::file(input.name).byte(length),
            message!("notice-file-ends-after", length = length, stated = stated),
            message!("notice-what-can-still"),
        );
    }
    if let Some(modes) = header.get_mut(18..20) {
        let logged = modes.contains(&2);
        modes.fill(1);
        if logged {
            unfinished_log(input, report);
        }
    }
}

/// The write-ahead log beside the file holds changes that are not in the file itself.
fn unfinished_log(input: &Input<'_>, report: &mut Report) {
    if (input.sidecars)("gpkg-wal").is_some_and(|log| !log.is_empty()) {
        report.info(
            "wal-not-read",
            Place::file(input.name),
            message!("notice-another-program-changes"),
            message!("notice-close-file-program"),
        );
    }
}

fn harden(connection: &Connection) -> rusqlite::Result<()> {
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, true),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    Ok(())
}

/// Interrupts the database when the work is to stop: a single step in a damaged file may take long.
pub(super) fn guard(watch: &Watch, done: &AtomicBool, handle: &InterruptHandle) {
    while !done.load(Ordering::Relaxed) {
        if watch.report_progress(watch.done() as usize).is_err() {
            handle.interrupt();
        }
        std::thread::park_timeout(GLANCE);
    }
}

/// Ends the guard when it goes out of scope.
pub(super) struct End<'a> {
    pub(super) done: &'a AtomicBool,
    pub(super) guard: Thread,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        self.guard.unpark();
    }
}

/// The error for a database of which nothing can be read.
pub(super) fn broken(why: impl Into<Message>) -> ReadError {
    ReadError::Broken {
        code: "bad-database",
        what: message!("notice-database-damaged", why = why.into()),
        line: None,
        byte: None,
        hint: message!("notice-copy-download-file-again-export"),
    }
}

/// A table as the lists of the file name it.
#[derive(Debug, Default, Clone)]
pub(super) struct TableEntry {
    pub(super) table: String,
    pub(super) title: String,
    pub(super) kind: String,
    /// Column of the geometry, if a list says so.
    pub(super) geometry: Option<String>,
    pub(super) srs: Option<i64>,
}

/// The lists of the file, joined; nothing when neither is there.
pub(super) fn listed(connection: &Connection) -> Option<Vec<TableEntry>> {
    let columns = geometry_columns(connection);
    let contents = contents(connection);
    if contents.is_empty() && columns.is_empty() {
        let there = is_table(connection, "gpkg_contents") && is_table(connection, "gpkg_geometry_columns");
        return there.then(Vec::new);
    }
    let of = |table: &str| columns.iter().find(|c| c.table.eq_ignore_ascii_case(table));
    let mut all: Vec<TableEntry> = contents
        .iter()
        .map(|c| match of(&c.table) {
            Some(column) => {
                TableEntry { geometry: column.geometry.clone(), srs: column.srs.or(c.srs), ..c.clone() }
            }
            None => c.clone(),
        })
        .collect();
    // A damaged or incomplete list of contents hides no table.
    let missing = |c: &&TableEntry| !contents.iter().any(|k| k.table.eq_ignore_ascii_case(&c.table));
    all.extend(columns.iter().filter(missing).cloned());
    Some(all)
}

/// No file holds more layers than this; each costs a look into the schema.
const LISTED: usize = 10_000;

/// Rows of an SQL query as far as they can be read.
fn rows<T>(connection: &Connection, sql: &str, row: fn(&rusqlite::Row<'_>) -> Option<T>) -> Vec<T> {
    let mut all = Vec::new();
    let Ok(mut statement) = connection.prepare(sql) else { return all };
    let Ok(mut rows) = statement.query(()) else { return all };
    while let Ok(Some(found)) = rows.next() {
        all.extend(row(found));
        if all.len() >= LISTED {
            break;
        }
    }
    all
}

fn contents(connection: &Connection) -> Vec<TableEntry> {
    if !is_table(connection, "gpkg_contents") {
        return Vec::new();
    }
    let sql = "SELECT table_name, data_type, identifier, srs_id FROM gpkg_contents NOT INDEXED";
    rows(connection, sql, |row| {
        Some(TableEntry {
            table: text(row, 0)?,
            kind: text(row, 1).unwrap_or_default(),
            title: text(row, 2).unwrap_or_default(),
            geometry: None,
            srs: row.get(3).ok(),
        })
    })
}

fn geometry_columns(connection: &Connection) -> Vec<TableEntry> {
    if !is_table(connection, "gpkg_geometry_columns") {
        return Vec::new();
    }
    let sql = "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns NOT INDEXED";
    rows(connection, sql, |row| {
        Some(TableEntry {
            table: text(row, 0)?,
            geometry: text(row, 1),
            srs: row.get(2).ok(),
            kind: "features".to_owned(),
            title: String::new(),
        })
    })
}

fn text(row: &rusqlite::Row<'_>, column: usize) -> Option<String> {
    match row.get_ref(column).ok()? {
        ValueRef::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    }
}

/// Whether this is a view.
pub(super) fn is_view(connection: &Connection, name: &str) -> bool {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'view' AND lower(name) = lower(?1)";
    connection.query_row(sql, [name], |row| row.get::<_, i64>(0)).is_ok_and(|count| count == 1)
}

/// Whether this is a plain table: reading a virtual table would run what the file says.
pub(super) fn is_table(connection: &Connection, name: &str) -> bool {
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND lower(name) = lower(?1)";
    let made: rusqlite::Result<String> = connection.query_row(sql, [name], |row| row.get(0));
    made.is_ok_and(|sql| {
        let words: Vec<String> = sql.split_whitespace().take(2).map(str::to_ascii_uppercase).collect();
        words == ["CREATE", "TABLE"]
    })
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    /// The declared type, in capitals.
    pub(super) kind: String,
    pub(super) key: bool,
    /// Computed from others when it is read.
    pub(super) computed: bool,
}

/// The columns of a table.
pub(super) fn columns(connection: &Connection, table: &str) -> Vec<Column> {
    rows(connection, &format!("PRAGMA table_xinfo({})", quoted(table)), |row| {
        Some(Column {
            name: text(row, 1)?,
            kind: text(row, 2).unwrap_or_default().to_uppercase(),
            key: row.get::<_, i64>(5).is_ok_and(|place| place > 0),
            computed: row.get::<_, i64>(6).is_ok_and(|hidden| hidden != 0),
        })
    })
}

/// A name as SQL writes it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// What the file says about a coordinate reference system: organization, its code, definition.
pub(super) fn reference_system(connection: &Connection, srs: i64) -> Option<(String, i64, String)> {
    if !is_table(connection, "gpkg_spatial_ref_sys") {
        return None;
    }
    let sql = "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys \
               NOT INDEXED WHERE srs_id = ?1";
    let row = |row: &rusqlite::Row<'_>| {
        let code = row.get(1).unwrap_or_default();
        Ok((text(row, 0).unwrap_or_default(), code, text(row, 2).unwrap_or_default()))
    };
    connection.query_row(sql, [srs], row).ok()
}
