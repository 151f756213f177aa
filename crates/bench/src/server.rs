//! The real server: its memory idle and under load, and how soon after its start the first page is there.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::browser;
use crate::measure::{Line, megabytes_of};
use crate::world::Place;

const LOADERS: usize = 16;
const ROUNDS: usize = 30;
const PAGES: [&str; 6] = [
    "/companies",
    "/deals?where=stage%20%3D%3D%20%22proposal%22&sort=-amount",
    "/deals/board",
    "/contacts?q=ana",
    "/search?q=ros+77",
    "/activities",
];

/// Starts `candor serve` on the company.
///
/// # Errors
/// When it does not answer.
pub fn measure(program: &Path, place: &Place, password: &str, lines: &mut Vec<Line>) -> Result<(), crate::Fault> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let begun = Instant::now();
    let child = Command::new(program)
        .args(["serve", "--db", &place.url, "--listen", &format!("127.0.0.1:{port}"), "--files"])
        .arg(place.folder.join("files"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let server = Server { child, port };
    let first = server.first_page(begun)?;
    let size = bytes(place).map_or_else(String::new, |bytes| format!(", database of {} MB", bytes >> 20));
    lines.push(line(&format!("start to first page{size}"), first.as_millis(), "ms", "≤ 300 ms", 300));
    lines.push(line("server: resident memory idle", megabytes_of(server.child.id())?, "MB", "≤ 60 MB", 60));
    let cookie = server.sign_in(password)?;
    let loaders: Vec<_> = (0..LOADERS)
        .map(|loader| {
            let (port, cookie) = (server.port, cookie.clone());
            std::thread::spawn(move || {
                let mut pages = (0..ROUNDS).map(|round| PAGES[(loader + round) % PAGES.len()]);
                pages.try_for_each(|page| get(port, page, &cookie).map(drop)).map_err(|fault| fault.to_string())
            })
        })
        .collect();
    let ended = loaders.into_iter().map(|loader| loader.join().unwrap_or_else(|_| Err("a loader fell".into())));
    let refused: Vec<String> = ended.filter_map(Result::err).collect();
    let name = format!("server: of {LOADERS} at once, not served");
    let unserved = line(&name, u128::try_from(refused.len())?, "", "0", 0);
    lines.push(Line { refused: refused.into_iter().next(), ..unserved });
    lines.push(line("server: resident memory under load", megabytes_of(server.child.id())?, "MB", "≤ 150 MB", 150));
    browser::measure(&format!("http://127.0.0.1:{port}"), story::size::OWNER, password, lines)
}

/// Of the database file; a server's is its own affair.
fn bytes(place: &Place) -> Option<u64> {
    let path = place.url.strip_prefix("sqlite:")?;
    std::fs::metadata(path).ok().map(|file| file.len())
}

fn line(name: &str, figure: u128, unit: &'static str, budget: &str, most: u128) -> Line {
    Line {
        name: name.to_owned(),
        median: figure,
        p95: None,
        bare: None,
        unit,
        budget: budget.to_owned(),
        ok: Some(figure <= most),
        refused: None,
    }
}

struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended by itself needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn first_page(&self, begun: Instant) -> Result<Duration, crate::Fault> {
        while begun.elapsed() < Duration::from_secs(120) {
            if get(self.port, "/sign-in", "").is_ok_and(|answer| answer.contains(" 200 ")) {
                return Ok(begun.elapsed());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err("the server did not answer within two minutes".into())
    }

    fn sign_in(&self, password: &str) -> Result<String, crate::Fault> {
        let form = format!("email={}&password={password}", story::size::OWNER.replace('@', "%40"));
        let head = format!(
            "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        let answer = ask(self.port, &head)?;
        let cookies = answer.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
        let cookies: Vec<&str> = cookies.filter_map(|cookie| cookie.split(';').next()).collect();
        if cookies.is_empty() { Err("the sign-in failed".into()) } else { Ok(cookies.join("; ")) }
    }
}

fn get(port: u16, path: &str, cookie: &str) -> Result<String, crate::Fault> {
    let answer =
        ask(port, &format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"))?;
    let status = answer.lines().next().unwrap_or_default().to_owned();
    if status.contains(" 200 ") { Ok(status) } else { Err(format!("{path}: {status}").into()) }
}

fn ask(port: u16, request: &str) -> Result<String, crate::Fault> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
