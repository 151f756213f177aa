//! Which columns a question carries, and how a row becomes a `Record`.

use std::sync::Arc;

use catalogue::{Action, Name, Object, Value};
use query::{Column, Operand, Path};

use crate::{Ctx, Error, Record, rights};

/// The columns of a question: title, version, archive mark, then each asked field (a reference with its title).
pub(crate) struct Shown {
    object: Arc<Object>,
    pub columns: Vec<Column>,
    fields: Vec<Asked>,
    hidden: Vec<Name>,
}

struct Asked {
    text: Name,
    value: usize,
    title: Option<usize>,
}

impl Shown {
    pub fn new(ctx: &Ctx, object: &Arc<Object>, texts: &[String]) -> Result<Self, Error> {
        let own = |field: &str| Path::own(&object.name, &field.into());
        let columns = vec![
            Column::Title(own("id")),
            Column::Of(Operand::Path(own("version"))),
            Column::Of(Operand::Path(own("archived_at"))),
        ];
        let hidden = rights::hidden_fields(ctx, object);
        let mut shown = Self { object: object.clone(), columns, fields: Vec::new(), hidden };
        for text in texts {
            shown.add(ctx, text)?;
        }
        let asked: Vec<Name> = shown.fields.iter().map(|f| f.text.clone()).collect();
        shown.hidden.retain(|name| asked.contains(name));
        Ok(shown)
    }

    fn add(&mut self, ctx: &Ctx, text: &str) -> Result<(), Error> {
        let (operand, kind) =
            query::operand(&ctx.gate.catalogue, &self.object, text, &ctx.env).map_err(crate::asking::faults)?;
        let title = match (&operand, kind.target()) {
            (Operand::Path(path), Some(_)) => Some(Column::Title(path.clone())),
            _ => None,
        };
        let visible = is_visible(ctx, &operand);
        let value = self.columns.len();
        // A field the caller may never read is answered as not known; it is not even asked for.
        self.columns.push(Column::Of(if visible { operand } else { Operand::Value(Value::Null) }));
        let title = title.filter(|_| visible).map(|column| {
            self.columns.push(column);
            self.columns.len() - 1
        });
        self.fields.push(Asked { text: text.into(), value, title });
        Ok(())
    }

    pub fn record(&self, row: query::Row) -> Record {
        let text = |at: usize| row.values.get(at).and_then(Value::as_text).map(Arc::<str>::from);
        let values = |f: &Asked| (f.text.clone(), row.values.get(f.value).cloned().unwrap_or_default());
        Record {
            object: self.object.name.clone(),
            id: row.id,
            version: row.values.get(1).and_then(Value::as_int).unwrap_or(0),
            title: text(0).unwrap_or_else(|| "".into()),
            values: self.fields.iter().map(values).collect(),
            titles: self.fields.iter().filter_map(|f| Some((f.text.clone(), text(f.title?)?))).collect(),
            hidden: self.hidden.clone(),
            archived: row.values.get(2).is_some_and(|v| !v.is_null()),
        }
    }
}

fn is_visible(ctx: &Ctx, operand: &Operand) -> bool {
    query::fields_used_operand(operand).iter().all(|(object, name)| {
        let Some(object) = ctx.gate.catalogue.object(object) else { return true };
        let Some(field) = object.field(name) else { return true };
        let decision = rights::decision(ctx, Action::Read, object);
        // Of an object that is closed to the caller the store shows no row at all.
        decision.is_nothing() || decision.may_ever(field)
    })
}
