//! The command line: what one may say. Every command takes `--db` and most take `--json`.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};

/// Candor: a CRM that tells a company the truth about itself.
#[derive(Debug, Parser)]
#[command(name = "candor", version, about, after_help = EXIT_CODES)]
pub struct Line {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done · 1 internal error · 2 wrong command line · 3 the input is not valid · \
4 not found or not allowed · 5 the database or the output is not available, or refused · 6 done in part, or nothing was there to be done (the report says \
what and why) · 141 whoever read the output stopped reading";

/// Where the company's data lies.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// `sqlite:PATH` or `postgres://USER@HOST/DATABASE[?schema=NAME]`
    #[arg(long, env = "CANDOR_DB", default_value = "sqlite:candor.db")]
    pub db: String,
}

/// Where the files lie that people attach.
#[derive(Debug, Clone, Args)]
pub struct Files {
    /// Folder for uploaded files; without it `candor-files` beside the database file
    #[arg(long = "files", env = "CANDOR_FILES")]
    folder: Option<PathBuf>,
}

impl Files {
    /// The folder said, or the one that belongs to the database: every command of a company finds the same one.
    #[must_use]
    pub fn folder(&self, place: &Place) -> PathBuf {
        const NAME: &str = "candor-files";
        let beside = || place.db.strip_prefix("sqlite:").and_then(|file| Path::new(file).parent());
        self.folder.clone().unwrap_or_else(|| beside().map_or_else(|| NAME.into(), |folder| folder.join(NAME)))
    }
}

/// How the answer is printed.
#[derive(Debug, Clone, Copy, Args)]
pub struct Form {
    /// Print one JSON document instead of text
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the company in the browser
    Serve(Serve),
    /// Check the catalogue and its words; print all faults with file and line
    Check(Check),
    /// Fill an empty database with the demo company
    Demo(Demo),
    /// Read spreadsheets, reconcile them and import them as one batch
    Import(Import),
    /// Take a whole import back
    Undo(Undo),
    /// Ask for records or figures as one person would see them
    Query(Query),
    /// Write records into a file, as one person may take them out; the evidence names it
    Export(Export),
    /// The company's own fields and kinds of record, as a folder of files
    #[command(subcommand)]
    Setup(Setup),
    /// People: create, list, invite, reset, freeze
    #[command(subcommand)]
    User(User),
    /// Write a consistent copy of everything, files too, into one file
    Backup(Backup),
    /// Fill an empty database from a backup
    Restore(Restore),
    /// The evidence: verify that nothing was changed
    #[command(subcommand)]
    Audit(Audit),
    /// Read one spreadsheet and print its cells as JSON (the import's limited worker)
    #[command(hide = true)]
    ReadFile {
        file: PathBuf,
        /// The name the person knows it by
        name: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub place: Place,
    /// Address and port to listen on
    #[arg(long, env = "CANDOR_LISTEN", default_value = "127.0.0.1:8400")]
    pub listen: String,
    #[command(flatten)]
    pub files: Files,
    /// The address people type; links and cookies follow it
    #[arg(long, env = "CANDOR_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Make the demo company if the database is empty, and print its sign-ins
    #[arg(long)]
    pub demo: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Folder with objects/, roles/ and findings/; without it the shipped catalogue is checked
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    pub form: Form,
}

#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub files: Files,
    /// The same seed tells the same story
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// `short` (40 clients) or `full` (140 clients)
    #[arg(long, default_value = "full")]
    pub length: String,
    /// Instead of the story a company of a size, to see how it stands it: `small` (1,000 clients and what belongs to
    /// them), `medium` (100,000, with a million activities) or `large` (ten times that)
    #[arg(long, conflicts_with = "length")]
    pub size: Option<String>,
    #[command(flatten)]
    pub form: Form,
}

#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    pub place: Place,
    /// xlsx, xls, ods or csv files; those that belong together in one call
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// E-mail of the person who imports; without it the first owner
    #[arg(long = "as")]
    pub person: Option<String>,
    /// A plan saved by --plan-out and edited by hand
    #[arg(long)]
    pub plan: Option<PathBuf>,
    /// Write the proposed plan here and import nothing
    #[arg(long)]
    pub plan_out: Option<PathBuf>,
    /// Say what would be done and write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub form: Form,
}

#[derive(Debug, Subcommand)]
pub enum Setup {
    /// Write the set-up that holds into a new folder
    Save(SetupSave),
    /// Take over the set-up in a folder, in place of the one that holds
    Apply(SetupApply),
}

#[derive(Debug, Args)]
pub struct SetupSave {
    #[command(flatten)]
    pub place: Place,
    /// A new or empty folder
    pub folder: PathBuf,
    /// E-mail of the person who asks; without it the first owner
    #[arg(long = "as")]
    pub person: Option<String>,
    #[command(flatten)]
    pub form: Form,
}

#[derive(Debug, Args)]
pub struct SetupApply {
    #[command(flatten)]
    pub place: Place,
    /// Folder with objects/, roles/, findings/ and locales/, as `save` writes it
    pub folder: PathBuf,
    /// E-mail of the person who changes it; without it the first owner
    #[arg(long = "as")]
    pub person: Option<String>,
    /// Say what would change and write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub form: Form,
}

#[derive(Debug, Args)]
pub struct Undo {
    #[command(flatten)]
    pub place: Place,
    /// Id of the batch, as the import printed it
    pub batch: i64,
    /// The process that ran this import has ended: it is not waited for
    #[arg(long)]
    pub stopped: bool,
    /// E-mail of the person who takes it back; without it the first owner
    #[arg(long = "as")]
    pub person: Option<String>,
    #[command(flatten)]
    pub form: Form,
}

/// Which records, in which order.
#[derive(Debug, Args)]
pub struct Records {
    /// The object: deal, company...
    pub object: String,
    /// Condition, such as 'stage.outcome == "open" && amount > 1000'
    #[arg(long = "where")]
    pub filter: Option<String>,
    /// A segment of the catalogue
    #[arg(long)]
    pub segment: Option<String>,
    /// Any part of a name
    #[arg(long)]
    pub search: Option<String>,
    /// Sort by these, `-` first for descending
    #[arg(long, value_delimiter = ',', allow_hyphen_values = true)]
    pub sort: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Query {
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub records: Records,
    /// Fields to list, separated by commas
    #[arg(long, value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Group figures by these fields; dates take :day, :week, :month, :quarter or :year
    #[arg(long, value_delimiter = ',')]
    pub group: Vec<String>,
    /// Figures: names from the catalogue, count, or FIELD_sum, _avg, _median, _min, _max
    #[arg(long, value_delimiter = ',')]
    pub measure: Vec<String>,
    /// The funnel by stage, with conversion and time
    #[arg(long)]
    pub funnel: bool,
    /// At most this many rows; `all` (or 0) lists every one
    #[arg(long, default_value = "50", value_parser = limit)]
    pub limit: u64,
    /// E-mail of the person whose rights apply
    #[arg(long = "as")]
    pub person: String,
    #[command(flatten)]
    pub form: Form,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub records: Records,
    /// Columns, separated by commas: fields, paths as company.name, or id; without it those of the list
    #[arg(long, value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Archived records: `only` these, or `all`
    #[arg(long, value_parser = ["only", "all"])]
    pub archived: Option<String>,
    /// `xlsx` or `csv`; without it as the name of the file ends
    #[arg(long, value_parser = ["xlsx", "csv"])]
    pub format: Option<String>,
    /// The file to write; one that exists is never overwritten
    #[arg(long)]
    pub out: PathBuf,
    /// E-mail of the person whose rights apply and who is named in the evidence; without it the first owner
    #[arg(long = "as")]
    pub person: Option<String>,
    #[command(flatten)]
    pub form: Form,
}

/// How many rows; 0 for all of them.
fn limit(text: &str) -> Result<u64, String> {
    match text {
        "all" => Ok(0),
        number => number.parse().map_err(|_| "say a number, or `all`".to_owned()),
    }
}

#[derive(Debug, Subcommand)]
pub enum User {
    /// Create a person who may sign in; prints a one-time password when none is given on standard input
    Create {
        #[command(flatten)]
        place: Place,
        /// The name that colleagues see
        #[arg(long)]
        name: String,
        /// What they sign in with
        #[arg(long)]
        email: String,
        /// owner, branch_head, team_lead, seller, support, marketing, analyst, auditor, administrator
        #[arg(long, value_delimiter = ',', default_value = "seller")]
        role: Vec<String>,
        #[command(flatten)]
        form: Form,
    },
    /// List people with role and status
    List {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        form: Form,
    },
    /// Print a link with which the person chooses a password; it opens once, within three days
    Invite {
        #[command(flatten)]
        place: Place,
        /// The e-mail of somebody who is in the list of people
        email: String,
        /// The address people type, as given to `serve`
        #[arg(long, env = "CANDOR_PUBLIC_URL", default_value = "http://127.0.0.1:8400")]
        public_url: String,
        #[command(flatten)]
        form: Form,
    },
    /// Set a new random password and end all sessions
    Reset {
        #[command(flatten)]
        place: Place,
        /// The e-mail of the person who is locked out
        email: String,
        #[command(flatten)]
        form: Form,
    },
    /// End every session and refuse further sign-ins, at once
    Freeze {
        #[command(flatten)]
        place: Place,
        /// The e-mail of the person whose account is closed
        email: String,
        #[command(flatten)]
        form: Form,
    },
}

#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub files: Files,
    /// Where to write the backup; a file that exists is never overwritten
    pub file: PathBuf,
    #[command(flatten)]
    pub form: Form,
}

#[derive(Debug, Args)]
pub struct Restore {
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub files: Files,
    /// A file that `candor backup` wrote
    pub file: PathBuf,
    #[command(flatten)]
    pub form: Form,
}

#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Recompute the whole tree and compare it with the signed heads
    Verify {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        files: Files,
        /// A signed head that was kept outside the database
        #[arg(long)]
        head: Option<PathBuf>,
        #[command(flatten)]
        form: Form,
    },
}
