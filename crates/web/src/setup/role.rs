//! A role of the company's own: made like another one, changed with its effect shown before it holds, taken away. For owners.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use catalogue::{Action, Name, OWN, Role, ScopeLevel, Visible};
use maud::{Markup, html};
use records::setup::{self, Effect, FURTHER, Reach, RoleDraft};
use ui::format;
use ui::parts::{Tone, cancel_link, card, confirm_page, fault_list, notice, page_header};

use super::{NEW_ROLE, REMOVE_ROLE, ROLE, mark, texts};
use crate::company::ROLES;
use crate::company::roles::{action_text, scope_text};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

type Pairs = Vec<(String, String)>;

/// Where a role like this one is made.
#[must_use]
pub fn like(role: &Role) -> String {
    ui::paths::with_query(NEW_ROLE, &[("like", &*role.name)])
}

/// Where this role is changed, when it is the company's own.
#[must_use]
pub fn of_role(role: &Role) -> Option<String> {
    role.name.starts_with(OWN).then(|| ROLE.replace("{role}", &role.name))
}

pub async fn show_new_role(visitor: Visitor, Query(sent): Query<Pairs>) -> Answer {
    records::rights::need_owner(&visitor.ctx)?;
    let base = based_on(&visitor, Sent(sent).get("like").unwrap_or_default())?;
    let draft =
        RoleDraft { like: base.name.to_string(), set_up: base.set_up, evidence: base.evidence, ..RoleDraft::default() };
    Ok(visitor.page(&visitor.text("role-new"), &page(&visitor, (base, None), &draft, &html! {}, None)))
}

pub async fn add_role(visitor: Visitor, Form(sent): Form<Pairs>) -> Answer {
    answer(&visitor, None, &Sent(sent)).await
}

pub async fn show_role(visitor: Visitor, Path(role): Path<String>) -> Answer {
    records::rights::need_owner(&visitor.ctx)?;
    let role = own_role(&visitor, &role)?;
    let (words, lang) = (visitor.reader.words(), visitor.reader.lang);
    let draft = RoleDraft {
        label: words.role_label(lang, &role.name).to_string(),
        help: words.role_help(lang, &role.name).to_string(),
        set_up: role.set_up,
        evidence: role.evidence,
        ..RoleDraft::default()
    };
    let title = draft.label.clone();
    Ok(visitor.page(&title, &page(&visitor, (role, Some(&role.name)), &draft, &html! {}, None)))
}

pub async fn change_role(visitor: Visitor, Path(role): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    answer(&visitor, Some(&role), &Sent(sent)).await
}

pub async fn ask_remove_role(visitor: Visitor, Path(role): Path<String>) -> Answer {
    records::rights::need_owner(&visitor.ctx)?;
    let role = own_role(&visitor, &role)?;
    let reader = &visitor.reader;
    let label = reader.words().role_label(reader.lang, &role.name);
    let question = reader.text_with("role-remove-question", &[("label", (&*label).into())]);
    let action = REMOVE_ROLE.replace("{role}", &role.name);
    let back = of_role(role).unwrap_or_else(|| ROLES.to_owned());
    let body = confirm_page(
        reader,
        &question,
        &reader.text("role-remove-text"),
        &action,
        &html! {},
        &reader.text("role-remove"),
        &back,
    );
    Ok(visitor.page(&question, &body))
}

pub async fn remove_role(visitor: Visitor, Path(role): Path<String>) -> Answer {
    let saying = match setup::remove_role(&visitor.ctx, &role).await {
        Ok(()) => Saying::done(visitor.text("role-removed")),
        Err(records::Error::Invalid(faults)) => Saying::refused(texts(&visitor, &faults).join(" ")),
        Err(error) => return Err(error.into()),
    };
    Ok(visitor.go_saying(ROLES, saying))
}

/// Shows the effect, or takes it over when that was asked for.
async fn answer(visitor: &Visitor, name: Option<&str>, sent: &Sent) -> Answer {
    records::rights::need_owner(&visitor.ctx)?;
    let base = match name {
        Some(name) => own_role(visitor, name)?,
        None => based_on(visitor, sent.get("like").unwrap_or_default())?,
    };
    let draft = draft(visitor, base, sent);
    let title = if name.is_some() { draft.label.clone() } else { visitor.text("role-new") };
    // Only what was shown, by the set-up that holds still, is applied.
    let applies = sent.get("do") == Some("apply") && sent.get("seen") == Some(&*mark(visitor, &draft));
    let tried = match applies {
        true => setup::save_role(&visitor.ctx, name, &draft).await.map(|_| None),
        false => setup::role_effect(&visitor.ctx, name, &draft).await.map(Some),
    };
    match tried {
        Ok(None) => {
            let said = visitor.reader.text_with("role-saved", &[("label", draft.label.as_str().into())]);
            Ok(visitor.go_saying(ROLES, Saying::done(said)))
        }
        Ok(Some(effect)) => Ok(visitor.page(&title, &page(visitor, (base, name), &draft, &html! {}, Some(&effect)))),
        Err(records::Error::Invalid(faults)) => {
            let said = fault_list(&visitor.reader, &faults_of(visitor, &faults));
            let page = visitor.page(&title, &page(visitor, (base, name), &draft, &said, None));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// A fault of an object is told with what its records are called.
fn faults_of(visitor: &Visitor, faults: &[records::Fault]) -> Vec<String> {
    let reader = &visitor.reader;
    let told = |fault: &records::Fault| {
        let object = fault.field.as_deref().filter(|name| visitor.ctx.gate.catalogue.objects.contains_key(*name));
        match object {
            Some(object) => {
                format!("{}: {}", reader.words().object_plural(reader.lang, object), reader.message(&fault.message))
            }
            None => texts(visitor, std::slice::from_ref(fault)).join(" "),
        }
    };
    faults.iter().map(told).collect()
}

fn based_on<'v>(visitor: &'v Visitor, role: &str) -> Result<&'v Role, Error> {
    visitor.ctx.gate.catalogue.roles.get(role).ok_or(Error::NOT_FOUND)
}

fn own_role<'v>(visitor: &'v Visitor, role: &str) -> Result<&'v Role, Error> {
    based_on(visitor, role).and_then(|role| if role.name.starts_with(OWN) { Ok(role) } else { Err(Error::NOT_FOUND) })
}

/// What was sent; an object of which nothing was sent stays as it is.
fn draft(visitor: &Visitor, base: &Role, sent: &Sent) -> RoleDraft {
    let word = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let scope = |name: String| {
        let word = sent.get(&name)?;
        ScopeLevel::ALL.into_iter().find(|scope| scope.as_str() == word)
    };
    let reach = |object: &Name| {
        let is = setup::reach_of(base, object);
        let (sees, works) = (scope(format!("sees.{object}")), scope(format!("works.{object}")));
        let name = format!("further.{object}");
        let ticked = || FURTHER.into_iter().filter(|action| sent.all(&name).any(|word| word == action.as_str()));
        let was_sent = sees.is_some() || works.is_some();
        Reach {
            sees: sees.unwrap_or(is.sees),
            works: works.unwrap_or(is.works),
            further: if was_sent { ticked().collect() } else { is.further },
        }
    };
    let objects = visitor.ctx.gate.catalogue.objects.keys();
    let reach: BTreeMap<Name, Reach> = objects.map(|object| (object.clone(), reach(object))).collect();
    RoleDraft {
        label: word("label"),
        help: word("help"),
        like: base.name.to_string(),
        reach,
        set_up: sent.has("set_up"),
        evidence: sent.has("evidence"),
    }
}

fn page(
    visitor: &Visitor,
    (base, name): (&Role, Option<&str>),
    draft: &RoleDraft,
    note: &Markup,
    effect: Option<&Effect>,
) -> Markup {
    let reader = &visitor.reader;
    let action = name.map_or_else(|| NEW_ROLE.to_owned(), |name| ROLE.replace("{role}", name));
    let title = if name.is_some() { draft.label.clone() } else { reader.text("role-new") };
    let lead = match name {
        Some(_) => reader.text("role-lead"),
        None => reader.text_with("role-like", &[("role", reader.words().role_label(reader.lang, &base.name).into())]),
    };
    let remove = html! { @if let Some(name) = name { a.btn.btn-quiet href=(REMOVE_ROLE.replace("{role}", name)) { (reader.text("role-remove")) } } };
    html! {
        div.narrow-form.stack {
            (page_header(&title, Some(&lead), &remove))
            form.form method="post" action=(action) {
                (note)
                input type="hidden" name="like" value=(base.name);
                div.form-grid {
                    div.field { label.form-label for="label" { (reader.text("role-label")) span.required-mark { "*" } } input.form-control #label name="label" value=(draft.label) required maxlength="60" autocomplete="off" placeholder=(reader.text("role-label-example")); }
                    div.field { label.form-label for="help" { (reader.text("role-help")) } input.form-control #help name="help" value=(draft.help) maxlength="300" autocomplete="off"; }
                }
                fieldset.form-section {
                    legend { (reader.text("role-reach")) }
                    div.reach-rows { @for object in visitor.ctx.gate.catalogue.objects.keys() { (reach_row(visitor, base, object, draft.reach.get(object))) } }
                }
                fieldset.form-section {
                    legend { (reader.text("role-company")) }
                    label.check { input type="checkbox" name="set_up" value="yes" checked[draft.set_up]; span { (reader.text("roles-may-set-up")) } }
                    label.check { input type="checkbox" name="evidence" value="yes" checked[draft.evidence]; span { (reader.text("roles-may-evidence")) } }
                }
                @if let Some(effect) = effect { input type="hidden" name="seen" value=(mark(visitor, draft)); (shown_effect(visitor, effect)) }
                div.form-actions {
                    button.btn.btn-primary[effect.is_none()] type="submit" name="do" value="show" { (reader.text("role-show")) }
                    @if effect.is_some() { button.btn.btn-primary type="submit" name="do" value="apply" autofocus { (reader.text("role-apply")) } }
                    (cancel_link(reader, ROLES))
                }
            }
        }
    }
}

fn reach_row(visitor: &Visitor, base: &Role, object: &Name, typed: Option<&Reach>) -> Markup {
    let reader = &visitor.reader;
    let is = setup::reach_of(base, object);
    let reach = typed.unwrap_or(&is);
    let plural = reader.words().object_plural(reader.lang, object);
    let is_shared =
        visitor.ctx.gate.catalogue.objects.get(object).is_some_and(|object| object.visible == Visible::Shared);
    let offered = move |scope: ScopeLevel, chosen: ScopeLevel| {
        !is_shared || matches!(scope, ScopeLevel::None | ScopeLevel::All) || scope == chosen
    };
    let select = |name: &str, key: &str, chosen: ScopeLevel| {
        let label = reader.text(key);
        html! {
            label.reach-choice { span.small.soft { (label) }
                select.form-select.form-small name={ (name) "." (object) } aria-label={ (plural) ": " (label) } {
                    @for scope in ScopeLevel::ALL.into_iter().filter(|scope| offered(*scope, chosen)) { option value=(scope.as_str()) selected[scope == chosen] { (scope_text(reader, scope)) } }
                }
            }
        }
    };
    let ticked: Vec<String> = reach.further.iter().map(|action| action_text(reader, *action)).collect();
    html! {
        div.reach-row.reach-other[*reach != is] role="group" aria-label=(plural) {
            span.strong { (plural) }
            (select("sees", "role-sees", reach.sees))
            (select("works", "role-works", reach.works))
            details.disclose.reach-further {
                summary { (ui::icon("chevron-right")) span { @if ticked.is_empty() { (reader.text("role-further-none")) } @else { (ticked.join(", ")) } } }
                div.cluster { @for action in FURTHER {
                    label.check { input type="checkbox" name={ "further." (object) } value=(action.as_str()) checked[reach.further.contains(&action)]; span { (action_text(reader, action)) } }
                } }
            }
        }
    }
}

/// What becomes another, for whom, and the button that takes it over.
fn shown_effect(visitor: &Visitor, effect: &Effect) -> Markup {
    let reader = &visitor.reader;
    let body = html! {
        div.card-body.stack {
            @if effect.changes.is_empty() && effect.set_up.is_none() && effect.evidence.is_none() { p { (reader.text("role-effect-none")) } }
            @else { (changes(visitor, effect)) }
            @for (key, then) in [("roles-may-set-up", effect.set_up), ("roles-may-evidence", effect.evidence)] {
                @if let Some(then) = then { p { (if then { "+ " } else { "− " }) (reader.text(key)) } }
            }
            @if effect.holders > 0 {
                p { (reader.text_with("role-effect-held", &[("count", i64::try_from(effect.holders).unwrap_or(i64::MAX).into())])) }
                (people(visitor, effect))
            }
        }
    };
    html! {
        (card(&reader.text("role-effect"), None, &html! {}, &body))
        (notice(Tone::Plain, &html! { (reader.text("role-apply-text")) }))
    }
}

/// Of each kind of record only what becomes another.
fn changes(visitor: &Visitor, effect: &Effect) -> Markup {
    let reader = &visitor.reader;
    let words =
        |actions: Vec<&Action>| actions.into_iter().map(|a| action_text(reader, *a)).collect::<Vec<_>>().join(", ");
    let further = |mark: &str, these: &Reach, others: &Reach| {
        let only: Vec<&Action> = these.further.difference(&others.further).collect();
        html! { @if !only.is_empty() { span { (mark) " " (words(only)) } } }
    };
    let scope = |key: &str, is: ScopeLevel, then: ScopeLevel| {
        html! { @if is != then { span { (reader.text(key)) ": " (scope_text(reader, is)) " → " strong { (scope_text(reader, then)) } } } }
    };
    html! {
        ul.plain-list { @for (object, is, then) in &effect.changes {
            li.cluster {
                span.strong { (reader.words().object_plural(reader.lang, object)) }
                (scope("role-sees", is.sees, then.sees))
                (scope("role-works", is.works, then.works))
                (further("+", then, is))
                (further("−", is, then))
            }
        } }
    }
}

fn people(visitor: &Visitor, effect: &Effect) -> Markup {
    let reader = &visitor.reader;
    let number = |count: i64| format::integer(count, reader.lang);
    html! {
        ul.plain-list { @for person in effect.people.iter().filter(|person| !person.seen.is_empty()) {
            li.cluster { span.strong { (person.name) } @for (object, now, then) in &person.seen {
                span { (reader.words().object_plural(reader.lang, object)) ": " (number(*now)) " → " strong { (number(*then)) } }
            } }
        } }
    }
}
