//! A PostgreSQL server for tests: made on the first use, one for the test process, gone with it. Each test asks for an
//! address with a schema of its own; whoever wants to kill the server has one alone. Must not know anything of ours.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Makes and runs the server in a folder of its own, reachable by a socket only; says the folder when it is ready. It ends
/// when its input does, which is when the test process ends, however it ends.
const SCRIPT: &str = include_str!("server.sh");

/// A server with its databases.
pub struct Server {
    folder: String,
    orders: ChildStdin,
    said: BufReader<ChildStdout>,
    _running: Child,
}

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
        let mut command = if is_root() {
            // PostgreSQL refuses to run as root.
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        command.args(["-c", SCRIPT, "server"]).arg(programs).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = command.spawn().map_err(|e| format!("PostgreSQL does not start: {e}"))?;
        let said = running.stdout.take().ok_or("the server has no output")?;
        let orders = running.stdin.take().ok_or("the server has no input")?;
        let mut server = Self { folder: String::new(), orders, said: BufReader::new(said), _running: running };
        server.folder = server.heard()?;
        Ok(server)
    }

    /// The address of an empty schema.
    #[must_use]
    pub fn fresh_url(&self) -> String {
        static SCHEMAS: AtomicU32 = AtomicU32::new(1);
        let number = SCHEMAS.fetch_add(1, Ordering::Relaxed);
        format!("postgres://candor@{}/candor?schema=test_{number}", self.folder.replace('/', "%2F"))
    }

    /// Ends it by SIGKILL, as a crash does: what only its memory held is lost.
    ///
    /// # Errors
    /// When it was not running.
    pub fn kill(&mut self) -> Result<(), String> {
        self.order("kill")
    }

    /// Starts it again after a kill; answers when it takes connections.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start_again(&mut self) -> Result<(), String> {
        self.order("start")
    }

    fn order(&mut self, order: &str) -> Result<(), String> {
        writeln!(self.orders, "{order}").map_err(|e| e.to_string())?;
        self.heard().map(drop)
    }

    fn heard(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.said.read_line(&mut line).map_err(|e| e.to_string())?;
        match line.trim() {
            "" => Err("PostgreSQL did not become ready: see the messages above".into()),
            line => Ok(line.to_owned()),
        }
    }
}

/// The folder with `initdb` and `postgres`: the newest that is installed.
fn programs() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = installed.filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    folders.filter(|folder| folder.join("initdb").exists()).max()
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
