//! From a parsed command line to its command, and what all of them need: an open gate, and a person to act as.

mod audit;
mod backup;
mod check;
mod demo;
mod export;
mod import;
mod key;
mod query;
pub mod read_file;
mod serve;
mod setup;
mod undo;
mod user;

use std::path::Path;
use std::sync::Arc;

use catalogue::Catalogue;
use records::{Clock, Ctx, Gate};
use store::{Shelf, Store};

use crate::args::{Command, Place};
use crate::exit::Failure;

/// Runs one command.
///
/// # Errors
/// Whatever keeps it from doing what was asked, with its exit code.
pub async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(args) => serve::run(args).await,
        Command::Check(args) => check::run(&args),
        Command::Demo(args) => demo::run(&args).await,
        Command::Import(args) => import::run(&args).await,
        Command::Undo(args) => undo::run(&args).await,
        Command::Query(args) => query::run(&args).await,
        Command::Export(args) => export::run(&args).await,
        Command::Setup(command) => setup::run(command).await,
        Command::User(command) => user::run(command).await,
        Command::Backup(args) => backup::save(&args).await,
        Command::Restore(args) => backup::restore(&args).await,
        Command::Audit(command) => audit::run(command).await,
        Command::ReadFile { .. } => Ok(()),
    }
}

/// The gate for a command that asks or changes what is there, also beside a server that is running.
async fn open(place: &Place) -> Result<Gate, Failure> {
    let catalogue = Catalogue::shipped();
    let store = Store::find(&place.db, catalogue.clone()).await?;
    Ok(Gate::open(store, Clock::system()).await?)
}

/// The same for a command that may begin a company: makes the database if there is none.
async fn open_or_make(place: &Place) -> Result<Gate, Failure> {
    let catalogue = Catalogue::shipped();
    let store = Store::join(&place.db, catalogue.clone()).await?;
    Ok(Gate::open(store, Clock::system()).await?)
}

/// The gate for whoever must be alone on the database and keeps files: the server, the demo.
async fn open_alone(place: &Place, files: &Path) -> Result<Gate, Failure> {
    let catalogue = Catalogue::shipped();
    let store = Store::open(&place.db, catalogue.clone()).await?.with_shelf(Shelf::of_records(files));
    Ok(Gate::open(store, Clock::system()).await?)
}

/// The context of the person with this e-mail; without one, of the first active owner.
async fn act_as(gate: &Gate, email: Option<&str>, channel: &str) -> Result<Ctx, Failure> {
    let who = match email {
        Some(email) => guard::principal::principal_by_email(gate, email).await.map_err(|e| match e {
            records::Error::NotFound => Failure::NotFound(format!("no active person has the e-mail {email}")),
            other => other.into(),
        })?,
        None => first_owner(gate).await?,
    };
    Ok(Ctx::person(gate, Arc::new(who), channel, "", ""))
}

async fn first_owner(gate: &Gate) -> Result<access::Principal, Failure> {
    let people = records::people::list(&Ctx::system(gate, "to find the owner for a command")).await?;
    let owner = people.iter().find(|p| &*p.status == "active" && p.roles.iter().any(|role| &**role == "owner"));
    match owner {
        Some(person) => Ok(guard::principal(gate, person.id).await?),
        None => Err(Failure::NotFound(
            "no owner yet; create one with: candor user create --name … --email … --role owner".into(),
        )),
    }
}

/// Writes what the request noted, so that nothing is lost when the command ends.
async fn close(gate: &Gate) -> Result<(), Failure> {
    Ok(gate.flush_evidence().await?)
}
