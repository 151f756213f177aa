//! Tells a story into an empty company, through the gate, as the people who did it. Events that have nothing to do with
//! each other are told at once, so that they share the disk's time.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use access::Principal;
use catalogue::{Id, Value};
use futures::future::try_join_all;
use records::{Ctx, Draft, Gate, Record};

use crate::cast::{PEOPLE, Person};
use crate::pen::{Act, Cell, Event};

/// Somebody who can sign in, with the password made for this demo alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    pub name: &'static str,
    pub email: &'static str,
    pub role: &'static str,
    pub password: String,
}

/// Why a story was not told.
#[derive(Debug, thiserror::Error)]
pub enum TellError {
    /// The demo is told into an empty database only.
    #[error("the database is not empty")]
    NotEmpty,
    /// An event that the gate did not take: which record of the story, and the gate's reason.
    #[error("{key}: {reason:?}")]
    Event { key: Arc<str>, reason: records::Error },
    #[error(transparent)]
    Gate(#[from] records::Error),
}

const REASON: &str = "the demo company";
/// Events told at once.
const WAVE: usize = 128;

/// Tells the story, then gives everybody a random password.
///
/// # Errors
/// `NotEmpty`; `Event` when the gate refuses something, with what was told before left as it is.
pub async fn tell(gate: &Gate, events: Vec<Event>) -> Result<Vec<SignIn>, TellError> {
    if !guard::invitation::is_empty(gate).await? {
        return Err(TellError::NotEmpty);
    }
    let mut teller = Teller { gate, told: HashMap::new(), people: HashMap::new() };
    for wave in waves(events) {
        teller.tell_wave(wave).await?;
    }
    teller.sign_ins().await
}

/// Cuts the story where an event needs what an earlier one of the same wave makes.
fn waves(events: Vec<Event>) -> Vec<Vec<Event>> {
    let mut waves: Vec<Vec<Event>> = Vec::new();
    let mut touched: HashSet<Arc<str>> = HashSet::new();
    let mut wave: Vec<Event> = Vec::new();
    for event in events {
        let (key, fields) = match &event.act {
            Act::Create { key, fields, .. } | Act::Update { key, fields } => (key, fields),
        };
        let needs = fields.iter().filter_map(|(_, cell)| if let Cell::Link(link) = cell { Some(link) } else { None });
        let actor = event.who.map(Arc::from);
        if wave.len() >= WAVE || needs.chain([key]).chain(actor.as_ref()).any(|name| touched.contains(name)) {
            waves.push(std::mem::take(&mut wave));
            touched.clear();
        }
        touched.insert(key.clone());
        wave.push(event);
    }
    waves.push(wave);
    waves
}

struct Teller<'a> {
    gate: &'a Gate,
    told: HashMap<Arc<str>, (&'static str, Id, i64)>,
    people: HashMap<&'static str, Arc<Principal>>,
}

impl Teller<'_> {
    async fn tell_wave(&mut self, wave: Vec<Event>) -> Result<(), TellError> {
        for event in &wave {
            if let Some(who) = event.who
                && !self.people.contains_key(who)
                && let Some((_, id, _)) = self.told.get(who)
            {
                let principal = guard::principal(self.gate, *id).await?;
                self.people.insert(who, Arc::new(principal));
            }
        }
        let told = try_join_all(wave.iter().map(|event| self.tell_event(event))).await?;
        self.told.extend(told);
        Ok(())
    }

    fn ctx(&self, event: &Event) -> Ctx {
        let principal = event.who.and_then(|who| self.people.get(who));
        let ctx = match principal {
            Some(who) => Ctx::person(self.gate, who.clone(), "command", "", ""),
            None => Ctx::system(self.gate, REASON),
        };
        ctx.at(event.at)
    }

    async fn tell_event(&self, event: &Event) -> Result<(Arc<str>, (&'static str, Id, i64)), TellError> {
        let ctx = self.ctx(event);
        let failed = |key: &Arc<str>, reason| TellError::Event { key: key.clone(), reason };
        match &event.act {
            Act::Create { key, object, fields } => {
                let draft = self.draft(&ctx, object, fields).await.map_err(|e| failed(key, e))?;
                let made = records::create::create(&ctx, object, draft, None).await;
                let record: Record = made.map_err(|e| failed(key, e))?;
                Ok((key.clone(), (object, record.id, record.version)))
            }
            Act::Update { key, fields } => {
                let Some((object, id, version)) = self.told.get(key).copied() else {
                    return Err(failed(key, records::Error::NotFound));
                };
                let draft = self.draft(&ctx, object, fields).await.map_err(|e| failed(key, e))?;
                let made = records::update::update(&ctx, object, id, version, draft).await;
                let record = made.map_err(|e| failed(key, e))?;
                Ok((key.clone(), (object, id, record.version)))
            }
        }
    }

    async fn draft(&self, ctx: &Ctx, object: &str, fields: &[(&'static str, Cell)]) -> Result<Draft, records::Error> {
        let mut draft = Draft::default();
        for (field, cell) in fields {
            draft = match cell {
                Cell::Is(value) => draft.with_value(field, value.clone()),
                Cell::Link(key) => {
                    draft.with_value(field, self.told.get(key).map_or(Value::Null, |(_, id, _)| Value::Ref(*id)))
                }
                Cell::File { name, bytes } if self.gate.store.shelf().is_some() => {
                    draft.with_file(field, records::files::keep(ctx, object, field, name, bytes.to_vec()).await?)
                }
                // Without a folder of files the paper is told by its name.
                Cell::File { name, .. } => draft.with("name", &**name),
            };
        }
        Ok(draft)
    }

    async fn sign_ins(&self) -> Result<Vec<SignIn>, TellError> {
        let mut sign_ins = Vec::new();
        for Person { key, name, email, role, .. } in PEOPLE {
            let Some((_, id, _)) = self.told.get(key) else { continue };
            let password = guard::password::random(self.gate)?;
            guard::password::set(&Ctx::system(self.gate, REASON), *id, &password).await?;
            sign_ins.push(SignIn { name, email, role, password });
        }
        Ok(sign_ins)
    }
}
