//! Who is asking: the session cookie turned into a person with rights, in one place. A handler that takes a
//! `Visitor` cannot be reached without a session; a `Passer` is the reader of the few pages before the door.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Extensions;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use axum::response::Response;
use futures::try_join;
use records::Ctx;
use records::once::Named;
use ui::{Flash, Markup, Reader, Theme};

use crate::app::{App, Config};
use crate::cookies;
use crate::error::Error;
use crate::failure::{Wanted, wanted};
use crate::flash::{self, Saying};
use crate::frame;
use crate::headers::RequestId;
use crate::live;
use crate::reader;

/// A signed-in person and how they read.
#[derive(Clone)]
pub struct Visitor {
    pub ctx: Ctx,
    pub reader: Reader,
    pub theme: Theme,
    /// Path and query of the request.
    pub path: String,
    /// How the answer is wanted: page, fragment or JSON.
    pub wanted: Wanted,
    /// Opens the session: never shown, never logged.
    pub token: Arc<str>,
    /// When the page begins to be drawn: what is changed later is new to it.
    pub since: catalogue::Id,
    /// Saved views at hand: kind of record, id, name. Only where a whole page may be answered.
    pub(crate) favourites: Vec<(catalogue::Name, catalogue::Id, String)>,
    /// How the person arranged the menu. Only where a whole page may be answered.
    pub(crate) menu: Option<catalogue::MenuLayout>,
    /// Notifications that are not read; counted where favourites are looked up.
    pub(crate) unread: usize,
    /// What opens the drafts that this browser keeps for the person. Only where a whole page may be answered.
    pub(crate) drafts: Option<String>,
    pub(crate) flash: Option<Flash>,
    pub(crate) config: Arc<Config>,
}

impl Visitor {
    /// A whole page in the frame, with the menu that this person's rights give.
    #[must_use]
    pub fn page(&self, title: &str, body: &Markup) -> Response {
        frame::answer(&self.config, &frame::of_visitor(self, title), body)
    }

    /// The text of a key of `locales/`.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.reader.text(key)
    }

    /// To another page.
    #[must_use]
    pub fn go(&self, address: &str) -> Response {
        flash::go(address)
    }

    /// To another page, which says what was done.
    #[must_use]
    pub fn go_saying(&self, address: &str, saying: Saying) -> Response {
        flash::go_saying(&self.config, address, saying)
    }
}

/// Somebody who may or may not be signed in.
pub struct Passer {
    pub reader: Reader,
    pub theme: Theme,
    pub path: String,
    pub visit: guard::Visit,
    pub(crate) flash: Option<Flash>,
    pub(crate) config: Arc<Config>,
}

impl Passer {
    /// A page without menu.
    #[must_use]
    pub fn page(&self, title: &str, body: &Markup) -> Response {
        frame::answer_bare(&self.config, &frame::of_passer(self, title), body)
    }
}

/// Address of the client, put on the request by the accept loop.
#[derive(Debug, Clone)]
pub struct Address(pub Arc<str>);

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let token = cookies::value(&parts.headers, cookies::session_name(&app.config)).ok_or(Error::SignIn)?;
        let wanted = wanted(&parts.headers);
        let channel = if wanted == Wanted::Json { "api" } else { "page" };
        let (address, request) = (address(&parts.extensions), request_id(&parts.extensions));
        let ctx = match live::is_by_itself(&parts.method, &parts.headers) {
            true => guard::look(&app.gate, token, &address, &request).await?,
            false => guard::enter(&app.gate, token, channel, &address, &request).await?,
        };
        let ctx = ctx.ok_or(Error::SignIn)?;
        let since = records::live::now(&ctx);
        let ctx = match parts.extensions.get::<Named>() {
            Some(named) => ctx.once(named.clone()),
            None => ctx,
        };
        // Numbers and dates are read as the page writes them.
        let lang = reader::language(&parts.headers, app);
        let ctx = ctx.speaking(lang);
        let (favourites, unread, drafts, menu) = match wanted {
            Wanted::Page => {
                let (views, told) = (records::views::favourites(&ctx), records::notify::unread(&ctx));
                try_join!(views, told, guard::drafts::seal(&ctx), records::menus::own(&ctx))?
            }
            Wanted::Fragment | Wanted::Json => Default::default(),
        };
        Ok(Self {
            since,
            favourites,
            menu,
            unread,
            drafts,
            reader: reader::of(&ctx),
            ctx,
            theme: reader::theme(&parts.headers),
            path: path_of(parts),
            wanted,
            token: token.into(),
            flash: flash::heard(&parts.headers),
            config: app.config.clone(),
        })
    }
}

impl FromRequestParts<App> for Passer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        // A browser's name is evidence, not input: cut to what a person can read.
        let agent = parts.headers.get(USER_AGENT).and_then(|line| line.to_str().ok()).unwrap_or("");
        Ok(Self {
            reader: Reader::stranger(reader::language(&parts.headers, app)),
            theme: reader::theme(&parts.headers),
            path: path_of(parts),
            visit: guard::Visit {
                address: address(&parts.extensions).to_string(),
                agent: agent.chars().take(200).collect(),
                request: request_id(&parts.extensions).to_string(),
            },
            flash: flash::heard(&parts.headers),
            config: app.config.clone(),
        })
    }
}

fn path_of(parts: &Parts) -> String {
    parts.uri.path_and_query().map_or_else(|| parts.uri.path().to_owned(), ToString::to_string)
}

/// The client's address as text; empty when the request did not come over a socket (tests).
pub(crate) fn address(extensions: &Extensions) -> Arc<str> {
    extensions.get::<Address>().map_or_else(|| Arc::from(""), |address| address.0.clone())
}

pub(crate) fn request_id(extensions: &Extensions) -> Arc<str> {
    extensions.get::<RequestId>().map_or_else(|| Arc::from(""), |id| id.0.clone())
}
