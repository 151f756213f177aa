//! One's own menu and first page: hidden, ordered and chosen for oneself, and put back to what the company has.

use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use records::menus::{self, Shared};
use ui::parts::{button_link, card, fault_list, page_header};
use ui::paths::ACCOUNT;

use super::OWN_MENU;
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::subject::Sent;
use crate::setup::menu_form::{self, MenuForm};
use crate::visitor::Visitor;

type Pairs = Form<Vec<(String, String)>>;

/// The part of the account page that leads here.
pub fn part(visitor: &Visitor) -> Markup {
    let key = if visitor.menu.is_some() { "menu-own-is" } else { "menu-own-is-not" };
    let body = html! {
        div.card-body.stack #menu {
            p { (visitor.text(key)) }
            div.form-actions { a.btn href=(OWN_MENU) { (visitor.text("menu-own-arrange")) } }
        }
    };
    card(&visitor.text("menu-own-title"), None, &html! {}, &body)
}

pub async fn show_own_menu(visitor: Visitor) -> Answer {
    let own = menus::own(&visitor.ctx).await?;
    let menu = menus::of(&visitor.ctx.gate.catalogue, &visitor.ctx.who.roles, own.as_ref());
    let begins = own.and_then(|own| own.begins);
    let form = MenuForm::of(&menu, begins, |page| may(&visitor, page));
    page(&visitor, &form, &[], None).await
}

pub async fn arrange_own_menu(visitor: Visitor, Form(sent): Pairs) -> Answer {
    let sent = Sent(sent);
    let step = sent.get("step").unwrap_or("save");
    if step == "company" {
        menus::forget(&visitor.ctx).await?;
        return Ok(visitor.go_saying(OWN_MENU, Saying::done(visitor.text("menu-own-company-done"))));
    }
    let mut form = MenuForm::sent(&sent, |page| may(&visitor, page));
    if form.step(step) {
        return page(&visitor, &form, &[], Some(step)).await;
    }
    match menus::keep(&visitor.ctx, &form.layout()).await {
        Ok(()) => Ok(visitor.go_saying(OWN_MENU, Saying::done(visitor.text("menu-own-saved")))),
        Err(records::Error::Invalid(faults)) => {
            let page: Response = page(&visitor, &form, &visitor.reader.faults(&faults), None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(Error::Records(error)),
    }
}

fn may(visitor: &Visitor, page: &str) -> bool {
    menus::may_open(&visitor.ctx, page)
}

async fn page(visitor: &Visitor, form: &MenuForm, faults: &[String], moved: Option<&str>) -> Answer {
    let reader = &visitor.reader;
    let ctx = &visitor.ctx;
    let views = menus::beginnings(ctx, Shared::OrOwn).await?;
    let mut offered = Vec::new();
    for begin in menu_form::beginnings(visitor, |page| may(visitor, page), &views) {
        // Whether a view opens was asked with the views themselves.
        if matches!(begin, catalogue::Begin::View(..)) || menus::opens(ctx, &begin).await? {
            offered.push(begin);
        }
    }
    let company = menus::of(&ctx.gate.catalogue, &ctx.who.roles, None).begins;
    let title = reader.text("menu-own-title");
    let back = html! { (button_link(ACCOUNT, "arrow-left", &reader.text("account-title"))) };
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&reader.text("menu-own-lead")), &back))
            (fault_list(reader, faults))
            form.form method="post" action=(OWN_MENU) {
                button.visually-hidden type="submit" name="step" value="save" tabindex="-1" aria-hidden="true" {}
                (menu_form::first_page(visitor, form, &offered, &views, company.as_ref()))
                (menu_form::parts(visitor, form, moved))
                div.form-actions {
                    button.btn.btn-primary type="submit" name="step" value="save" data-key="s" { (reader.text("action-save")) }
                    a.btn href=(ACCOUNT) data-key="q" { (reader.text("action-cancel")) }
                    @if visitor.menu.is_some() { button.btn type="submit" name="step" value="company" { (reader.text("menu-own-company")) } }
                }
            }
        }
    };
    Ok(visitor.page(&title, &body))
}
