//! `candor user`: people from the command line, for the first owner and for emergencies.

use catalogue::Value;
use records::{Ctx, Draft, Gate};
use serde_json::json;

use super::{close, open, open_or_make};
use crate::args::User;
use crate::exit::Failure;
use crate::say::{print, print_json, print_table};

const REASON: &str = "people from the command line";

/// Runs one of the commands.
///
/// # Errors
/// `Invalid` for wrong input, `NotFound` for an unknown e-mail.
pub async fn run(command: User) -> Result<(), Failure> {
    match command {
        User::Create { place, name, email, role, form } => {
            let gate = open_or_make(&place).await?;
            let password = create(&gate, &name, &email, &role).await?;
            close(&gate).await?;
            if form.json {
                return print_json(
                    &json!({ "name": name, "email": email, "role": role.join(","), "password": password }),
                );
            }
            print(&format!("{name} may sign in with {email} and this password: {password}"))?;
            print(&"It is shown this once; change it after the first sign-in.")
        }
        User::List { place, form } => {
            let gate = open(&place).await?;
            let people = records::people::list(&Ctx::system(&gate, REASON)).await?;
            let rows: Vec<Vec<String>> = people
                .iter()
                .map(|p| {
                    let email = p.email.as_deref().unwrap_or_default().to_owned();
                    vec![p.name.to_string(), email, p.roles.join(","), p.status.to_string()]
                })
                .collect();
            if form.json {
                let people: Vec<_> = rows
                    .iter()
                    .map(|row| json!({ "name": row[0], "email": row[1], "role": row[2], "status": row[3] }))
                    .collect();
                return print_json(&json!({ "people": people }));
            }
            print_table(&["Name", "E-mail", "Role", "Status"].map(str::to_owned), &rows)
        }
        User::Invite { place, email, public_url, form } => {
            let gate = open(&place).await?;
            let id = find(&gate, &email).await?;
            let token = guard::invitation::invite(&Ctx::system(&gate, REASON), id).await?;
            close(&gate).await?;
            let link = format!("{public_url}/invitation?token={token}");
            if form.json {
                return print_json(&json!({ "email": email, "link": link }));
            }
            print(&format!("{email} chooses a password here, once, within three days:\n{link}"))
        }
        User::Reset { place, email, form } => {
            let gate = open(&place).await?;
            let id = find(&gate, &email).await?;
            let password = guard::password::random(&gate)?;
            guard::password::set(&Ctx::system(&gate, REASON), id, &password).await?;
            close(&gate).await?;
            if form.json {
                return print_json(&json!({ "email": email, "password": password }));
            }
            print(&format!("New password for {email}: {password}"))
        }
        User::Freeze { place, email, form } => {
            let gate = open(&place).await?;
            let id = find(&gate, &email).await?;
            records::people::freeze(&Ctx::system(&gate, REASON), id).await?;
            close(&gate).await?;
            if form.json {
                return print_json(&json!({ "email": email, "status": "frozen" }));
            }
            print(&format!("{email} is frozen: every session has ended and none can begin."))
        }
    }
}

async fn create(gate: &Gate, name: &str, email: &str, roles: &[String]) -> Result<String, Failure> {
    let ctx = Ctx::system(gate, REASON);
    let roles = roles.iter().map(|role| role.as_str().into()).collect();
    let draft = Draft::default()
        .with("name", name)
        .with("email", email)
        .with("status", "active")
        .with_value("roles", Value::Choices(roles));
    let person = records::people::add(&ctx, draft).await?;
    let password = guard::password::random(gate)?;
    guard::password::set(&ctx, person.id, &password).await?;
    Ok(password)
}

async fn find(gate: &Gate, email: &str) -> Result<catalogue::Id, Failure> {
    let people = records::people::list(&Ctx::system(gate, REASON)).await?;
    let is = |p: &&records::people::Person| p.email.as_deref().is_some_and(|e| e.eq_ignore_ascii_case(email));
    people.iter().find(is).map(|p| p.id).ok_or_else(|| Failure::NotFound(format!("nobody has the e-mail {email}")))
}
