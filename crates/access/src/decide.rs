//! From a person, an action and an object to a decision as data.

use std::collections::BTreeMap;

use catalogue::{Action, Catalogue, Field, FieldSet, Name, Object, ScopeLevel, Visible};
use query::{Cmp, Expr, Hop, Operand, Path, ToOne};

use crate::{Allow, Because, Decision, Deny, Principal, Share};

/// The role that no deny binds: the company's owner always sees all.
pub const OWNER_ROLE: &str = "owner";

/// Which rows and fields of `object` the person may use for `action`, and why. Default is nothing.
///
/// A right to read rows is also a right to figures over them, never the other way round. Every other action is
/// decided by its own grants alone: the gate reads a row before it acts on it. What a grant reaches through related
/// records is read and counted, never written. Over links a grant gives what their ends give, whatever its scope.
#[must_use]
pub fn decide(catalogue: &Catalogue, who: &Principal, action: Action, object: &Object) -> Decision {
    let mut allows = Vec::new();
    let is_link = object.visible == Visible::Linked;
    let linked = if is_link { between(catalogue, who, action, object) } else { Expr::False };
    for role in who.roles.iter().filter_map(|name| catalogue.roles.get(name)) {
        for grant in role.grants.iter().filter(|g| names(&g.object, object) && gives(&g.actions, action)) {
            let mut allow = |rows: Expr, because: Because| {
                if rows != Expr::False {
                    allows.push(Allow { rows, fields: grant.fields.clone(), because });
                }
            };
            if is_link {
                if grant.scope != ScopeLevel::None {
                    allow(linked.clone(), Because::Ends { role: role.name.clone() });
                }
                continue;
            }
            let by_role = |through: Option<&Name>| Because::Role {
                role: role.name.clone(),
                scope: grant.scope,
                through: through.cloned(),
            };
            allow(reach(who, object, grant.scope), by_role(None));
            if matches!(action, Action::Read | Action::Aggregate) && grant.scope != ScopeLevel::All {
                for name in &grant.through {
                    allow(through(catalogue, who, object, name, grant.scope), by_role(Some(name)));
                }
            }
        }
    }
    if !is_link {
        allows.extend(shared(who, action, object));
    }
    let bound = !who.roles.iter().any(|r| &**r == OWNER_ROLE);
    let denies = who.denies.iter().filter(|d| bound && names(&d.object, object) && takes(&d.actions, action));
    Decision { action, object: object.name.clone(), allows, denies: denies.cloned().collect() }
}

fn names(name: &Name, object: &Object) -> bool {
    &**name == "*" || *name == object.name
}

fn gives(actions: &[Action], action: Action) -> bool {
    actions.contains(&action) || (action == Action::Aggregate && actions.contains(&Action::Read))
}

/// A deny of reading takes the rows out of figures too.
fn takes(actions: &[Action], action: Action) -> bool {
    gives(actions, action)
}

fn shares(share: &Share, action: Action) -> bool {
    match action {
        Action::Read | Action::Aggregate => true,
        Action::Update => share.write,
        _ => false,
    }
}

/// The rows of `object` within a scope, seen from the person.
fn reach(who: &Principal, object: &Object, scope: ScopeLevel) -> Expr {
    if scope == ScopeLevel::None {
        return Expr::False;
    }
    if object.visible == Visible::Shared || scope == ScopeLevel::All {
        return Expr::True;
    }
    let mut parts = vec![Expr::equals(&object.name, &"owner".into(), catalogue::Value::Ref(who.user))];
    if &*object.name == "user" {
        parts.push(Expr::equals(&object.name, &"id".into(), catalogue::Value::Ref(who.user)));
    }
    if scope >= ScopeLevel::Team {
        parts.push(one_of(object, "team", &who.teams));
    }
    if scope >= ScopeLevel::Branch {
        parts.push(one_of(object, "branch", &who.branches));
    }
    Expr::any(parts)
}

fn one_of(object: &Object, field: &str, ids: &[catalogue::Id]) -> Expr {
    if ids.is_empty() {
        return Expr::False;
    }
    let set = ids.iter().map(|id| catalogue::Value::Ref(*id)).collect();
    Expr::In { left: Operand::Path(Path::own(&object.name, &field.into())), set }
}

/// The rows of `object` to which some record of the relation points that lies within the scope.
fn through(catalogue: &Catalogue, who: &Principal, object: &Object, name: &Name, scope: ScopeLevel) -> Expr {
    let Some(relation) = object.relations.get(name) else { return Expr::False };
    let Some(related) = catalogue.object(&relation.object) else { return Expr::False };
    let body = query::of_variable(&reach(who, related, scope), 1);
    if body == Expr::False {
        return body;
    }
    let hop = Hop { var: 0, from: object.name.clone(), hops: Vec::new(), name: name.clone(), to: relation.into() };
    Expr::Exists { relation: hop, var: 1, body: Box::new(body) }
}

/// The links whose ends the person may read (or count, or take out, as is asked of the link) and, for what changes a link, the
/// first of which they may change. A link has no place of its own to be handed over, and is not given on by itself: who may not
/// read its ends would learn of them by it.
fn between(catalogue: &Catalogue, who: &Principal, action: Action, link: &Object) -> Expr {
    let (of_all, of_first) = match action {
        Action::Read | Action::Aggregate | Action::Export | Action::Print | Action::MailOut => (action, None),
        Action::Share | Action::Transfer => return Expr::False,
        _ => (Action::Read, Some(Action::Update)),
    };
    let ends = link.ends().enumerate().flat_map(|(place, (field, target))| {
        let asked = std::iter::once(of_all).chain(of_first.filter(|_| place == 0));
        asked.map(move |action| {
            let reference = ToOne { field: field.name.clone(), object: target.clone() };
            let end = catalogue.object(target)?;
            Some(query::behind(&decide(catalogue, who, action, end).rows(), &link.name, &reference))
        })
    });
    match ends.collect::<Option<Vec<Expr>>>() {
        Some(rows) if !rows.is_empty() => Expr::all(rows),
        _ => Expr::False,
    }
}

/// The records that were given to the person, by the day until which they were: few predicates however many there are.
fn shared(who: &Principal, action: Action, object: &Object) -> Vec<Allow> {
    let given = who.shares.iter().filter(|share| share.object == object.name && shares(share, action));
    let mut by_end: BTreeMap<Option<i64>, Vec<Share>> = BTreeMap::new();
    given.for_each(|share| by_end.entry(share.until).or_default().push(share.clone()));
    let allow = |(until, shares): (Option<i64>, Vec<Share>)| {
        let left = Operand::Path(Path::own(&object.name, &"id".into()));
        let set = shares.iter().map(|share| catalogue::Value::Ref(share.record)).collect();
        let rows = Expr::all([Expr::In { left, set }, until.map_or(Expr::True, lasts)]);
        Allow { rows, fields: FieldSet::All, because: Because::Shares(shares) }
    };
    by_end.into_iter().map(allow).collect()
}

/// Holds until that instant: the time is part of the predicate, so a decision kept too long stays right.
fn lasts(until: i64) -> Expr {
    let until = Operand::Value(catalogue::Value::Instant(until));
    Expr::Compare { op: Cmp::Lt, left: Operand::Now, right: until }
}

impl Deny {
    /// The rows it takes away while it lasts.
    #[must_use]
    pub fn taken(&self) -> Expr {
        Expr::all([self.rows.clone(), lasts(self.until)])
    }
}

impl Allow {
    /// True when this grant or share carries the field.
    #[must_use]
    pub fn carries(&self, field: &Field) -> bool {
        carries(&self.fields, field)
    }
}

/// True when the set has the field. The bookkeeping that every object has (owner, team, version...) belongs to
/// each set that does not except it by name: a row that may be read can be placed and locked.
#[must_use]
pub fn carries(set: &FieldSet, field: &Field) -> bool {
    match set {
        FieldSet::All => true,
        FieldSet::Impersonal => !field.personal,
        FieldSet::Only(names) => field.system || names.contains(&field.name),
        FieldSet::Except(names) => !names.contains(&field.name),
    }
}

impl Decision {
    /// The rows that are allowed: some reason to allow holds and no deny does.
    #[must_use]
    pub fn rows(&self) -> Expr {
        self.less_denied(Expr::any(self.allows.iter().map(|a| a.rows.clone())))
    }

    /// The rows on which `field` shows: those of the reasons that carry it, less what is denied.
    #[must_use]
    pub fn field_rows(&self, field: &Field) -> Expr {
        let carrying = self.allows.iter().filter(|a| a.carries(field));
        self.less_denied(Expr::any(carrying.map(|a| a.rows.clone())))
    }

    /// True when no row can ever be allowed: the person meets this kind of record nowhere.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.rows() == Expr::False
    }

    /// True when the field shows on some row that could be. A filter or sort on any other field is refused.
    #[must_use]
    pub fn may_ever(&self, field: &Field) -> bool {
        self.field_rows(field) != Expr::False
    }

    fn less_denied(&self, rows: Expr) -> Expr {
        if rows == Expr::False {
            return rows;
        }
        let denied = Expr::any(self.denies.iter().map(Deny::taken));
        match denied {
            Expr::False => rows,
            denied => Expr::all([rows, Expr::Not(Box::new(denied))]),
        }
    }
}
