//! The published list of statuses.

use super::Names;
use std::collections::BTreeMap;
use std::fmt;

/// Every status has a row: its word for files and the command line, and whether it tells of plans or works. The rows
/// make the statuses, in the published order.
macro_rules! statuses {
    ($($(#[$about:meta])* $name:ident: $id:literal, before_use: $before:literal;)*) => {
        /// How far a project or corridor has come. Definitions stand in `data/statuses.toml`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Status {
            $($(#[$about])* $name,)*
        }

        impl Status {
            /// Every status, in the published order.
            pub const ALL: [Self; [$($id),*].len()] = [$(Self::$name),*];

            /// Whether it tells of plans or works: before the first such event nothing was there to use.
            #[must_use]
            pub fn is_before_use(self) -> bool {
                match self {
                    $(Self::$name => $before,)*
                }
            }

            /// The word for files and the command line.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

statuses! {
    /// Talked about, studied or offered; nothing binding.
    Proposed: "proposed", before_use: true;
    /// Bound by a signed agreement; works not begun.
    Agreed: "agreed", before_use: true;
    /// Works in progress.
    UnderConstruction: "under-construction", before_use: true;
    /// Works finished; not in regular use, or its use is told elsewhere.
    Completed: "completed", before_use: false;
    /// In use.
    Operating: "operating", before_use: false;
    /// Out of use for a time, meant to return.
    Suspended: "suspended", before_use: false;
    /// Put aside without a decision to end it.
    Shelved: "shelved", before_use: false;
    /// Ended by decision.
    Cancelled: "cancelled", before_use: false;
    /// Removed on the ground.
    Dismantled: "dismantled", before_use: false;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_name_a_status_by_its_id() {
        for status in Status::ALL {
            let read: BTreeMap<String, Status> = toml::from_str(&format!("status = '{status}'")).unwrap();
            assert_eq!(read["status"], status);
        }
    }
}
