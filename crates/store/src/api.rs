//! `Store`: the face of this crate.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use catalogue::{Catalogue, Id, Name};
use query::{Aggregate, Group, Row, Scoped, Select};

use crate::engine::{Engine, Rows};
use crate::ids::{Ids, Lane};
use crate::sql::{Reader, Sql};
use crate::*;

/// A company's database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) engine: Arc<dyn Engine>,
    /// What this handle works by, from its making on: a request keeps one catalogue to its end.
    pub(crate) made: Arc<Made>,
    /// What the newest handle of this process works by.
    pub(crate) live: Arc<RwLock<Arc<Made>>>,
    /// Rows written in bulk since the planner was last told, and before.
    pub(crate) bulk: Arc<(AtomicU64, AtomicU64)>,
    /// Held by whoever makes indexes in the background.
    pub(crate) indexing: Arc<tokio::sync::RwLock<()>>,
    pub(crate) ids: Arc<Ids>,
    pub(crate) shelf: Option<Shelf>,
}

/// The fewest rows written in bulk of which the planner is told.
const LEAST_TOLD: u64 = 1_000;

/// What the tables were made from.
pub(crate) struct Made {
    pub catalogue: Arc<Catalogue>,
    /// Which object and field a unique index guards.
    guarded: HashMap<(String, String), (Name, Name)>,
}

impl Made {
    pub fn of(catalogue: Arc<Catalogue>) -> Arc<Self> {
        Arc::new(Self { guarded: migrate::guarded(&catalogue), catalogue })
    }
}

/// Records of several objects whose search text contains `text` (folded by the store), best first.
#[derive(Debug, Clone)]
pub struct SearchText {
    pub text: String,
    pub objects: Vec<Name>,
    /// For each object.
    pub limit: u32,
}

/// A record that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub object: Name,
    pub id: Id,
    pub title: Arc<str>,
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…[?schema=name]`; creates it, migrates the technical tables and adds what the
    /// catalogue asks for. Refuses what design §8 names, with what to do about it.
    pub async fn open(url: &str, catalogue: Arc<Catalogue>) -> Result<Store, StoreError> {
        Self::with(crate::open::engine(url, crate::open::Company::Alone).await?, catalogue).await
    }

    /// As `open`, but for one command beside a server that may be running on the same file: shares it, and refuses when the
    /// schema would have to change under that server.
    pub async fn join(url: &str, catalogue: Arc<Catalogue>) -> Result<Store, StoreError> {
        Self::with(crate::open::engine(url, crate::open::Company::Beside).await?, catalogue).await
    }

    /// As `join`, for a command that only looks or changes what is there: refuses an address at which there is no company, and
    /// leaves nothing behind.
    pub async fn find(url: &str, catalogue: Arc<Catalogue>) -> Result<Store, StoreError> {
        let engine = crate::open::engine(url, crate::open::Company::Reading).await?;
        if !migrate::is_ours(&*engine).await? {
            return Err(crate::open::nothing_there(url));
        }
        Self::with(engine, catalogue).await
    }

    async fn with(engine: Arc<dyn Engine>, product: Arc<Catalogue>) -> Result<Store, StoreError> {
        let catalogue = match migrate::run(&*engine, &product).await {
            // Another node may have made the same tables meanwhile: then the second look finds nothing to do.
            Err(StoreError::Internal(first)) => {
                tracing::warn!(error = %first, "the schema is looked at again");
                migrate::run(&*engine, &product).await?
            }
            other => other?,
        };
        let seen = crate::open::largest_id(&*engine, &catalogue).await?;
        let lane = if engine.is_alone() { Lane::Holder } else { Lane::Other };
        let made = Made::of(catalogue);
        let live = Arc::new(RwLock::new(Arc::clone(&made)));
        Ok(Self {
            engine,
            made,
            live,
            bulk: Arc::default(),
            indexing: Arc::default(),
            ids: Arc::new(Ids::after(seen, lane)),
            shelf: None,
        })
    }

    /// The same company with the shelf that its files lie on.
    #[must_use]
    pub fn with_shelf(self, shelf: Shelf) -> Self {
        Self { shelf: Some(shelf), ..self }
    }

    /// Where its files lie; `None` for a command that needs none.
    pub fn shelf(&self) -> Option<&Shelf> {
        self.shelf.as_ref()
    }

    /// The hashes of all files that a column or the history names.
    pub async fn named_files(&self) -> Result<HashSet<String>, StoreError> {
        named::hashes(&*self.engine, self.catalogue()).await
    }

    /// What the tables were made from.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.made.catalogue
    }

    /// A fresh id: time-ordered, within 53 bits.
    pub fn next_id(&self) -> Id {
        self.ids.next()
    }

    /// A page of rows.
    pub async fn select(&self, ask: &Scoped<Select>) -> Result<Vec<Row>, StoreError> {
        if self.is_walked(&ask.ask).await? {
            let rows = self.page(ask, select::Way::Walked).await?;
            if rows.len() == ask.ask.limit as usize {
                return Ok(rows);
            }
        }
        self.page(ask, select::Way::Found).await
    }

    async fn page(&self, ask: &Scoped<Select>, way: select::Way) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        let mut left = ask.clone();
        for part in select::parts(&ask.ask) {
            if way == select::Way::Walked && *part == select::Part::Unknown {
                // A walk that did not fill the page may have ended before its part did: what comes after it is not told by it.
                break;
            }
            let list = select::list(self.catalogue(), self.engine.dialect(), &left, (way, *part))?;
            rows.extend(select::decode(&list.decoders, self.engine.read(list.sql).await?)?);
            left.ask.limit = ask.ask.limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
            if left.ask.limit == 0 {
                break;
            }
        }
        Ok(rows)
    }

    /// Whether a list by a text is looked through in its own order: where so many hold the text that to find them all and put
    /// them in order would cost more, however few are shown.
    async fn is_walked(&self, select: &Select) -> Result<bool, StoreError> {
        let text = catalogue::fold(select.search.as_deref().unwrap_or_default());
        let Some(object) = self.catalogue().object(&select.object).filter(|_| !text.is_empty()) else {
            return Ok(false);
        };
        if !select::is_indexed_order(object, &select.sort) {
            return Ok(false);
        }
        let sample = search::sample(self.engine.dialect(), &object.name, &text)?;
        Ok(search::is_frequent(self.number(sample).await?))
    }

    async fn number(&self, sql: Sql) -> Result<i64, StoreError> {
        let rows = self.engine.read(sql).await?;
        rows.into_iter().next().map_or(Ok(0), |row| Reader::new(row).some_int())
    }

    /// How many rows meet the filter; columns, sort, `after` and `limit` do not matter.
    pub async fn count(&self, ask: &Scoped<Select>) -> Result<i64, StoreError> {
        self.count_within(ask, None).await
    }

    /// The same, counted no further than `most`.
    pub async fn count_up_to(&self, ask: &Scoped<Select>, most: u32) -> Result<i64, StoreError> {
        self.count_within(ask, Some(most)).await
    }

    async fn count_within(&self, ask: &Scoped<Select>, most: Option<u32>) -> Result<i64, StoreError> {
        self.number(select::count(self.catalogue(), self.engine.dialect(), ask, most)?).await
    }

    /// Figures by groups, exact.
    pub async fn aggregate(&self, ask: &Scoped<Aggregate>) -> Result<Vec<Group>, StoreError> {
        Ok(self.aggregate_whole(ask).await?.0)
    }

    /// The same, and the figures over all rows from the same look at them; `None` where they do not follow from those of
    /// the groups: with a median, or when small groups were left out.
    pub async fn aggregate_whole(
        &self,
        ask: &Scoped<Aggregate>,
    ) -> Result<(Vec<Group>, Option<Vec<catalogue::Value>>), StoreError> {
        aggregate::run(&*self.engine, self.catalogue(), ask).await
    }

    /// Records of several objects by parts of their words.
    pub async fn search(&self, ask: &Scoped<SearchText>) -> Result<Vec<Found>, StoreError> {
        let folded = catalogue::fold(&ask.ask.text);
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = self.look(ask, search::Look::Whole, &ask.ask.objects).await?;
        // Only where the text as it stands did not fill the page are its words looked for apart.
        let limit = ask.ask.limit as usize;
        let wanting = |object: &&Name| found.iter().filter(|f| f.object == **object).count() < limit;
        let wanting: Vec<Name> = ask.ask.objects.iter().filter(wanting).cloned().collect();
        if !folded.contains(' ') || wanting.is_empty() {
            return Ok(found);
        }
        for more in self.look(ask, search::Look::Words, &wanting).await? {
            let known = found.iter().any(|f| f.object == more.object && f.id == more.id);
            if !known && found.iter().filter(|f| f.object == more.object).count() < limit {
                found.push(more);
            }
        }
        let place = |f: &Found| ask.ask.objects.iter().position(|object| *object == f.object);
        found.sort_by_key(place);
        Ok(found)
    }

    async fn look(
        &self,
        ask: &Scoped<SearchText>,
        look: search::Look,
        objects: &[Name],
    ) -> Result<Vec<Found>, StoreError> {
        let dialect = self.engine.dialect();
        let objects = match search::glance(dialect, &catalogue::fold(&ask.ask.text), look)? {
            Some(glance) => search::holding(objects, self.engine.read(glance).await?)?,
            None => objects.to_vec(),
        };
        let rendered = objects.iter().map(|object| search::one(self.catalogue(), dialect, ask, object, look));
        let mut rendered: Vec<_> = rendered.collect::<Result<_, _>>()?;
        // Two readers at once: each look costs its own start.
        let rest = rendered.split_off(rendered.len() / 2);
        let (first, rest) = futures::try_join!(self.answer(rendered), self.answer(rest))?;
        let mut found = Vec::new();
        for (object, (title, rows)) in objects.iter().zip(first.into_iter().chain(rest)) {
            found.extend(search::decode(object, &title, rows)?);
        }
        Ok(found)
    }

    /// Records of several objects whose words are nearly those of the text: a letter wrong, missing, too many or two swapped, two
    /// such faults in a long word. Nearest first. For a text that `search` does not find.
    pub async fn near(&self, ask: &Scoped<SearchText>) -> Result<Vec<Found>, StoreError> {
        let folded = catalogue::fold(&ask.ask.text);
        for reach in [near::Reach::One, near::Reach::Two] {
            let Some(words) = near::Words::of(&folded, reach) else { continue };
            let found = self.look_near(ask, &words).await?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    async fn look_near(&self, ask: &Scoped<SearchText>, words: &near::Words) -> Result<Vec<Found>, StoreError> {
        let dialect = self.engine.dialect();
        let objects = match near::glance(dialect, words)? {
            Some(glance) => search::holding(&ask.ask.objects, self.engine.read(glance).await?)?,
            None => ask.ask.objects.clone(),
        };
        let mut asked = Vec::new();
        for object in &objects {
            let one = near::one(self.catalogue(), dialect, ask, object, words)?;
            asked.extend(one.map(|(sql, title)| (sql, (object, title))));
        }
        let mut found = Vec::new();
        for ((object, title), rows) in self.answer(asked).await? {
            found.extend(near::nearest(object, (words, ask.ask.limit), &title, rows)?);
        }
        Ok(found)
    }

    async fn answer<T>(&self, asked: Vec<(Sql, T)>) -> Result<Vec<(T, Rows)>, StoreError> {
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let (statements, with): (Vec<_>, Vec<_>) = asked.into_iter().unzip();
        Ok(with.into_iter().zip(self.engine.read_all(statements).await?).collect())
    }

    /// All of the change, durable, or nothing.
    pub async fn apply(&self, change: Change) -> Result<(), ApplyError> {
        for (at, part) in sabotage::parts(change).into_iter().enumerate() {
            if at > 0 {
                sabotage::rest().await;
            }
            self.apply_whole(part).await?;
        }
        Ok(())
    }

    async fn apply_whole(&self, change: Change) -> Result<(), ApplyError> {
        let steps = apply::prepare(self.catalogue(), self.engine.dialect(), &change)?;
        drop(change);
        match self.engine.apply(steps).await {
            Err(ApplyError::Taken { object, field }) => Err(self.taken(&object, &field)),
            other => other,
        }
    }

    /// Engines name the index or the column; callers know the field.
    fn taken(&self, table: &str, column: &str) -> ApplyError {
        match self.made.guarded.get(&(table.to_owned(), column.to_owned())) {
            Some((object, field)) => ApplyError::Taken { object: object.clone(), field: field.clone() },
            None => StoreError::Internal(format!("{table}.{column} refuses a row as a double")).into(),
        }
    }

    /// After many rows were written at once: tells the planner how many there are, when they are a good part of all. Until a
    /// server finds out by itself, it takes the tables for empty.
    pub async fn written_in_bulk(&self, objects: &[Name], rows: usize) -> Result<(), StoreError> {
        let (fresh, known) = &*self.bulk;
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        let since = fresh.fetch_add(rows, Ordering::Relaxed).saturating_add(rows);
        let before = known.load(Ordering::Relaxed);
        if since < LEAST_TOLD + before / 4 {
            return Ok(());
        }
        fresh.store(0, Ordering::Relaxed);
        known.store(before.saturating_add(since), Ordering::Relaxed);
        let tables = objects.iter().filter_map(|name| self.catalogue().object(name)).map(|object| &*object.plural);
        let tables: Vec<&str> = tables.chain([migrations::SEARCH, "candor_stays"]).collect();
        let statements = self.engine.dialect().count_rows(&tables);
        if statements.is_empty() { Ok(()) } else { self.engine.define(statements).await }
    }

    /// A consistent copy, online: portable (the same on both engines), one JSON line a row, with the schema's version and
    /// every file that rows name. A file that is missing or damaged fails it by name.
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        backup::write(&*self.engine, self.catalogue(), self.shelf(), to).await
    }

    /// Into an empty database only; files go to the shelf. Answers the store by the set-up that came with it.
    pub async fn restore(&self, from: &Path) -> Result<Store, StoreError> {
        let catalogue = restore::read(&*self.engine, self.catalogue(), self.shelf(), from).await?;
        Ok(self.adopt(catalogue))
    }

    /// The schema as text, the same on both engines: a golden file in tests.
    pub async fn schema_text(&self) -> Result<String, StoreError> {
        migrate::text(&*self.engine).await
    }

    /// SHA-256 over every row of every object table with its search text, stays and history, in id order: proves that an undo
    /// left things as before. Evidence and batches are not part of it.
    pub async fn digest(&self) -> Result<String, StoreError> {
        copy::digest(&*self.engine, self.catalogue()).await
    }
}
