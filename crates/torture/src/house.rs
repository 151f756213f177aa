//! A company under torture: its database, its people with their sessions, and Candor's own commands on it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::bare::{Bare, Candor};
use crate::fault::Fault;
use crate::program;
use crate::server::Server;
use crate::wire::{Accept, Request, send};

/// Who works here: two who may do everything, two who keep their own.
const PEOPLE: [(&str, &str); 4] = [("elena", "owner"), ("boris", "owner"), ("pedro", "seller"), ("lucia", "seller")];

/// Somebody with a session.
#[derive(Debug, Clone)]
pub struct Person {
    pub email: String,
    pub password: String,
    pub id: i64,
    pub cookie: String,
}

/// Where everything lies.
pub struct House {
    pub url: String,
    pub files: PathBuf,
    pub log: PathBuf,
    /// The fault that `candor serve` is told to have; none for the real one.
    pub sabotage: Option<&'static str>,
    pub people: Vec<Person>,
    pub program: PathBuf,
    _folder: tempfile::TempDir,
}

/// On which database.
pub enum Base<'a> {
    /// In a folder that goes with the house.
    Sqlite,
    /// In this folder.
    SqliteIn(&'a Path),
    Postgres(String),
}

impl House {
    /// An empty company with its four people, who have not signed in yet.
    ///
    /// # Errors
    /// When a command of Candor fails.
    pub fn build(base: Base<'_>) -> Result<Self, Fault> {
        let folder = tempfile::tempdir()?;
        let (url, files) = match base {
            Base::Sqlite => (at(folder.path()), folder.path().join("files")),
            Base::SqliteIn(place) => (at(place), place.join("files")),
            Base::Postgres(url) => (url, folder.path().join("files")),
        };
        let log = folder.path().join("log");
        let program = program::candor()?;
        let mut house = Self { url, files, log, sabotage: None, people: Vec::new(), program, _folder: folder };
        for (name, role) in PEOPLE {
            let email = format!("{name}@torture.example");
            let words = ["user", "create", "--name", name, "--email", &email, "--role", role, "--json"];
            let said: serde_json::Value = serde_json::from_slice(&house.command(&words)?.stdout)?;
            let password = said["password"].as_str().ok_or("no password was said")?.to_owned();
            house.people.push(Person { email, password, id: 0, cookie: String::new() });
        }
        Ok(house)
    }

    /// Runs a command on this database; its failure is a fault.
    ///
    /// # Errors
    /// What it said.
    pub fn command(&self, words: &[&str]) -> Result<Output, Fault> {
        let ran = self.try_command(&self.url, words)?;
        if ran.status.success() {
            return Ok(ran);
        }
        Err(Fault(format!("candor {}: {}", words.join(" "), String::from_utf8_lossy(&ran.stderr))))
    }

    /// Runs a command on this or another database.
    ///
    /// # Errors
    /// When it cannot be run.
    pub fn try_command(&self, url: &str, words: &[&str]) -> Result<Output, Fault> {
        let mut command = Command::new(&self.program);
        Ok(command.args(words).args(["--db", url]).current_dir(self.files.parent().unwrap_or(&self.files)).output()?)
    }

    /// The same database, without Candor.
    #[must_use]
    pub fn bare(&self) -> Bare {
        Bare::at(&self.url)
    }

    /// Opens a session for each of the people; sessions outlive every kill.
    ///
    /// # Errors
    /// When one of them is not let in.
    pub fn sign_in(&mut self, to: SocketAddr) -> Result<(), Fault> {
        let still = self.bare().hold(Candor::Running)?;
        for person in &mut self.people {
            let fields = [("email", person.email.clone()), ("password", person.password.clone())];
            let request = Request { accept: Accept::Page("en"), ..Request::form("/sign-in", "", &fields) };
            let answer = send(to, &request).ok_or("no answer to a sign-in")?;
            let cookie = answer.cookies.iter().find(|cookie| cookie.starts_with("candor="));
            let cookie = cookie.and_then(|cookie| cookie.split(';').next());
            person.cookie = cookie.ok_or_else(|| format!("not let in: {}", answer.status))?.to_owned();
            let ask = format!("SELECT id FROM users WHERE email = '{}'", person.email);
            let rows = still.rows(&ask)?;
            let id = rows.first().and_then(|row| row.first()?.as_deref()?.parse().ok());
            person.id = id.ok_or("a person is not in the database")?;
        }
        Ok(())
    }

    /// `candor serve`, ready.
    ///
    /// # Errors
    /// When it does not become ready.
    pub fn serve(&self) -> Result<Server, Fault> {
        Server::start(self)
    }

    /// From here on the server is one that is broken on purpose, when there is something to break.
    ///
    /// # Errors
    /// When it does not become ready.
    pub fn broken(&mut self, server: Server, sabotage: Option<&'static str>) -> Result<Server, Fault> {
        if sabotage.is_none() {
            return Ok(server);
        }
        self.sabotage = sabotage;
        server.kill()?;
        self.serve()
    }

    /// `candor audit verify` on this state, where it is a copy; else on the database itself.
    ///
    /// # Errors
    /// When the command cannot be run.
    pub fn verify_evidence(&self, url: Option<String>) -> Result<Option<String>, Fault> {
        let ran = self.try_command(url.as_deref().unwrap_or(&self.url), &["audit", "verify"])?;
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        Ok((!ran.status.success()).then(|| format!("candor audit verify: {said}")))
    }
}

fn at(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("company.db").display())
}
