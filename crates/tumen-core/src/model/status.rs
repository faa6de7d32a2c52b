//! The published list of statuses.

use super::Names;
use std::collections::BTreeMap;
use std::fmt;

/// How far a project or corridor has come. Definitions stand in `data/statuses.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Talked about, studied or offered; nothing binding.
    Proposed,
    /// Bound by a signed agreement; works not begun.
    Agreed,
    /// Works in progress.
    UnderConstruction,
    /// Works finished; not in regular use, or its use is told elsewhere.
    Completed,
    /// In use.
    Operating,
    /// Out of use for a time, meant to return.
    Suspended,
    /// Put aside without a decision to end it.
    Shelved,
    /// Ended by decision.
    Cancelled,
    /// Removed on the ground.
    Dismantled,
}

impl Status {
    /// Every status, in the published order.
    pub const ALL: [Self; 9] = [
        Self::Proposed,
        Self::Agreed,
        Self::UnderConstruction,
        Self::Completed,
        Self::Operating,
        Self::Suspended,
        Self::Shelved,
        Self::Cancelled,
        Self::Dismantled,
    ];

    /// Whether it tells of plans or works: before the first such event nothing was there to use.
    #[must_use]
    pub fn is_before_use(self) -> bool {
        match self {
            Self::Proposed | Self::Agreed | Self::UnderConstruction => true,
            Self::Completed
            | Self::Operating
            | Self::Suspended
            | Self::Shelved
            | Self::Cancelled
            | Self::Dismantled => false,
        }
    }

    /// The word for files and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::UnderConstruction => "under-construction",
            Self::Completed => "completed",
            Self::Operating => "operating",
            Self::Suspended => "suspended",
            Self::Shelved => "shelved",
            Self::Cancelled => "cancelled",
            Self::Dismantled => "dismantled",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Name and definition of a status.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusInfo {
    /// Which.
    pub id: Status,
    /// Place in lists, from 1.
    pub order: u32,
    /// Name.
    pub names: Names,
    /// What it means, one sentence.
    pub definition: Names,
    /// Months after which the newest evidence for it is old, by kind; `other` for kinds that are not named.
    /// Empty if it does not grow old.
    #[serde(default)]
    pub stale_after: BTreeMap<String, u32>,
}

impl StatusInfo {
    /// Months after which evidence for the status of something of a kind is old, if it ever is.
    #[must_use]
    pub fn span(&self, kind: &str) -> Option<u32> {
        self.stale_after.get(kind).or_else(|| self.stale_after.get("other")).copied()
    }
}
