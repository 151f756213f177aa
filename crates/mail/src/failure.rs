//! Why a message did not leave, as a director understands it: each is one sentence in `locales/*/pages-mail.ftl`, by its word.

use lettre::transport::smtp::Error as SmtpError;

use crate::letter::one_line;

/// Letters of a server's answer that are kept.
const SAID: usize = 200;

/// What stood in the way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The name of the server leads nowhere.
    #[error("no server has the name {0}")]
    Unknown(String),
    /// Nothing is connected to at such an address.
    #[error("{0} is at an address that is not connected to")]
    Denied(String),
    /// Without encryption only this machine itself is spoken to.
    #[error("{0} is another machine, and the way to it is not encrypted")]
    Open(String),
    /// Nobody there, or not in time.
    #[error("no mail server answers: {0}")]
    Silent(String),
    /// The server's certificate is not to be trusted, or no encryption came about.
    #[error("no safe connection: {0}")]
    Untrusted(String),
    /// The server offers no encryption.
    #[error("the server offers no encryption")]
    Unencrypted,
    /// The server takes no user and password.
    #[error("the server offers no sign-in that we know")]
    NoSignIn,
    #[error("the server refused user or password: {0}")]
    Password(String),
    /// What is kept of the password cannot be opened on this machine.
    #[error("the kept password cannot be opened here")]
    Sealed,
    /// The server asks to come again.
    #[error("the server asks to come again: {0}")]
    Later(String),
    /// The server does not take this message.
    #[error("the server refused the message: {0}")]
    Refused(String),
    /// No message can be made of it.
    #[error("no message can be made: {0}")]
    Letter(String),
}

impl Failure {
    /// Its word: the key of its sentence ends with it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown",
            Self::Denied(_) => "denied",
            Self::Open(_) => "open",
            Self::Silent(_) => "silent",
            Self::Untrusted(_) => "untrusted",
            Self::Unencrypted => "unencrypted",
            Self::NoSignIn => "no-sign-in",
            Self::Password(_) => "password",
            Self::Sealed => "sealed",
            Self::Later(_) => "later",
            Self::Refused(_) => "refused",
            Self::Letter(_) => "letter",
        }
    }

    /// What the server said, or whom it is about; on one line.
    #[must_use]
    pub fn said(&self) -> &str {
        match self {
            Self::Unencrypted | Self::NoSignIn | Self::Sealed => "",
            Self::Unknown(said)
            | Self::Denied(said)
            | Self::Open(said)
            | Self::Silent(said)
            | Self::Untrusted(said)
            | Self::Password(said)
            | Self::Later(said)
            | Self::Refused(said)
            | Self::Letter(said) => said,
        }
    }

    /// Whether the same message may leave at another time: everything but what is wrong with the message itself.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        !matches!(self, Self::Refused(_) | Self::Letter(_))
    }

    pub(crate) fn of(error: &SmtpError, server: &str) -> Self {
        let chain = chain(error);
        if let Some(code) = error.status() {
            let said = cut(&format!("{code} {}", source(error)));
            return match u16::from(code) {
                // RFC 4954: what is answered to a sign-in that does not hold.
                530 | 534 | 535 | 538 => Self::Password(said),
                _ if error.is_permanent() => Self::Refused(said),
                _ => Self::Later(said),
            };
        }
        if chain.contains("STARTTLS") {
            return Self::Unencrypted;
        }
        if chain.contains("authentication mechanism") {
            return Self::NoSignIn;
        }
        if error.is_tls() || chain.contains("certificate") || chain.contains("received corrupt message") {
            return Self::Untrusted(cut(&source(error)));
        }
        Self::Silent(server.to_owned())
    }
}

fn source(error: &SmtpError) -> String {
    std::error::Error::source(error).map(ToString::to_string).unwrap_or_default()
}

fn chain(error: &SmtpError) -> String {
    let mut told = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        told.push_str(&format!(": {source}"));
        next = source.source();
    }
    told
}

pub(crate) fn cut(text: &str) -> String {
    one_line(text).chars().take(SAID).collect()
}
