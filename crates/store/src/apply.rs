//! A change as prepared steps: every statement with its guards, before the writer's turn comes.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use catalogue::{Catalogue, Id, Name, Object, Value};
use query::Scope;
use sea_query::{Alias, DeleteStatement, Expr as Sea, ExprTrait, Query, SelectStatement, UpdateStatement};

use crate::columns::{bind, columns_of};
use crate::dialect::{Dialect, int, text};
use crate::render::{Renderer, column};
use crate::search::first_place;
use crate::sql::{Sql, SqlValue, Step};
use crate::tables::{Stored, Unsealed};
use crate::{Batch, BatchRow, Change, Idempotency, Stay, StoreError, TechnicalWrite, Within, Write, technical_write};

/// How many statements are kept open for further rows.
const TABLES_AT_ONCE: usize = 24;

/// Makes the steps of a change, in the order in which they must run.
pub(crate) struct Preparation<'a> {
    catalogue: &'a Catalogue,
    dialect: Dialect,
    steps: Vec<Step>,
    /// Records this change creates: a first stay of theirs has nothing to close.
    created: HashSet<(Name, Id)>,
}

pub(crate) fn prepare(catalogue: &Catalogue, dialect: Dialect, change: &Change) -> Result<Vec<Step>, StoreError> {
    let mut preparation = Preparation { catalogue, dialect, steps: Vec::new(), created: HashSet::new() };
    if let Some(key) = &change.idempotency {
        preparation.claim(key)?;
    }
    preparation.lock_trees(&change.writes)?;
    for write in &change.writes {
        preparation.write(write)?;
    }
    for write in &change.writes {
        preparation.refuse_ring(write)?;
    }
    preparation.stays(&change.stays)?;
    preparation.add_all(&change.history);
    preparation.add_all(&change.evidence);
    let unsealed: Vec<Unsealed> = change.evidence.iter().map(|event| Unsealed { event: event.id }).collect();
    preparation.add_all(&unsealed);
    preparation.add_all(&change.outbox);
    for step in &mut preparation.steps {
        // The search index is quickest when its places come in order.
        if let Step::Rows { text, rows } = step
            && step_is_search(text)
        {
            rows.sort_by_key(|row| place_of(row));
        }
    }
    Ok(preparation.steps)
}

fn step_is_search(text: &str) -> bool {
    text.starts_with("INSERT INTO \"candor_search")
}

fn place_of(row: &[SqlValue]) -> i64 {
    if let Some(SqlValue::Int(Some(place))) = row.first() { *place } else { 0 }
}

/// The first place of the search index that the steps write to; 0 for none.
pub(crate) fn search_place(steps: &[Step]) -> i64 {
    let place = |step: &Step| match step {
        Step::Rows { text, rows } if step_is_search(text) => rows.first().map(|row| place_of(row)),
        _ => None,
    };
    steps.iter().find_map(place).unwrap_or(0)
}

impl Preparation<'_> {
    fn write(&mut self, write: &Write) -> Result<(), StoreError> {
        match write {
            Write::Insert { object, id, values, search } => self.insert(object, *id, values, search),
            Write::Update { object, id, set, version, within, search } => {
                let object = self.object(object)?;
                self.update(&object, *id, set, *version, within)?;
                search.as_ref().map_or(Ok(()), |words| self.put_search(&object, *id, words))
            }
            Write::Remove { object, id, version } => self.remove(object, *id, *version),
            Write::Forget { object, id, change } => {
                self.steps.push(Step::Run(self.reopen_stays(object, *id, *change)?));
                for table in ["candor_history", "candor_stays"] {
                    let mut statement = Query::delete().from_table(table).take();
                    of_record(&mut statement, object, *id).and_where(Sea::col("change").eq(int(change.0)));
                    self.steps.push(Step::Run(self.dialect.delete(&statement)?));
                }
                Ok(())
            }
            Write::Technical(write @ TechnicalWrite::SettleBatchRow { row, .. }) => {
                self.one(write, BatchRow::TABLE, ("batch", row.batch), (&row.object, row.record))
            }
            Write::Technical(write @ TechnicalWrite::MoveBatch { batch, .. }) => {
                self.one(write, Batch::TABLE, ("id", batch.id), (&Batch::TABLE.into(), batch.id))
            }
            Write::Technical(write) => {
                let sql = technical_write::statement(self.dialect, write)?;
                if technical_write::changes_rows(write) {
                    self.steps.push(Step::Run(sql));
                } else {
                    self.add_row(&sql.text, sql.params);
                }
                Ok(())
            }
        }
    }

    /// A write that must hit one row; it stands under `key` if it is there at all, and fails in the name of `of`.
    fn one(
        &mut self,
        write: &TechnicalWrite,
        table: &'static str,
        key: (&'static str, Id),
        of: (&Name, Id),
    ) -> Result<(), StoreError> {
        let mut probe = SelectStatement::new();
        probe.expr(Sea::cust("1")).from(table).and_where(Sea::col(key.0).eq(int(key.1.0)));
        self.steps.push(Step::One {
            sql: technical_write::statement(self.dialect, write)?,
            probe: self.dialect.select(probe.limit(1))?,
            object: of.0.clone(),
            id: of.1,
        });
        Ok(())
    }

    /// The record, its new place in the tree of its object, and the reference that leads upwards; `None` for other writes.
    fn climbs<'w>(&self, write: &'w Write) -> Result<Option<(Arc<Object>, Id, Name)>, StoreError> {
        let (name, id, values): (&'w Name, Id, &'w [(Name, Value)]) = match write {
            Write::Insert { object, id, values, .. } => (object, *id, values),
            Write::Update { object, id, set, .. } => (object, *id, set),
            _ => return Ok(None),
        };
        let object = self.object(name)?;
        let Some(upwards) = object.hierarchy().map(|field| field.name.clone()) else { return Ok(None) };
        let moves = values.iter().any(|(field, value)| *field == upwards && !value.is_null());
        Ok(moves.then_some((object, id, upwards)))
    }

    fn lock_trees(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        // In one order, so that two changes of two trees never wait for each other.
        let mut tables: BTreeSet<Name> = BTreeSet::new();
        for write in writes {
            tables.extend(self.climbs(write)?.map(|(object, ..)| object.plural.clone()));
        }
        self.steps.extend(tables.iter().filter_map(|table| self.dialect.lock_tree(table)).map(Step::Run));
        Ok(())
    }

    /// Walks up from the record as it is when all of the change is written; it must not meet itself.
    fn refuse_ring(&mut self, write: &Write) -> Result<(), StoreError> {
        let Some((object, id, field)) = self.climbs(write)? else { return Ok(()) };
        let sql = self.dialect.select_with(&crate::render::ring(&object.plural, &field, id))?;
        self.steps.push(Step::Never { sql, object: object.name.clone(), id, field });
        Ok(())
    }

    fn object(&self, name: &str) -> Result<Arc<Object>, StoreError> {
        self.catalogue.object(name).cloned().ok_or_else(|| StoreError::Internal(format!("there is no object {name}")))
    }

    fn insert(&mut self, object: &str, id: Id, values: &[(Name, Value)], search: &str) -> Result<(), StoreError> {
        let object = self.object(object)?;
        self.created.insert((object.name.clone(), id));
        let mut columns = vec!["id".to_owned()];
        let mut row = vec![SqlValue::Int(Some(id.0))];
        for (name, value) in values {
            let field = stored(&object, name)?;
            columns.extend(columns_of(field).into_iter().map(|(column, _)| column));
            row.extend(bind(field, value)?);
        }
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        self.add_row(&self.dialect.insert_text(&object.plural, &columns), row);
        let folded = catalogue::fold(search);
        if let Some(index) = self.dialect.index_text() {
            let place = SqlValue::Int(Some(first_place(&object.name) + id.0));
            self.add_row(&index, vec![place, SqlValue::Text(Some(folded.clone()))]);
        }
        let row = vec![
            SqlValue::Int(Some(first_place(&object.name) + id.0)),
            SqlValue::Text(Some(object.name.to_string())),
            SqlValue::Int(Some(id.0)),
            SqlValue::Text(Some(folded)),
        ];
        self.add_row(&self.dialect.insert_text("candor_search", &["place", "object", "record", "text"]), row);
        Ok(())
    }

    /// Adds a row to the rows of the same statement when nothing but inserts came after it: an import then is a few
    /// statements over many rows. Inserts do not see each other, so their order among tables is free.
    fn add_row(&mut self, statement: &str, row: Vec<SqlValue>) {
        for step in self.steps.iter_mut().rev().take(TABLES_AT_ONCE) {
            match step {
                Step::Rows { text, rows } if **text == *statement => return rows.push(row),
                Step::Rows { .. } => {}
                _ => break,
            }
        }
        self.steps.push(Step::Rows { text: statement.into(), rows: vec![row] });
    }

    fn update(
        &mut self,
        object: &Arc<Object>,
        id: Id,
        set: &[(Name, Value)],
        version: i64,
        within: &Within,
    ) -> Result<(), StoreError> {
        let mut statement = UpdateStatement::new();
        statement.table(Alias::new(&*object.plural));
        for (name, value) in set {
            let field = stored(object, name)?;
            for ((column, _), bound) in columns_of(field).into_iter().zip(bind(field, value)?) {
                statement.value(column, sea_query::Value::from(bound));
            }
        }
        if !set.iter().any(|(name, _)| &**name == "version") {
            statement.value("version", int(version + 1));
        }
        let mut probe = SelectStatement::new();
        probe.expr(Sea::cust("1")).from(Alias::new(&*object.plural));
        probe.and_where(column(&object.plural, "id").eq(int(id.0)));
        statement.and_where(column(&object.plural, "id").eq(int(id.0)));
        statement.and_where(column(&object.plural, "version").eq(int(version)));
        // The predicate is over the row itself, whose table has no other name in an UPDATE.
        let scope = Scope::system("the right of a write is its own predicate");
        let mut renderer = Renderer::new(self.catalogue, &scope, &within.env);
        if within.rows != query::Expr::True {
            let right = renderer.right(object, &object.plural, &within.rows)?;
            probe.and_where(right.clone());
            statement.and_where(right);
        }
        self.steps.push(Step::One {
            sql: self.dialect.update(&statement)?,
            probe: self.dialect.select(&probe)?,
            object: object.name.clone(),
            id,
        });
        Ok(())
    }

    fn put_search(&mut self, object: &Object, id: Id, words: &str) -> Result<(), StoreError> {
        let mut statement = UpdateStatement::new();
        statement.table("candor_search").value("text", text(&catalogue::fold(words)));
        statement.and_where(Sea::col("place").eq(int(first_place(&object.name) + id.0)));
        self.steps.push(Step::Run(self.dialect.update(&statement)?));
        Ok(())
    }

    fn remove(&mut self, object: &str, id: Id, version: i64) -> Result<(), StoreError> {
        let object = self.object(object)?;
        let mut statement = Query::delete().from_table(Alias::new(&*object.plural)).take();
        statement.and_where(Sea::col("id").eq(int(id.0))).and_where(Sea::col("version").eq(int(version)));
        let mut probe = SelectStatement::new();
        probe.expr(Sea::cust("1")).from(Alias::new(&*object.plural)).and_where(Sea::col("id").eq(int(id.0)));
        self.steps.push(Step::One {
            sql: self.dialect.delete(&statement)?,
            probe: self.dialect.select(&probe)?,
            object: object.name.clone(),
            id,
        });
        for table in ["candor_history", "candor_stays", "candor_search"] {
            let mut statement = Query::delete().from_table(table).take();
            of_record(&mut statement, &object.name, id);
            self.steps.push(Step::Run(self.dialect.delete(&statement)?));
        }
        Ok(())
    }

    /// Entering a stage ends the stay that lasts.
    fn stays(&mut self, stays: &[Stay]) -> Result<(), StoreError> {
        let mut first = HashSet::new();
        for stay in stays {
            let fresh = self.created.contains(&(stay.object.clone(), stay.record))
                && first.insert((&stay.object, stay.record, &stay.field));
            if !fresh {
                let mut statement = UpdateStatement::new();
                statement.table("candor_stays").value("to_at", int(stay.from_at));
                statement
                    .and_where(Sea::col("object").eq(text(&stay.object)))
                    .and_where(Sea::col("record").eq(int(stay.record.0)))
                    .and_where(Sea::col("field").eq(text(&stay.field)))
                    .and_where(Sea::col("to_at").is_null());
                self.steps.push(Step::Run(self.dialect.update(&statement)?));
            }
            self.add_row(&insert_of::<Stay>(self.dialect), stay.bind());
        }
        Ok(())
    }

    fn add_all<T: Stored>(&mut self, rows: &[T]) {
        if !rows.is_empty() {
            let rows = rows.iter().map(Stored::bind).collect();
            self.steps.push(Step::Rows { text: insert_of::<T>(self.dialect).into(), rows });
        }
    }

    /// The stay that a forgotten one had ended lasts again.
    fn reopen_stays(&self, object: &str, id: Id, change: Id) -> Result<Sql, StoreError> {
        let mut began = SelectStatement::new();
        began.column("from_at").from("candor_stays");
        began.and_where(Sea::col("object").eq(text(object)));
        began.and_where(Sea::col("record").eq(int(id.0))).and_where(Sea::col("change").eq(int(change.0)));
        let mut statement = UpdateStatement::new();
        statement.table("candor_stays").value("to_at", sea_query::Value::BigInt(None));
        statement.and_where(Sea::col("object").eq(text(object))).and_where(Sea::col("record").eq(int(id.0)));
        statement.and_where(Sea::col("change").ne(int(change.0))).and_where(Sea::col("to_at").in_subquery(began));
        self.dialect.update(&statement)
    }

    /// The key comes first: a second request with it waits for the first and then finds the row.
    fn claim(&mut self, key: &Idempotency) -> Result<(), StoreError> {
        let text = format!("{} ON CONFLICT DO NOTHING", insert_of::<Idempotency>(self.dialect));
        let sql = Sql::new(text, key.bind());
        let mut kept = SelectStatement::new();
        kept.columns(["request", "answer"]).from(Idempotency::TABLE);
        kept.and_where(Sea::col("actor").eq(int(key.actor.0)))
            .and_where(Sea::col("key").eq(crate::dialect::text(&key.key)));
        self.steps.push(Step::Claim { sql, kept: self.dialect.select(&kept)? });
        Ok(())
    }
}

pub(crate) fn insert_of<T: Stored>(dialect: Dialect) -> String {
    let columns: Vec<&str> = T::COLUMNS.iter().map(|(name, _)| *name).collect();
    dialect.insert_text(T::TABLE, &columns)
}

fn of_record<'a>(statement: &'a mut DeleteStatement, object: &str, id: Id) -> &'a mut DeleteStatement {
    statement.and_where(Sea::col("object").eq(text(object))).and_where(Sea::col("record").eq(int(id.0)))
}

fn stored<'a>(object: &'a Object, name: &str) -> Result<&'a catalogue::Field, StoreError> {
    object
        .field(name)
        .filter(|field| field.kind.is_stored())
        .ok_or_else(|| StoreError::Internal(format!("{} has no stored field {name}", object.name)))
}
