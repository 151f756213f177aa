//! What each role may do, read from the catalogue: the same grants that decide.

use std::collections::BTreeSet;

use catalogue::{Action, FieldSet, Grant, Role, ScopeLevel};
use maud::{Markup, html};
use ui::Reader;
use ui::icon;
use ui::parts::{Tone, badge, page_header};

use crate::error::Answer;
use crate::setup;
use crate::visitor::Visitor;

pub async fn show_roles(visitor: Visitor) -> Answer {
    let reader = &visitor.reader;
    let own = &visitor.ctx.who.roles;
    let body = html! {
        (page_header(&reader.text("roles-title"), Some(&reader.text("roles-lead")), &html! {}))
        @for role in visitor.ctx.gate.catalogue.roles.values() { (card(&visitor, role, own.contains(&role.name))) }
    };
    Ok(visitor.page(&reader.text("roles-title"), &body))
}

fn card(visitor: &Visitor, role: &Role, open: bool) -> Markup {
    let reader = &visitor.reader;
    html! {
        details.disclose.card open[open] {
            summary.card-head {
                (icon("chevron-right"))
                span.strong { (reader.words().role_label(reader.lang, &role.name)) }
                span.soft.small { (reader.words().role_help(reader.lang, &role.name)) }
            }
            @if role.set_up || role.evidence {
                div.card-body { div.cluster {
                    @if role.set_up { (badge(Tone::Warn, &reader.text("roles-may-set-up"))) }
                    @if role.evidence { (badge(Tone::Warn, &reader.text("roles-may-evidence"))) }
                } }
            }
            @if records::rights::may_set_up(&visitor.ctx) {
                div.card-body { div.cluster {
                    @if records::rights::is_owner(&visitor.ctx) {
                        @if let Some(address) = setup::role::of_role(role) { a.btn.btn-small href=(address) { (icon("pencil")) (reader.text("role-change")) } }
                        a.btn.btn-small href=(setup::role::like(role)) { (icon("plus")) (reader.text("role-make-like")) }
                    }
                    a.btn.btn-small href=(setup::menu::of_role(role)) { (icon("menu-2")) (reader.text("menu-open")) }
                } }
            }
            (matrix(visitor, role))
        }
    }
}

/// Objects down, actions across: the widest scope that a grant gives, in a word.
fn matrix(visitor: &Visitor, role: &Role) -> Markup {
    let reader = &visitor.reader;
    let objects = visitor.ctx.gate.catalogue.objects.values().filter(|object| covers_any(role, &object.name));
    html! {
        div.table-wrap tabindex="0" role="group" aria-label=(reader.words().role_label(reader.lang, &role.name)) { table.table.table-dense {
            thead { tr {
                th { (reader.text("roles-object")) }
                @for action in Action::ALL { th { (action_text(reader, action)) } }
            } }
            tbody {
                @for object in objects {
                    tr {
                        td { span.strong { (reader.words().object_plural(reader.lang, &object.name)) } (limits(reader, role, &object.name)) }
                        @for action in Action::ALL { td { (scope(reader, role, &object.name, action)) } }
                    }
                }
            }
        } }
    }
}

fn grants<'r>(role: &'r Role, object: &'r str) -> impl Iterator<Item = &'r Grant> {
    role.grants.iter().filter(move |grant| &*grant.object == "*" || &*grant.object == object)
}

fn covers_any(role: &Role, object: &str) -> bool {
    grants(role, object).any(|grant| grant.scope != ScopeLevel::None)
}

fn scope(reader: &Reader, role: &Role, object: &str, action: Action) -> Markup {
    let widest = grants(role, object).filter(|grant| grant.actions.contains(&action)).map(|grant| grant.scope).max();
    match widest.filter(|scope| *scope > ScopeLevel::None) {
        Some(scope) => html! { (scope_text(reader, scope)) },
        None => html! { span.faint { "–" } },
    }
}

/// How far a role reaches, in a word.
pub fn scope_text(reader: &Reader, scope: ScopeLevel) -> String {
    match scope {
        ScopeLevel::None => reader.text("roles-none"),
        scope => reader.text(&format!("roles-scope-{}", scope.as_str())),
    }
}

/// What one may do, in a word.
pub fn action_text(reader: &Reader, action: Action) -> String {
    reader.text(&format!("roles-action-{}", action.as_str()))
}

/// Fields that a grant leaves out, said under the object.
fn limits(reader: &Reader, role: &Role, object: &str) -> Markup {
    let said: BTreeSet<String> =
        grants(role, object).filter_map(|grant| field_limit(reader, object, &grant.fields)).collect();
    html! { @for text in said { div.faint.small.wrap { (text) } } }
}

fn field_limit(reader: &Reader, object: &str, fields: &FieldSet) -> Option<String> {
    let names = |fields: &[catalogue::Name]| {
        let labels = fields.iter().map(|field| reader.words().field_label(reader.lang, object, field));
        labels.collect::<Vec<_>>().join(", ")
    };
    match fields {
        FieldSet::All => None,
        FieldSet::Impersonal => Some(reader.text("roles-fields-impersonal")),
        FieldSet::Only(only) => Some(reader.text_with("roles-fields-only", &[("fields", names(only).into())])),
        FieldSet::Except(but) => Some(reader.text_with("roles-fields-except", &[("fields", names(but).into())])),
    }
}
