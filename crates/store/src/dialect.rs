//! Everything in which SQLite and PostgreSQL differ, in statements and schema. The only `match` on the engine
//! outside of the two engines themselves.

use sea_query::{
    ColumnDef, Expr, ExprTrait, InsertStatement, PostgresQueryBuilder, SelectStatement, SqliteQueryBuilder,
    TableCreateStatement, UpdateStatement,
};

use crate::StoreError;
use crate::near::Ways;
use crate::schema::Over;
use crate::sql::Sql;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

/// The class of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A record's id: the row's own key on SQLite.
    Key,
    Int,
    Text,
}

impl Dialect {
    pub fn select(self, statement: &SelectStatement) -> Result<Sql, StoreError> {
        let (text, values) = match self {
            Self::Sqlite => statement.build(SqliteQueryBuilder),
            Self::Postgres => statement.build(PostgresQueryBuilder),
        };
        Sql::built(text, values)
    }

    pub fn select_with(self, statement: &sea_query::WithQuery) -> Result<Sql, StoreError> {
        let (text, values) = match self {
            Self::Sqlite => statement.build(SqliteQueryBuilder),
            Self::Postgres => statement.build(PostgresQueryBuilder),
        };
        Sql::built(text, values)
    }

    pub fn insert(self, statement: &InsertStatement) -> Result<Sql, StoreError> {
        let (text, values) = match self {
            Self::Sqlite => statement.build(SqliteQueryBuilder),
            Self::Postgres => statement.build(PostgresQueryBuilder),
        };
        Sql::built(text, values)
    }

    pub fn update(self, statement: &UpdateStatement) -> Result<Sql, StoreError> {
        let (text, values) = match self {
            Self::Sqlite => statement.build(SqliteQueryBuilder),
            Self::Postgres => statement.build(PostgresQueryBuilder),
        };
        Sql::built(text, values)
    }

    pub fn delete(self, statement: &sea_query::DeleteStatement) -> Result<Sql, StoreError> {
        let (text, values) = match self {
            Self::Sqlite => statement.build(SqliteQueryBuilder),
            Self::Postgres => statement.build(PostgresQueryBuilder),
        };
        Sql::built(text, values)
    }

    pub fn create_table(self, statement: &TableCreateStatement) -> String {
        match self {
            Self::Sqlite => statement.build(SqliteQueryBuilder),
            Self::Postgres => statement.build(PostgresQueryBuilder),
        }
    }

    pub fn alter_table(self, statement: &sea_query::TableAlterStatement) -> String {
        match self {
            Self::Sqlite => statement.build(SqliteQueryBuilder),
            Self::Postgres => statement.build(PostgresQueryBuilder),
        }
    }

    pub fn create_index(self, statement: &sea_query::IndexCreateStatement) -> String {
        match self {
            Self::Sqlite => statement.build(SqliteQueryBuilder),
            Self::Postgres => statement.build(PostgresQueryBuilder),
        }
    }

    /// The statements that make this index while others write: a broken-off one of its name goes first.
    pub fn index_beside_writers(self, create: &str) -> Vec<String> {
        match self {
            Self::Sqlite => vec![create.to_owned()],
            Self::Postgres => {
                let name = create.split('"').nth(1).unwrap_or_default();
                let with = |text: &str| create.replacen(text, &format!("{text} CONCURRENTLY"), 1);
                vec![format!("DROP INDEX CONCURRENTLY IF EXISTS {}", quoted(name)), with("INDEX")]
            }
        }
    }

    /// What tells the planner how many rows these tables have now. SQLite plans by the shape of its indexes alone.
    pub fn count_rows(self, tables: &[&str]) -> Vec<String> {
        match self {
            Self::Sqlite => Vec::new(),
            Self::Postgres => tables.iter().map(|table| format!("ANALYZE {}", quoted(table))).collect(),
        }
    }

    /// What makes changes of one tree wait for each other: two of them could together put a record below itself. SQLite has
    /// one writer.
    pub fn lock_tree(self, table: &str) -> Option<Sql> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(Sql::new(
                "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.' || $1))",
                vec![crate::sql::SqlValue::Text(Some(table.to_owned()))],
            )),
        }
    }

    /// What comes before a change of the shape of tables in use: it must not wait long for those who read, because whoever
    /// comes after it waits for it.
    pub fn wait_shortly(self) -> Option<Sql> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(Sql::new("SET LOCAL lock_timeout = '250ms'", vec![])),
        }
    }

    /// An index in the order in which lists ask from a column on: down, nulls last. SQLite has nulls last that way by itself,
    /// and walks any index backwards for it; PostgreSQL walks backwards to nulls first alone.
    pub fn falling_index(self, name: &str, table: &str, columns: &[String], from: usize, over: Over) -> String {
        let whole = from == 0 && over == Over::All;
        let order = |at: usize| match self {
            Self::Sqlite if whole => " DESC",
            Self::Postgres if at >= from => " DESC NULLS LAST",
            _ => "",
        };
        let columns = columns.iter().enumerate().map(|(at, column)| format!("{}{}", quoted(column), order(at)));
        let columns: Vec<String> = columns.collect();
        let over = match over {
            Over::All => "",
            Over::Living => " WHERE \"archived_at\" IS NULL",
            Over::Archived => " WHERE \"archived_at\" IS NOT NULL",
        };
        format!("CREATE INDEX {} ON {} ({}){over}", quoted(name), quoted(table), columns.join(", "))
    }

    pub fn drop_index(self, name: &str) -> String {
        format!("DROP INDEX {}", quoted(name))
    }

    /// Text compares by its bytes on both engines: PostgreSQL must be told.
    pub fn column(self, column: &mut ColumnDef, class: Class) {
        match (class, self) {
            (Class::Key, Self::Sqlite) => column.integer().not_null().primary_key(),
            (Class::Key, Self::Postgres) => column.big_integer().not_null().primary_key(),
            (Class::Int, _) => column.big_integer(),
            (Class::Text, Self::Sqlite) => column.text(),
            (Class::Text, Self::Postgres) => column.text().extra("COLLATE \"C\""),
        };
    }

    /// The search table, the same for readers on both, and the index that makes search by parts of words quick.
    /// On SQLite the index is a table of its own, told of new texts by `index_text` and of changed ones by triggers;
    /// `place` ties the two and survives VACUUM.
    pub fn search_table(self) -> Vec<String> {
        let statements: &[&str] = match self {
            Self::Sqlite => &[
                "CREATE TABLE \"candor_search\" (\"place\" integer PRIMARY KEY, \"object\" text NOT NULL, \"record\" bigint NOT NULL, \
                 \"text\" text NOT NULL)",
                "CREATE UNIQUE INDEX \"candor_search_record\" ON \"candor_search\" (\"object\", \"record\")",
                "CREATE VIRTUAL TABLE \"candor_search_index\" USING fts5(\"text\", content='candor_search', content_rowid='place', \
                 tokenize='trigram')",
                "CREATE TRIGGER \"candor_search_removed\" AFTER DELETE ON \"candor_search\" BEGIN \
                 INSERT INTO \"candor_search_index\"(\"candor_search_index\", rowid, \"text\") \
                 VALUES ('delete', old.\"place\", old.\"text\"); END",
                "CREATE TRIGGER \"candor_search_changed\" AFTER UPDATE OF \"text\" ON \"candor_search\" \
                 WHEN old.\"text\" <> new.\"text\" BEGIN \
                 INSERT INTO \"candor_search_index\"(\"candor_search_index\", rowid, \"text\") \
                 VALUES ('delete', old.\"place\", old.\"text\"); \
                 INSERT INTO \"candor_search_index\"(rowid, \"text\") VALUES (new.\"place\", new.\"text\"); END",
            ],
            Self::Postgres => &[
                "CREATE TABLE \"candor_search\" (\"place\" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, \
                 \"object\" text COLLATE \"C\" NOT NULL, \"record\" bigint NOT NULL, \"text\" text COLLATE \"C\" NOT NULL)",
                "CREATE UNIQUE INDEX \"candor_search_record\" ON \"candor_search\" (\"object\", \"record\")",
                "CREATE INDEX \"candor_search_index\" ON \"candor_search\" USING gin (\"text\" gin_trgm_ops)",
            ],
        };
        statements.iter().map(|s| (*s).to_owned()).collect()
    }

    /// The insert that puts a new search text (place, text) into the index, where the index is a table of its own. Not by a
    /// trigger: each insert would then stand behind a savepoint, and each savepoint writes the index out to disk.
    pub fn index_text(self) -> Option<String> {
        match self {
            Self::Sqlite => Some(self.insert_text("candor_search_index", &["rowid", "text"])),
            Self::Postgres => None,
        }
    }

    /// Makes the search index anew from the search texts.
    pub fn rebuild_index(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some("INSERT INTO \"candor_search_index\"(\"candor_search_index\") VALUES ('rebuild')"),
            Self::Postgres => None,
        }
    }

    /// The shortest part of a word that the search index knows.
    pub fn least_indexed(self) -> usize {
        match self {
            Self::Sqlite => 3,
            Self::Postgres => 1,
        }
    }

    /// Whether the search index finds the matches of all objects before it gives those of one.
    pub fn finds_all_first(self) -> bool {
        self == Self::Postgres
    }

    /// Puts the texts of the search index that hold all parts into the statement, as `f`; returns their place. On SQLite
    /// the index comes first in FROM and yields its matches one by one, so that a limit ends the search.
    pub fn put_indexed(self, statement: &mut SelectStatement, parts: &[&str]) -> Expr {
        let column = |name: &str| Expr::col((sea_query::Alias::new("f"), sea_query::Alias::new(name)));
        match self {
            Self::Sqlite => {
                let phrases: Vec<String> = parts.iter().map(|p| format!("\"{}\"", p.replace('"', "\"\""))).collect();
                statement.from_as("candor_search_index", "f");
                let is_match = sea_query::BinOper::Custom("MATCH");
                statement.and_where(column("candor_search_index").binary(is_match, Expr::val(phrases.join(" AND "))));
                column("rowid")
            }
            Self::Postgres => {
                statement.from_as("candor_search", "f");
                for part in parts {
                    statement.and_where(column("text").like(contains(part)));
                }
                column("place")
            }
        }
    }

    /// As `put_indexed`, for texts that hold of each word all parts of one of its ways.
    pub fn put_ways(self, statement: &mut SelectStatement, words: &[&Ways]) -> Expr {
        let column = |name: &str| Expr::col((sea_query::Alias::new("f"), sea_query::Alias::new(name)));
        match self {
            Self::Sqlite => {
                let phrase = |part: &String| format!("\"{}\"", part.replace('"', "\"\""));
                let way = |way: &Vec<String>| format!("({})", way.iter().map(phrase).collect::<Vec<_>>().join(" AND "));
                let word = |word: &&Ways| format!("({})", word.iter().map(way).collect::<Vec<_>>().join(" OR "));
                let wanted = words.iter().map(word).collect::<Vec<_>>().join(" AND ");
                statement.from_as("candor_search_index", "f");
                let is_match = sea_query::BinOper::Custom("MATCH");
                statement.and_where(column("candor_search_index").binary(is_match, Expr::val(wanted)));
                column("rowid")
            }
            Self::Postgres => {
                statement.from_as("candor_search", "f");
                for word in words {
                    let part = |all: Expr, part: &String| all.and(column("text").like(contains(part)));
                    let way = |way: &Vec<String>| {
                        let (first, rest) = way.split_first()?;
                        Some(rest.iter().fold(column("text").like(contains(first)), part))
                    };
                    let any = word.iter().filter_map(way).reduce(|any, way| any.or(way));
                    statement.and_where_option(any);
                }
                column("place")
            }
        }
    }

    /// What reads the tables and columns that are there: rows of (table, column, is it a number).
    pub fn read_columns(self) -> Sql {
        let text = match self {
            Self::Sqlite => {
                "SELECT m.name, p.name, CASE WHEN lower(p.type) IN ('bigint', 'integer') THEN 1 ELSE 0 END FROM sqlite_master m, pragma_table_info(m.name) p \
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE 'candor\\_search\\_index%' ESCAPE '\\' \
                 ORDER BY m.name, p.name"
            }
            Self::Postgres => {
                "SELECT table_name::text, column_name::text, CASE WHEN data_type = 'bigint' THEN 1::bigint ELSE 0::bigint END \
                 FROM information_schema.columns WHERE table_schema = current_schema() \
                 ORDER BY table_name::text COLLATE \"C\", column_name::text COLLATE \"C\""
            }
        };
        Sql::new(text, vec![])
    }

    /// What reads the indexes that are there: rows of (table, index, is it unique, its columns in order, with commas).
    pub fn read_indexes(self) -> Sql {
        let text = match self {
            Self::Sqlite => {
                "SELECT m.tbl_name, m.name, l.\"unique\", \
                 (SELECT group_concat(i.name) FROM (SELECT name FROM pragma_index_info(m.name) ORDER BY seqno) i) \
                 FROM sqlite_master m, pragma_index_list(m.tbl_name) l \
                 WHERE m.type = 'index' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND l.name = m.name \
                 AND m.tbl_name NOT LIKE 'candor\\_search\\_index%' ESCAPE '\\' ORDER BY m.tbl_name, m.name"
            }
            Self::Postgres => {
                "SELECT t.relname::text, c.relname::text, CASE WHEN i.indisunique THEN 1::bigint ELSE 0::bigint END, \
                 (SELECT string_agg(a.attname::text, ',' ORDER BY k.place) FROM unnest(i.indkey) WITH ORDINALITY k(number, place) \
                 JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number) \
                 FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid \
                 JOIN pg_namespace n ON n.oid = t.relnamespace \
                 WHERE n.nspname = current_schema() AND NOT i.indisprimary AND i.indisvalid AND c.relname <> 'candor_search_index' \
                 ORDER BY t.relname::text COLLATE \"C\", c.relname::text COLLATE \"C\""
            }
        };
        Sql::new(text, vec![])
    }

    /// The n-th place for a value, from 1.
    pub fn place(self, n: usize) -> String {
        match self {
            Self::Sqlite => "?".to_owned(),
            Self::Postgres => format!("${n}"),
        }
    }

    /// The text of an insert of one row, for statements that run over many rows.
    pub fn insert_text(self, table: &str, columns: &[&str]) -> String {
        let names: Vec<String> = columns.iter().map(|c| quoted(c)).collect();
        let places: Vec<String> = (1..=columns.len()).map(|n| self.place(n)).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", quoted(table), names.join(", "), places.join(", "))
    }
}

/// A name as an identifier. Names come from the catalogue or from this crate, never from a request.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A pattern that finds `part` anywhere, with the signs that LIKE gives a meaning taken literally.
pub(crate) fn contains(part: &str) -> sea_query::LikeExpr {
    sea_query::LikeExpr::new(format!("%{}%", literal(part))).escape('\\')
}

/// A pattern that finds `left` and, anywhere after it, `right`.
pub(crate) fn contains_both(left: &str, right: &str) -> sea_query::LikeExpr {
    sea_query::LikeExpr::new(format!("%{}%{}%", literal(left), literal(right))).escape('\\')
}

/// A pattern that finds `part` at the end.
pub(crate) fn ends_with(part: &str) -> sea_query::LikeExpr {
    sea_query::LikeExpr::new(format!("%{}", literal(part))).escape('\\')
}

fn literal(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A bound number.
pub(crate) fn int(value: i64) -> Expr {
    Expr::val(value)
}

/// A bound text.
pub(crate) fn text(value: &str) -> Expr {
    Expr::val(value.to_owned())
}
