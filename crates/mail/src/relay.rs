//! The server that takes our messages on. It is looked up once, judged, and that very address is connected to; the certificate must
//! be for the name that was typed. What it costs to sign in is paid once for all letters of one `Sender`.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use crate::address::may_be_reached;
use crate::failure::cut;
use crate::{Failure, Letter};

/// For each answer of the server. RFC 5321 allows minutes; a person who waits for a test message does not.
const WITHIN: Duration = Duration::from_secs(20);
/// For one letter, whatever the server does.
const LETTER_WITHIN: Duration = Duration::from_secs(60);

/// How the way to the server is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: only to this machine itself.
    None,
    /// Begins in the open and is encrypted before anything is said (port 587).
    StartTls,
    /// Encrypted from the first byte (port 465).
    Tls,
}

/// A server and how it lets us in.
#[derive(Clone)]
pub struct Relay {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// User and password; `None` where the server asks for none.
    pub sign_in: Option<(String, String)>,
    /// Certificates in PEM form that are trusted beside the usual ones: of a server of one's own.
    pub certificate: Option<String>,
    /// The name that we tell the server (EHLO).
    pub own_name: String,
}

/// An open way to a relay.
pub struct Sender {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    server: String,
}

impl Relay {
    /// Finds the server and judges its address; nothing is connected yet.
    ///
    /// # Errors
    /// `Unknown`, `Denied` or `Open` for the address, `Untrusted` for a certificate that is none.
    pub async fn open(&self) -> Result<Sender, Failure> {
        let address = self.find().await?;
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(address.ip().to_string())
            .port(address.port())
            .hello_name(ClientId::Domain(self.own_name.clone()))
            .timeout(Some(WITHIN))
            .pool_config(PoolConfig::new().max_size(1))
            .tls(match self.security {
                Security::None => Tls::None,
                Security::StartTls => Tls::Required(self.trust()?),
                Security::Tls => Tls::Wrapper(self.trust()?),
            });
        if let Some((user, password)) = &self.sign_in {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Sender { transport: builder.build(), server: format!("{}:{}", self.host, self.port) })
    }

    async fn find(&self) -> Result<SocketAddr, Failure> {
        let unknown = |_| Failure::Unknown(cut(&self.host));
        let looked = tokio::time::timeout(WITHIN, tokio::net::lookup_host((self.host.as_str(), self.port)));
        let found: Vec<SocketAddr> =
            looked.await.map_err(|_| Failure::Unknown(cut(&self.host)))?.map_err(unknown)?.collect();
        // IPv4 first: many a server is reached by nothing else.
        let reached =
            |is_first: fn(&IpAddr) -> bool| found.iter().find(|a| is_first(&a.ip()) && may_be_reached(a.ip()));
        let Some(address) = reached(IpAddr::is_ipv4).or_else(|| reached(IpAddr::is_ipv6)) else {
            return Err(Failure::Denied(cut(&self.host)));
        };
        if self.security == Security::None && !address.ip().to_canonical().is_loopback() {
            return Err(Failure::Open(cut(&self.host)));
        }
        Ok(*address)
    }

    fn trust(&self) -> Result<TlsParameters, Failure> {
        let untrusted = |error: lettre::transport::smtp::Error| Failure::Untrusted(cut(&error.to_string()));
        let mut trust = TlsParameters::builder(self.host.clone()).certificate_store(CertificateStore::WebpkiRoots);
        if let Some(pem) = &self.certificate {
            trust = trust.add_root_certificate(Certificate::from_pem(pem.as_bytes()).map_err(untrusted)?);
        }
        trust.build_rustls().map_err(untrusted)
    }
}

impl Sender {
    /// Hands a letter to the server; answers when the server has taken it on.
    ///
    /// # Errors
    /// What stood in the way.
    pub async fn send(&self, letter: &Letter) -> Result<(), Failure> {
        let message = letter.message()?;
        match tokio::time::timeout(LETTER_WITHIN, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(Failure::of(&error, &self.server)),
            Err(_) => Err(Failure::Silent(self.server.clone())),
        }
    }
}
