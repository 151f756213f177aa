//! What leaves in a file, beside the account: which rows, which cells of them, and what these are called.

use catalogue::Value;
use records::{ListAsk, Record, export};

use crate::asks::{Asked, Ids, Look, answered, ids};
use crate::fault::Fault;
use crate::told::value;
use crate::world::{Act, Rec, kind};

impl Look<'_> {
    pub(crate) async fn exports(&self, asked: &mut Asked) -> Result<(), Fault> {
        let name = self.kind.name;
        let fields = |could: &dyn Fn(&str) -> bool| -> Vec<&str> {
            self.kind.fields.iter().copied().filter(|field| could(field)).collect()
        };
        let offered = answered(export::open_fields(self.ctx, name))?;
        let meets = self.world.meets(self.who, Act::Read, name) && self.world.meets(self.who, Act::Export, name);
        asked.same(&self.what("exports"), self.who, &offered.is_some(), &meets);
        let offered = offered.unwrap_or_default();
        let open = fields(&|field| offered.iter().any(|open| **open == *field));
        let meant = fields(&|field| meets && self.world.field_could_leave(self.who, name, field));
        asked.same(&self.what("columns that leave"), self.who, &open, &meant);
        let columns = open.iter().copied().chain(["id"]).map(str::to_owned).collect();
        let ask = ListAsk { object: name.to_owned(), columns, ..ListAsk::default() };
        let mut rows: Vec<Record> = Vec::new();
        if let Some(mut begun) = answered(export::begin(self.ctx, &ask, "csv").await)? {
            while let Some(page) = begun.next_page().await? {
                rows.extend(page);
            }
            let stay = self.seen().filter(|rec| !self.world.may_leave(self.who, rec)).count();
            asked.same(&self.what("rows that stay"), self.who, &begun.survey().stay, &i64::try_from(stay)?);
            begun.finished();
        }
        let leaving: Ids = self.all().filter(|rec| self.world.may_leave(self.who, rec)).map(|rec| rec.id).collect();
        asked.same(&self.what("export"), self.who, &ids(&rows), &leaving);
        for row in &rows {
            let Some(rec) = self.world.get(name, row.id.0) else { continue };
            self.compare_leaving(asked, &open, rec, row);
        }
        Ok(())
    }

    fn compare_leaving(&self, asked: &mut Asked, open: &[&str], rec: &Rec, row: &Record) {
        let leaves = |field: &str| self.world.field_may_leave(self.who, rec, field);
        for field in open {
            let what = format!("export: {}.{field} of {}", rec.object, rec.id);
            let meant = if leaves(field) { value(rec, field) } else { Value::Null };
            asked.same(&what, self.who, row.get(field), &meant);
        }
        for (field, to) in self.kind.references.iter().filter(|(field, _)| open.contains(field)) {
            let target = value(rec, field).as_ref_id().and_then(|id| self.world.get(to, id.0));
            let target = target.filter(|target| leaves(field) && self.world.name_goes_along(self.who, target));
            let said = target.filter(|target| self.world.may_field(self.who, Act::Read, target, kind(to).text));
            let said = said.and_then(|target| target.text.as_deref());
            let title = row.titles.get(*field).map_or("", |title| title);
            let what = format!("export: title behind {}.{field} of {}", rec.object, rec.id);
            let unsaid = value(rec, field).as_ref_id().and_then(|id| self.world.get(to, id.0)?.text.as_deref());
            asked.same(&what, self.who, &unsaid.is_some_and(|text| title.contains(text)), &said.is_some());
        }
        let own = rec.text.as_deref().filter(|_| rec.object != "participant");
        let says = own.is_some_and(|text| row.title.contains(text));
        let meant = own.is_some() && leaves(self.kind.text);
        asked.same(&format!("export: title of {} {}", rec.object, rec.id), self.who, &says, &meant);
    }
}
