//! What one page shows, and whether a beat is something for its reader: asked of the gate with the rights of that moment. What the
//! reader may not read leads to nothing at all, no number and no sign; a record that leaves their sight is told once, as the
//! next look at the list would tell it.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalogue::{Action, Id, Object, Value};
use query::{Cmp, Expr, Operand, Path};

use super::{Beat, Changed};
use crate::search::one_of;
use crate::{Ctx, Error, ListAsk, list, read, rights};

/// Rows of a list whose leaving is noticed.
const SHOWN: usize = 400;
/// A look at "everything changed since" goes back a little further than the last one.
const OVERLAP: i64 = 2_000_000;
/// New rows that are named when many changed.
const NAMED: u32 = 50;

/// A page that is open.
pub enum Watched {
    /// Neither list nor card.
    Nothing,
    List(Box<OpenList>),
    /// Several lists at once, with figures over more than they show.
    Day(Vec<OpenList>),
    Card(OpenCard),
}

/// A list with what narrows it.
pub struct OpenList {
    ask: ListAsk,
    /// The rows that the page shows and the reader may read.
    shown: BTreeSet<Id>,
    since: i64,
}

/// A card, as its page has it.
pub struct OpenCard {
    object: Arc<Object>,
    id: Id,
    version: i64,
    /// What the page has of the thread; `None` for a page that shows none of it.
    said: Option<Id>,
    since: i64,
}

/// What the page is told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// How many records of the list, all of which the reader sees or saw a moment ago.
    pub count: usize,
    /// Those that show now.
    pub ids: Vec<Id>,
    /// Who changed the card, where the reader may know.
    pub by: Option<Arc<str>>,
}

impl Watched {
    /// A list: of the rows that the page says it shows, those count that the reader may read.
    pub async fn list(ctx: &Ctx, ask: ListAsk, shown: &[Id]) -> Result<Self, Error> {
        Ok(Self::List(Box::new(OpenList::new(ctx, ask, shown).await?)))
    }

    /// The lists of one page.
    pub async fn day(ctx: &Ctx, asks: Vec<ListAsk>, shown: &[Id]) -> Result<Self, Error> {
        let mut lists = Vec::new();
        for ask in asks {
            lists.push(OpenList::new(ctx, ask, shown).await?);
        }
        Ok(Self::Day(lists))
    }

    /// A card, drawn with this version of its record and the thread up to `said`, or without it. `NotFound` for whoever may not
    /// read it.
    pub async fn card(ctx: &Ctx, object: &str, id: Id, version: i64, said: Option<Id>) -> Result<Self, Error> {
        let object = rights::object(ctx, object, &[Action::Read])?;
        read::fetch_fields(ctx, &object, id, &[]).await?;
        Ok(Self::Card(OpenCard { object, id, version, said, since: ctx.env.now - OVERLAP }))
    }

    /// Whether it may be something for this page: cheap, and no answer to the reader.
    #[must_use]
    pub fn is_touched(&self, beat: &Beat) -> bool {
        match self {
            Self::Nothing => false,
            Self::List(list) => list.is_touched(beat),
            Self::Day(lists) => lists.iter().any(|list| list.is_touched(beat)),
            // Any record may refer to it.
            Self::Card(card) => beat.much || !beat.changed.is_empty() || card.is_spoken_of(beat),
        }
    }

    /// Whether drawing the page anew costs so much that it waits longer between two times.
    #[must_use]
    pub fn is_broad(&self) -> bool {
        matches!(self, Self::Day(_))
    }

    /// The card that is open.
    #[must_use]
    pub fn as_card(&self) -> Option<(catalogue::Name, Id)> {
        if let Self::Card(card) = self { Some((card.object.name.clone(), card.id)) } else { None }
    }

    /// What the reader may know of it; `NotFound` when the card is no more for them.
    pub async fn told(&mut self, ctx: &Ctx, beat: &Beat) -> Result<Option<Told>, Error> {
        match self {
            Self::Nothing => Ok(None),
            Self::List(list) => list.told(ctx, beat).await,
            Self::Day(lists) => {
                let mut told = Told::default();
                for list in lists {
                    let of_list = list.told(ctx, beat).await?.unwrap_or_default();
                    told.count += of_list.count;
                    told.ids.extend(of_list.ids);
                }
                Ok((told.count > 0).then_some(told))
            }
            Self::Card(card) => card.told(ctx, beat).await,
        }
    }
}

impl OpenList {
    async fn new(ctx: &Ctx, ask: ListAsk, shown: &[Id]) -> Result<Self, Error> {
        let object = rights::object(ctx, &ask.object, &[Action::Read])?;
        let ask = ListAsk {
            object: object.name.to_string(),
            columns: vec!["version".to_owned()],
            after: None,
            count: crate::Counting::No,
            ..ask
        };
        let everything = ListAsk { filter: None, segment: None, search: None, ..ask.clone() };
        let shown = ids_of(ctx, &everything, &object, &shown.iter().take(SHOWN).copied().collect()).await?;
        Ok(Self { ask, shown, since: ctx.env.now - OVERLAP })
    }

    fn is_touched(&self, beat: &Beat) -> bool {
        beat.of_object(&self.ask.object).is_some()
    }

    async fn told(&mut self, ctx: &Ctx, beat: &Beat) -> Result<Option<Told>, Error> {
        match self.look(ctx, beat).await {
            // A condition that holds no longer, after a change of the set-up: the page itself will say so.
            Err(Error::Invalid(_)) => Ok(None),
            other => other,
        }
    }

    async fn look(&mut self, ctx: &Ctx, beat: &Beat) -> Result<Option<Told>, Error> {
        let object = rights::object(ctx, &self.ask.object, &[Action::Read])?;
        let (now, left) = match beat.of_object(&object.name) {
            None => return Ok(None),
            Some(Changed::These(ids)) => {
                let now = ids_of(ctx, &self.ask, &object, ids).await?;
                let left: Vec<Id> = self.shown.intersection(ids).filter(|id| !now.contains(id)).copied().collect();
                (now, left)
            }
            Some(Changed::Many) => {
                let ask = ListAsk { limit: NAMED, ..self.ask.clone() };
                let fresh = list::list_where(ctx, &ask, changed_since(&object, self.since)).await?;
                let still = ids_of(ctx, &self.ask, &object, &self.shown).await?;
                (fresh.rows.iter().map(|row| row.id).collect(), self.shown.difference(&still).copied().collect())
            }
        };
        self.since = ctx.env.now - OVERLAP;
        for id in &left {
            self.shown.remove(id);
        }
        let room = SHOWN.saturating_sub(self.shown.len());
        self.shown.extend(now.iter().take(room));
        let count = now.len() + left.len();
        Ok((count > 0).then(|| Told { count, ids: now.into_iter().collect(), by: None }))
    }
}

impl OpenCard {
    async fn told(&mut self, ctx: &Ctx, beat: &Beat) -> Result<Option<Told>, Error> {
        let record = read::fetch_fields(ctx, &self.object, self.id, &["updated_by".to_owned()]).await?;
        let since = std::mem::replace(&mut self.since, ctx.env.now - OVERLAP);
        if record.version != self.version {
            self.version = record.version;
            let by = record.titles.get("updated_by").cloned();
            return Ok(Some(Told { count: 1, ids: vec![self.id], by }));
        }
        if self.hears(ctx, beat).await? {
            return Ok(Some(Told { count: 1, ..Told::default() }));
        }
        for object in ctx.gate.catalogue.objects.values() {
            let Some(changed) = beat.of_object(&object.name) else { continue };
            if self.hangs_on(ctx, object, changed, since).await? {
                return Ok(Some(Told { count: 1, ..Told::default() }));
            }
        }
        Ok(None)
    }

    fn is_spoken_of(&self, beat: &Beat) -> bool {
        self.said.is_some() && beat.said.iter().any(|(object, id)| *object == self.object.name && *id == self.id)
    }

    /// Whether the thread is another than the page has. Asked after the right to the record.
    async fn hears(&mut self, ctx: &Ctx, beat: &Beat) -> Result<bool, Error> {
        let Some(known) = self.said.filter(|_| beat.much || self.is_spoken_of(beat)) else { return Ok(false) };
        let newest = ctx.gate.store.comments_of(&self.object.name, self.id).await?.iter().map(|row| row.id).max();
        let is_other = newest.is_some_and(|newest| newest > known);
        self.said = newest.filter(|_| is_other).or(self.said);
        Ok(is_other)
    }

    /// Whether one of these records refers to the card, and is read by whoever looks at it.
    async fn hangs_on(&self, ctx: &Ctx, object: &Object, changed: &Changed, since: i64) -> Result<bool, Error> {
        let reading = rights::decision(ctx, Action::Read, object);
        let leads = |field: &&catalogue::Field| {
            field.kind.is_stored() && field.kind.target() == Some(&*self.object.name) && reading.may_ever(field)
        };
        let fields = object.fields.values().filter(leads);
        let refers = Expr::any(fields.map(|field| Expr::equals(&object.name, &field.name, Value::Ref(self.id))));
        if reading.is_nothing() || refers == Expr::False {
            return Ok(false);
        }
        let which = match changed {
            Changed::These(ids) => one_of(object, ids.iter().copied()),
            Changed::Many => changed_since(object, since),
        };
        let ask = ListAsk {
            object: object.name.to_string(),
            columns: vec!["version".to_owned()],
            limit: 1,
            archived: query::Archived::Include,
            ..ListAsk::default()
        };
        Ok(!list::list_where(ctx, &ask, Expr::all([refers, which])).await?.rows.is_empty())
    }
}

/// Those of these that the list has for its reader.
async fn ids_of(ctx: &Ctx, ask: &ListAsk, object: &Object, ids: &BTreeSet<Id>) -> Result<BTreeSet<Id>, Error> {
    let ids: Vec<Id> = ids.iter().copied().collect();
    Ok(list::among(ctx, ask, object, &ids).await?.iter().map(|row| row.id).collect())
}

fn changed_since(object: &Object, since: i64) -> Expr {
    let left = Operand::Path(Path::own(&object.name, &"updated_at".into()));
    Expr::Compare { op: Cmp::Ge, left, right: Operand::Value(Value::Instant(since)) }
}
