//! Special rules: records taken away from a person or a role, whatever the roles give. Always with a reason and a last day,
//! made by owners alone, listed to every owner, and never binding one.

mod compile;

use std::sync::Arc;

use catalogue::{Action, Id, Name};
use serde_json::json;
use store::{Change, Rule, TechnicalWrite, Write};

pub(crate) use compile::{denies_of, is_sound};

use crate::{Ctx, Error, Fault, Message, asking, evidence, history, people, rights, until};

/// The longest reason.
const REASON: usize = 500;

/// What a rule takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// The records are not there at all.
    Sight,
    /// They are read and counted, and nothing else.
    Change,
    /// They are not exported, printed, or mailed to.
    TakingOut,
}

/// A rule as somebody asks for it, as text.
#[derive(Debug, Clone, Default)]
pub struct RuleDraft {
    pub user: Option<Id>,
    pub role: Option<Name>,
    pub object: String,
    pub takes: Option<Takes>,
    /// Which records; blank for every one.
    pub filter: String,
    /// The records too that refer to these.
    pub related: bool,
    pub reason: String,
    /// As typed.
    pub until: String,
}

/// A rule as owners see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub rule: Rule,
    pub takes: Takes,
    /// The bound person's name, and the name of who made it.
    pub user: Option<Arc<str>>,
    pub by: Option<Arc<str>>,
    /// The one record that it is about, and its title.
    pub only: Option<(Id, Arc<str>)>,
    pub standing: Standing,
}

/// How a rule stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Holds,
    /// Its condition is not understood any more: it takes every record until somebody mends it.
    Broken,
    Over,
}

/// Every rule there ever was, newest first. Owners only.
pub async fn list(ctx: &Ctx) -> Result<Vec<Shown>, Error> {
    need_owner(ctx)?;
    let rules = ctx.gate.store.rules().await?;
    let people = rules.iter().flat_map(|rule| [rule.user, Some(rule.by)]).flatten().map(|id| ("user".into(), id));
    let single = rules.iter().filter_map(|rule| Some((rule.object.clone(), only(&rule.filter)?)));
    let names = history::titles_of(ctx, people.chain(single).collect()).await?;
    let name = |id: Id| names.get(&("user".into(), id)).cloned();
    let shown = |rule: Rule| Shown {
        takes: Takes::of(&rule.actions),
        user: rule.user.and_then(name),
        by: name(rule.by),
        only: only(&rule.filter).and_then(|id| Some((id, names.get(&(rule.object.clone(), id))?.clone()))),
        standing: standing(ctx, &rule),
        rule,
    };
    evidence::note(ctx, "rules", None, None, &json!({ "rows": rules.len() }));
    Ok(rules.into_iter().map(shown).collect())
}

/// The record of a condition that names one.
fn only(filter: &str) -> Option<Id> {
    filter.trim().strip_prefix("id == ")?.parse().ok().map(Id)
}

fn standing(ctx: &Ctx, rule: &Rule) -> Standing {
    if rule.until <= ctx.env.now {
        Standing::Over
    } else if is_sound(&ctx.gate.catalogue, rule, &ctx.env) {
        Standing::Holds
    } else {
        Standing::Broken
    }
}

/// Makes a rule; it holds from the next request of whom it binds. Owners only.
pub async fn add(ctx: &Ctx, draft: &RuleDraft) -> Result<Id, Error> {
    need_owner(ctx)?;
    let rule = checked(ctx, draft).await?;
    let id = rule.id;
    let detail = json!({
        "rule": id.0, "user": rule.user.map(|id| id.0), "role": rule.role, "actions": rule.actions,
        "filter": rule.filter, "related": rule.related, "reason": rule.reason, "until": rule.until,
    });
    put(ctx, "rule", rule, &detail).await?;
    Ok(id)
}

/// Ends a rule at once. Owners only.
pub async fn end(ctx: &Ctx, id: Id) -> Result<(), Error> {
    need_owner(ctx)?;
    let rules = ctx.gate.store.rules_at(ctx.env.now).await?;
    let rule = rules.into_iter().find(|rule| rule.id == id).ok_or(Error::NotFound)?;
    let detail = json!({ "rule": id.0 });
    put(ctx, "rule_end", Rule { until: ctx.env.now, ..rule }, &detail).await
}

fn need_owner(ctx: &Ctx) -> Result<(), Error> {
    if rights::is_owner(ctx) {
        return Ok(());
    }
    evidence::note_refusal(ctx, "rule", "", None, &Error::Forbidden);
    Err(Error::Forbidden)
}

async fn put(ctx: &Ctx, kind: &'static str, rule: Rule, detail: &serde_json::Value) -> Result<(), Error> {
    let event = evidence::event(ctx, kind, Some(&rule.object), None, detail);
    let writes = vec![Write::Technical(TechnicalWrite::PutRule(rule))];
    let change = Change { writes, evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}

/// All faults of a draft at once, or the rule.
async fn checked(ctx: &Ctx, draft: &RuleDraft) -> Result<Rule, Error> {
    let of = |field: &str, key| Fault::of(&field.into(), key, Vec::new());
    let mut faults = bound(ctx, draft).await?;
    if let Err(more) = condition(ctx, draft) {
        faults.extend(more);
    }
    let reason = draft.reason.trim();
    if reason.is_empty() {
        faults.push(of("reason", "fault-required"));
    } else if reason.chars().count() > REASON {
        faults.push(Fault::of(&"reason".into(), "fault-too-long", vec![("most", REASON.to_string())]));
    }
    if draft.takes.is_none() {
        faults.push(of("takes", "fault-required"));
    }
    let until = match until::last_day(ctx, &draft.until) {
        Ok(until) => until,
        Err(fault) => {
            faults.push(fault);
            Some(0)
        }
    };
    let (Some(takes), Some(until)) = (draft.takes, until) else {
        faults.extend(until.is_none().then(|| of("until", "fault-required")));
        return Err(Error::Invalid(faults));
    };
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    Ok(Rule {
        id: ctx.gate.store.next_id(),
        user: draft.user,
        role: draft.role.clone(),
        object: draft.object.as_str().into(),
        actions: takes.actions().iter().map(|action| action.as_str()).collect::<Vec<_>>().join(","),
        filter: draft.filter.trim().to_owned(),
        related: draft.related,
        reason: reason.to_owned(),
        by: ctx.who.user,
        at: ctx.env.now,
        until,
    })
}

/// Exactly one person or role, and no owner.
async fn bound(ctx: &Ctx, draft: &RuleDraft) -> Result<Vec<Fault>, Error> {
    let of = |key| Ok(vec![Fault::of(&"user".into(), key, Vec::new())]);
    match (draft.user, &draft.role) {
        (Some(_), Some(_)) | (None, None) => of("fault-rule-whom"),
        (Some(user), None) => match people::known(&ctx.gate, user).await? {
            None => of("fault-not-found"),
            Some(person) if person.is_owner() => of("fault-rule-owner"),
            Some(_) => Ok(Vec::new()),
        },
        (None, Some(role)) if &**role == access::OWNER_ROLE => of("fault-rule-owner"),
        (None, Some(role)) if !ctx.gate.catalogue.roles.contains_key(role) => of("fault-rule-whom"),
        (None, Some(_)) => Ok(Vec::new()),
    }
}

fn condition(ctx: &Ctx, draft: &RuleDraft) -> Result<(), Vec<Fault>> {
    let Some(object) = ctx.gate.catalogue.objects.get(draft.object.as_str()) else {
        return Err(vec![Fault::of(&"object".into(), "fault-required", Vec::new())]);
    };
    let expr = query::condition(&ctx.gate.catalogue, object, &draft.filter, &ctx.env);
    let at_filter = |fault: Fault| Fault { field: Some("filter".into()), ..fault };
    match expr.map_err(asking::faults) {
        Err(Error::Invalid(faults)) => Err(faults.into_iter().map(at_filter).collect()),
        Err(_) => Ok(()),
        Ok(expr) if query::goes_over_many(&expr) => {
            let message = Message { key: "fault-rule-many", args: Vec::new() };
            Err(vec![Fault { field: Some("filter".into()), message }])
        }
        Ok(_) => Ok(()),
    }
}

impl Takes {
    /// Every kind of rule.
    pub const ALL: [Self; 3] = [Self::Sight, Self::Change, Self::TakingOut];

    /// The word in forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sight => "sight",
            Self::Change => "change",
            Self::TakingOut => "taking_out",
        }
    }

    fn actions(self) -> Vec<Action> {
        use Action::{Aggregate, Create, Export, MailOut, Print, Read};
        let all = Action::ALL.into_iter();
        match self {
            Self::Sight => all.filter(|action| *action != Create).collect(),
            Self::Change => all.filter(|a| !matches!(a, Read | Aggregate | Export | Print | MailOut)).collect(),
            Self::TakingOut => vec![Export, Print, MailOut],
        }
    }

    /// What these kept actions amount to.
    fn of(actions: &str) -> Self {
        let has = |action: Action| actions.split(',').any(|word| word == action.as_str());
        match (has(Action::Read), has(Action::Update)) {
            (true, _) => Self::Sight,
            (false, true) => Self::Change,
            (false, false) => Self::TakingOut,
        }
    }
}
