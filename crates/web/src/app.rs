//! What every handler gets: the gate, the configuration, and nothing that belongs to one request.

use std::path::PathBuf;
use std::sync::Arc;

use mail::Seal;
use records::Gate;

/// The state of the router. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub gate: Gate,
    pub config: Arc<Config>,
}

/// How this node is reached and where it keeps files.
#[derive(Debug, Clone)]
pub struct Config {
    /// `https://crm.example.com` or, on one machine, `http://localhost:8000`; without a slash at the end.
    pub public_url: String,
    /// The folder for uploads that wait for their import.
    pub data: PathBuf,
    /// The program whose `read-file` reads one uploaded spreadsheet in a process of its own, with limits; without it files are
    /// read in this process (tests).
    pub program: Option<PathBuf>,
    /// Opens the kept password of the mail server and signs links in messages; its key lies on the machine.
    pub seal: Seal,
    /// The demo company: a banner says so on every page.
    pub demo: Demo,
}

/// Whether this is the demo company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Demo {
    #[default]
    No,
    Yes,
}

impl Config {
    /// Served over TLS: cookies are `Secure` with the `__Host-` prefix, and browsers are told to come back over TLS only.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
