//! `candor serve`: the company in the browser.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use records::Gate;
use story::Length;
use tokio::net::TcpListener;
use web::{App, Config};

use super::{close, demo, key, open_alone};
use crate::args::Serve;
use crate::exit::{Failure, file_failure};
use crate::say::print;

/// Serves until it is told to stop (Ctrl-C or a termination signal), then lets running requests end.
///
/// # Errors
/// `Unavailable` when the database or the address cannot be had.
pub async fn run(args: Serve) -> Result<(), Failure> {
    let files = args.files.folder(&args.place);
    std::fs::create_dir_all(&files).map_err(|e| file_failure(&files, &e))?;
    let gate = open_alone(&args.place, &files).await?;
    let key = Arc::new(key::read_or_make(&key::path(&args.place.db, &files))?);
    records::searched::begin(&gate).await?;
    records::seal::introduce(&gate, &key).await?;
    for batch in intake::recover(&gate).await? {
        print(&format!("Import {batch} had not come to its end. It is marked as failed and can be taken back."))?;
    }
    if args.demo {
        make_demo(&gate, &files).await?;
    }
    let listener = TcpListener::bind(&args.listen)
        .await
        .map_err(|e| Failure::Unavailable(format!("{}: {e}; choose another with --listen", args.listen)))?;
    let address = listener.local_addr().map_err(|e| Failure::Internal(e.to_string()))?;
    let public_url = args.public_url.unwrap_or_else(|| format!("http://{address}"));
    announce(&gate, &public_url).await?;
    let settings = gate.settings();
    let demo = if settings.demo { web::Demo::Yes } else { web::Demo::No };
    let seal = web::Seal::of(&key.to_bytes()).map_err(|e| Failure::Internal(e.to_string()))?;
    let config = Config { public_url, data: files, program: std::env::current_exe().ok(), seal, demo };
    let app = App { gate: gate.clone(), config: Arc::new(config) };
    let sealer = tokio::spawn(seal_always(gate.clone(), key.clone()));
    let teller = tokio::spawn(tell_always(gate.clone()));
    let poster = tokio::spawn(post_always(app.clone()));
    let clearer = tokio::spawn(clear_daily(app.clone()));
    let worker = tokio::spawn(work_always(gate.clone()));
    let served = web::serve(app, listener, stop_asked()).await;
    sealer.abort();
    teller.abort();
    poster.abort();
    clearer.abort();
    worker.abort();
    close(&gate).await?;
    records::seal::seal_once(&gate, &key).await?;
    served.map_err(|e| Failure::Unavailable(e.to_string()))
}

/// Makes the demo in an empty database; the sign-ins are also kept in a file that only its owner reads, so that a later
/// start can show them again.
async fn make_demo(gate: &Gate, files: &Path) -> Result<(), Failure> {
    let kept = files.join("demo-sign-ins.txt");
    if guard::invitation::is_empty(gate).await? {
        print(&"Making the demo company…")?;
        let people = demo::tell(gate, 1, Length::Full).await?;
        let lines: Vec<String> =
            people.iter().map(|p| format!("{:<20} {:<14} {:<24} {}", p.name, p.role, p.email, p.password)).collect();
        write_private(&kept, &lines.join("\n"))?;
    }
    if let Ok(text) = std::fs::read_to_string(&kept) {
        print(&format!("\n{text}\n"))?;
    }
    Ok(())
}

fn write_private(path: &Path, text: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let made = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
    made.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|e| file_failure(path, &e))
}

async fn announce(gate: &Gate, public_url: &str) -> Result<(), Failure> {
    if let Some(token) = guard::invitation::first_owner(gate).await? {
        print(&"Nobody can sign in yet. Set up the first owner within 30 minutes at:")?;
        print(&format!("{public_url}/set-up?token={token}"))
    } else {
        print(&format!("Candor is at {public_url}"))
    }
}

/// Seals the evidence within a second of its being written.
async fn seal_always(gate: Gate, key: Arc<audit::SigningKey>) {
    let mut beat = tokio::time::interval(Duration::from_secs(1));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        if let Err(error) = records::seal::seal_once(&gate, &key).await {
            tracing::error!(?error, "the evidence was not sealed; trying again");
        }
    }
}

/// Tells people what others did, within a second.
async fn tell_always(gate: Gate) {
    let mut maker = records::notify::Maker::new(&gate);
    let mut beat = tokio::time::interval(Duration::from_millis(700));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        if let Err(error) = maker.once().await {
            tracing::error!(?error, "people were not told; trying again");
        }
    }
}

/// Sends what is to be sent by mail, within seconds.
async fn post_always(app: App) {
    let worker = web::PostWorker::new(&app);
    let mut beat = tokio::time::interval(Duration::from_secs(3));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        if let Err(error) = worker.once().await {
            tracing::error!(?error, "messages were not sent; trying again");
        }
    }
}

/// Lets the changes of whole lists go on whose process ended, this one's or another node's.
async fn work_always(gate: Gate) {
    let mut beat = tokio::time::interval(Duration::from_secs(5));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        match records::bulk::list::abandoned(&gate).await {
            Ok(left) => {
                for id in left {
                    let gate = gate.clone();
                    tokio::spawn(async move { records::bulk::list::take_up(&gate, id).await });
                }
            }
            Err(error) => tracing::error!(?error, "changes of whole lists were not looked for; trying again"),
        }
    }
}

/// Clears drafts of imports that nobody accepted and files that no record names, at the start and then once a day.
async fn clear_daily(app: App) {
    let mut beat = tokio::time::interval(Duration::from_secs(24 * 3_600));
    loop {
        beat.tick().await;
        let now = std::time::SystemTime::now();
        match web::clear_drafts(&app.gate, &app.config, now).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "drafts of imports that nobody accepted were cleared"),
            Err(error) => tracing::error!(?error, "drafts of imports were not cleared; trying again tomorrow"),
        }
        if let Err(error) = records::notify::clear(&app.gate).await {
            tracing::error!(?error, "old notifications were not cleared; trying again tomorrow");
        }
        if let Err(error) = records::post::clear(&app.gate).await {
            tracing::error!(?error, "old messages were not cleared; trying again tomorrow");
        }
        match records::repeating::roll(&app.gate).await {
            Ok(0) => {}
            Ok(made) => tracing::info!(made, "what repeats was made ahead"),
            Err(error) => tracing::error!(?error, "what repeats was not made ahead; trying again tomorrow"),
        }
        match records::files::clear(&app.gate, now).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "files that no record names were cleared"),
            Err(error) => tracing::error!(?error, "files were not cleared; trying again tomorrow"),
        }
    }
}

async fn stop_asked() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate => {}
    }
}
