//! Everything a handler may answer instead of a page, and its status. The face (page, fragment, JSON) is made by
//! `failure`, which knows who asks and in which language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// What handlers return.
pub type Answer = Result<Response, Error>;

/// Why a request was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Records(#[from] records::Error),
    /// Nobody is signed in, and this needs somebody.
    #[error("sign in first")]
    SignIn,
    /// Sent by another site's page.
    #[error("cross-site request")]
    CrossSite,
    /// Too many tries: seconds to wait.
    #[error("too many tries")]
    TooMany { wait: u64 },
    /// The request itself cannot be read.
    #[error("bad request: {0}")]
    Bad(String),
    /// More than is taken at once.
    #[error("too large")]
    TooLarge,
    /// The address is longer than any page's.
    #[error("address too long")]
    LongAddress,
    /// Something below broke; the source is for the log alone.
    #[error("{what}")]
    Broken { what: &'static str, source: Box<dyn std::error::Error + Send + Sync> },
}

impl Error {
    /// No such page, or not for this person.
    pub const NOT_FOUND: Self = Self::Records(records::Error::NotFound);

    /// The status that says it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        use records::Error as R;
        match self {
            Self::Records(R::NotFound) => StatusCode::NOT_FOUND,
            Self::Records(R::Forbidden) | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Records(R::Invalid(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Records(R::Conflict(_)) => StatusCode::CONFLICT,
            Self::Records(error) if error.is_full() => StatusCode::INSUFFICIENT_STORAGE,
            Self::Broken { source, .. } if is_full(&**source) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Records(R::Unavailable(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::LongAddress => StatusCode::URI_TOO_LONG,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Records(_) | Self::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// A file that could not be kept because the disk, or the quota, is full.
fn is_full(source: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    let source = source.downcast_ref::<std::io::Error>();
    source.is_some_and(|error| matches!(error.kind(), StorageFull | QuotaExceeded))
}

/// The error on its way to `failure::face`: the response itself is bare.
#[derive(Clone)]
pub struct Failed(pub Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}
