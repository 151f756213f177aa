//! One `candor serve`: started until its first answer, ended by SIGKILL.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::fault::Fault;
use crate::house::House;
use crate::wire::{Request, send};

/// The longest that a start may take before the harness gives up.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// A running server.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From the start of the process to the first page that reads the database.
    pub ready: Duration,
    _said: BufReader<ChildStdout>,
}

impl Server {
    /// Starts it on a free port of loopback.
    ///
    /// # Errors
    /// When it ends, or gives no page within a minute: with the end of its log.
    pub fn start(house: &House) -> Result<Self, Fault> {
        let since = Instant::now();
        let mut child = command(house)?.spawn()?;
        let mut said = BufReader::new(child.stdout.take().ok_or("the server has no output")?);
        let address = match heard(&mut said) {
            Some(address) => address,
            None => {
                child.kill()?;
                child.wait()?;
                return Err(Fault(format!("candor serve does not start: {}", log(house))));
            }
        };
        let mut server = Self { child, address, ready: Duration::ZERO, _said: said };
        server.wait_for_page(house)?;
        server.ready = since.elapsed();
        Ok(server)
    }

    /// Waits until a page that reads the database is given.
    ///
    /// # Errors
    /// After a minute.
    pub fn wait_for_page(&self, house: &House) -> Result<(), Fault> {
        let until = Instant::now() + READY_WITHIN;
        // Before somebody has signed in, the door is the first page.
        let person = house.people.first().filter(|person| !person.cookie.is_empty());
        let request = person.map_or_else(|| Request::get("/sign-in", ""), |p| Request::get("/companies", &p.cookie));
        loop {
            let status = send(self.address, &request).map(|answer| answer.status);
            if status == Some(200) {
                return Ok(());
            }
            if Instant::now() > until {
                return Err(Fault(format!("no page within a minute, but {status:?}: {}", log(house))));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// What a second server on the same database says, and its exit code.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn second(house: &House) -> Result<(Option<i32>, String), Fault> {
        let ran = command(house)?.stderr(Stdio::piped()).output()?;
        Ok((ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned()))
    }

    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends it by SIGKILL and waits until it is gone.
    ///
    /// # Errors
    /// When it cannot be waited for.
    pub fn kill(mut self) -> Result<(), Fault> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// True once the process is gone by itself, which no request may bring about.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn has_ended(&mut self) -> Result<bool, Fault> {
        Ok(self.child.try_wait()?.is_some())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Gone already after `kill`; on the way out of a failed run nobody is left to tell.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn command(house: &House) -> Result<Command, Fault> {
    let log = std::fs::File::options().create(true).append(true).open(&house.log)?;
    let mut command = Command::new(&house.program);
    command.args(["serve", "--listen", "127.0.0.1:0", "--db", &house.url]).arg("--files").arg(&house.files);
    if let Some(sabotage) = house.sabotage {
        command.env("CANDOR_SABOTAGE", sabotage);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
    Ok(command)
}

/// The address in the line that says where Candor is.
fn heard(said: &mut BufReader<ChildStdout>) -> Option<SocketAddr> {
    loop {
        let mut line = String::new();
        if said.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some((_, address)) = line.trim().split_once("http://") {
            return address.split('/').next()?.parse().ok();
        }
    }
}

/// The last lines of the log.
pub fn log(house: &House) -> String {
    let text = std::fs::read_to_string(&house.log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}
