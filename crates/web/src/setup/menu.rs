//! The menu of a role: what stands in it, in which order, and the page such people begin with. Shown as it would be, with how many
//! people it touches, before it is so. It gives and takes no right.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use catalogue::{Begin, MenuPart, Role};
use maud::{Markup, html};
use records::menus::{self, Shared};
use records::setup::{self, MenuEffect};
use ui::icon;
use ui::layout::{page_icon, page_label, part_label};
use ui::parts::{Tone, badge, button_link, card, confirm_page, fault_list, page_header};

use super::menu_form::{self, MenuForm, NamedView, begin_label};
use super::{RESET_ROLE_MENU, ROLE_MENU, mark, texts};
use crate::company::ROLES;
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

type Pairs = Form<Vec<(String, String)>>;

#[derive(Default)]
struct Shown {
    form: MenuForm,
    effect: Option<MenuEffect>,
    faults: Vec<String>,
    moved: Option<String>,
}

/// Where the menu of this role is arranged.
#[must_use]
pub fn of_role(role: &Role) -> String {
    ROLE_MENU.replace("{role}", &role.name)
}

pub async fn show_role_menu(visitor: Visitor, Path(role): Path<String>) -> Answer {
    let role = known(&visitor, &role)?;
    let menu = setup::menu_of_role(&visitor.ctx, &role.name)?;
    let form = MenuForm::of(&menu, menu.begins.clone(), |page| gives(&visitor, role, page));
    page(&visitor, role, &Shown { form, ..Shown::default() }).await
}

pub async fn arrange_role_menu(visitor: Visitor, Path(role): Path<String>, Form(sent): Pairs) -> Answer {
    let role = known(&visitor, &role)?;
    let sent = Sent(sent);
    let mut shown = Shown { form: MenuForm::sent(&sent, |page| gives(&visitor, role, page)), ..Shown::default() };
    let step = sent.get("step").unwrap_or("show").to_owned();
    let layout = shown.form.layout();
    if step == "apply" && sent.get("seen") == Some(mark(&visitor, &shown.form).as_str()) {
        return match setup::arrange_menu(&visitor.ctx, &role.name, &layout).await {
            Ok(()) => Ok(visitor.go_saying(&of_role(role), Saying::done(visitor.text("menu-saved")))),
            Err(records::Error::Invalid(faults)) => refused(&visitor, role, shown, &faults).await,
            Err(error) => Err(Error::Records(error)),
        };
    }
    if shown.form.step(&step) {
        shown.moved = Some(step);
        return page(&visitor, role, &shown).await;
    }
    match setup::survey_menu(&visitor.ctx, &role.name, &layout).await {
        Ok(effect) => {
            shown.effect = Some(effect);
            page(&visitor, role, &shown).await
        }
        Err(records::Error::Invalid(faults)) => refused(&visitor, role, shown, &faults).await,
        Err(error) => Err(Error::Records(error)),
    }
}

pub async fn ask_reset_role_menu(visitor: Visitor, Path(role): Path<String>) -> Answer {
    let role = known(&visitor, &role)?;
    let reader = &visitor.reader;
    let question = reader.text_with("menu-reset-question", &[("role", label(&visitor, role).into())]);
    let text = reader.text("menu-reset-text");
    let action = RESET_ROLE_MENU.replace("{role}", &role.name);
    let button = reader.text("menu-reset");
    let body = confirm_page(reader, &question, &text, &action, &html! {}, &button, &of_role(role));
    Ok(visitor.page(&question, &body))
}

pub async fn reset_role_menu(visitor: Visitor, Path(role): Path<String>) -> Answer {
    let role = known(&visitor, &role)?;
    setup::arrange_menu(&visitor.ctx, &role.name, &catalogue::MenuLayout::default()).await?;
    Ok(visitor.go_saying(&of_role(role), Saying::done(visitor.text("menu-reset-done"))))
}

fn known<'v>(visitor: &'v Visitor, role: &str) -> Result<&'v Role, Error> {
    records::rights::need_set_up(&visitor.ctx)?;
    visitor.ctx.gate.catalogue.roles.get(role).ok_or(Error::NOT_FOUND)
}

fn gives(visitor: &Visitor, role: &Role, page: &str) -> bool {
    menus::gives(&visitor.ctx.gate.catalogue, role, page)
}

fn label(visitor: &Visitor, role: &Role) -> String {
    visitor.reader.words().role_label(visitor.reader.lang, &role.name)
}

async fn refused(visitor: &Visitor, role: &Role, mut shown: Shown, faults: &[records::Fault]) -> Answer {
    shown.faults = texts(visitor, faults);
    let page: Response = page(visitor, role, &shown).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(visitor: &Visitor, role: &Role, shown: &Shown) -> Answer {
    let reader = &visitor.reader;
    let views = menus::beginnings(&visitor.ctx, Shared::Only).await?;
    let offered = menu_form::beginnings(visitor, |page| gives(visitor, role, page), &views);
    let title = reader.text_with("menu-title", &[("role", label(visitor, role).into())]);
    let back = html! { (button_link(ROLES, "arrow-left", &reader.text("menu-back"))) };
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&reader.text("menu-lead")), &back))
            (fault_list(reader, &shown.faults))
            form.form method="post" action=(of_role(role)) {
                button.visually-hidden type="submit" name="step" value="show" tabindex="-1" aria-hidden="true" {}
                @if let Some(effect) = &shown.effect {
                    input type="hidden" name="seen" value=(mark(visitor, &shown.form));
                    (effect_card(visitor, role, effect, &views))
                }
                (menu_form::first_page(visitor, &shown.form, &offered, &views, None))
                (menu_form::parts(visitor, &shown.form, shown.moved.as_deref()))
                div.form-actions {
                    button.btn .btn-primary[shown.effect.is_none()] type="submit" name="step" value="show" data-key="s" { (reader.text("arrange-show")) }
                    a.btn href=(ROLES) data-key="q" { (reader.text("action-cancel")) }
                    @if !role.menu.is_empty() { a.btn href=(RESET_ROLE_MENU.replace("{role}", &role.name)) { (reader.text("menu-reset")) } }
                }
            }
        }
    };
    Ok(visitor.page(&title, &body))
}

/// The menu as it would look, what goes, and for how many people.
fn effect_card(visitor: &Visitor, role: &Role, effect: &MenuEffect, views: &[NamedView]) -> Markup {
    let reader = &visitor.reader;
    let (before, after) = (&effect.before, &effect.after);
    let seen = |part: MenuPart| after.part(part).iter().filter(|page| gives(visitor, role, page));
    let is_new = |page: &catalogue::Name| !before.shown().any(|(_, known)| known == page);
    let gone: Vec<String> = before
        .shown()
        .filter(|(_, page)| after.hidden.contains(page) && gives(visitor, role, page))
        .map(|(_, page)| page_label(reader, page))
        .collect();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let begins = |begins: &Option<Begin>| begins.as_ref().map(|begin| begin_label(visitor, begin, views));
    let is_same = before == after;
    let body = html! {
        div.card-body.stack role="status" {
            @if is_same { p { (reader.text("arrange-nothing")) } }
            @else {
                div.arranged-preview {
                    @for part in MenuPart::ALL {
                        @if seen(part).next().is_some() {
                            div {
                                h3.facts-head { (part_label(reader, part).unwrap_or_else(|| reader.text("menu-part-top"))) }
                                ul { @for page in seen(part) {
                                    li.cluster { (icon(&page_icon(&visitor.ctx.gate.catalogue, page))) span { (page_label(reader, page)) } @if is_new(page) { (badge(Tone::Good, &reader.text("arrange-new"))) } }
                                } }
                            }
                        }
                    }
                }
                ul.arranged-lines {
                    @if !gone.is_empty() { li { (reader.text_with("menu-gone", &[("pages", gone.join(", ").into())])) } }
                    @if let Some(label) = begins(&after.begins) { li { (reader.text_with("menu-they-begin", &[("label", label.into())])) } }
                    li { (reader.text_with("role-effect-held", &[("count", count(effect.holders).into())])) " " (reader.text_with("menu-touched", &[("count", count(effect.touched).into())])) }
                }
            }
            div.form-actions { button.btn.btn-primary type="submit" name="step" value="apply" autofocus { (reader.text("arrange-apply")) } }
        }
    };
    card(&reader.text("arrange-effect"), None, &html! {}, &body)
}
