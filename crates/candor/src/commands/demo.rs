//! `candor demo`: the seed company into an empty database.

use records::Gate;
use serde_json::json;
use story::{Length, SignIn, TellError};

use super::{close, open_alone};
use crate::args::Demo;
use crate::exit::Failure;
use crate::say::{print_json, print_table};

/// Tells the story and prints who can sign in.
///
/// # Errors
/// `Invalid` when the database is not empty or the length is unknown.
pub async fn run(args: &Demo) -> Result<(), Failure> {
    let length = match args.length.as_str() {
        "short" => Length::Short,
        "full" => Length::Full,
        other => return Err(Failure::Invalid(format!("--length {other}: say short or full"))),
    };
    let gate = open_alone(&args.place, &args.files.folder(&args.place)).await?;
    let people = tell(&gate, args.seed, length).await?;
    close(&gate).await?;
    if args.form.json {
        let people: Vec<_> = people.iter().map(person_json).collect();
        return print_json(&json!({ "people": people }));
    }
    print_people(&people)
}

/// The story up to now, with the settings of its company.
///
/// # Errors
/// As `run`.
pub async fn tell(gate: &Gate, seed: u64, length: Length) -> Result<Vec<SignIn>, Failure> {
    let ctx = records::Ctx::system(gate, "the demo company");
    let events = story::plan(seed, gate.clock.now(), length);
    let people = story::tell(gate, events).await.map_err(|error| match error {
        TellError::NotEmpty => Failure::Invalid(
            "the database is not empty: the demo goes into an empty one only. Name another with --db.".into(),
        ),
        TellError::Event { key, reason } => Failure::Internal(format!("the story's {key}: {}", Failure::from(reason))),
        TellError::Gate(error) => error.into(),
    })?;
    let draft = records::settings::SettingsDraft {
        company: Some("Suministros Vidal".into()),
        demo: Some(true),
        ..Default::default()
    };
    records::settings::write(&ctx, &draft).await?;
    Ok(people)
}

fn person_json(person: &SignIn) -> serde_json::Value {
    json!({ "name": person.name, "email": person.email, "role": person.role, "password": person.password })
}

/// The sign-ins as a table.
///
/// # Errors
/// As `say::print`.
pub fn print_people(people: &[SignIn]) -> Result<(), Failure> {
    let heads = ["Name", "Role", "E-mail", "Password"].map(str::to_owned);
    let row = |p: &SignIn| vec![p.name.to_owned(), p.role.to_owned(), p.email.to_owned(), p.password.clone()];
    print_table(&heads, &people.iter().map(row).collect::<Vec<_>>())
}
