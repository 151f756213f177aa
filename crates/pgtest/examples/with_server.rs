//! Runs a command beside a server of its own, which goes with it: `with_server COMMAND…`. The command finds the database's address,
//! to which each test adds a schema, in `CANDOR_POSTGRES`.

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let mut words = std::env::args().skip(1);
    let program = words.next().ok_or("with_server: which command?")?;
    let server = pgtest::Server::start()?;
    let url = server.fresh_url();
    let address = url.split_once('?').map_or(url.as_str(), |(address, _)| address);
    let ended = Command::new(&program).args(words).env("CANDOR_POSTGRES", address).status();
    let code = ended.map_err(|error| format!("{program} does not start: {error}"))?.code();
    Ok(code.and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
