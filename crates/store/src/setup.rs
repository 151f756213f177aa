//! The company's own set-up in its database: read at the start and whenever its version has grown, changed in one transaction
//! with the tables that it asks for. Every other part of the store works by the catalogue that comes of it.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use catalogue::{Catalogue, CatalogueFault, Id, Setup};
use sea_query::{Order, Query};

use crate::api::Made;
use crate::engine::Engine;
use crate::migrate::{self, Missing};
use crate::sql::{Reader, Step};
use crate::tables::Stored as _;
use crate::{ApplyError, Change, KeptSetup, Store, StoreError, TechnicalWrite, Write, apply};

/// How often a change of tables in use is tried before others must have let them go.
const TRIES: u32 = 40;
/// Between two tries: those who waited behind the last one get their turn.
const PAUSE: Duration = Duration::from_millis(150);

/// Why a set-up was not taken over. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// Its files do not hold together.
    #[error("the set-up has faults")]
    Faults(Vec<CatalogueFault>),
    /// Somebody changed the set-up meanwhile.
    #[error("the set-up was changed meanwhile")]
    Changed,
    #[error(transparent)]
    Apply(#[from] ApplyError),
}

impl Store {
    /// The version of the set-up that this handle works by; 0 when there is none.
    pub fn setup_version(&self) -> i64 {
        self.made.catalogue.setup.version
    }

    /// The store by the set-up of this version, which the database said to hold now.
    pub async fn at(&self, version: i64) -> Result<Store, StoreError> {
        let live = Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner));
        if live.catalogue.setup.version >= version {
            return Ok(Self { made: live, ..self.clone() });
        }
        self.fresh().await
    }

    /// The store by the set-up that holds in the database now, read anew.
    pub async fn fresh(&self) -> Result<Store, StoreError> {
        let kept = latest(&*self.engine).await?;
        if kept.as_ref().map_or(0, |kept| kept.version) == self.setup_version() {
            return Ok(self.clone());
        }
        Ok(self.adopt(laid(self.catalogue(), kept)?))
    }

    /// A handle by this catalogue; the process works by it from now on, unless it knows a newer one.
    pub(crate) fn adopt(&self, catalogue: Arc<Catalogue>) -> Store {
        let made = Made::of(catalogue);
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        if live.catalogue.setup.version < made.catalogue.setup.version {
            *live = Arc::clone(&made);
        }
        drop(live);
        Self { made, ..self.clone() }
    }

    /// Takes over the next set-up: its row, the tables and columns it asks for and the rest of the change are one transaction.
    /// Indexes of tables in use are made afterwards, in the background. Whoever reads is not kept waiting by more than a blink.
    ///
    /// # Errors
    /// `Faults` when it does not load, `Changed` when its version is not the one after that of the database.
    pub async fn change_setup(
        &self,
        setup: Setup,
        by: Option<Id>,
        at: i64,
        mut change: Change,
    ) -> Result<Store, SetupError> {
        let files = serde_json::to_string(&setup.files).map_err(|e| ApplyError::from(StoreError::inside(e)))?;
        let kept = KeptSetup { version: setup.version, by, at, files };
        let catalogue = Arc::new(self.catalogue().with_setup(setup).map_err(SetupError::Faults)?);
        change.writes.push(Write::Technical(TechnicalWrite::AddSetup(kept)));
        for left in (0..TRIES).rev() {
            match self.try_setup(&catalogue, &change).await {
                Ok(indexes) => {
                    self.index_later(indexes).await;
                    return Ok(self.adopt(catalogue));
                }
                Err(ApplyError::Taken { object, field }) if is_key(&object, &field) => return Err(SetupError::Changed),
                Err(ApplyError::Store(StoreError::TimedOut | StoreError::Unavailable(_))) if left > 0 => {
                    tokio::time::sleep(PAUSE).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(ApplyError::from(StoreError::TimedOut).into())
    }

    /// Answers the indexes that are still to be made.
    async fn try_setup(&self, catalogue: &Catalogue, change: &Change) -> Result<Vec<String>, ApplyError> {
        let dialect = self.engine.dialect();
        let present = migrate::present(&*self.engine).await?;
        let mut missing = Missing::default();
        missing.look(&*self.engine, &present, catalogue).await?;
        let run = |text: String| Step::Run(crate::sql::Sql::new(text, vec![]));
        let mut steps: Vec<Step> = dialect.wait_shortly().into_iter().map(Step::Run).collect();
        steps.extend(missing.shape.into_iter().map(run));
        steps.extend(apply::prepare(catalogue, dialect, change)?);
        self.engine.apply(steps).await?;
        Ok(missing.indexes)
    }

    /// Waits until the indexes that a change of the set-up asked for are made: for a command that ends then.
    pub async fn indexes_made(&self) {
        drop(self.indexing.write().await);
    }

    /// One that is not made now is made at the next start.
    async fn index_later(&self, statements: Vec<String>) {
        if statements.is_empty() {
            return;
        }
        let engine = Arc::clone(&self.engine);
        let making = Arc::clone(&self.indexing).read_owned().await;
        tokio::spawn(async move {
            let _making = making;
            if let Err(error) = engine.index(statements).await {
                tracing::warn!(%error, "an index of the set-up could not be made; the next start makes it");
            }
        });
    }
}

/// Whether this is the key of the table of set-ups, as either engine names it.
fn is_key(object: &str, field: &str) -> bool {
    object == KeptSetup::TABLE || field == format!("{}_pkey", KeptSetup::TABLE)
}

/// The set-up that holds.
pub(crate) async fn latest(engine: &dyn Engine) -> Result<Option<KeptSetup>, StoreError> {
    let mut ask = Query::select();
    ask.columns(KeptSetup::COLUMNS.iter().map(|(name, _)| sea_query::Alias::new(*name))).from(KeptSetup::TABLE);
    ask.order_by("version", Order::Desc).limit(1);
    let rows = engine.read(engine.dialect().select(&ask)?).await?;
    rows.into_iter().next().map(|row| KeptSetup::read(&mut Reader::new(row))).transpose()
}

/// The product with this set-up over it.
pub(crate) fn laid(product: &Arc<Catalogue>, kept: Option<KeptSetup>) -> Result<Arc<Catalogue>, StoreError> {
    let Some(kept) = kept else { return Ok(Arc::clone(product)) };
    let files = serde_json::from_str(&kept.files).map_err(StoreError::inside)?;
    let laid = product.with_setup(Setup { version: kept.version, files });
    laid.map(Arc::new).map_err(|faults| {
        StoreError::Refused(format!(
            "The company's own set-up (version {}) does not fit this version of Candor. Go on with the version before, and \
             mend there what is named here:\n{}",
            kept.version,
            told(&faults)
        ))
    })
}

pub(crate) fn told(faults: &[CatalogueFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
