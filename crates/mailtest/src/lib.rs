//! A mail server for tests: Exim as Debian has it, in a folder of its own on two ports of the loopback, delivering into a maildir.
//! User `crm`, password `right`, asked for wherever the way is encrypted; `nobody@` is refused, `later@` is put off. Gone with the test
//! process. Must not know anything of ours.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use testserver::{Beside, Script};

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
    server: Beside,
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
        let script = Script {
            name: "the mail server",
            shell: "bash",
            text: SCRIPT,
            arguments: &[&port.to_string(), &tls_port.to_string()],
            // As everybody else would run it: what root started would change to another user by itself.
            unprivileged: &["--reuid=mail", "--regid=mail", "--groups=mail"],
        };
        Ok(Self { port, tls_port, server: Beside::start(script)? })
    }

    fn file(&self, name: &str) -> PathBuf {
        Path::new(&self.server.folder).join(name)
    }

    /// Its certificate, made by itself, for `localhost` and `127.0.0.1`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn certificate(&self) -> Result<String, String> {
        std::fs::read_to_string(self.file("cert.pem")).map_err(|e| e.to_string())
    }

    /// Ends it by SIGKILL; nobody answers at its ports then.
    ///
    /// # Errors
    /// When it was not running.
    pub fn stop(&mut self) -> Result<(), String> {
        self.server.order("stop")
    }

    /// Starts it again at the same ports.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start_again(&mut self) -> Result<(), String> {
        self.server.order("start")
    }

    /// The messages that were delivered so far, as they lie there.
    #[must_use]
    pub fn inbox(&self) -> Vec<Vec<u8>> {
        let Ok(entries) = std::fs::read_dir(self.file("inbox/new")) else { return Vec::new() };
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
                let noted = std::fs::read_to_string(self.file("log/mainlog")).unwrap_or_default();
                return Err(format!("{} of {count} messages came; the server noted:\n{noted}", inbox.len()));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// Two ports that nobody has at present.
fn free_ports() -> std::io::Result<(u16, u16)> {
    let (one, two) = (TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?);
    Ok((one.local_addr()?.port(), two.local_addr()?.port()))
}
