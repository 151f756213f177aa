//! The binary: the command line, and nothing else. Each command is one file in `commands/`.

mod args;
mod commands;
mod exit;
mod say;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Command, Line};

fn main() -> ExitCode {
    let line = Line::parse();
    // The worker that reads one hostile file needs no threads and no log.
    if let Command::ReadFile { file, name } = &line.command {
        return commands::read_file::run(file, name.as_deref());
    }
    start_log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(&error);
            return ExitCode::from(1);
        }
    };
    match runtime.block_on(commands::run(line.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !matches!(failure, exit::Failure::Closed) {
                complain(&failure);
            }
            failure.code()
        }
    }
}

/// On standard error, as far as anybody reads it: `eprintln!` would end the program where it is closed.
fn complain(what: &dyn std::fmt::Display) {
    drop(writeln!(std::io::stderr(), "candor: {what}"));
}

/// The log goes to standard error; `CANDOR_LOG` sets its level as in `warn,web=info`, `CANDOR_LOG_JSON=1` its form.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("CANDOR_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A log that nobody takes must not end the program either.
    let log = log.log_internal_errors(false);
    if std::env::var_os("CANDOR_LOG_JSON").is_some() {
        log.json().init();
    } else {
        log.init();
    }
}
