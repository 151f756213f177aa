//! Roles of the company's own: made like another one, changed with the effect shown before it holds, and taken away once nobody has
//! them. Only an owner does, because whoever gives rights could give them to themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{Action, Catalogue, FieldSet, Grant, Name, OWN, Object, OwnRole, Role, ScopeLevel, own_name};
use query::Archived;

use super::draft::{HELP, LABEL, fault, label};
use super::{change, checked, next};
use crate::{Ctx, Error, Fault, people, rights, row};

/// What works with records takes all of this; the rest of the actions is ticked one by one.
const WORK: [Action; 5] = [Action::Create, Action::Update, Action::Archive, Action::Print, Action::Share];
/// Actions that a role is given one by one, in the order of the page.
pub const FURTHER: [Action; 6] =
    [Action::Transfer, Action::BulkUpdate, Action::Merge, Action::Import, Action::Export, Action::MailOut];
/// People and kinds of record of whom the effect is counted.
const COUNTED: usize = 6;

/// How far a role reaches among the records of one object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reach {
    pub sees: ScopeLevel,
    pub works: ScopeLevel,
    pub further: BTreeSet<Action>,
}

/// A role as typed.
#[derive(Debug, Clone, Default, Hash)]
pub struct RoleDraft {
    pub label: String,
    pub help: String,
    /// The role that it begins from: what stays as it is there keeps its limits of fields too.
    pub like: String,
    pub reach: BTreeMap<Name, Reach>,
    pub set_up: bool,
    pub evidence: bool,
}

/// What a role would be.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Whether it may set up, or read the evidence, and did not, or the other way round.
    pub set_up: Option<bool>,
    pub evidence: Option<bool>,
    /// Objects whose reach becomes another: as it is, of the role or of the one that it begins from, and as it will be.
    pub changes: Vec<(Name, Reach, Reach)>,
    /// Everybody who has the role.
    pub holders: usize,
    /// Some of them.
    pub people: Vec<Holder>,
}

/// Somebody who has a role, with how many records of an object they see now and then.
#[derive(Debug, Clone)]
pub struct Holder {
    pub name: Arc<str>,
    pub seen: Vec<(Name, i64, i64)>,
}

/// How far the role reaches now, in the words of the page: the widest of its grants.
#[must_use]
pub fn reach_of(role: &Role, object: &str) -> Reach {
    let scope = |action: Action| widest(role, object, action).map_or(ScopeLevel::None, |grant| grant.scope);
    let further = FURTHER.into_iter().filter(|action| scope(*action) > ScopeLevel::None);
    Reach { sees: scope(Action::Read), works: scope(Action::Update), further: further.collect() }
}

/// The grant by which the role does this with most records.
fn widest<'r>(role: &'r Role, object: &'r str, action: Action) -> Option<&'r Grant> {
    grants_of(role, object).filter(|grant| grant.actions.contains(&action)).max_by_key(|grant| grant.scope)
}

fn grants_of<'r>(role: &'r Role, object: &'r str) -> impl Iterator<Item = &'r Grant> {
    role.grants.iter().filter(move |grant| matches!(&*grant.object, "*") || &*grant.object == object)
}

/// What the role would be and for whom; nothing is written. `name` is that of a role of the company's own, `None` for a new one.
pub async fn role_effect(ctx: &Ctx, name: Option<&str>, draft: &RoleDraft) -> Result<Effect, Error> {
    let role = role(ctx, name, draft)?;
    let gate = ctx.gate.fresh().await?;
    let mut setup = next(&gate, gate.catalogue.setup.files.clone());
    setup.set_role(ctx.lang, &role);
    let after = checked(ctx, &gate, &setup, &[]).await?;
    let base = base(&gate.catalogue, name, draft)?;
    let will_be = after.roles.get(role.name.as_str()).ok_or(Error::NotFound)?;
    let both = gate.catalogue.objects.keys().map(|object| {
        let (is, then) = (reach_of(base, object), reach_of(will_be, object));
        (object.clone(), is, then)
    });
    let changes: Vec<_> = both.filter(|(_, is, then)| is != then).collect();
    let holders = holders(ctx, name).await?;
    let mut people = Vec::new();
    for person in holders.iter().take(COUNTED) {
        let seen = counts(ctx, &after, person.id, &changes).await?;
        people.push(Holder { name: Arc::clone(&person.name), seen });
    }
    let other = |is: bool, then: bool| (is != then).then_some(then);
    let (set_up, evidence) = (other(base.set_up, will_be.set_up), other(base.evidence, will_be.evidence));
    Ok(Effect { set_up, evidence, changes, holders: holders.len(), people })
}

/// Adds the role, or gives it other grants; answers its name.
///
/// # Errors
/// `Forbidden` for whoever is no owner; `Invalid` when something typed does not hold; `NotFound` for a role that is not the
/// company's own.
pub async fn save_role(ctx: &Ctx, name: Option<&str>, draft: &RoleDraft) -> Result<String, Error> {
    let role = role(ctx, name, draft)?;
    let is_new = name.is_none();
    change(ctx, |setup| {
        // Somebody may have made one of this name meanwhile: it is theirs.
        if !(is_new && setup.has_role(&role.name)) {
            setup.set_role(ctx.lang, &role);
        }
    })
    .await?;
    Ok(role.name)
}

/// Takes a role away. `Invalid` while somebody has it.
pub async fn remove_role(ctx: &Ctx, name: &str) -> Result<(), Error> {
    rights::need_owner(ctx)?;
    own(&ctx.gate.catalogue, name)?;
    let holders = holders(ctx, Some(name)).await?;
    if !holders.is_empty() {
        return Err(Error::invalid("fault-role-held", vec![("count", holders.len().to_string())]));
    }
    change(ctx, |setup| setup.remove_role(name)).await.map(drop)
}

fn own<'c>(catalogue: &'c Catalogue, name: &str) -> Result<&'c Role, Error> {
    catalogue.roles.get(name).filter(|role| role.name.starts_with(OWN)).ok_or(Error::NotFound)
}

fn base<'c>(catalogue: &'c Catalogue, name: Option<&str>, draft: &RoleDraft) -> Result<&'c Role, Error> {
    match name {
        Some(name) => own(catalogue, name),
        None => catalogue.roles.get(draft.like.as_str()).ok_or(Error::NotFound),
    }
}

/// The role that is meant, checked.
fn role(ctx: &Ctx, name: Option<&str>, draft: &RoleDraft) -> Result<OwnRole, Error> {
    rights::need_owner(ctx)?;
    let catalogue = &ctx.gate.catalogue;
    let base = base(catalogue, name, draft)?;
    let mut faults: Vec<Fault> = Vec::new();
    let text = label("label", &draft.label, LABEL, &mut faults);
    if draft.help.chars().count() > HELP {
        faults.push(fault("help", "fault-setup-long", vec![("limit", HELP.to_string())]));
    }
    let is_narrow = |(_, reach): &(&Name, &Reach)| reach.works > reach.sees;
    for (object, _) in draft.reach.iter().filter(is_narrow) {
        faults.push(fault(object, "fault-role-unseen", Vec::new()));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    Ok(OwnRole {
        name: name.map_or_else(|| own_name(&text, &|name| catalogue.roles.contains_key(name)), str::to_owned),
        label: text,
        help: draft.help.clone(),
        grants: grants(catalogue, base, draft),
        set_up: draft.set_up,
        evidence: draft.evidence,
    })
}

/// The grants of the role it begins from, but of the objects whose reach is another.
fn grants(catalogue: &Catalogue, base: &Role, draft: &RoleDraft) -> Vec<Grant> {
    let is_other = |object: &Name| draft.reach.get(object).is_some_and(|reach| *reach != reach_of(base, object));
    if !catalogue.objects.keys().any(is_other) {
        return base.grants.clone();
    }
    let of = |object: &Arc<Object>| -> Vec<Grant> {
        match draft.reach.get(&object.name).filter(|_| is_other(&object.name)) {
            Some(reach) => granted(base, &object.name, &of_shared(object, reach)),
            None => grants_of(base, &object.name).map(|g| Grant { object: object.name.clone(), ..g.clone() }).collect(),
        }
    };
    catalogue.objects.values().flat_map(of).collect()
}

/// Grants that reach so far, each with the fields that the base has for it. What is not on the page stays as far as it was:
/// whoever sees more does not for that hand over, take out or count more.
fn granted(base: &Role, object: &Name, reach: &Reach) -> Vec<Grant> {
    let is = reach_of(base, object);
    let widest = |action: Action| widest(base, object, action);
    let any = grants_of(base, object).max_by_key(|grant| grant.scope);
    let grant = |action: Action, scope: ScopeLevel| {
        let like = widest(action).or_else(|| widest(Action::Read)).or(any);
        let through = widest(action).map_or_else(Vec::new, |grant| grant.through.clone());
        let fields = like.map_or(FieldSet::All, |grant| grant.fields.clone());
        Grant { object: object.clone(), actions: vec![action], scope, fields, through }
    };
    let was = |action: Action| widest(action).map_or(ScopeLevel::None, |grant| grant.scope);
    // Figures go along with what is seen, unless they reached further.
    let counts = if was(Action::Aggregate) == is.sees { reach.sees } else { was(Action::Aggregate).max(reach.sees) };
    let further = |action: Action| match was(action) {
        ScopeLevel::None if matches!(action, Action::Export | Action::MailOut) => reach.sees,
        ScopeLevel::None => reach.works,
        scope => scope.min(reach.sees.max(reach.works)),
    };
    let seen = [(Action::Read, reach.sees), (Action::Aggregate, counts)];
    let worked = WORK.into_iter().map(|action| match was(action) {
        // What it may not do with those that it works with already, it may not.
        ScopeLevel::None if is.works > ScopeLevel::None => (action, ScopeLevel::None),
        _ => (action, reach.works),
    });
    let ticked = reach.further.iter().map(|action| (*action, further(*action)));
    let all = seen.into_iter().chain(worked).chain(ticked);
    all.filter(|(_, scope)| *scope > ScopeLevel::None).map(|(action, scope)| grant(action, scope)).collect()
}

/// Of what nobody owns everything is seen or nothing: a scope says no less.
fn of_shared(object: &Object, reach: &Reach) -> Reach {
    let whole = |scope: ScopeLevel| if scope > ScopeLevel::None { ScopeLevel::All } else { scope };
    match object.visible {
        catalogue::Visible::Shared => Reach { sees: whole(reach.sees), works: whole(reach.works), ..reach.clone() },
        _ => reach.clone(),
    }
}

async fn holders(ctx: &Ctx, role: Option<&str>) -> Result<Vec<people::Person>, Error> {
    let Some(role) = role else { return Ok(Vec::new()) };
    let people = people::list(ctx).await?;
    Ok(people.into_iter().filter(|person| person.roles.iter().any(|name| &**name == role)).collect())
}

/// How many records of the changed objects this person sees now, and by the set-up that will be.
async fn counts(
    ctx: &Ctx,
    after: &Catalogue,
    person: catalogue::Id,
    changes: &[(Name, Reach, Reach)],
) -> Result<Vec<(Name, i64, i64)>, Error> {
    // Whoever may not sign in sees nothing, now and then.
    let who = match people::principal(&ctx.gate, person).await {
        Err(Error::NotFound) => return Ok(Vec::new()),
        other => Arc::new(other?),
    };
    let theirs = ctx.on_behalf(Arc::clone(&who));
    let mut counts = Vec::new();
    for (object, ..) in changes.iter().filter(|(_, is, then)| is.sees != then.sees).take(COUNTED) {
        let Some(object) = ctx.gate.catalogue.objects.get(object) else { continue };
        let mut seen = [0, 0];
        for (count, catalogue) in seen.iter_mut().zip([&*ctx.gate.catalogue, after]) {
            let rows = access::decide(catalogue, &who, Action::Read, object).rows();
            *count = row::count_where(&theirs, object, rows, Archived::Hide).await?;
        }
        counts.push((object.name.clone(), seen[0], seen[1]));
    }
    Ok(counts)
}
