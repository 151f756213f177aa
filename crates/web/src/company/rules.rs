//! Special rules: what is taken from whom, why and until when. Owners only.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use catalogue::{Id, Name};
use maud::{Markup, html};
use records::rules::{RuleDraft, Shown, Standing, Takes, add, end, list};
use ui::form::{Marks, Typed, lookup};
use ui::parts::{Tone, badge, empty_state, fault_list, page_header, primary_button};
use ui::paths;

use super::{END_RULE, RULES};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::sharing::last_day;
use crate::records::subject::{Sent, id_of, person};
use crate::visitor::Visitor;

type Pairs = Vec<(String, String)>;

/// The form for one record, from its card.
pub fn address(object: &str, id: Id) -> String {
    paths::with_query(RULES, &[("object", object.to_owned()), ("filter", format!("id == {id}"))])
}

pub async fn list_rules(visitor: Visitor, Query(sent): Query<Pairs>) -> Answer {
    page(&visitor, &Sent(sent), &[]).await
}

pub async fn add_rule(visitor: Visitor, Form(sent): Form<Pairs>) -> Answer {
    let sent = Sent(sent);
    let word = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let user = if sent.get("user.title").is_some() { person(&visitor, &sent, "user").await? } else { None };
    let draft = RuleDraft {
        user,
        role: sent.get("role").map(Name::from),
        object: word("object"),
        takes: Takes::ALL.into_iter().find(|takes| sent.get("takes") == Some(takes.as_str())),
        filter: word("filter"),
        related: sent.has("related"),
        reason: word("reason"),
        until: word("until"),
    };
    match add(&visitor.ctx, &draft).await {
        Ok(_) => Ok(visitor.go_saying(RULES, Saying::done(visitor.text("rules-added")))),
        Err(records::Error::Invalid(faults)) => {
            let texts: Vec<String> = faults.iter().map(|fault| fault_text(&visitor, fault)).collect();
            let page: Response = page(&visitor, &sent, &texts).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn end_rule(visitor: Visitor, Form(sent): Form<Pairs>) -> Answer {
    end(&visitor.ctx, id_of(Sent(sent).get("rule").ok_or(Error::NOT_FOUND)?)?).await?;
    Ok(visitor.go_saying(RULES, Saying::done(visitor.text("rules-ended"))))
}

fn fault_text(visitor: &Visitor, fault: &records::Fault) -> String {
    let text = visitor.reader.message(&fault.message);
    match fault.field.as_deref() {
        Some(field @ ("user" | "object" | "filter" | "takes" | "reason" | "until")) => {
            format!("{}: {text}", visitor.text(&format!("rules-{field}")))
        }
        _ => text,
    }
}

async fn page(visitor: &Visitor, sent: &Sent, faults: &[String]) -> Answer {
    let rules = list(&visitor.ctx).await?;
    let reader = &visitor.reader;
    let (over, holding): (Vec<Shown>, Vec<Shown>) =
        rules.into_iter().partition(|shown| shown.standing == Standing::Over);
    let body = html! {
        div.narrow.stack {
            (page_header(&reader.text("rules-title"), Some(&reader.text("rules-lead")), &html! {}))
            (fault_list(reader, faults))
            @if holding.is_empty() { (empty_state("shield-check", &reader.text("rules-none"), &reader.text("rules-none-text"), &html! {})) }
            @else { section.card { div.card-head { h2 { (reader.text("rules-holding")) } span.count { (holding.len()) } } ul.card-list.card-list-whole { @for shown in &holding { (row(visitor, shown)) } } } }
            details.disclose.card open[!sent.0.is_empty() || !faults.is_empty()] {
                summary.card-head { (ui::icon("chevron-right")) span.strong { (reader.text("rules-add")) } }
                div.card-body { (form(visitor, sent)) }
            }
            @if !over.is_empty() {
                details.disclose.card {
                    summary.card-head { (ui::icon("chevron-right")) span.strong { (reader.text("rules-over")) } span.count { (over.len()) } }
                    ul.card-list.card-list-whole { @for shown in &over { (row(visitor, shown)) } }
                }
            }
        }
    };
    Ok(visitor.page(&reader.text("rules-title"), &body))
}

fn row(visitor: &Visitor, shown: &Shown) -> Markup {
    let reader = &visitor.reader;
    let rule = &shown.rule;
    let whom = match &rule.role {
        Some(role) => reader.words().role_label(reader.lang, role),
        None => shown.user.as_deref().unwrap_or("—").to_owned(),
    };
    let which = reader.words().object_plural(reader.lang, &rule.object);
    html! {
        li {
            div.card-list-main {
                div.cluster {
                    span.strong { (whom) }
                    (badge(Tone::Warn, &reader.text(&format!("rules-takes-{}", shown.takes.as_str()))))
                    @if shown.standing == Standing::Broken { (badge(Tone::Bad, &reader.text("rules-broken"))) }
                }
                span { (which) @if rule.filter.is_empty() { " · " (reader.text("rules-every")) } @else { " · " a href=(records_of(visitor, shown)) { @match &shown.only { Some((_, title)) => (title), None => code { (rule.filter) } } } } @if rule.related { " · " (reader.text("rules-with-related")) } }
                span { "“" (rule.reason) "”" }
                span.small.soft { (reader.text_with("rules-by", &[
                    ("who", shown.by.as_deref().unwrap_or("—").into()),
                    ("when", ui::format::day_of(rule.at, reader).into()),
                    ("until", last_day(visitor, Some(rule.until)).into()),
                ])) }
            }
            @if shown.standing != Standing::Over {
                form method="post" action=(END_RULE) {
                    input type="hidden" name="rule" value=(rule.id);
                    button.btn type="submit" { (reader.text("rules-end")) }
                }
            }
        }
    }
}

/// The list of the records that a rule is about.
fn records_of(visitor: &Visitor, shown: &Shown) -> String {
    let plural = visitor.ctx.gate.catalogue.object(&shown.rule.object).map_or("", |object| &object.plural);
    paths::with_query(&paths::list(plural), &[("where", &shown.rule.filter)])
}

fn form(visitor: &Visitor, sent: &Sent) -> Markup {
    let reader = &visitor.reader;
    let word = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let typed = Typed { text: word("user"), title: word("user.title"), ..Typed::default() };
    let catalogue = &visitor.ctx.gate.catalogue;
    let roles = catalogue.roles.keys().filter(|role| &***role != access::OWNER_ROLE);
    let related = sent.0.is_empty() || sent.has("related") || !sent.has("reason");
    html! {
        form.form method="post" action=(RULES) {
            div.form-grid {
                div.field { label.form-label for="user" { (reader.text("rules-user")) } (lookup("user", "user", &typed, "user", &reader.text("form-look-up-person"), &Marks::default())) }
                div.field { label.form-label for="role" { (reader.text("rules-role")) }
                    select.form-select #role name="role" { option value="" {} @for role in roles { option value=(role) selected[word("role") == **role] { (reader.words().role_label(reader.lang, role)) } } } }
                div.field { label.form-label for="object" { (reader.text("rules-object")) }
                    select.form-select #object name="object" required { option value="" {} @for object in catalogue.objects.values() { option value=(object.name) selected[word("object") == *object.name] { (reader.words().object_plural(reader.lang, &object.name)) } } } }
                div.field { label.form-label for="filter" { (reader.text("rules-filter")) } input.form-control.form-code #filter name="filter" value=(word("filter")) maxlength="4000" autocomplete="off" spellcheck="false"; div.form-hint { (reader.text("rules-filter-hint")) } }
            }
            fieldset.form-section {
                legend { (reader.text("rules-takes")) }
                @for takes in Takes::ALL {
                    label.check { input type="radio" name="takes" value=(takes.as_str()) required checked[sent.get("takes").unwrap_or("sight") == takes.as_str()]; span { (reader.text(&format!("rules-takes-{}-long", takes.as_str()))) } }
                }
                label.check { input type="checkbox" name="related" value="yes" checked[related]; span { (reader.text("rules-related")) } }
            }
            div.form-grid {
                div.field { label.form-label for="reason" { (reader.text("rules-reason")) } input.form-control #reason name="reason" value=(word("reason")) required maxlength="500" autocomplete="off"; }
                div.field { label.form-label for="until" { (reader.text("rules-until")) } input.form-control #until type="date" name="until" value=(word("until")) required; }
            }
            div.form-actions { (primary_button(&reader.text("rules-button"))) }
        }
    }
}
