//! A PostgreSQL server for tests: made on the first use, one for the test process, gone with it. Each test asks for an
//! address with a schema of its own; whoever wants to kill the server has one alone. Must not know anything of ours.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use testserver::{Beside, Script};

/// Makes and runs the server in a folder of its own, reachable by a socket only; says the folder when it is ready. It ends
/// when its input does, which is when the test process ends, however it ends.
const SCRIPT: &str = include_str!("server.sh");

/// A server with its databases.
pub struct Server(Beside);

/// The address of an empty schema on the server that all tests of this process share, as `postgres://…?schema=…`. The role
/// is no superuser and owns the database.
///
/// # Errors
/// When PostgreSQL is not installed or does not start: says what to do.
pub fn fresh_url() -> Result<String, String> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    Ok(SERVER.get_or_init(Server::start).as_ref().map_err(Clone::clone)?.fresh_url())
}

impl Server {
    /// A server of one's own. It keeps what it acknowledged as a real one does (`fsync` is on).
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start: says what to do.
    pub fn start() -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL is not installed: install the package `postgresql`")?;
        let programs = programs.to_str().ok_or("the folder of PostgreSQL's programs has no plain name")?;
        let script = Script {
            name: "PostgreSQL",
            shell: "sh",
            text: SCRIPT,
            arguments: &[programs],
            unprivileged: &["--reuid=postgres", "--regid=postgres", "--clear-groups"],
        };
        Beside::start(script).map(Self)
    }

    /// The address of an empty schema.
    #[must_use]
    pub fn fresh_url(&self) -> String {
        static SCHEMAS: AtomicU32 = AtomicU32::new(1);
        let number = SCHEMAS.fetch_add(1, Ordering::Relaxed);
        format!("postgres://candor@{}/candor?schema=test_{number}", self.0.folder.replace('/', "%2F"))
    }

    /// Ends it by SIGKILL, as a crash does: what only its memory held is lost.
    ///
    /// # Errors
    /// When it was not running.
    pub fn kill(&mut self) -> Result<(), String> {
        self.0.order("kill")
    }

    /// Starts it again after a kill; answers when it takes connections.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start_again(&mut self) -> Result<(), String> {
        self.0.order("start")
    }
}

/// The folder with `initdb` and `postgres`: the newest that is installed.
fn programs() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = installed.filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    folders.filter(|folder| folder.join("initdb").exists()).max()
}
