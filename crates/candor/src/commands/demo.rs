//! `candor demo`: the seed company into an empty database.

use records::Gate;
use serde_json::json;
use story::size::Size;
use story::{Length, SignIn, TellError};

use super::{close, open_alone};
use crate::args::Demo;
use crate::exit::Failure;
use crate::say::{print, print_json, print_table};

/// Tells the story and prints who can sign in.
///
/// # Errors
/// `Invalid` when the database is not empty or the length is unknown.
pub async fn run(args: &Demo) -> Result<(), Failure> {
    if let Some(size) = &args.size {
        return of_size(args, size).await;
    }
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

/// A company of a size, with its owner's password.
async fn of_size(args: &Demo, size: &str) -> Result<(), Failure> {
    let Some(size) = Size::named(size) else {
        return Err(Failure::Invalid(format!("--size {size}: say small, medium or large")));
    };
    let gate = open_alone(&args.place, &args.files.folder(&args.place)).await?;
    if !guard::invitation::is_empty(&gate).await? {
        return Err(TellError::NotEmpty.into());
    }
    let begun = std::time::Instant::now();
    let mut told = |kind: &str, done: u64, all: u64| {
        if done == all || done.is_multiple_of(100_000) {
            tracing::info!(kind, done, all, seconds = begun.elapsed().as_secs(), "rows");
        }
    };
    story::size::fill(&gate, size, args.seed, &mut told).await?;
    let ctx = records::Ctx::system(&gate, "the owner of a company of a size");
    let owner = guard::principal::principal_by_email(&gate, story::size::OWNER).await?;
    let password = guard::password::random(&gate)?;
    guard::password::set(&ctx, owner.user, &password).await?;
    close(&gate).await?;
    if args.form.json {
        return print_json(&json!({ "rows": size.rows(), "email": story::size::OWNER, "password": password }));
    }
    print(&format!("{} rows. Sign in as {} with {password}", size.rows(), story::size::OWNER))
}

/// The story up to now, with the settings of its company.
///
/// # Errors
/// As `run`.
pub async fn tell(gate: &Gate, seed: u64, length: Length) -> Result<Vec<SignIn>, Failure> {
    let ctx = records::Ctx::system(gate, "the demo company");
    let events = story::plan(seed, gate.clock.now(), length);
    let people = story::tell(gate, events).await?;
    let draft = records::settings::SettingsDraft {
        company: Some("Suministros Vidal".into()),
        demo: Some(true),
        ..Default::default()
    };
    records::settings::write(&ctx, &draft).await?;
    Ok(people)
}

impl From<TellError> for Failure {
    fn from(error: TellError) -> Self {
        match error {
            TellError::NotEmpty => Self::Invalid(
                "the database is not empty: the demo goes into an empty one only. Name another with --db.".into(),
            ),
            TellError::Event { key, reason } => Self::Internal(format!("the story's {key}: {}", Self::from(reason))),
            TellError::Gate(error) => error.into(),
        }
    }
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
