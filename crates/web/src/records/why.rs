//! `GET /{plural}/{id}/why`: why the visitor sees this record, and who else does, from the decision that is enforced.

use access::{Because, Explanation};
use axum::extract::Path;
use catalogue::ScopeLevel;
use maud::{Markup, html};
use records::read::read;
use records::why::{self, Seer};
use ui::icon;
use ui::parts::{Tone, badge, notice, page_header, person_chip};

use super::subject::{Subject, id_of};
use crate::error::Answer;
use crate::visitor::Visitor;

pub async fn show_why(visitor: Visitor, Path((plural, id)): Path<(String, String)>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (name, id) = (&*subject.object.name, id_of(&id)?);
    let record = read(&visitor.ctx, name, id).await?;
    let own = why::explain(&visitor.ctx, name, id).await?;
    let everybody = if why::may_ask_of_others(&visitor.ctx, name, id).await? {
        why::everybody(&visitor.ctx, name, id).await?
    } else {
        Vec::new()
    };
    let back = html! { a.btn href=(subject.card(record.id)) data-key="u" { (icon("arrow-left")) (subject.text("action-back")) } };
    let body = html! {
        div.narrow.stack {
            (page_header(&subject.text("why-title"), Some(&record.title), &back))
            section.card { ul.card-list { (reasons(&subject, &own, Speaking::ToYou)) } }
            @if !everybody.is_empty() { (others(&subject, &everybody)) }
            (notice(Tone::Plain, &html! { (subject.text("why-note")) }))
        }
    };
    Ok(visitor.page(&subject.text("why-title"), &body))
}

#[derive(Clone, Copy)]
enum Speaking {
    ToYou,
    OfThem,
}

fn others(subject: &Subject<'_>, everybody: &[Seer]) -> Markup {
    html! {
        section.card {
            div.card-head { h2 { (subject.text("why-everybody")) } span.count { (everybody.iter().filter(|seer| seer.explanation.allowed).count()) } }
            ul.card-list.card-list-whole {
                @for seer in everybody {
                    li {
                        div.card-list-main {
                            div.cluster {
                                (person_chip(&seer.name))
                                @if seer.explanation.allowed { (badge(Tone::Good, &subject.text("why-sees"))) } @else { (badge(Tone::Plain, &subject.text("why-sees-not"))) }
                            }
                            ul.reasons.small.soft { (reasons(subject, &seer.explanation, Speaking::OfThem)) }
                        }
                    }
                }
            }
        }
    }
}

/// What speaks for it, then what takes it away.
fn reasons(subject: &Subject<'_>, explanation: &Explanation, speaking: Speaking) -> Markup {
    html! {
        @for because in &explanation.because { li { (icon("shield-check")) div.card-list-main { span { (reason(subject, because, speaking)) } } } }
        @for deny in &explanation.denied_by {
            li { (icon("eye-off")) div.card-list-main { span {
                (subject.reader().text_with("why-denied", &[
                    ("reason", deny.reason.as_str().into()),
                    ("until", super::sharing::last_day(subject.visitor, Some(deny.until)).into()),
                ]))
            } } }
        }
        @if explanation.because.is_empty() && explanation.denied_by.is_empty() { li { div.card-list-main { span { (subject.text("why-no-grant")) } } } }
    }
}

fn reason(subject: &Subject<'_>, because: &Because, speaking: Speaking) -> String {
    let reader = subject.reader();
    match because {
        Because::Shares(shares) => {
            let until = shares.iter().map(|share| share.until).max().flatten();
            let write = shares.iter().any(|share| share.write);
            let key = match (speaking, write) {
                (Speaking::ToYou, false) => "why-share",
                (Speaking::ToYou, true) => "why-share-write",
                (Speaking::OfThem, false) => "why-theirs-share",
                (Speaking::OfThem, true) => "why-theirs-share-write",
            };
            reader.text_with(key, &[("until", super::sharing::last_day(subject.visitor, until).into())])
        }
        Because::Ends { role } => {
            let role = reader.words().role_label(reader.lang, role);
            let key = match speaking {
                Speaking::ToYou => "why-ends",
                Speaking::OfThem => "why-theirs-ends",
            };
            reader.text_with(key, &[("role", role.into())])
        }
        Because::Role { role, scope, through } => {
            let scope = match (scope, speaking) {
                (ScopeLevel::None, _) => "why-scope-none",
                (ScopeLevel::Own, Speaking::ToYou) => "why-scope-own",
                (ScopeLevel::Team, Speaking::ToYou) => "why-scope-team",
                (ScopeLevel::Branch, Speaking::ToYou) => "why-scope-branch",
                (ScopeLevel::Own, Speaking::OfThem) => "why-theirs-own",
                (ScopeLevel::Team, Speaking::OfThem) => "why-theirs-team",
                (ScopeLevel::Branch, Speaking::OfThem) => "why-theirs-branch",
                (ScopeLevel::All, _) => "why-scope-all",
            };
            let role = reader.words().role_label(reader.lang, role);
            let key = match (speaking, through) {
                (Speaking::ToYou, None) => "why-role",
                (Speaking::ToYou, Some(_)) => "why-role-through",
                (Speaking::OfThem, None) => "why-theirs-role",
                (Speaking::OfThem, Some(_)) => "why-theirs-role-through",
            };
            let through = through.as_ref().map_or_else(String::new, |name| related(subject, name));
            reader.text_with(
                key,
                &[("role", role.into()), ("scope", subject.text(scope).into()), ("related", through.into())],
            )
        }
    }
}

/// What the records of a relation are called.
fn related(subject: &Subject<'_>, relation: &catalogue::Name) -> String {
    let reader = subject.reader();
    let object = subject.object.relations.get(relation).map(|relation| &relation.object);
    object
        .map_or_else(|| relation.to_string(), |object| reader.words().object_plural(reader.lang, object).to_lowercase())
}
