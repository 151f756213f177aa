//! The third step: who works here, a name and an e-mail a line, as they come out of a spreadsheet or a mail program. Each gets a link
//! to choose a password, shown once.

use axum::Form;
use catalogue::{Id, Name, Value};
use maud::{Markup, html};
use records::{Draft, Record};
use ui::parts::{fault_list, page_header, primary_link, secret_line};
use ui::start::{Step, step};
use ui::{icon, paths};

use super::steps::Steps;
use super::{Left, PEOPLE, Wrong, refused};
use crate::company::{people::fault_text, person, record_select};
use crate::error::{Answer, Error};
use crate::records::subject::Sent;
use crate::visitor::Visitor;

/// What most people of a company are.
const USUAL: &str = "seller";

/// What was typed and not taken, and why.
#[derive(Default)]
pub struct Typed {
    left: Left,
    role: String,
    branch: String,
    by_mail: bool,
    /// The links of those who were taken: they are shown now or never.
    invited: Vec<Invited>,
}

struct Invited {
    name: String,
    link: String,
}

/// `POST /start/people`.
pub async fn add_people(visitor: Visitor, Form(sent): Form<Vec<(String, String)>>) -> Answer {
    records::rights::need_set_up(&visitor.ctx)?;
    let by_mail = person::wants_mail(&sent);
    let sent = Sent(sent);
    let of = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let people = of("people");
    let (lines, left) = Left::of(&visitor, &people);
    let mut typed = Typed { left, role: of("role"), branch: of("branch"), by_mail, invited: Vec::new() };
    for line in lines {
        match add(&visitor, line, &typed).await {
            Ok(invited) => typed.invited.push(invited),
            Err(Error::Records(records::Error::Invalid(faults))) => {
                let told: Vec<String> = faults.iter().map(|fault| fault_text(&visitor, fault)).collect();
                typed.left.refuse(line, &told);
            }
            Err(error) => return Err(error),
        }
    }
    if !typed.left.faults.is_empty() || typed.invited.is_empty() {
        return refused(&visitor, Wrong { people: typed, ..Wrong::default() }).await;
    }
    let title = visitor.text("start-people-links");
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&visitor.text("start-people-links-text")), &html! {}))
            (links(&visitor.reader, &typed.invited))
            div { (primary_link(&format!("{}#clients", paths::START), "arrow-right", &visitor.text("start-go-on"))) }
        }
    };
    Ok(visitor.page(&title, &body))
}

async fn add(visitor: &Visitor, line: &str, typed: &Typed) -> Result<Invited, Error> {
    let (name, email) = name_and_email(line);
    // A person without an e-mail could be made, but not be sent a link.
    if email.is_empty() {
        let missing = records::Fault::of(&"email".into(), "fault-required", Vec::new());
        return Err(records::Error::Invalid(vec![missing]).into());
    }
    let mut draft = Draft::default().with("name", name).with("email", email);
    draft = draft.with_value("roles", Value::Choices(vec![Name::from(typed.role.as_str())]));
    if let Ok(branch) = typed.branch.parse() {
        draft = draft.with_value("branch", Value::Ref(Id(branch)));
    }
    let made = records::people::add(&visitor.ctx, draft).await?;
    let token = person::token_of(visitor, made.id, typed.by_mail).await?;
    Ok(Invited { name: name.to_owned(), link: person::link_of(visitor, &token) })
}

/// "Ana López, ana@firm.example", with a comma, a semicolon, a tab or angle brackets between, in either order.
fn name_and_email(line: &str) -> (&str, &str) {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>');
    let Some(email) = line.split(is_between).find(|part| part.contains('@')) else { return (line, "") };
    let (before, after) = line.split_once(email).unwrap_or((line, ""));
    let [before, after] = [before, after].map(|part| part.trim_matches(is_between));
    (if before.is_empty() { after } else { before }, email)
}

fn links(reader: &ui::Reader, invited: &[Invited]) -> Markup {
    html! {
        dl.start-links {
            @for one in invited {
                div {
                    dt { (one.name) }
                    dd { (secret_line(reader, &one.link, &one.name)) }
                }
            }
        }
    }
}

pub(super) fn section(visitor: &Visitor, (steps, branches): (&Steps, &[Record]), typed: &Typed) -> Markup {
    let words = Step { name: "people", number: 3, is_done: steps.people };
    let reader = &visitor.reader;
    let role = if typed.role.is_empty() { USUAL } else { &typed.role };
    step(
        reader,
        &words,
        &html! {
            @if !typed.invited.is_empty() { p.strong { (visitor.text("start-people-links-text")) } (links(&visitor.reader, &typed.invited)) }
            (fault_list(reader, &typed.left.faults))
            form.form method="post" action=(PEOPLE) {
                div.field {
                    label.form-label for="people-lines" { (visitor.text("start-people-lines")) }
                    textarea.form-control #people-lines name="people" rows="4" required maxlength="20000" placeholder=(visitor.text("start-people-example")) { (typed.left.lines()) }
                }
                div.form-grid {
                    div.field {
                        label.form-label for="role" { (visitor.text("people-role")) }
                        select.form-select #role name="role" {
                            @for name in visitor.ctx.gate.catalogue.roles.keys() {
                                option value=(name) selected[&**name == role] { (reader.words().role_label(reader.lang, name)) }
                            }
                        }
                    }
                    (record_select(&visitor.text("people-branch"), "branch", branches, typed.branch.parse().ok().map(Id)))
                }
                (person::mail_check(visitor))
                div { button.btn type="submit" { (icon("user-plus")) (visitor.text("start-people-add")) } }
                p.form-hint { (visitor.text("start-people-help")) }
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::name_and_email;

    #[test]
    fn a_person_is_read_as_it_comes() {
        for line in [
            "Ana López, ana@firm.example",
            "Ana López <ana@firm.example>",
            "Ana López\tana@firm.example",
            "ana@firm.example;Ana López",
        ] {
            assert_eq!(name_and_email(line), ("Ana López", "ana@firm.example"), "{line}");
        }
        assert_eq!(name_and_email("Ana López"), ("Ana López", ""));
        assert_eq!(name_and_email("ana@firm.example"), ("", "ana@firm.example"));
    }
}
