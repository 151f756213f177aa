//! What the verbs stand on: the `Gate` (one per process) and the `Ctx` (one per request). There is no ambient user.

use std::sync::{Arc, Mutex, RwLock};

use access::Principal;
use catalogue::{Catalogue, Id, Lang, Name};
use query::{Env, Scope};
use store::Store;

use crate::evidence::Buffer;
use crate::live::Feed;
use crate::once::Named;
use crate::settings::{self, Settings};
use crate::{Error, evidence};

/// What does not change within a request. Cheap to clone: the process has one, and each request its own, by the set-up that
/// holds when it begins.
#[derive(Clone)]
pub struct Gate {
    pub store: Store,
    pub catalogue: Arc<Catalogue>,
    pub clock: Clock,
    pub(crate) settings: Arc<RwLock<Arc<Settings>>>,
    pub(crate) buffer: Arc<Buffer>,
    /// One making anew of search texts at a time.
    pub(crate) catching_up: Arc<tokio::sync::Mutex<()>>,
    /// Tells open pages what others change.
    pub live: Arc<Feed>,
    /// The evidence tree as far as it is sealed, once it was read.
    pub(crate) sealer: Arc<tokio::sync::Mutex<Option<audit::Tree>>>,
}

/// Where time comes from: injected, so that tests and the demo can set it. UTC microseconds.
#[derive(Clone)]
pub struct Clock(pub Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(|| jiff::Timestamp::now().as_microsecond()))
    }

    /// A clock that stands still at this instant (UTC microseconds).
    #[must_use]
    pub fn fixed(at: i64) -> Self {
        Self(Arc::new(move || at))
    }

    /// This instant, UTC microseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        (self.0)()
    }
}

impl Gate {
    /// Reads the company's settings and starts the task that writes buffered read evidence (within 200 ms).
    pub async fn open(store: Store, clock: Clock) -> Result<Self, Error> {
        let settings = settings::load(&store).await?;
        let gate = Self {
            catalogue: Arc::clone(store.catalogue()),
            store,
            clock,
            settings: Arc::new(RwLock::new(Arc::new(settings))),
            buffer: Arc::new(Buffer::default()),
            catching_up: Arc::default(),
            live: Arc::default(),
            sealer: Arc::default(),
        };
        evidence::start_flushing(&gate);
        Ok(gate)
    }

    /// The gate by the set-up of this version and the settings of this mark, which the database said to hold now: one for a
    /// whole request, whichever node changed them.
    pub async fn at(&self, version: i64, mark: Option<&str>) -> Result<Self, Error> {
        if self.settings().mark.as_deref() != mark {
            settings::load_anew(self).await?;
        }
        Ok(self.by(self.store.at(version).await?))
    }

    /// The gate by the set-up that holds now: for work that begins without a request.
    pub async fn fresh(&self) -> Result<Self, Error> {
        Ok(self.by(self.store.fresh().await?))
    }

    pub(crate) fn by(&self, store: Store) -> Self {
        Self { catalogue: Arc::clone(store.catalogue()), store, ..self.clone() }
    }

    /// The company's settings as they stand.
    #[must_use]
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Writes the evidence of reads that waits in memory. To be awaited at shutdown.
    pub async fn flush_evidence(&self) -> Result<(), Error> {
        evidence::flush(self).await
    }

    /// The values that are one for a whole request of this person.
    #[must_use]
    pub fn env(&self, me: Id) -> Env {
        let settings = self.settings();
        Env {
            me,
            now: self.clock.now(),
            zone: settings.zone.clone(),
            fiscal_month: settings.fiscal_month,
            currency: settings.currency,
        }
    }
}

/// Who asks, through which channel, when: the argument of every verb.
#[derive(Clone)]
pub struct Ctx {
    pub gate: Gate,
    pub who: Arc<Principal>,
    pub env: Env,
    /// `page`, `live` (a page that is drawn anew by itself), `feed` (a calendar program), `api`, `import`, `command`, `system`.
    pub channel: Name,
    pub address: Arc<str>,
    pub request: Arc<str>,
    /// The reader's language: how typed numbers and dates are read.
    pub lang: Lang,
    pub(crate) authority: Authority,
    /// Present when the sender may send this request again: its change keeps the answer.
    pub(crate) named: Option<Arc<Named>>,
    /// What `scope` answered in this request: it depends on the person alone, who is one for the whole request.
    scopes: Arc<Mutex<Vec<Known>>>,
}

/// An answer of `Ctx::scope`.
struct Known {
    action: catalogue::Action,
    who: Arc<Principal>,
    scope: Arc<Scope>,
}

/// On whose right a request runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Authority {
    Person,
    /// Every row and field, for this stated reason.
    System(&'static str),
}

impl Ctx {
    /// A request of a person. `guard` makes the principal: only an active person has one.
    #[must_use]
    pub fn person(gate: &Gate, who: Arc<Principal>, channel: &str, address: &str, request: &str) -> Self {
        Self {
            env: gate.env(who.user),
            gate: gate.clone(),
            who,
            channel: channel.into(),
            address: address.into(),
            request: request.into(),
            lang: gate.settings().lang(),
            authority: Authority::Person,
            named: None,
            scopes: Arc::default(),
        }
    }

    /// The system itself, which may do everything: start-up, the demo and set-up from the command line only. The reason
    /// stands in the evidence of whatever it does.
    #[must_use]
    pub fn system(gate: &Gate, reason: &'static str) -> Self {
        let who = Principal {
            user: Id(0),
            name: "system".into(),
            roles: Vec::new(),
            teams: Vec::new(),
            branches: Vec::new(),
            team: None,
            branch: None,
            denies: Vec::new(),
            shares: Vec::new(),
        };
        Self { authority: Authority::System(reason), ..Self::person(gate, Arc::new(who), "system", "", "") }
    }

    /// The same request at another instant (UTC microseconds): the demo tells a year's story.
    #[must_use]
    pub fn at(mut self, now: i64) -> Self {
        self.env.now = now;
        self
    }

    /// The same request with the rights that the person has by now: for work that goes on after its request was answered.
    /// `Forbidden` when they may not act any more.
    pub async fn renewed(&self) -> Result<Self, Error> {
        let Some(user) = self.actor().filter(|_| !self.is_elevated()) else { return Ok(self.clone()) };
        let who = match crate::people::principal(&self.gate, user).await {
            Ok(who) => Arc::new(who),
            Err(Error::NotFound) => return Err(Error::Forbidden),
            Err(error) => return Err(error),
        };
        Ok(Self { who, ..self.clone() })
    }

    /// The same request as this person would make it: only to work out what their rights are.
    pub(crate) fn on_behalf(&self, who: Arc<Principal>) -> Self {
        let env = Env { me: who.user, ..self.env.clone() };
        Self { who, env, authority: Authority::Person, scopes: Arc::default(), ..self.clone() }
    }

    /// The same request under the key by which its sender may send it again. For a request that makes one change.
    #[must_use]
    pub fn once(mut self, named: Named) -> Self {
        self.named = Some(Arc::new(named));
        self
    }

    /// The same request in the reader's own language.
    #[must_use]
    pub fn speaking(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// The same request in the language that the person chose, else the company's.
    #[must_use]
    pub fn in_language_of(self, known: &crate::people::Known) -> Self {
        match known.lang() {
            Some(lang) => self.speaking(lang),
            None => self,
        }
    }

    /// Who did it, for columns and evidence; `None` for the system itself.
    #[must_use]
    pub fn actor(&self) -> Option<Id> {
        (self.who.user != Id(0)).then_some(self.who.user)
    }

    /// The same person with the system's rights, for a verb that has checked a right of its own (people, undo of a batch).
    pub(crate) fn elevated(&self, reason: &'static str) -> Self {
        Self { authority: Authority::System(reason), scopes: Arc::default(), ..self.clone() }
    }

    /// Whether it runs with every right.
    pub(crate) fn is_elevated(&self) -> bool {
        self.authority != Authority::Person
    }

    /// Which rows and fields of every object this request may touch with the action.
    pub(crate) fn scope(&self, action: catalogue::Action) -> Arc<Scope> {
        let mut known = self.scopes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = known.iter().find(|k| k.action == action && Arc::ptr_eq(&k.who, &self.who)) {
            return Arc::clone(&known.scope);
        }
        let scope = Arc::new(match self.authority {
            Authority::System(reason) => Scope::system(reason),
            Authority::Person => access::scope(&self.gate.catalogue, &self.who, action),
        });
        known.push(Known { action, who: Arc::clone(&self.who), scope: Arc::clone(&scope) });
        scope
    }
}
