//! Somebody else's server beside a test: run by a script in a folder of its own, told what to do line by line, gone with the test's
//! process however that ends. Must not know anything of ours, nor which server it is.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// How the script is run.
#[derive(Debug, Clone, Copy)]
pub struct Script<'a> {
    /// What it runs, for messages: `PostgreSQL`.
    pub name: &'static str,
    pub shell: &'a str,
    /// It makes the folder, starts the server, says the folder when it is ready, then answers each order with one line; it ends the
    /// server when its input ends.
    pub text: &'a str,
    pub arguments: &'a [&'a str],
    /// What `setpriv` is told where the test runs as root, which a server refuses to.
    pub unprivileged: &'a [&'a str],
}

/// A running script with its server.
pub struct Beside {
    /// The folder with all that is the server's.
    pub folder: String,
    name: &'static str,
    orders: ChildStdin,
    said: BufReader<ChildStdout>,
    _running: Child,
}

impl Beside {
    /// Runs the script; answers when the server is ready.
    ///
    /// # Errors
    /// When it does not start: says what to do.
    pub fn start(script: Script<'_>) -> Result<Self, String> {
        let Script { name, shell, text, arguments, unprivileged } = script;
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(unprivileged).arg(shell);
            command
        } else {
            Command::new(shell)
        };
        command.args(["-c", text, "server"]).args(arguments).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = command.spawn().map_err(|e| format!("{name} does not start: {e}"))?;
        let said = BufReader::new(running.stdout.take().ok_or("the server has no output")?);
        let orders = running.stdin.take().ok_or("the server has no input")?;
        let mut beside = Self { folder: String::new(), name, orders, said, _running: running };
        beside.folder = beside.heard()?;
        Ok(beside)
    }

    /// Gives an order; answers when it is carried out.
    ///
    /// # Errors
    /// When it is not.
    pub fn order(&mut self, order: &str) -> Result<(), String> {
        writeln!(self.orders, "{order}").map_err(|e| e.to_string())?;
        self.heard().map(drop)
    }

    fn heard(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.said.read_line(&mut line).map_err(|e| e.to_string())?;
        match line.trim() {
            "" => Err(format!("{} did not become ready: see the messages above", self.name)),
            line => Ok(line.to_owned()),
        }
    }
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
