//! Spatial views: statements of the file, run on a short leash. They may only read, with functions that neither
//! know anything of the machine nor make long texts, and only so long.

use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Steps of the database between two looks.
const LOOK: i32 = 1000;
/// So many steps all views of a file may take: some seconds.
const MOST: u64 = 200_000_000;

/// Functions that views may use, in small letters.
const FUNCTIONS: [&str; 34] = [
    "abs",
    "avg",
    "ceil",
    "coalesce",
    "count",
    "date",
    "datetime",
    "floor",
    "glob",
    "ifnull",
    "iif",
    "instr",
    "julianday",
    "length",
    "like",
    "lower",
    "ltrim",
    "max",
    "min",
    "nullif",
    "octet_length",
    "round",
    "row_number",
    "rtrim",
    "sign",
    "strftime",
    "substr",
    "substring",
    "sum",
    "time",
    "total",
    "trim",
    "typeof",
    "upper",
];

/// What ends a view that takes too long.
#[derive(Debug, Default)]
pub(super) struct Leash {
    runs: AtomicBool,
    steps: AtomicU64,
}

impl Leash {
    /// Lets nothing but reading happen on a connection from here on.
    pub(super) fn on(connection: &mut Connection) -> rusqlite::Result<Arc<Self>> {
        let leash = Arc::new(Self::default());
        let watched = leash.clone();
        connection.progress_handler(LOOK, Some(move || watched.is_too_long()))?;
        connection.authorizer(Some(allowed))?;
        Ok(leash)
    }

    /// Says that a view runs, or none.
    pub(super) fn runs(&self, yes: bool) {
        self.runs.store(yes, Ordering::Relaxed);
    }

    fn is_too_long(&self) -> bool {
        let runs = self.runs.load(Ordering::Relaxed);
        runs && self.steps.fetch_add(LOOK.unsigned_abs().into(), Ordering::Relaxed) > MOST
    }

    /// Whether views have taken all their time.
    pub(super) fn is_used_up(&self) -> bool {
        self.steps.load(Ordering::Relaxed) > MOST
    }
}

fn allowed(context: AuthContext<'_>) -> Authorization {
    let yes = match context.action {
        AuthAction::Select | AuthAction::Read { .. } => true,
        AuthAction::Function { function_name } => {
            FUNCTIONS.contains(&function_name.to_ascii_lowercase().as_str())
        }
        AuthAction::Pragma { pragma_name, .. } => pragma_name.eq_ignore_ascii_case("table_xinfo"),
        // Everything that changes something, opens something or never ends.
        _ => false,
    };
    if yes { Authorization::Allow } else { Authorization::Deny }
}
