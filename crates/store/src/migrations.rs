//! The ordered migrations of the technical tables. One that was released is never edited: its checksum is kept in the
//! database and compared at each start. A new shape is a new migration.

use crate::dialect::{Class, Dialect};
use crate::schema::{IndexSpec, Over, TableSpec};
use crate::tables::{Leaf, Setting, Stored, Unsealed};
use crate::*;

/// The table that remembers which migrations ran.
pub(crate) const TABLE: &str = "candor_migrations";

/// Stands in that table while a backup is read in.
pub(crate) const RESTORING: &str = "restoring";

/// The table of search texts.
pub(crate) const SEARCH: &str = "candor_search";

pub(crate) struct Migration {
    pub id: &'static str,
    pub tables: Vec<TableSpec>,
    /// Also makes the search table.
    pub search: bool,
}

impl Migration {
    pub fn statements(&self, dialect: Dialect) -> Vec<String> {
        let mut out = Vec::new();
        for table in &self.tables {
            out.push(table.create(dialect));
            out.extend(table.indexes.iter().map(|index| index.create(dialect, &table.name)));
        }
        if self.search {
            out.extend(dialect.search_table());
        }
        out
    }

    /// The same on both engines.
    pub fn checksum(&self) -> String {
        crate::digest::sha256_hex(format!("{}{:?}{} by place", self.id, self.tables, self.search).as_bytes())
    }
}

pub(crate) fn own_table() -> TableSpec {
    TableSpec {
        name: TABLE.to_owned(),
        columns: vec![("id".to_owned(), Class::Text), ("checksum".to_owned(), Class::Text)],
        primary: vec!["id".to_owned()],
        indexes: vec![],
    }
}

/// What of the search table is the same on both engines.
pub(crate) fn search_table() -> TableSpec {
    let columns = [("object", Class::Text), ("record", Class::Int), ("place", Class::Int), ("text", Class::Text)];
    TableSpec {
        name: SEARCH.to_owned(),
        columns: columns.map(|(name, class)| (name.to_owned(), class)).to_vec(),
        primary: vec!["object".to_owned(), "record".to_owned()],
        indexes: vec![],
    }
}

pub(crate) fn all() -> Vec<Migration> {
    vec![
        Migration {
            id: "0001_first",
            tables: vec![
                table::<History>(&["id"], &[("record", &["object", "record", "id"]), ("change", &["change"])]),
                table::<Stay>(&["id"], &[("record", &["object", "record", "field"]), ("change", &["change"])]),
                table::<Evidence>(
                    &["id"],
                    &[("record", &["object", "record", "id"]), ("actor", &["actor", "id"]), ("kind", &["kind", "id"])],
                ),
                table::<Unsealed>(&["event"], &[]),
                table::<Leaf>(&["event"], &[("leaf", &["leaf"])]),
                table::<Head>(&["size"], &[]),
                table::<Outbox>(&["id"], &[]),
                table::<Idempotency>(&["actor", "key"], &[]),
                table::<Credential>(&["user", "kind"], &[]),
                table::<Session>(&["token_hash"], &[("user", &["user"])]),
                table::<Invitation>(&["token_hash"], &[("user", &["user"])]),
                table::<Setting>(&["key"], &[]),
                table::<Batch>(&["id"], &[]),
                table::<BatchRow>(&["batch", "object", "record", "change"], &[("row", &["batch", "record"])]),
                table::<SavedView>(&["id"], &[("user", &["user", "object"])]),
            ],
            search: true,
        },
        Migration {
            id: "0002_shares_and_rules",
            tables: vec![
                table::<Share>(&["id"], &[("user", &["user"]), ("record", &["object", "record"])]),
                table::<Rule>(&["id"], &[("until", &["until"])]),
            ],
            search: false,
        },
        Migration { id: "0003_setups", tables: vec![table::<KeptSetup>(&["version"], &[])], search: false },
        Migration {
            id: "0004_favourites",
            tables: vec![table::<Favourite>(&["user", "view"], &[("view", &["view"])])],
            search: false,
        },
        Migration {
            id: "0005_live",
            tables: vec![
                table::<Follower>(&["user", "object", "record"], &[("record", &["object", "record"])]),
                table::<Notification>(&["user", "topic"], &[("user", &["user", "id"]), ("id", &["id"])]),
                table::<Telling>(&["user"], &[]),
                table::<Presence>(&["user", "object", "record", "node"], &[("record", &["object", "record"])]),
                table::<Subscriber>(&["name"], &[]),
            ],
            search: false,
        },
        Migration {
            id: "0006_calendar_feeds",
            tables: vec![table::<CalendarFeed>(&["user"], &[("token", &["token_hash"])])],
            search: false,
        },
        Migration {
            id: "0007_comments",
            tables: vec![table::<Comment>(
                &["id"],
                &[("record", &["object", "record", "id"]), ("comment", &["comment", "id"])],
            )],
            search: false,
        },
        Migration {
            id: "0010_post",
            tables: vec![
                table::<Post>(
                    &["topic"],
                    &[("id", &["id"]), ("next", &["state", "next_at"]), ("leave", &["leave_hash"])],
                ),
                table::<PostWish>(&["user"], &[]),
            ],
            search: false,
        },
        Migration { id: "0011_batch_claims", tables: vec![table::<BatchClaim>(&["batch"], &[])], search: false },
        Migration { id: "0012_menus", tables: vec![table::<KeptMenu>(&["user"], &[])], search: false },
    ]
}

fn table<T: Stored>(key: &[&str], indexes: &[(&str, &[&str])]) -> TableSpec {
    let single = |name: &str| key.len() == 1 && key[0] == name;
    let columns = T::COLUMNS
        .iter()
        .map(|(name, class)| {
            let class = if single(name) && *class == Class::Int { Class::Key } else { *class };
            ((*name).to_owned(), class)
        })
        .collect::<Vec<_>>();
    let keyed = columns.iter().any(|(_, class)| *class == Class::Key);
    TableSpec {
        name: T::TABLE.to_owned(),
        columns,
        primary: if keyed { vec![] } else { key.iter().map(|c| (*c).to_owned()).collect() },
        indexes: indexes
            .iter()
            .map(|(name, columns)| IndexSpec {
                name: format!("by_{}_{name}", T::TABLE),
                columns: columns.iter().map(|c| (*c).to_owned()).collect(),
                unique: false,
                over: Over::All,
                descending: false,
                falls: None,
                field: None,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::all;

    /// What stands in the databases of companies: a released migration whose checksum changes would shut them out.
    const RELEASED: [(&str, &str); 2] = [
        ("0001_first", "7ff3052e2acc6d2f4d0568800decdf4598500c57a72d58bc623bd810a7f9446f"),
        ("0002_shares_and_rules", "bb58064eb7885392894af144fa80c182ec6c0943c61c681420f79cc9e807d4b2"),
    ];

    #[test]
    fn released_migrations_keep_their_checksums() {
        let now: Vec<(&str, String)> = all().iter().map(|migration| (migration.id, migration.checksum())).collect();
        for ((id, checksum), (now, real)) in RELEASED.iter().zip(&now) {
            assert_eq!((id, *checksum), (now, &**real));
        }
    }
}
