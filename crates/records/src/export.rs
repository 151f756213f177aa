//! Export: records that leave the house in a file. An action of its own: what one may read is not what one may take out, row by
//! row and field by field. The evidence of it is written before the first row is given, or none is.

mod leaving;

use std::sync::Arc;

use catalogue::{Action, Currency, Kind, Name, Object, Value};
use query::{Aggregate, Expr, Figure, FigureMethod, Scope, Scoped, Select};
use serde_json::json;

pub use leaving::Export;

use crate::shown::Shown;
use crate::{Ctx, Error, Fault, ListAsk, asking, evidence, list, rights, search};

/// The most rows of one file. More than these are taken out in parts, each with its own filter and its own evidence.
pub const MOST: i64 = 100_000;
/// How far the rows are counted that stay here.
const COUNTED: i64 = 10_000;

/// What an export would take, to be told before it is made.
#[derive(Debug, Clone)]
pub struct Survey {
    pub object: Name,
    /// In the order of the file.
    pub columns: Vec<Taken>,
    /// Columns of the list that may not leave: the object's own ones only, as one that is asked for by name is refused.
    pub closed: Vec<Name>,
    /// Rows that leave; with `is_beyond` there are more than [`MOST`].
    pub rows: i64,
    pub is_beyond: bool,
    /// Rows that the caller reads in the same list and may not take out; with `stay_more` at least so many.
    pub stay: i64,
    pub stay_more: bool,
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// A field, a path, or `id`.
    pub path: Name,
    pub kind: Kind,
    /// The currencies that its amounts are in; empty for what is no money.
    pub currencies: Vec<Currency>,
}

/// Fields of the object that the caller may take out of some record.
pub fn open_fields(ctx: &Ctx, object: &str) -> Result<Vec<Name>, Error> {
    let object = may_export(ctx, object)?;
    // A computed field leaves as far as what it is computed from does.
    Ok(object.fields.keys().filter(|name| taken(ctx, &object, name).is_ok()).cloned().collect())
}

/// What an export of this list would take; its place and page do not matter. Refuses, naming the field, a column, filter or
/// order by what the caller may not take out.
pub async fn survey(ctx: &Ctx, ask: &ListAsk) -> Result<Survey, Error> {
    let surveyed = Prepared::new(ctx, ask);
    if let Err(error) = &surveyed {
        evidence::note_refusal(ctx, "export", &ask.object, None, error);
    }
    surveyed?.survey(ctx, ask, MOST).await
}

/// Begins an export of this list into a file of this form: notes it durably, in a transaction of its own, and gives the rows
/// from then on. Where the evidence cannot be written, nothing leaves.
pub async fn begin(ctx: &Ctx, ask: &ListAsk, form: &'static str) -> Result<Export, Error> {
    let begun = begin_within(ctx, ask, form, MOST).await;
    if let Err(error) = &begun {
        evidence::note_refusal(ctx, "export", &ask.object, None, error);
    }
    begun
}

async fn begin_within(ctx: &Ctx, ask: &ListAsk, form: &'static str, most: i64) -> Result<Export, Error> {
    let prepared = Prepared::new(ctx, ask)?;
    let survey = prepared.survey(ctx, ask, most).await?;
    if survey.is_beyond {
        return Err(Error::invalid("fault-export-many", vec![("limit", most.to_string())]));
    }
    let event = evidence::event(ctx, "export", Some(&survey.object), None, &said(ask, &survey, form));
    let id = event.id;
    evidence::write_first(ctx, event).await?;
    Ok(Export::new(ctx, prepared, survey, id))
}

/// The checked question of an export.
struct Prepared {
    object: Arc<Object>,
    select: Select,
    shown: Shown,
    columns: Vec<Taken>,
    closed: Vec<Name>,
}

impl Prepared {
    fn new(ctx: &Ctx, ask: &ListAsk) -> Result<Self, Error> {
        let object = may_export(ctx, &ask.object)?;
        let open = open_fields(ctx, &object.name)?;
        let (asked, closed) = match ask.columns.is_empty() {
            true => object.list.columns.iter().cloned().partition(|name| open.contains(name)),
            false => (ask.columns.iter().map(|text| Name::from(text.as_str())).collect::<Vec<_>>(), Vec::new()),
        };
        let (found, also) = search::within_all(ctx, &[Action::Read, Action::Export], &object, ask.search.as_deref());
        let columns: Vec<String> = asked.iter().map(ToString::to_string).collect();
        let ask = ListAsk { columns, search: None, after: None, ..ask.clone() };
        let (select, shown) = list::select(ctx, &object, &ask, also)?;
        let select = in_order(ctx, &object, Select { search: found, ..select }, !ask.sort.is_empty())?;
        may_leave(ctx, &object, &query::fields_used(&select.filter))?;
        let columns = asked.iter().map(|path| taken(ctx, &object, path)).collect::<Result<_, _>>()?;
        Ok(Self { object, select, shown, columns, closed })
    }

    async fn survey(&self, ctx: &Ctx, ask: &ListAsk, most: i64) -> Result<Survey, Error> {
        let store = &ctx.gate.store;
        let counted = |rows: i64| u32::try_from(rows).unwrap_or(u32::MAX);
        let leaving = self.scoped(ctx, self.select.clone());
        let rows = store.count_up_to(&leaving, counted(most + 1)).await?;
        let readable = list::select(ctx, &self.object, &ListAsk { columns: Vec::new(), ..ask.clone() }, Expr::True)?.0;
        let readable = asking::scoped(ctx, Action::Read, readable);
        let stay = store.count_up_to(&readable, counted(rows + COUNTED + 1)).await?.saturating_sub(rows).max(0);
        Ok(Survey {
            object: self.object.name.clone(),
            columns: self.with_currencies(ctx).await?,
            closed: self.closed.clone(),
            rows: rows.min(most),
            is_beyond: rows > most,
            stay: stay.min(COUNTED),
            stay_more: stay > COUNTED,
        })
    }

    /// The columns with the currencies of their amounts: a file says them once when there is one, and cell by cell else.
    async fn with_currencies(&self, ctx: &Ctx) -> Result<Vec<Taken>, Error> {
        let mut columns = self.columns.clone();
        let amounts: Vec<&mut Taken> = columns.iter_mut().filter(|c| *c.kind.value_kind() == Kind::Money).collect();
        let mut measures = Vec::new();
        for column in &amounts {
            let (of, _) = asking::operand(ctx, Action::Read, &self.object, &column.path)?;
            measures.push(Figure { method: FigureMethod::Sum(of), filter: Expr::True });
        }
        if measures.is_empty() {
            return Ok(columns);
        }
        let ask = Aggregate {
            object: self.object.name.clone(),
            filter: self.select.filter.clone(),
            search: self.select.search.clone(),
            group: Vec::new(),
            measures,
            archived: self.select.archived,
            limit: 1,
            least: 0,
        };
        let sums = ctx.gate.store.aggregate(&self.scoped(ctx, ask)).await?;
        let sums = sums.into_iter().next().map(|group| group.figures).unwrap_or_default();
        for (column, sum) in amounts.into_iter().zip(sums) {
            column.currencies = match sum {
                Value::Money(one) => vec![one.currency],
                Value::Moneys(all) => all.iter().map(|one| one.currency).collect(),
                _ => Vec::new(),
            };
        }
        Ok(columns)
    }

    fn scoped<T>(&self, ctx: &Ctx, ask: T) -> Scoped<T> {
        let scope = match ctx.is_elevated() {
            true => Scope::system("an export with the system's rights"),
            false => access::export_scope(&ctx.gate.catalogue, &ctx.who, &self.object),
        };
        Scoped { ask, scope: Arc::new(scope), env: ctx.env.clone() }
    }
}

/// The question by an order that may be seen in the file: one that is asked for is refused otherwise, of the object's own one
/// passes over what may not leave.
fn in_order(ctx: &Ctx, object: &Object, mut select: Select, is_asked: bool) -> Result<Select, Error> {
    let values = select.columns.len().saturating_sub(select.sort.len());
    let columns = select.columns.split_off(values);
    for (sort, column) in std::mem::take(&mut select.sort).into_iter().zip(columns) {
        match may_leave(ctx, object, &query::fields_used_operand(&sort.by)) {
            Ok(()) => {
                select.sort.push(sort);
                select.columns.push(column);
            }
            Err(error) if is_asked => return Err(error),
            Err(_) => {}
        }
    }
    Ok(select)
}

/// The object, when the caller may read it at all and take something of it out.
fn may_export(ctx: &Ctx, object: &str) -> Result<Arc<Object>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    if rights::may(ctx, Action::Export, &object.name) { Ok(object) } else { Err(Error::Forbidden) }
}

fn taken(ctx: &Ctx, object: &Object, path: &Name) -> Result<Taken, Error> {
    let (operand, kind) = asking::operand(ctx, Action::Read, object, path)?;
    may_leave(ctx, object, &query::fields_used_operand(&operand))?;
    Ok(Taken { path: path.clone(), kind, currencies: Vec::new() })
}

/// Refuses, naming the field, what the caller may take out of no record. An order or a filter by it would take it out too. What
/// another record is called goes along with a reference to it.
fn may_leave(ctx: &Ctx, main: &Object, used: &[(Name, Name)]) -> Result<(), Error> {
    for (object, name) in used {
        let Some(object) = ctx.gate.catalogue.object(object) else { continue };
        let Some(field) = object.field(name) else { continue };
        let goes_along = object.name != main.name && access::names_its_record(object, field);
        if !goes_along && !rights::decision(ctx, Action::Export, object).may_ever(field) {
            return Err(Error::Invalid(vec![Fault::of(name, "fault-export-field", vec![("field", name.to_string())])]));
        }
    }
    Ok(())
}

fn said(ask: &ListAsk, survey: &Survey, form: &str) -> serde_json::Value {
    let sort = |(field, down): &(String, bool)| if *down { format!("-{field}") } else { field.clone() };
    json!({
        "filter": ask.filter, "segment": ask.segment, "search": ask.search,
        "archived": match ask.archived {
            query::Archived::Hide => None,
            query::Archived::Only => Some("only"),
            query::Archived::Include => Some("all"),
        },
        "sort": ask.sort.iter().map(sort).collect::<Vec<_>>(),
        "columns": survey.columns.iter().map(|column| &column.path).collect::<Vec<_>>(),
        "form": form, "rows": survey.rows, "stay": survey.stay,
    })
}

#[cfg(test)]
mod tests {
    use catalogue::{Catalogue, Value};
    use store::{Change, Store, Write};

    use super::{Error, ListAsk, begin_within};
    use crate::{Clock, Ctx, Gate};

    #[tokio::test]
    async fn more_than_a_file_holds_is_refused_and_not_noted() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("candor.db").display());
        let store = Store::open(&url, Catalogue::shipped()).await.unwrap();
        let insert = |n: i64| Write::Insert {
            object: "product".into(),
            id: store.next_id(),
            values: vec![("name".into(), Value::text(format!("Product {n}"))), ("version".into(), Value::Int(1))],
            search: String::new(),
        };
        let change = Change { writes: (0..4).map(insert).collect(), ..Change::default() };
        store.apply(change).await.unwrap();
        let gate = Gate::open(store, Clock::fixed(1_772_452_800_000_000)).await.unwrap();
        let ctx = Ctx::system(&gate, "a test exports");
        let ask = ListAsk { object: "product".into(), ..ListAsk::default() };
        let Err(Error::Invalid(faults)) = begin_within(&ctx, &ask, "csv", 3).await else { unreachable!() };
        assert_eq!((faults[0].message.key, &*faults[0].message.args[0].1), ("fault-export-many", "3"));
        let all = store::EvidenceFilter { limit: 5, ..Default::default() };
        assert!(gate.store.evidence(&all).await.unwrap().is_empty());
        let whole = begin_within(&ctx, &ask, "csv", 4).await.unwrap();
        assert_eq!(whole.survey().rows, 4);
        assert_eq!(gate.store.evidence(&all).await.unwrap().len(), 1);
    }
}
