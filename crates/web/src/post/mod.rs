//! Mail out of the running process: takes what waits, makes it for its reader, hands it to the company's mail server, and keeps what
//! became of it. Nothing is asked of the server but under a claim, so that of two nodes one sends.

mod digest;
mod invitation;

use ::mail::{Failure, Letter, Party, Relay, Seal, Security, Sender};
use catalogue::Id;
use records::post::{self, MailServer, Outcome, Post};
use records::{Ctx, Gate};
use ui::Reader;
use ui::letter::{Content, html_part, text_part};

pub use invitation::sealed_link;

use crate::app::{App, Config};
use crate::error::Error;

/// Messages of one look.
const AT_ONCE: u32 = 20;
/// After which a message is tried again that could not be made. Microseconds.
const AGAIN: i64 = 15 * 60 * 1_000_000;
/// What the seal on a kept password is for.
const PASSWORD: &str = "mail server";

/// One node's part in it.
pub struct Worker {
    app: App,
    node: Id,
}

/// A message that is ready, and what is told with it.
struct Ready {
    content: Content,
    subject: String,
    upto: Option<Id>,
    /// Carries a link by which its reader ends such messages.
    leave: Option<String>,
}

impl Worker {
    /// One that has sent nothing yet.
    #[must_use]
    pub fn new(app: &App) -> Self {
        Self { node: app.gate.store.next_id(), app: app.clone() }
    }

    /// Looks once and sends what is due; answers how many messages left.
    ///
    /// # Errors
    /// When the database does not answer; what the mail server says is kept with each message.
    pub async fn once(&self) -> Result<usize, Error> {
        let gate = post::fresh(&self.app.gate).await?;
        let Some(server) = gate.settings().mail.clone() else { return Ok(0) };
        records::notify::digest::plan(&gate).await?;
        let mut way: Option<Result<Sender, Failure>> = None;
        let mut left = 0;
        for waiting in post::due(&gate, AT_ONCE).await? {
            let token = self.app.config.seal.sign(&format!("leave {}", waiting.id));
            let Some(taken) = post::claim(&gate, self.node, waiting, &token).await? else { continue };
            let tried = self.attempt(&gate, &server, &taken, &token, &mut way).await;
            let outcome = tried.unwrap_or_else(|error| {
                tracing::error!(message = taken.id.0, %error, "a message could not be made; the others go on");
                Outcome::Later { at: gate.clock.now() + AGAIN }
            });
            left += usize::from(matches!(outcome, Outcome::Sent { .. }));
            post::settle(&gate, &taken, outcome).await?;
        }
        Ok(left)
    }

    async fn attempt(
        &self,
        gate: &Gate,
        server: &MailServer,
        taken: &Post,
        token: &str,
        way: &mut Option<Result<Sender, Failure>>,
    ) -> Result<Outcome, Error> {
        let config = &self.app.config;
        let to = post::tell_of(gate, taken).await?;
        let Some((to, address)) = to.and_then(|known| Some((known.clone(), known.email?))) else {
            return Ok(Outcome::Nothing);
        };
        let ready = match &*taken.kind {
            "digest" => digest::make(gate, config, taken, token).await?,
            _ => invitation::make(gate, config, taken, &to)?,
        };
        let ready = match ready {
            Ok(ready) => ready,
            Err(outcome) => return Ok(outcome),
        };
        let to = Party { name: to.name.to_string(), address: address.to_string() };
        let upto = ready.upto;
        let letter = letter(config, server, gate, (taken.id, to), ready);
        // Once for all messages of a look; a server that does not let us in is not asked twenty times.
        if way.is_none() {
            *way = Some(open(config, server).await);
        }
        let sent = match way {
            Some(Ok(sender)) => sender.send(&letter).await,
            Some(Err(failure)) => Err(failure.clone()),
            None => Err(Failure::Silent(server.host.clone())),
        };
        let Err(failure) = sent else { return Ok(Outcome::Sent { upto }) };
        tracing::warn!(message = taken.id.0, word = failure.word(), said = failure.said(), "a message did not leave");
        if failure.may_pass() && !matches!(failure, Failure::Later(_)) {
            *way = Some(Err(failure.clone()));
        }
        let (reason, said, may_pass) = (failure.word().to_owned(), failure.said().to_owned(), failure.may_pass());
        Ok(Outcome::Failed { reason, said, may_pass })
    }
}

/// A message to whoever asks, to see whether it arrives.
///
/// # Errors
/// What stood in the way.
pub async fn send_test(ctx: &Ctx, config: &Config, reader: &Reader, to: Party) -> Result<(), Failure> {
    let Some(server) = ctx.gate.settings().mail.clone() else { return Err(Failure::Unknown(String::new())) };
    let title = reader.text("mail-test-subject");
    let content = Content {
        lang: reader.lang.code(),
        title: title.clone(),
        lead: vec![reader.text("mail-test-body")],
        sections: Vec::new(),
        foot: vec![(sender_name(&server, &ctx.gate), Some(config.public_url.clone()))],
    };
    let ready = Ready { content, subject: title, upto: None, leave: None };
    let letter = letter(config, &server, &ctx.gate, (ctx.gate.store.next_id(), to), ready);
    open(config, &server).await?.send(&letter).await
}

/// Seals a password of a mail server for keeping.
///
/// # Errors
/// When it cannot be sealed.
pub fn seal_password(seal: &Seal, password: &str) -> Result<String, Error> {
    let broken = |e: Failure| Error::Broken { what: "a password could not be sealed", source: e.into() };
    seal.close(PASSWORD, password).map_err(broken)
}

async fn open(config: &Config, server: &MailServer) -> Result<Sender, Failure> {
    let sign_in = match server.password.as_str() {
        "" => None,
        sealed => Some((server.user.clone(), config.seal.open(PASSWORD, sealed)?)),
    };
    let relay = Relay {
        host: server.host.clone(),
        port: server.port,
        security: match server.security.as_str() {
            "tls" => Security::Tls,
            "none" => Security::None,
            _ => Security::StartTls,
        },
        sign_in,
        certificate: Some(server.certificate.clone()).filter(|pem| !pem.is_empty()),
        own_name: own_name(config),
    };
    relay.open().await
}

fn letter(config: &Config, server: &MailServer, gate: &Gate, (id, to): (Id, Party), ready: Ready) -> Letter {
    Letter {
        from: Party { name: sender_name(server, gate), address: server.from.clone() },
        to,
        subject: ready.subject,
        text: text_part(&ready.content),
        html: html_part(&ready.content),
        id: format!("{id}@{}", own_name(config)),
        leave: ready.leave,
    }
}

fn sender_name(server: &MailServer, gate: &Gate) -> String {
    let company = gate.settings().company.clone();
    [&server.name, &company].into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_else(|| "Candor".to_owned())
}

/// The name under which people reach us, without port.
fn own_name(config: &Config) -> String {
    let host = config.public_url.split("://").last().unwrap_or_default();
    let host = host.split(['/', '?']).next().unwrap_or_default();
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    // RFC 5321: an address stands in brackets.
    match name.trim_matches(['[', ']']).parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(v4)) => format!("[{v4}]"),
        Ok(std::net::IpAddr::V6(v6)) => format!("[IPv6:{v6}]"),
        Err(_) if name.is_empty() => "localhost".to_owned(),
        Err(_) => name.to_owned(),
    }
}
