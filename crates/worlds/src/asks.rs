//! Everything that one can ask of the gate, each answer beside the account.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use access::Because;
use catalogue::{Action, Id, Value};
use records::bulk::{MatchKey, match_existing};
use records::figures::{FiguresAsk, figures};
use records::{
    Ctx, Draft, ListAsk, Record, board, evidence, history, list, read, related, rights, search, update, why,
};

use crate::fault::Fault;
use crate::told::{amount, value};
use crate::world::{Act, KINDS, Kind, Person, Rec, STAGES, World, kind};

/// How much was asked, and what was answered otherwise than the account says.
#[derive(Default)]
pub struct Asked {
    pub answers: u64,
    pub wrong: Vec<String>,
}

impl Asked {
    pub(crate) fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, who: &Person, real: &T, meant: &T) {
        self.answers += 1;
        if real != meant {
            self.wrong.push(format!("{what} for person {}: the gate says {real:?}, the account {meant:?}", who.id));
        }
    }
}

/// One person's look at one kind of record.
pub(crate) struct Look<'a> {
    pub(crate) world: &'a World,
    pub(crate) who: &'a Person,
    pub(crate) ctx: &'a Ctx,
    pub(crate) kind: &'static Kind,
}

pub async fn reads(asked: &mut Asked, world: &World, who: &Person, ctx: &Ctx) -> Result<(), Fault> {
    for kind in &KINDS {
        let look = Look { world, who, ctx, kind };
        look.lists(asked).await?;
        look.filters(asked).await?;
        look.sorts(asked).await?;
        look.figures(asked).await?;
        look.searches(asked).await?;
        look.cards(asked).await?;
        look.matches(asked).await?;
        look.related(asked).await?;
        look.exports(asked).await?;
    }
    Look { world, who, ctx, kind: kind("deal") }.board(asked).await?;
    asked.same("evidence", who, &evidence::list(ctx, &records::EvidenceFilter::default()).await.is_err(), &true);
    Ok(())
}

pub(crate) type Ids = BTreeSet<i64>;

pub(crate) fn ids(rows: &[Record]) -> Ids {
    rows.iter().map(|row| row.id.0).collect()
}

/// An answer, or none where the object does not exist for the person.
pub(crate) fn answered<T>(result: Result<T, records::Error>) -> Result<Option<T>, Fault> {
    match result {
        Ok(answer) => Ok(Some(answer)),
        Err(records::Error::NotFound | records::Error::Forbidden | records::Error::Invalid(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Look<'_> {
    fn ask(&self) -> ListAsk {
        let columns = self.kind.fields.iter().map(|field| (*field).to_owned()).collect();
        ListAsk {
            object: self.kind.name.to_owned(),
            columns,
            limit: 200,
            count: records::Counting::Exact,
            ..ListAsk::default()
        }
    }

    pub(crate) fn what(&self, verb: &str) -> String {
        format!("{verb} of {}", self.kind.name)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Rec> {
        self.world.all(self.kind.name)
    }

    pub(crate) fn seen(&self) -> impl Iterator<Item = &Rec> {
        self.all().filter(|rec| self.world.may(self.who, Act::Read, rec))
    }

    /// The value as the person may read it.
    fn shown(&self, rec: &Rec, field: &str) -> Value {
        if self.world.may_field(self.who, Act::Read, rec, field) { value(rec, field) } else { Value::Null }
    }

    async fn lists(&self, asked: &mut Asked) -> Result<(), Fault> {
        let page = answered(list::list(self.ctx, &self.ask()).await)?;
        let meant: Ids = self.seen().map(|rec| rec.id).collect();
        let rows = page.as_ref().map_or(&[][..], |page| &page.rows);
        asked.same(&self.what("list"), self.who, &ids(rows), &meant);
        let total = page.as_ref().and_then(|page| page.total).unwrap_or(0);
        asked.same(&self.what("total"), self.who, &total, &i64::try_from(meant.len())?);
        for row in rows {
            self.compare(asked, "list", row);
        }
        Ok(())
    }

    /// Every field of a row, and what the records are called that it refers to.
    fn compare(&self, asked: &mut Asked, verb: &str, row: &Record) {
        let Some(rec) = self.world.get(self.kind.name, row.id.0) else { return };
        for field in self.kind.fields {
            let what = format!("{verb}: {}.{field} of {}", self.kind.name, rec.id);
            asked.same(&what, self.who, row.get(field), &self.shown(rec, field));
        }
        self.title(asked, &format!("{verb}: title"), rec, &row.title);
        for (field, to) in self.kind.references {
            let target = value(rec, field).as_ref_id().and_then(|id| self.world.get(to, id.0));
            let meant = target.filter(|_| self.world.may_field(self.who, Act::Read, rec, field));
            let meant = meant.filter(|target| self.world.may(self.who, Act::Read, target));
            let what = format!("{verb}: title behind {}.{field} of {}", self.kind.name, rec.id);
            asked.same(&what, self.who, &row.titles.contains_key(*field), &meant.is_some());
            if let (Some(title), Some(target)) = (row.titles.get(*field), meant) {
                self.title(asked, &what, target, title);
            }
        }
    }

    /// A title says the text of its record when that may be read, and else nothing of it. A link is called as its contact.
    fn title(&self, asked: &mut Asked, what: &str, rec: &Rec, title: &str) {
        let may = |rec: &Rec, field: &str| self.world.may_field(self.who, Act::Read, rec, field);
        let called = match rec.contact.filter(|_| rec.object == "participant") {
            Some(contact) => self.world.get("contact", contact).filter(|_| may(rec, "contact")),
            None => Some(rec),
        };
        let text = called.filter(|called| may(called, kind(called.object).text)).and_then(|c| c.text.as_deref());
        let unread = called.or(Some(rec)).and_then(|c| c.text.as_deref());
        let says = unread.is_some_and(|text| title.contains(text));
        asked.same(&format!("{what} of {}", rec.id), self.who, &says, &text.is_some());
    }

    async fn filters(&self, asked: &mut Asked) -> Result<(), Fault> {
        if let Some(field) = self.kind.amount {
            let over = |rec: &&Rec| matches!(self.shown(rec, field), Value::Money(money) if money.minor >= 100);
            let meant: Ids = self.seen().filter(over).map(|rec| rec.id).collect();
            self.filter(asked, &format!("{field} >= 1"), &meant).await?;
        }
        let text = self.kind.text;
        let says = |rec: &&Rec| self.shown(rec, text).as_text().is_some_and(|t| catalogue::fold(t).contains("norte"));
        let meant: Ids = self.seen().filter(says).map(|rec| rec.id).collect();
        self.filter(asked, &format!("{text}.contains(\"NORTE\")"), &meant).await?;
        for (field, to) in self.kind.references {
            let of = |rec: &Rec| {
                let target = self.shown(rec, field).as_ref_id().and_then(|id| self.world.get(to, id.0))?;
                self.world.may(self.who, Act::Read, target).then_some(target)
            };
            let owned = |rec: &&Rec| of(rec).is_some_and(|target| target.owner == Some(2));
            let meant: Ids = self.seen().filter(owned).map(|rec| rec.id).collect();
            self.filter(asked, &format!("{field}.owner == 2"), &meant).await?;
        }
        if self.kind.name == "company" {
            let points = |rec: &&Rec| {
                self.world.all("deal").any(|deal| {
                    let shows = self.world.may_field(self.who, Act::Read, deal, "company");
                    deal.company == Some(rec.id) && shows && self.world.may(self.who, Act::Read, deal)
                })
            };
            let meant: Ids = self.seen().filter(points).map(|rec| rec.id).collect();
            self.filter(asked, "deals.exists(d, true)", &meant).await?;
        }
        Ok(())
    }

    /// A filter on a field that is nowhere shown is refused: then it finds nothing.
    async fn filter(&self, asked: &mut Asked, filter: &str, meant: &Ids) -> Result<(), Fault> {
        let ask = ListAsk { filter: Some(filter.to_owned()), ..self.ask() };
        let what = format!("{} with {filter}", self.kind.name);
        let page = answered(list::list(self.ctx, &ask).await)?;
        asked.same(&format!("list {what}"), self.who, &page.map_or_else(Ids::new, |page| ids(&page.rows)), meant);
        let count = answered(list::count(self.ctx, &ask).await)?.unwrap_or(0);
        asked.same(&format!("count {what}"), self.who, &count, &i64::try_from(meant.len())?);
        Ok(())
    }

    async fn sorts(&self, asked: &mut Asked) -> Result<(), Fault> {
        let Some(field) = self.kind.amount else { return Ok(()) };
        let ask = ListAsk { sort: vec![(field.to_owned(), true)], ..self.ask() };
        let Some(page) = answered(list::list(self.ctx, &ask).await)? else { return Ok(()) };
        let minor = |id: Id| match self.world.get(self.kind.name, id.0).map(|rec| self.shown(rec, field)) {
            Some(Value::Money(money)) => Some(money.minor),
            _ => None,
        };
        let real: Vec<Option<i64>> = page.rows.iter().map(|row| minor(row.id)).collect();
        let mut meant = real.clone();
        meant.sort_by_key(|minor| (minor.is_none(), std::cmp::Reverse(*minor)));
        asked.same(&self.what("order"), self.who, &real, &meant);
        Ok(())
    }

    async fn figures(&self, asked: &mut Asked) -> Result<(), Fault> {
        // Whoever counts and never reads gets no figure over few rows: another promise, with a test of its own.
        if !self.world.meets(self.who, Act::Read, self.kind.name) {
            return Ok(());
        }
        let counted: Vec<&Rec> = self.all().filter(|rec| self.world.may(self.who, Act::Aggregate, rec)).collect();
        let ask = FiguresAsk {
            object: self.kind.name.to_owned(),
            group: vec![("owner".to_owned(), None)],
            measures: vec!["count".to_owned()],
            ..FiguresAsk::default()
        };
        let mut meant: BTreeMap<Option<i64>, i64> = BTreeMap::new();
        counted.iter().for_each(|rec| *meant.entry(rec.owner).or_default() += 1);
        let answer = answered(figures(self.ctx, &ask).await)?;
        let groups = answer.iter().flat_map(|answer| &answer.groups);
        let real = groups.filter_map(|group| {
            let owner = group.keys.first()?.as_ref_id().map(|id| id.0);
            Some((owner, group.figures.first()?.as_int()?))
        });
        asked.same(&self.what("groups"), self.who, &real.collect::<BTreeMap<_, _>>(), &meant);
        let total = answer.as_ref().and_then(|answer| answer.total.first()?.as_int()).unwrap_or(0);
        asked.same(&self.what("counted"), self.who, &total, &i64::try_from(counted.len())?);
        let Some(field) = self.kind.amount else { return Ok(()) };
        let ask = FiguresAsk { group: Vec::new(), measures: vec![format!("{field}_max")], ..ask };
        let open = counted.iter().filter(|rec| self.world.may_field(self.who, Act::Aggregate, rec, field));
        let amounts: Vec<i64> = open.filter_map(|rec| rec.amount).collect();
        let meant = amount(amounts.iter().max().copied());
        let sum = answered(figures(self.ctx, &ask).await)?.and_then(|answer| answer.total.first().cloned());
        asked.same(&self.what("greatest"), self.who, &plain(sum.unwrap_or(Value::Null)), &meant);
        Ok(())
    }

    async fn searches(&self, asked: &mut Asked) -> Result<(), Fault> {
        for text in ["abaco", "ёлка", "norte"] {
            let holds = |said: &Value| {
                said.as_text().is_some_and(|said| catalogue::fold(said).contains(&catalogue::fold(text)))
            };
            let finds = |rec: &&Rec| self.kind.searched.iter().any(|field| holds(&self.shown(rec, field)));
            let meant: Ids = self.seen().filter(finds).map(|rec| rec.id).collect();
            let hits = answered(search::search(self.ctx, text, 50).await)?.unwrap_or_default();
            let hits: Ids = hits.iter().filter(|hit| &*hit.object == self.kind.name).map(|hit| hit.id.0).collect();
            let offered = answered(search::suggest(self.ctx, self.kind.name, text, 50).await)?.unwrap_or_default();
            let offered: Ids = offered.iter().map(|hit| hit.id.0).collect();
            // A searched field that is hidden somewhere closes the search of its object: nothing is then found by it.
            let whole = World::reads_all_fields(self.who, self.kind.name);
            for (what, real) in [("search", hits), ("suggestions", offered)] {
                let what = format!("{what} of {} for {text}", self.kind.name);
                let beyond: Ids = real.difference(&meant).copied().collect();
                asked.same(&format!("{what}, beyond rights"), self.who, &beyond, &Ids::new());
                if whole {
                    asked.same(&what, self.who, &real, &meant);
                }
            }
        }
        self.near(asked).await
    }

    /// The same words with a fault, and on the wrong keyboard: found is only what may be read, and nothing by a text that is closed.
    async fn near(&self, asked: &mut Asked) -> Result<(), Fault> {
        let whole = World::reads_all_fields(self.who, self.kind.name);
        for (typed, text) in [("abcao", "abaco"), ("фифсщ", "abaco"), ("tkrf", "ёлка"), ("nprte", "norte")] {
            let holds = |said: &Value| {
                said.as_text().is_some_and(|said| catalogue::fold(said).contains(&catalogue::fold(text)))
            };
            let finds = |rec: &&Rec| self.kind.searched.iter().any(|field| holds(&self.shown(rec, field)));
            let meant: Ids = self.seen().filter(finds).map(|rec| rec.id).collect();
            let found = answered(search::find(self.ctx, typed, 50).await)?.unwrap_or_default().hits;
            let found: Ids = found.iter().filter(|hit| &*hit.object == self.kind.name).map(|hit| hit.id.0).collect();
            let proposed = answered(search::propose(self.ctx, self.kind.name, typed, 50).await)?.unwrap_or_default();
            let proposed: Ids = proposed.hits.iter().map(|hit| hit.id.0).collect();
            for (what, real) in [("search near", found), ("proposals near", proposed)] {
                let what = format!("{what} of {} for {typed}", self.kind.name);
                let beyond: Ids = real.difference(&meant).copied().collect();
                asked.same(&format!("{what}, beyond rights"), self.who, &beyond, &Ids::new());
                if whole {
                    asked.same(&what, self.who, &real, &meant);
                }
            }
        }
        Ok(())
    }

    /// Each record by itself: its card, its history, what may be done with it, and why.
    async fn cards(&self, asked: &mut Asked) -> Result<(), Fault> {
        for rec in self.all() {
            let (name, id) = (self.kind.name, Id(rec.id));
            let is_seen = self.world.may(self.who, Act::Read, rec);
            let card = answered(read::read(self.ctx, name, id).await)?;
            asked.same(&format!("card of {name} {}", rec.id), self.who, &card.is_some(), &is_seen);
            if let Some(card) = &card {
                self.compare(asked, "card", card);
            }
            let told = answered(why::explain(self.ctx, name, id).await)?;
            let because = told.map(|told| (told.allowed, reasons(&told.because)));
            let meant = is_seen.then(|| (true, self.world.reasons(self.who, rec)));
            asked.same(&format!("why of {name} {}", rec.id), self.who, &because, &meant);
            let entries = answered(history::history(self.ctx, name, id).await)?.unwrap_or_default();
            let changed: BTreeSet<String> =
                entries.iter().flat_map(|entry| &entry.fields).map(|change| change.field.to_string()).collect();
            let open =
                self.kind.amount.filter(|field| is_seen && self.world.may_field(self.who, Act::Read, rec, field));
            let meant: BTreeSet<String> = open.into_iter().map(str::to_owned).collect();
            asked.same(&format!("history of {name} {}", rec.id), self.who, &changed, &meant);
            let allowed = answered(rights::allowed(self.ctx, name, id).await)?.unwrap_or_default();
            let asked_for = [
                (Act::Update, Action::Update),
                (Act::Archive, Action::Archive),
                (Act::Transfer, Action::Transfer),
                (Act::Share, Action::Share),
            ];
            for (act, action) in asked_for {
                let meant = is_seen && self.world.may(self.who, act, rec);
                asked.same(&format!("{act:?} of {name} {}", rec.id), self.who, &allowed.contains(&action), &meant);
            }
        }
        Ok(())
    }

    /// What an import would take for the same record.
    async fn matches(&self, asked: &mut Asked) -> Result<(), Fault> {
        let Some(text) = self.all().find_map(|rec| rec.text.clone()) else { return Ok(()) };
        let keys = [MatchKey { field: self.kind.text.into(), value: Value::text(&*text) }];
        let found = answered(match_existing(self.ctx, self.kind.name, &keys).await)?.unwrap_or_default();
        let same = |rec: &&Rec| {
            let shown = self.shown(rec, self.kind.text);
            shown.as_text().is_some_and(|shown| catalogue::fold(shown) == catalogue::fold(&text))
        };
        let meant: Ids = self.seen().filter(same).map(|rec| rec.id).collect();
        let real: Ids = found.iter().map(|found| found.id.0).collect();
        asked.same(&self.what("import match"), self.who, &real, &meant);
        Ok(())
    }

    async fn related(&self, asked: &mut Asked) -> Result<(), Fault> {
        let relations = [
            ("company", "deals", "deal", "company"),
            ("deal", "participants", "participant", "deal"),
            ("contact", "parts", "participant", "contact"),
        ];
        for (object, relation, other, field) in relations.into_iter().filter(|(object, ..)| *object == self.kind.name) {
            for rec in self.all() {
                let ask = ListAsk { limit: 200, columns: vec!["version".to_owned()], ..ListAsk::default() };
                let page = answered(related::related(self.ctx, object, Id(rec.id), relation, &ask).await)?;
                let points = |other: &&Rec| {
                    let shows = self.world.may_field(self.who, Act::Read, other, field);
                    value(other, field) == Value::Ref(Id(rec.id)) && shows && self.world.may(self.who, Act::Read, other)
                };
                let is_seen = self.world.may(self.who, Act::Read, rec);
                let meant: Ids = self.world.all(other).filter(|_| is_seen).filter(points).map(|rec| rec.id).collect();
                let real = page.map_or_else(Ids::new, |page| ids(&page.rows));
                asked.same(&format!("{relation} of {object} {}", rec.id), self.who, &real, &meant);
            }
        }
        Ok(())
    }

    async fn board(&self, asked: &mut Asked) -> Result<(), Fault> {
        let Some(board) = answered(board::board(self.ctx, &board::BoardAsk::of("deal")).await)? else { return Ok(()) };
        for stage in STAGES {
            let Some(at) = board.columns.iter().position(|column| column.option.as_deref() == Some(stage)) else {
                continue;
            };
            let column = &board.columns[at];
            let in_it =
                |rec: &&Rec, act: Act| rec.stage == Some(stage) && self.world.may_field(self.who, act, rec, "stage");
            let read: Ids = self.seen().filter(|rec| in_it(rec, Act::Read)).map(|rec| rec.id).collect();
            asked.same(&format!("tiles of {stage}"), self.who, &ids(&board.lanes[0].cells[at].rows), &read);
            let counts = |rec: &&Rec| self.world.may(self.who, Act::Aggregate, rec) && in_it(rec, Act::Aggregate);
            let counted: Vec<&Rec> = self.all().filter(counts).collect();
            asked.same(&format!("count of {stage}"), self.who, &column.count, &i64::try_from(counted.len())?);
            let open = counted.iter().filter(|rec| self.world.may_field(self.who, Act::Aggregate, rec, "amount"));
            let amounts: Vec<i64> = open.filter_map(|rec| rec.amount).collect();
            let meant = if amounts.is_empty() { Value::Null } else { amount(Some(amounts.iter().sum())) };
            asked.same(&format!("sum of {stage}"), self.who, &plain(column.sum.clone()), &meant);
        }
        Ok(())
    }
}

/// A sum in one currency is an amount.
fn plain(value: Value) -> Value {
    match value {
        Value::Moneys(amounts) => match amounts.as_slice() {
            [one] => Value::Money(*one),
            [] => Value::Null,
            _ => Value::Moneys(amounts),
        },
        other => other,
    }
}

/// Each person tries to write to a record of each kind.
pub async fn writes(
    asked: &mut Asked,
    world: &World,
    who: &Person,
    ctx: &Ctx,
    versions: &mut HashMap<i64, i64>,
) -> Result<(), Fault> {
    for kind in &KINDS {
        for rec in world.all(kind.name).take(4) {
            let version = versions.get(&rec.id).copied().unwrap_or(1);
            let draft = Draft::default().with(kind.text, format!("Written {} {version}", rec.id));
            let written = answered(update::update(ctx, kind.name, Id(rec.id), version, draft).await)?;
            let may = |act: Act| world.may(who, act, rec);
            let meant = may(Act::Read) && may(Act::Update) && world.may_field(who, Act::Update, rec, kind.text);
            asked.same(&format!("write to {} {}", kind.name, rec.id), who, &written.is_some(), &meant);
            if written.is_some() {
                versions.insert(rec.id, version + 1);
            }
        }
    }
    Ok(())
}

/// How many of the reasons reach in which way.
fn reasons(because: &[Because]) -> BTreeMap<&'static str, usize> {
    let mut counted = BTreeMap::new();
    for reason in because {
        let kind = match reason {
            Because::Role { through: None, .. } => "itself",
            Because::Role { through: Some(_), .. } => "through",
            Because::Ends { .. } => "ends",
            Because::Shares(_) => "given",
        };
        *counted.entry(kind).or_insert(0) += 1;
    }
    // Shares that end on several days are several reasons; the account says whether there is one.
    counted.entry("given").and_modify(|count| *count = 1);
    counted
}
