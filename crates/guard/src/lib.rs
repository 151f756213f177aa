//! Who somebody is: sign-in, sessions, passwords, invitations. Makes the principal that `records` asks for.
//! Must not know HTTP.

pub mod enter;
pub mod invitation;
pub mod password;
pub mod principal;
pub mod session;
pub mod sign_in;
mod token;

pub use enter::{enter, look};
pub use principal::principal;
pub use session::{OpenSession, end_session, sessions, sign_out};
pub use sign_in::{SignIn, Visit, sign_in};

/// A failed apply of technical rows: they carry no guards, so it is a failure of the store.
pub(crate) fn failed(error: store::ApplyError) -> records::Error {
    match error {
        store::ApplyError::Store(error) => error.into(),
        other => records::Error::internal(other.to_string()),
    }
}
