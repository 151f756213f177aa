//! The disk is full at random points: a write is refused clearly and in the reader's language, reading goes on, nothing
//! acknowledged is lost, nothing is written without its evidence, and all works again once there is room, without a restart.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bare::Candor;
use crate::crew::{Crew, Hands};
use crate::dice::Dice;
use crate::fault::Fault;
use crate::house::{Base, House};
use crate::outcome::Outcome;
use crate::scenario::kill::Plan;
use crate::server::Server;
use crate::wire::{Accept, Request, send};

/// Megabytes of the disk: room for the database, its log, and some thousand records.
const DISK: u32 = 40;
/// Bytes left free at most when the ballast is in: some writes still fit, and which one does not is chance.
const LEFT: u64 = 400 << 10;

/// What each language says.
const SAID: [(&str, &str); 3] = [("en", "The disk is full"), ("es", "El disco está lleno"), ("ru", "Диск заполнен")];

/// A small disk of its own, in memory; gone with the value.
pub struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    /// Mounts it.
    ///
    /// # Errors
    /// Why it cannot be mounted: only root may, and not in every container.
    pub fn mount() -> Result<Self, Fault> {
        let folder = tempfile::tempdir()?;
        let size = format!("size={DISK}m");
        let ran = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output()?;
        if ran.status.success() {
            return Ok(Self { folder });
        }
        Err(Fault(format!("no small disk can be mounted: {}", String::from_utf8_lossy(&ran.stderr).trim())))
    }

    fn ballast(&self) -> PathBuf {
        self.folder.path().join("ballast")
    }

    /// Fills it, but for so many bytes.
    fn fill(&self, left: u64) -> Result<(), Fault> {
        let mut ballast = File::create(self.ballast())?;
        let piece = [0_u8; 4096];
        while ballast.write_all(&piece).is_ok() {}
        let length = ballast.metadata()?.len();
        Ok(ballast.set_len(length.saturating_sub(left))?)
    }

    fn free(&self) -> Result<(), Fault> {
        Ok(std::fs::remove_file(self.ballast())?)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a process that is just ending may still hold a file.
        drop(Command::new("umount").arg("--lazy").arg(self.folder.path()).status());
    }
}

/// Runs it: the plan's kills are the times that the disk gets full.
///
/// # Errors
/// When the harness cannot go on, and where nothing can be mounted.
pub fn run(plan: &Plan) -> Result<Outcome, Fault> {
    let disk = Disk::mount()?;
    let mut outcome = Outcome::new("disk full", plan.seed);
    let mut dice = Dice::new(plan.seed);
    let mut house = House::build(Base::SqliteIn(disk.path()))?;
    let mut server = house.serve()?;
    house.sign_in(server.address)?;
    let mut crew = Crew::gather(&house, server.address, plan.seed)?;
    server = house.broken(server, plan.sabotage)?;
    for time in 1..=plan.kills {
        crew.round(server.address, 5 + dice.below(40), Hands::All, || Ok(()))?;
        disk.fill(dice.below(LEFT))?;
        let when = format!("full {time}");
        if !crew.exhaust(server.address) {
            outcome.find(&when, vec!["the disk is full, and writes go on".to_owned()]);
        }
        outcome.kills = time;
        outcome.find(&when, refused(&house, &server));
        crew.compare(&house, Candor::Running, &when, &mut outcome)?;
        disk.free()?;
        crew.round(server.address, 30, Hands::All, || Ok(()))?;
        if server.has_ended()? {
            outcome.find(&when, vec!["candor has ended".to_owned()]);
            break;
        }
        crew.compare(&house, Candor::Running, &format!("freed {time}"), &mut outcome)?;
        if plan.until_found && !outcome.is_green() {
            break;
        }
    }
    outcome.find("at last", crate::sealed::wait(&house)?);
    server.kill()?;
    crew.compare(&house, Candor::Killed, "at last", &mut outcome)?;
    outcome.find("at last", house.verify_evidence(None)?.into_iter().collect());
    crew.sum_up(&mut outcome);
    Ok(outcome)
}

/// A person's form on the full disk, in each language, and reading beside it.
fn refused(house: &House, server: &Server) -> Vec<String> {
    let Some(person) = house.people.first() else { return Vec::new() };
    let mut faults = Vec::new();
    for (language, wanted) in SAID {
        // A long text, so that it does not fit into what may be left of the disk.
        let fields = [("name", format!("refused in {language}")), ("notes", "x".repeat(600 << 10))];
        let form = Request { accept: Accept::Page(language), ..Request::form("/companies", &person.cookie, &fields) };
        match send(server.address, &form) {
            Some(answer) if answer.status == 507 && answer.body.contains(wanted) => {}
            other => faults.push(format!("a form in {language}: {:?}", other.map(|answer| answer.status))),
        }
    }
    let upload = Request::upload("/import", &person.cookie, &[("large.csv".to_owned(), "Client\n".repeat(100_000))]);
    if send(server.address, &upload).map(|answer| answer.status) != Some(507) {
        faults.push("a file was taken on the full disk".to_owned());
    }
    for path in ["/companies", "/deals", "/search?q=base", "/"] {
        let page = Request { accept: Accept::Page("en"), ..Request::get(path, &person.cookie) };
        let status = send(server.address, &page).map(|answer| answer.status);
        if status != Some(200) {
            faults.push(format!("reading {path} on the full disk: {status:?}"));
        }
    }
    faults
}
