//! Mail out: the company's mail server as a setting, and the messages that wait for it. Only people of the company are written to, at the
//! address that stands in their own record when the message leaves. Knows no SMTP and no key: what is secret comes in sealed.

mod queue;

use catalogue::Name;
use serde::{Deserialize, Serialize};
use serde_json::json;

pub(crate) use queue::digest as new_digest;
pub use queue::{
    KEPT_DAYS, Leaving, Outcome, again, claim, clear, due, fresh, invite, leave, leaving, list, settle, tell_of,
};

/// A message on its way.
pub use store::Post;

use crate::{Ctx, Error, Fault, rights, settings};

/// Its key among the settings.
pub(crate) const SETTING: &str = "mail";
/// The ways to a server, as `mail::Security` knows them.
pub const SECURITY: [&str; 3] = ["starttls", "tls", "none"];
/// A certificate chain, not a book.
const MOST_CERTIFICATE: usize = 20_000;

/// The company's mail server and what its messages say of their sender.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub security: String,
    /// Blank where the server asks for none.
    pub user: String,
    /// Sealed by `mail::Seal`; blank for none.
    pub password: String,
    /// The address and the name that messages come from.
    pub from: String,
    pub name: String,
    /// Further certificates that are trusted, in PEM form; blank for none.
    pub certificate: String,
}

/// As typed.
#[derive(Debug, Clone, Default)]
pub struct MailDraft {
    pub host: String,
    pub port: String,
    pub security: String,
    pub user: String,
    /// Sealed already; `None` keeps the one that is kept.
    pub password: Option<String>,
    pub from: String,
    pub name: String,
    pub certificate: String,
}

impl MailServer {
    /// Whether a password goes to the same server for the same user, in the same way, as before.
    fn is_same_door(&self, other: &Self) -> bool {
        let door =
            |of: &Self| (of.host.to_lowercase(), of.port, of.security.clone(), of.user.clone(), of.certificate.clone());
        door(self) == door(other)
    }
}

/// Checks and keeps the mail server. Only an owner does: through it pass digests of what their readers see, and links that open
/// accounts. A kept password never goes to a server that it was not typed for.
pub async fn write(ctx: &Ctx, draft: MailDraft, is_address: fn(&str) -> bool) -> Result<(), Error> {
    rights::need_owner(ctx)?;
    let before = ctx.gate.settings().mail.clone();
    let server = checked(draft, before.as_ref(), is_address)?;
    let secret = match &before {
        _ if server.password.is_empty() => "none",
        Some(before) if before.password == server.password => "kept",
        _ => "new",
    };
    let MailServer { host, port, security, user, from, .. } = &server;
    let detail = json!({ "changed": [SETTING], "host": host, "port": port, "security": security, "user": user, "from": from, "password": secret });
    let text = serde_json::to_string(&server).map_err(|e| Error::internal(e.to_string()))?;
    settings::keep(ctx, vec![(SETTING, text)], &detail).await
}

/// No mail leaves any more; the password is forgotten. Needs the right to set up.
pub async fn forget(ctx: &Ctx) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let detail = json!({ "changed": [SETTING], "removed": true });
    settings::keep(ctx, vec![(SETTING, String::new())], &detail).await
}

/// Notes that somebody sent themselves a test message, and how it ended. Needs the right to set up.
pub async fn note_test(ctx: &Ctx, ended: &str) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let event = crate::evidence::event(ctx, "mail_test", None, None, &json!({ "ended": ended }));
    let change = store::Change { evidence: vec![event], ..store::Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}

fn checked(draft: MailDraft, before: Option<&MailServer>, is_address: fn(&str) -> bool) -> Result<MailServer, Error> {
    let mut faults = Vec::new();
    let mut wrong = |field: &str, key: &'static str| faults.push(Fault::of(&Name::from(field), key, Vec::new()));
    let line = |text: &str| text.trim().to_owned();
    let mut server = MailServer {
        host: line(&draft.host).trim_matches(['[', ']']).to_owned(),
        port: draft.port.trim().parse().unwrap_or(0),
        security: draft.security,
        user: line(&draft.user),
        password: String::new(),
        from: line(&draft.from),
        name: line(&draft.name),
        certificate: line(&draft.certificate),
    };
    let is_host = |text: &str| {
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '_');
        !text.is_empty() && text.len() <= 253 && text.chars().all(letter)
    };
    if !is_host(&server.host) {
        wrong("host", "fault-mail-host");
    }
    if server.port == 0 {
        wrong("port", "fault-mail-port");
    }
    if !SECURITY.contains(&server.security.as_str()) {
        wrong("security", "fault-mail-security");
    }
    if !is_address(&server.from) {
        wrong("from", "fault-mail-from");
    }
    if [&server.name, &server.user].iter().any(|text| text.contains(char::is_control) || text.len() > 320) {
        wrong("name", "fault-mail-line");
    }
    let is_pem =
        |text: &str| text.starts_with("-----BEGIN CERTIFICATE-----") && text.ends_with("-----END CERTIFICATE-----");
    if !server.certificate.is_empty() && (server.certificate.len() > MOST_CERTIFICATE || !is_pem(&server.certificate)) {
        wrong("certificate", "fault-mail-certificate");
    }
    if !server.user.is_empty() {
        match (draft.password, before.filter(|kept| !kept.password.is_empty())) {
            (Some(sealed), _) => server.password = sealed,
            (None, Some(kept)) if kept.is_same_door(&server) => server.password.clone_from(&kept.password),
            (None, Some(_)) => wrong("password", "fault-mail-password-anew"),
            (None, None) => wrong("password", "fault-mail-password"),
        }
        if server.security == "none" {
            wrong("security", "fault-mail-open-password");
        }
    }
    if faults.is_empty() { Ok(server) } else { Err(Error::Invalid(faults)) }
}
