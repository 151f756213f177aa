//! The real router without a socket: a visitor keeps cookies and asks for paths.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt as _;

use crate::Company;

/// Somebody at a browser, signed in or not.
pub struct Visitor {
    router: axum::Router,
    cookies: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

/// A file in a form: the input's name, the file's own name as a browser would send it, its bytes.
pub type Sent<'a> = (&'a str, &'a str, &'a [u8]);

impl Visitor {
    /// Nobody in particular.
    #[must_use]
    pub fn anonymous(company: &Company) -> Self {
        Self { router: web::router(company.app()), cookies: Vec::new() }
    }

    /// Somebody of the story, signed in through the sign-in page with a new password.
    ///
    /// # Panics
    /// When the sign-in does not end in a session.
    #[expect(clippy::expect_used, reason = "a test without its visitor must fail loudly")]
    pub async fn signed_in(company: &Company, who: &str) -> Self {
        let ctx = records::Ctx::system(&company.gate, "a test sets a password");
        let id = company.id(who).await;
        let password = guard::password::random(&company.gate).expect("a password");
        guard::password::set(&ctx, id, &password).await.expect("the password is kept");
        let mut visitor = Self::anonymous(company);
        let email = format!("{who}@vidal.example");
        let answer = visitor.post("/sign-in", &[("email", &email), ("password", &password)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "the sign-in failed: {}", answer.text);
        visitor
    }

    /// The same person, signed in, at another node of the company.
    #[must_use]
    pub fn at(&self, node: web::App) -> Self {
        Self { router: web::router(node), cookies: self.cookies.clone() }
    }

    /// Reads pages in this language from now on.
    pub fn choose_language(&mut self, code: &str) {
        self.cookies.retain(|(name, _)| name != "candor_language");
        self.cookies.push(("candor_language".to_owned(), code.to_owned()));
    }

    /// The `Cookie` line, for requests that a test builds itself.
    #[must_use]
    pub fn cookie(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// GET of a path.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, &[]).await
    }

    /// GET of a path with further headers.
    pub async fn get_with(&mut self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, None, headers).await
    }

    /// GET of a path whose answer does not end by itself: its status, and its body as it comes.
    ///
    /// # Panics
    /// When the request cannot be built.
    #[expect(clippy::expect_used, reason = "a request that cannot be built is a fault of the test")]
    pub async fn listen(&self, path: &str) -> (StatusCode, Body) {
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, "127.0.0.1")
            .header(header::ACCEPT, "text/event-stream")
            .header(header::COOKIE, self.cookie());
        let request = request.body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        (response.status(), response.into_body())
    }

    /// POST of a form with files from our own page (RFC 7578).
    pub async fn post_files(&mut self, path: &str, fields: &[(&str, &str)], files: &[Sent<'_>]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (name, file, bytes) in files {
            // As browsers do it: quotes and line ends in a name are percent-encoded.
            let file = file.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
            let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n");
            body.extend(head.bytes());
            body.extend_from_slice(b"Content-Type: application/pdf\r\n\r\n");
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        self.send(Method::POST, path, Some(("multipart/form-data; boundary=edge", body)), &[]).await
    }

    /// POST of a form from our own page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, Some(form(fields)), &[]).await
    }

    /// The same with further headers, as a program sends it.
    pub async fn post_with(&mut self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, Some(form(fields)), headers).await
    }

    #[expect(clippy::expect_used, reason = "a request that cannot be built is a fault of the test")]
    async fn send(&mut self, method: Method, path: &str, form: Option<Form>, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, self.cookie());
        let mut body = Vec::new();
        if let Some((kind, form)) = form {
            request = request.header(header::CONTENT_TYPE, kind);
            body = form;
        }
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let bytes = to_bytes(body, 32 << 20).await.expect("a body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text, bytes: bytes.to_vec() }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap_or_default();
            if let Some((name, rest)) = text.split_once('=') {
                let value = rest.split(';').next().unwrap_or_default();
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

/// The type of a body and its bytes.
type Form = (&'static str, Vec<u8>);

fn form(fields: &[(&str, &str)]) -> Form {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    ("application/x-www-form-urlencoded", pairs.join("&").into_bytes())
}

/// Percent-encoding of everything but letters, digits and `-_.~` (RFC 3986).
fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
