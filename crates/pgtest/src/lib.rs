//! A PostgreSQL server for tests: made on the first use, one for the test process, gone with it. Each test asks for an
//! address with a schema of its own. Must not know anything of ours.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Makes and runs the server in a folder of its own, reachable by a socket only; says the folder when it is ready. It ends
/// when its input does, which is when the test process ends, however it ends.
const SCRIPT: &str = include_str!("server.sh");

struct Server {
    folder: String,
    _running: Child,
}

/// The address of an empty schema, as `postgres://…?schema=…`. The role is no superuser and owns the database.
///
/// # Errors
/// When PostgreSQL is not installed or does not start: says what to do.
pub fn fresh_url() -> Result<String, String> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    static SCHEMAS: AtomicU32 = AtomicU32::new(1);
    let server = SERVER.get_or_init(start).as_ref().map_err(Clone::clone)?;
    let host = server.folder.replace('/', "%2F");
    let number = SCHEMAS.fetch_add(1, Ordering::Relaxed);
    Ok(format!("postgres://candor@{host}/candor?schema=test_{number}"))
}

fn start() -> Result<Server, String> {
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
    let mut folder = String::new();
    BufReader::new(said).read_line(&mut folder).map_err(|e| e.to_string())?;
    match folder.trim() {
        "" => Err("PostgreSQL did not become ready: see the messages above".into()),
        ready => Ok(Server { folder: ready.to_owned(), _running: running }),
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
