//! The account: what each person may do, worked out in plain code over the plain world. It knows nothing of the product, and the
//! product is compared with it.

use std::collections::BTreeMap;

use crate::world::{Act, Decides, Fields, Grant, NOW, Person, Reach, Rec, Taken, World, kind};

impl World {
    /// Whether the person may do it with the record.
    #[must_use]
    pub fn may(&self, who: &Person, act: Act, rec: &Rec) -> bool {
        !self.is_taken(who, act, rec) && (self.given(who, act, rec) || self.granted(who, act, rec, None))
    }

    /// Whether the person may do it with this field of the record.
    #[must_use]
    pub fn may_field(&self, who: &Person, act: Act, rec: &Rec, field: &str) -> bool {
        !self.is_taken(who, act, rec) && (self.given(who, act, rec) || self.granted(who, act, rec, Some(field)))
    }

    /// Whether the record leaves in a file: what one may both read and export.
    #[must_use]
    pub fn may_leave(&self, who: &Person, rec: &Rec) -> bool {
        self.may(who, Act::Read, rec) && self.may(who, Act::Export, rec)
    }

    /// Whether this field of it does.
    #[must_use]
    pub fn field_may_leave(&self, who: &Person, rec: &Rec, field: &str) -> bool {
        self.may_leave(who, rec)
            && self.may_field(who, Act::Read, rec, field)
            && self.may_field(who, Act::Export, rec, field)
    }

    /// Whether what the record is called goes along with one of another kind that refers to it: where it is read, and no rule
    /// keeps it in.
    #[must_use]
    pub fn name_goes_along(&self, who: &Person, rec: &Rec) -> bool {
        self.may(who, Act::Read, rec) && !self.is_taken(who, Act::Export, rec)
    }

    /// Whether some right could ever let this field of the object leave.
    #[must_use]
    pub fn field_could_leave(&self, who: &Person, object: &str, field: &str) -> bool {
        let by_grant = |act: Act| {
            who.grants.iter().any(|grant| {
                let reaches = grant.reach != Reach::Nothing;
                is_of(grant, object) && has(&grant.acts, act) && reaches && carries(&grant.fields, field)
            })
        };
        let is_given = |act: Act| who.given.iter().any(|given| given.object == object && gives(given.write, act));
        let is_link = kind(object).decides == Decides::Ends;
        let could = |act: Act| by_grant(act) || (!is_link && is_given(act));
        [Act::Read, Act::Export].into_iter().all(|act| could(act) && self.meets(who, act, object))
    }

    /// Whether the person meets records of the object at all, by some right that could ever reach one.
    #[must_use]
    pub fn meets(&self, who: &Person, act: Act, object: &str) -> bool {
        let by_grant = who.grants.iter().any(|grant| {
            let reaches = grant.reach != Reach::Nothing;
            is_of(grant, object) && has(&grant.acts, act) && reaches
        });
        if kind(object).decides == Decides::Ends {
            let Some(asked) = of_ends(act) else { return false };
            return by_grant && asked.iter().all(|(end, act)| self.meets(who, *act, end));
        }
        by_grant || who.given.iter().any(|given| given.object == object && gives(given.write, act))
    }

    /// Whether every right by which the person could read the object carries every field.
    #[must_use]
    pub fn reads_all_fields(who: &Person, object: &str) -> bool {
        let grants = who.grants.iter().filter(|grant| is_of(grant, object) && has(&grant.acts, Act::Read));
        grants.into_iter().all(|grant| matches!(grant.fields, Fields::All))
    }

    fn granted(&self, who: &Person, act: Act, rec: &Rec, field: Option<&str>) -> bool {
        who.grants.iter().any(|grant| {
            is_of(grant, rec.object)
                && has(&grant.acts, act)
                && field.is_none_or(|field| carries(&grant.fields, field))
                && match kind(rec.object).decides {
                    Decides::Ends => grant.reach != Reach::Nothing && self.ends_may(who, act, rec),
                    _ => reaches(who, grant.reach, rec) || self.reaches_through(who, grant, act, rec),
                }
        })
    }

    /// Whether the person may do with what the link stands between what the act on the link asks for.
    fn ends_may(&self, who: &Person, act: Act, link: &Rec) -> bool {
        let end = |name: &str| self.get(name, if name == "deal" { link.deal? } else { link.contact? });
        let may = |(name, act): &(&str, Act)| end(name).is_some_and(|end| self.may(who, *act, end));
        of_ends(act).is_some_and(|asked| asked.iter().all(may))
    }

    /// A company or contact is read when one of its living deals is within the reach.
    fn reaches_through(&self, who: &Person, grant: &Grant, act: Act, rec: &Rec) -> bool {
        let reads = matches!(act, Act::Read | Act::Aggregate);
        let of_it = |deal: &&Rec| match rec.object {
            "company" => deal.company == Some(rec.id),
            "contact" => deal.contact == Some(rec.id),
            _ => false,
        };
        let narrow = !matches!(grant.reach, Reach::All | Reach::Nothing);
        grant.through && reads && narrow && self.all("deal").filter(of_it).any(|deal| reaches(who, grant.reach, deal))
    }

    /// What lets the person read the record, each reason by itself: how it reaches, and how many of its kind there are.
    #[must_use]
    pub fn reasons(&self, who: &Person, rec: &Rec) -> BTreeMap<&'static str, usize> {
        let mut reasons = BTreeMap::new();
        let mut add = |reason, holds: bool| *reasons.entry(reason).or_insert(0) += usize::from(holds);
        for grant in who.grants.iter().filter(|grant| is_of(grant, rec.object) && has(&grant.acts, Act::Read)) {
            if kind(rec.object).decides == Decides::Ends {
                add("ends", grant.reach != Reach::Nothing && self.ends_may(who, Act::Read, rec));
            } else {
                add("itself", reaches(who, grant.reach, rec));
                add("through", self.reaches_through(who, grant, Act::Read, rec));
            }
        }
        add("given", self.given(who, Act::Read, rec));
        reasons.retain(|_, count| *count > 0);
        reasons
    }

    fn given(&self, who: &Person, act: Act, rec: &Rec) -> bool {
        who.given.iter().any(|given| {
            let lasts = given.until.is_none_or(|until| NOW < until);
            given.object == rec.object && given.id == rec.id && lasts && gives(given.write, act)
        })
    }

    fn is_taken(&self, who: &Person, act: Act, rec: &Rec) -> bool {
        let holds = |taken: Taken| match taken {
            Taken::Owner(id) => rec.owner == Some(id),
            Taken::Branch(id) => rec.branch == Some(id),
            Taken::CompanyOwner(id) => {
                let company = rec.company.and_then(|company| self.get("company", company));
                company.is_some_and(|company| company.owner == Some(id))
            }
        };
        let binds = |rule: &crate::world::Rule| rule.object == rec.object && has(&rule.acts, act) && NOW < rule.until;
        !who.is_owner && who.rules.iter().any(|rule| binds(rule) && holds(rule.taken))
    }
}

/// What an act on a link asks of its deal and its contact; nothing gives a link on by itself.
fn of_ends(act: Act) -> Option<Vec<(&'static str, Act)>> {
    match act {
        Act::Read | Act::Aggregate | Act::Export => Some(vec![("deal", act), ("contact", act)]),
        Act::Update | Act::Archive => Some(vec![("deal", Act::Read), ("contact", Act::Read), ("deal", Act::Update)]),
        Act::Transfer | Act::Share => None,
    }
}

fn is_of(grant: &Grant, object: &str) -> bool {
    grant.object.is_none_or(|of| of == object)
}

/// Whoever reads also counts.
fn has(acts: &[Act], act: Act) -> bool {
    acts.contains(&act) || (act == Act::Aggregate && acts.contains(&Act::Read))
}

fn gives(write: bool, act: Act) -> bool {
    matches!(act, Act::Read | Act::Aggregate) || (write && act == Act::Update)
}

fn carries(fields: &Fields, field: &str) -> bool {
    match fields {
        Fields::All => true,
        Fields::Only(names) => names.contains(&field),
        Fields::Except(names) => !names.contains(&field),
    }
}

fn reaches(who: &Person, reach: Reach, rec: &Rec) -> bool {
    if reach == Reach::Nothing {
        return false;
    }
    if reach == Reach::All || kind(rec.object).decides == Decides::Nobody {
        return true;
    }
    let mine = rec.owner == Some(who.id);
    let of_team = reach >= Reach::Team && rec.team.is_some_and(|team| who.teams.contains(&team));
    let of_branch = reach >= Reach::Branch && rec.branch.is_some_and(|branch| who.branches.contains(&branch));
    mine || of_team || of_branch
}
