//! The company's own fields and kinds of record: what there is, and adding, renaming, retiring and restoring them. Whoever sets
//! the company up needs no programmer for it.

pub mod field;
pub mod kind;
pub mod layout;
pub mod menu;
pub mod menu_form;
pub mod object;
pub mod role;
pub mod stages;
mod stages_effect;

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

use catalogue::{OWN, Object};
use maud::{Markup, html};
use ui::parts::{Tone, badge, card, page_header, primary_link};
use ui::{icon, paths};

use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// GET shows, POST adds.
pub const NEW_KIND: &str = "/fields/new";
/// GET shows, POST adds a field.
pub const OBJECT: &str = "/fields/{object}";
/// GET shows, POST renames.
pub const FIELD: &str = "/fields/{object}/{field}";
/// GET shows the stages of a pipeline, POST shows what would change, and changes it.
pub const STAGES: &str = "/fields/{object}/{field}/stages";
/// POST `option`.
pub const OPTION: &str = "/fields/{object}/{field}/option";
/// GET asks, POST does.
pub const RETIRE: &str = "/fields/{object}/{field}/retire";
/// POST.
pub const RESTORE: &str = "/fields/{object}/{field}/restore";
/// POST.
pub const RENAME_KIND: &str = "/kinds/{object}/rename";
/// GET asks, POST does.
pub const RETIRE_KIND: &str = "/kinds/{object}/retire";
/// GET shows, POST shows the effect or adds.
pub const NEW_ROLE: &str = "/roles/new";
/// GET shows, POST shows the effect or changes.
pub const ROLE: &str = "/roles/{role}";
/// GET asks, POST does.
pub const REMOVE_ROLE: &str = "/roles/{role}/remove";
/// GET shows the menu of a role, POST shows what would change, and changes it.
pub const ROLE_MENU: &str = "/roles/{role}/menu";
/// GET asks, POST gives back the product's.
pub const RESET_ROLE_MENU: &str = "/roles/{role}/menu/reset";
/// GET shows the columns and sections, POST shows what would change, and changes it.
pub const LAYOUT: &str = "/kinds/{object}/layout";
/// GET asks, POST gives back the product's.
pub const RESET_LAYOUT: &str = "/kinds/{object}/layout/reset";
/// POST.
pub const RESTORE_KIND: &str = "/kinds/{object}/restore";

fn of_object(object: &str) -> String {
    format!("{}/{object}", paths::FIELDS)
}

fn of_field(object: &str, field: &str) -> String {
    format!("{}/{object}/{field}", paths::FIELDS)
}

/// The object of this name, for whoever may set up.
fn known<'v>(visitor: &'v Visitor, name: &str) -> Result<&'v Arc<Object>, Error> {
    records::rights::need_set_up(&visitor.ctx)?;
    visitor.ctx.gate.catalogue.objects.get(name).ok_or(Error::NOT_FOUND)
}

/// A mark of what was shown, by which set-up and in which language: only that is applied.
fn mark(visitor: &Visitor, draft: &(impl Hash + ?Sized)) -> String {
    let mut hasher = DefaultHasher::new();
    draft.hash(&mut hasher);
    (visitor.ctx.gate.catalogue.setup.version, visitor.reader.lang.code()).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Whether the item that is meant went one place up (-1) or down (1).
fn moved_by<T>(items: &mut [T], is_meant: impl Fn(&T) -> bool, by: isize) -> bool {
    let Some(at) = items.iter().position(is_meant) else { return false };
    let Some(to) = at.checked_add_signed(by).filter(|to| *to < items.len()) else { return false };
    items.swap(at, to);
    true
}

/// Up and down as buttons of the form around them. `edges` says whether there is something before and behind; nothing is
/// moved without it. The page opens again at the button that was pressed.
fn order_buttons(visitor: &Visitor, name: &str, key: &str, edges: Option<(bool, bool)>, moved: Option<&str>) -> Markup {
    let Some((before, behind)) = edges else { return html! { span.arranged-order {} } };
    let button = |way: &str, shape: &str, can: bool, text: &str| {
        let value = format!("{way}:{key}");
        let label = visitor.reader.text_with(text, &[("label", name.into())]);
        html! { button.btn.btn-quiet.btn-icon.btn-small type="submit" name="step" value=(value) title=(label) aria-label=(label) disabled[!can] autofocus[can && moved == Some(&*value)] { (icon(shape)) } }
    };
    html! {
        span.arranged-order {
            (button("up", "arrow-up", before, "arrange-up"))
            (button("down", "arrow-down", behind, "arrange-down"))
        }
    }
}

fn is_own(object: &Object) -> bool {
    object.name.starts_with(OWN)
}

/// True for a field that the company made.
fn is_own_field(object: &Object, field: &catalogue::Field) -> bool {
    !field.system && (field.name.starts_with(OWN) || is_own(object))
}

/// A fault with the label of what it is about.
fn fault_text(visitor: &Visitor, fault: &records::Fault) -> String {
    let text = visitor.reader.message(&fault.message);
    match fault.field.as_deref() {
        Some(
            place @ ("label" | "plural" | "called" | "help" | "kind" | "to" | "options" | "option" | "roles"
            | "hidden_from"),
        ) => {
            format!("{}: {text}", visitor.text(&format!("fields-{place}")))
        }
        Some(place) => format!("{place}: {text}"),
        None => text,
    }
}

fn texts(visitor: &Visitor, faults: &[records::Fault]) -> Vec<String> {
    faults.iter().map(|fault| fault_text(visitor, fault)).collect()
}

/// Every kind of record, with how many fields of the company it has.
pub async fn list_kinds(visitor: Visitor) -> Answer {
    records::rights::need_set_up(&visitor.ctx)?;
    let reader = &visitor.reader;
    let catalogue = &visitor.ctx.gate.catalogue;
    let (own, product): (Vec<_>, Vec<_>) = catalogue.objects.values().partition(|object| is_own(object));
    let actions = html! { (primary_link(NEW_KIND, "plus", &reader.text("fields-new-kind"))) };
    let retired = html! {
        ul.card-list.card-list-whole { @for object in &catalogue.retired {
            li {
                span.strong { (reader.words().object_plural(reader.lang, &object.name)) }
                form method="post" action=(RESTORE_KIND.replace("{object}", &object.name)) { button.btn type="submit" { (reader.text("fields-restore")) } }
            }
        } }
    };
    let body = html! {
        div.narrow.stack {
            (page_header(&reader.text("fields-title"), Some(&reader.text("fields-lead")), &actions))
            @if !own.is_empty() { (card(&reader.text("fields-own-kinds"), None, &html! {}, &kinds(&visitor, &own))) }
            (card(&reader.text("fields-product-kinds"), None, &html! {}, &kinds(&visitor, &product)))
            @if !catalogue.retired.is_empty() { (card(&reader.text("fields-retired"), None, &html! {}, &retired)) }
        }
    };
    Ok(visitor.page(&reader.text("fields-title"), &body))
}

fn kinds(visitor: &Visitor, objects: &[&Arc<Object>]) -> Markup {
    let reader = &visitor.reader;
    html! {
        ul.card-list.card-list-whole { @for object in objects {
            @let count = object.fields.values().filter(|field| is_own_field(object, field)).count();
            li {
                a.record-link.cluster href=(of_object(&object.name)) { (icon(&object.icon)) span { (reader.words().object_plural(reader.lang, &object.name)) } }
                @if count > 0 { (badge(Tone::Good, &reader.text_with("fields-count", &[("count", count.into())]))) }
            }
        } }
    }
}
