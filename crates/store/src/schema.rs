//! The shape of the tables: those of objects, derived from the catalogue, and the technical ones, in ordered migrations.
//! One source for both engines.

use std::collections::HashMap;

use catalogue::{Catalogue, Field, Kind, Name, Object};
use sea_query::{
    ColumnDef, ConditionalStatement as _, Expr, ExprTrait, Index, IndexCreateStatement, Table, TableCreateStatement,
};

use crate::columns::{columns_of, fold_column};
use crate::dialect::{Class, Dialect};

/// A table as it should be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TableSpec {
    pub name: String,
    /// Name and class; the first is the key when its class is `Key`.
    pub columns: Vec<(String, Class)>,
    /// The key of a table whose rows are told apart by several columns.
    pub primary: Vec<String>,
    pub indexes: Vec<IndexSpec>,
}

/// Which rows an index is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    All,
    /// Those that are not archived.
    Living,
    Archived,
}

#[derive(Clone, PartialEq)]
pub(crate) struct IndexSpec {
    pub name: String,
    pub columns: Vec<String>,
    pub unique: bool,
    /// Only over some of the rows.
    pub over: Over,
    /// In the order of a list that shows the latest first, nulls last.
    pub descending: bool,
    /// From this column on in that order, where only the rest of the index is: a stage, and what is newest in it.
    pub falls: Option<usize>,
    /// The field whose value is taken when this unique index refuses a row.
    pub field: Option<catalogue::Name>,
}

/// The form by which released migrations are told apart in databases (`Migration::checksum`): it never changes.
impl std::fmt::Debug for IndexSpec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexSpec")
            .field("name", &self.name)
            .field("columns", &self.columns)
            .field("unique", &self.unique)
            .field("living", &(self.over == Over::Living))
            .field("descending", &self.descending)
            .field("field", &self.field)
            .finish()
    }
}

impl TableSpec {
    pub fn create(&self, dialect: Dialect) -> String {
        let mut table: TableCreateStatement = Table::create().table(self.name.clone()).take();
        for (name, class) in &self.columns {
            let mut column = ColumnDef::new(name.clone());
            dialect.column(&mut column, *class);
            table.col(&mut column);
        }
        if !self.primary.is_empty() {
            let mut key = Index::create();
            for column in &self.primary {
                key.col(column.clone());
            }
            table.primary_key(&mut key);
        }
        dialect.create_table(&table)
    }

    pub fn add_column(&self, dialect: Dialect, name: &str, class: Class) -> String {
        let mut column = ColumnDef::new(name.to_owned());
        dialect.column(&mut column, class);
        dialect.alter_table(Table::alter().table(self.name.clone()).add_column(&mut column))
    }
}

impl IndexSpec {
    pub fn create(&self, dialect: Dialect, table: &str) -> String {
        if self.descending {
            return dialect.falling_index(&self.name, table, &self.columns, 0, self.over);
        }
        if let Some(from) = self.falls {
            return dialect.falling_index(&self.name, table, &self.columns, from, self.over);
        }
        let mut index: IndexCreateStatement = Index::create().name(self.name.clone()).table(table.to_owned()).take();
        for column in &self.columns {
            index.col(column.clone());
        }
        if self.unique {
            index.unique();
        }
        match self.over {
            Over::All => {}
            Over::Living => {
                index.and_where(Expr::col("archived_at").is_null());
            }
            Over::Archived => {
                index.and_where(Expr::col("archived_at").is_not_null());
            }
        }
        dialect.create_index(&index)
    }
}

/// The tables of all objects.
pub(crate) fn object_tables(catalogue: &Catalogue) -> Vec<TableSpec> {
    let read = rolled_up(catalogue);
    catalogue.kept_objects().map(|object| object_table(object, &read)).collect()
}

/// What figures of other objects read of each row behind a reference, by object and reference.
type Read = HashMap<(Name, Name), Vec<Name>>;

/// The rollups of all objects: what they read lies in the index of the reference they go over.
fn rolled_up(catalogue: &Catalogue) -> Read {
    let mut read = Read::new();
    let env = query::Env::of_nobody();
    for object in catalogue.objects.values() {
        for field in object.fields.values() {
            let Kind::Rollup { relation, .. } = &field.kind else { continue };
            let Some(relation) = object.relations.get(relation) else { continue };
            let Ok((operand, _)) = query::operand(catalogue, object, &field.name, &env) else { continue };
            let used = query::fields_used_operand(&operand);
            let used = used.into_iter().filter(|(other, _)| *other == relation.object).map(|(_, field)| field);
            read.entry((relation.object.clone(), relation.field.clone())).or_default().extend(used);
        }
    }
    read
}

fn object_table(object: &Object, read: &Read) -> TableSpec {
    let mut columns = vec![("id".to_owned(), Class::Key)];
    for field in object.kept_fields() {
        columns.extend(columns_of(field));
    }
    TableSpec { name: object.plural.to_string(), columns, primary: vec![], indexes: object_indexes(object, read) }
}

/// Owner, team and branch (rights ask for them), references, and what lists sort and filter on.
fn object_indexes(object: &Object, read: &Read) -> Vec<IndexSpec> {
    let mut out: Vec<IndexSpec> = Vec::new();
    let sorted = |name: &str| object.list.sort.first().filter(|(field, _)| &**field == name).map(|(_, down)| *down);
    for field in object.stored_fields() {
        let name = &*field.name;
        if matches!(name, "team" | "branch") {
            // Rights ask for them beside the owner, so their order serves no list: what is written last lies at the end.
            out.push(plain(object, field, vec![name.to_owned(), "updated_at".to_owned()]));
        } else if let Some(descending) = sorted(name) {
            let columns = vec![compared(field), "id".to_owned()];
            out.push(IndexSpec { descending, ..plain(object, field, columns) });
        } else if matches!(name, "created_by" | "updated_by") {
            // Seldom asked for, and each index is a cost of every write.
        } else if field.kind.target().is_some() {
            let read = read.get(&(object.name.clone(), field.name.clone()));
            out.push(behind(object, field, read.map_or(&[], Vec::as_slice)));
        } else if field.indexed || name == "updated_at" {
            out.push(plain(object, field, sort_columns(field)));
        }
    }
    out.extend(object.keys().iter().filter_map(|key| unique(object, key)));
    out.extend(living_indexes(object));
    out.push(archived(object));
    if object.fields.contains_key("external_id") && object.fields.contains_key("source") {
        out.push(IndexSpec {
            name: index_name("one", &object.plural, "external_id"),
            columns: vec!["source".to_owned(), "external_id".to_owned()],
            unique: true,
            over: Over::All,
            descending: false,
            falls: None,
            field: Some("external_id".into()),
        });
    }
    out
}

/// Whether an index begins with the column by which a list is sorted.
pub(crate) fn leads_an_index(object: &Object, field: &Field) -> bool {
    let column = compared(field);
    let leads = |index: &IndexSpec| index.over == Over::All && index.columns.first() == Some(&column);
    field.kind.is_stored() && object_indexes(object, &Read::new()).iter().any(leads)
}

/// The records behind a reference: in the object's own order, as related lists show them, and with what figures read of them, so
/// that neither the archived mark nor a sum is looked up row by row.
fn behind(object: &Object, field: &Field, read: &[Name]) -> IndexSpec {
    let own = object.list.sort.first().map(|(name, _)| name).filter(|name| **name != field.name);
    let stored = |name: &Name| object.field(name).filter(|field| field.kind.is_stored());
    let mut columns = vec![field.name.to_string()];
    let own_order = own.and_then(stored).map(to_the_last).unwrap_or_default();
    let more = own_order.into_iter().chain(read.iter().filter_map(stored).flat_map(sort_columns));
    for column in more.chain(["archived_at".to_owned()]) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let falls = (own.is_some() && is_falling(object)).then_some(1);
    IndexSpec { falls, name: index_name("of", &object.plural, &field.name), ..plain(object, field, columns) }
}

/// Lists ask for the living records in the object's own order. Boards, funnels and lists ask for the living records of one stage,
/// in an order, or for the sum of each stage: an index that holds both the stage and the order (or the whole sum) answers without
/// reading the records.
fn living_indexes(object: &Object) -> Vec<IndexSpec> {
    let own = object.list.sort.first().map(|(name, _)| name);
    let Some((stage, _)) = object.stage_field().filter(|(field, _)| field.kind.is_stored()) else {
        let own = own.and_then(|name| object.field(name)).filter(|field| field.kind.is_stored());
        return own.map(|field| living(object, field)).into_iter().collect();
    };
    let summed = object.board.as_ref().and_then(|board| board.sum.as_ref());
    let by = |kind: &str, columns: Vec<String>| IndexSpec {
        name: index_name(kind, &object.plural, &stage.name),
        columns: std::iter::once(stage.name.to_string()).chain(columns).collect(),
        unique: false,
        over: Over::Living,
        descending: false,
        falls: None,
        field: None,
    };
    // What lists ask for from the top down lies in that order, behind the stage.
    let falls = |index: IndexSpec, is: bool| IndexSpec { falls: is.then_some(1), ..index };
    let stored = |name: &catalogue::Name| object.field(name).filter(|field| field.kind.is_stored());
    let mut out: Vec<IndexSpec> = own
        .and_then(stored)
        .map(|field| falls(by("newest", to_the_last(field)), is_falling(object)))
        .into_iter()
        .collect();
    if let Some(field) = summed.and_then(stored) {
        out.push(falls(by("largest", to_the_last(field)), true));
        out.push(by("sum", sort_columns(field).into_iter().rev().collect()));
    }
    out
}

/// The living records in the object's own order: also what counts them.
fn living(object: &Object, field: &Field) -> IndexSpec {
    let name = index_name("living", &object.plural, &field.name);
    let falls = is_falling(object).then_some(0);
    let columns = to_the_last(field);
    IndexSpec { name, columns, unique: false, over: Over::Living, descending: false, falls, field: None }
}

/// The archived records, in the object's own order: they are few beside the living, and both are looked at apart.
fn archived(object: &Object) -> IndexSpec {
    let own = object.list.sort.first().and_then(|(name, _)| object.field(name)).filter(|field| field.kind.is_stored());
    let columns = own.map_or_else(|| vec!["updated_at".to_owned()], to_the_last);
    IndexSpec {
        name: index_name("archived", &object.plural, own.map_or("updated_at", |field| &field.name)),
        columns,
        unique: false,
        over: Over::Archived,
        descending: false,
        falls: is_falling(object).then_some(0),
        field: None,
    }
}

/// Whether the object's own order begins with the last.
fn is_falling(object: &Object) -> bool {
    object.list.sort.first().is_none_or(|(_, descending)| *descending)
}

/// The columns of a list in the order of the field, in which the id tells equal ones apart: without it PostgreSQL puts all equal
/// ones in order before it gives the first.
fn to_the_last(field: &Field) -> Vec<String> {
    sort_columns(field).into_iter().chain(["id".to_owned()]).collect()
}

/// The columns that a sort by the field reads, in order.
fn sort_columns(field: &Field) -> Vec<String> {
    let mut columns = vec![compared(field)];
    if field.kind == Kind::Money {
        columns.push(crate::columns::currency_column(&field.name));
    }
    columns
}

/// The column that conditions and sorts look at.
fn compared(field: &Field) -> String {
    if field.kind.is_folded() { fold_column(&field.name) } else { field.name.to_string() }
}

fn plain(object: &Object, field: &Field, columns: Vec<String>) -> IndexSpec {
    IndexSpec {
        name: index_name("by", &object.plural, &field.name),
        columns,
        unique: false,
        over: Over::All,
        descending: false,
        falls: None,
        field: None,
    }
}

/// No two living records share the values of a key; told of its last field.
fn unique(object: &Object, key: &[&Field]) -> Option<IndexSpec> {
    let last = key.last()?;
    let told = if key.len() > 1 { "ends" } else { &*last.name };
    Some(IndexSpec {
        name: index_name("one", &object.plural, told),
        columns: key.iter().flat_map(|field| sort_columns(field)).collect(),
        unique: true,
        over: Over::Living,
        descending: false,
        falls: None,
        field: Some(last.name.clone()),
    })
}

/// PostgreSQL cuts names at 63 bytes; a cut name could meet another, so long ones end in a hash.
fn index_name(kind: &str, table: &str, field: &str) -> String {
    let name = format!("{kind}_{table}_{field}");
    if name.len() <= 60 {
        return name;
    }
    let hash = crate::digest::sha256_hex(name.as_bytes());
    let head: String = name.chars().take(40).collect();
    format!("{head}_{}", &hash[..16])
}
