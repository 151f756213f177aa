//! The second step: where the company works, a name a line.

use axum::Form;
use maud::{Markup, html};
use records::{Draft, Record, create};
use ui::parts::fault_list;
use ui::start::{Step, step};
use ui::{icon, paths};

use super::{BRANCHES, Left, Wrong, refused};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

#[derive(serde::Deserialize)]
pub struct Sent {
    #[serde(default)]
    names: String,
}

/// `POST /start/branches`: makes those that are not there yet; what cannot be made stays in the field.
pub async fn add_branches(visitor: Visitor, Form(sent): Form<Sent>) -> Answer {
    records::rights::need_set_up(&visitor.ctx)?;
    let there = crate::company::all(&visitor, "branch").await?;
    let mut known: Vec<String> = there.iter().map(|branch| branch.title.to_lowercase()).collect();
    let (names, mut left) = Left::of(&visitor, &sent.names);
    let mut made: i64 = 0;
    for name in names {
        if known.contains(&name.to_lowercase()) {
            continue;
        }
        match create::create(&visitor.ctx, "branch", Draft::default().with("name", name), None).await {
            Ok(_) => {
                made += 1;
                known.push(name.to_lowercase());
            }
            Err(records::Error::Invalid(faults)) => {
                left.refuse(name, &visitor.reader.faults(&faults));
            }
            Err(error) => return Err(Error::Records(error)),
        }
    }
    if !left.faults.is_empty() {
        return refused(&visitor, Wrong { branches: left, ..Wrong::default() }).await;
    }
    let said = visitor.reader.text_with("start-branches-made", &[("count", made.into())]);
    Ok(visitor.go_saying(&format!("{}#people", paths::START), Saying::done(said)))
}

pub(super) fn section(visitor: &Visitor, branches: &[Record], left: &Left) -> Markup {
    let words = Step { name: "branches", number: 2, is_done: !branches.is_empty() };
    let names: Vec<&str> = branches.iter().map(|branch| &*branch.title).collect();
    step(
        &visitor.reader,
        &words,
        &html! {
            @if !branches.is_empty() { p { (names.join(", ")) } }
            (fault_list(&visitor.reader, &left.faults))
            form.form method="post" action=(BRANCHES) {
                div.field {
                    label.form-label for="branches-names" { (visitor.text("start-branches-names")) }
                    textarea.form-control #branches-names name="names" rows="3" required maxlength="4000" { (left.lines()) }
                }
                div { button.btn type="submit" { (icon("plus")) (visitor.text("start-branches-add")) } }
            }
        },
    )
}
