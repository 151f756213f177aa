//! A mail server for tests: Exim as Debian has it, in a folder of its own on two ports of the loopback, delivering into a maildir.
//! User `crm`, password `right`, asked for wherever the way is encrypted; `nobody@` is refused, `later@` is put off. Gone with the test
//! process. Must not know anything of ours.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const SCRIPT: &str = include_str!("server.sh");
const PROGRAM: &str = "/usr/sbin/exim4";
/// How long a message may take from the server's acknowledgement into the maildir.
const DELIVERED_WITHIN: Duration = Duration::from_secs(20);

/// A running server.
pub struct Server {
    /// Takes STARTTLS; without it also what comes in the open.
    pub port: u16,
    /// Encrypted from the first byte.
    pub tls_port: u16,
    folder: PathBuf,
    orders: ChildStdin,
    said: BufReader<ChildStdout>,
    _running: Child,
}

impl Server {
    /// Starts one; answers when it takes connections.
    ///
    /// # Errors
    /// When Exim is not installed or does not start: says what to do.
    pub fn start() -> Result<Self, String> {
        if !Path::new(PROGRAM).exists() {
            return Err("no mail server is installed: install the package `exim4-daemon-light`".into());
        }
        let (port, tls_port) = free_ports().map_err(|e| e.to_string())?;
        let mut command = if is_root() {
            // As everybody else would run it: what root started would change to another user by itself.
            let mut command = Command::new("setpriv");
            command.args(["--reuid=mail", "--regid=mail", "--groups=mail", "bash"]);
            command
        } else {
            Command::new("bash")
        };
        command.args(["-c", SCRIPT, "server"]).arg(port.to_string()).arg(tls_port.to_string()).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = command.spawn().map_err(|e| format!("the mail server does not start: {e}"))?;
        let said = running.stdout.take().ok_or("the server has no output")?;
        let orders = running.stdin.take().ok_or("the server has no input")?;
        let said = BufReader::new(said);
        let mut server = Self { port, tls_port, folder: PathBuf::new(), orders, said, _running: running };
        server.folder = server.heard()?.into();
        Ok(server)
    }

    /// Its certificate, made by itself, for `localhost` and `127.0.0.1`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn certificate(&self) -> Result<String, String> {
        std::fs::read_to_string(self.folder.join("cert.pem")).map_err(|e| e.to_string())
    }

    /// Ends it by SIGKILL; nobody answers at its ports then.
    ///
    /// # Errors
    /// When it was not running.
    pub fn stop(&mut self) -> Result<(), String> {
        self.order("stop")
    }

    /// Starts it again at the same ports.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start_again(&mut self) -> Result<(), String> {
        self.order("start")
    }

    /// The messages that were delivered so far, as they lie there.
    #[must_use]
    pub fn inbox(&self) -> Vec<Vec<u8>> {
        let Ok(entries) = std::fs::read_dir(self.folder.join("inbox/new")) else { return Vec::new() };
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        files.iter().filter_map(|file| std::fs::read(file).ok()).collect()
    }

    /// The messages when there are so many.
    ///
    /// # Errors
    /// When they do not come in time: says what the server noted.
    pub fn wait_for(&self, count: usize) -> Result<Vec<Vec<u8>>, String> {
        let begun = Instant::now();
        loop {
            let inbox = self.inbox();
            if inbox.len() >= count {
                return Ok(inbox);
            }
            if begun.elapsed() > DELIVERED_WITHIN {
                let noted = std::fs::read_to_string(self.folder.join("log/mainlog")).unwrap_or_default();
                return Err(format!("{} of {count} messages came; the server noted:\n{noted}", inbox.len()));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn order(&mut self, order: &str) -> Result<(), String> {
        writeln!(self.orders, "{order}").map_err(|e| e.to_string())?;
        self.heard().map(drop)
    }

    fn heard(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.said.read_line(&mut line).map_err(|e| e.to_string())?;
        match line.trim() {
            "" => Err("the mail server did not become ready: see the messages above".into()),
            line => Ok(line.to_owned()),
        }
    }
}

/// Two ports that nobody has at present.
fn free_ports() -> std::io::Result<(u16, u16)> {
    let (one, two) = (TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?);
    Ok((one.local_addr()?.port(), two.local_addr()?.port()))
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
