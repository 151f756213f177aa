//! Pages through the real router, whole HTML, as the owner who sees everything.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use tower::ServiceExt as _;

use crate::bare::{BY_STAGE, Bare, LIST};
use crate::measure::{Limit, Line, Times, compared};
use crate::world::World;

/// Lists, cards, search and figures.
pub async fn measure(world: &World, bare: &Bare, rounds: usize, lines: &mut Vec<Line>) -> Result<(), crate::Fault> {
    let browser = Browser::open(world, story::size::OWNER).await?;
    let list = "/deals?where=stage%20%3D%3D%20%22proposal%22&sort=-amount";
    let limit = Limit { times: Some(300), plus: 1_000, p95: Some(6_000), text: "≤ 3× bare + 1 ms, p95 ≤ 6 ms" };
    lines.push(compared(
        "list of 50, filtered and sorted, HTML",
        &browser.time(list, rounds).await?,
        Some(&bare.statement(LIST, rounds).await?),
        limit,
    ));
    let card = format!("/companies/{}", world.companies[world.companies.len() / 2]);
    let limit = Limit { times: None, plus: 0, p95: Some(5_000), text: "p95 ≤ 5 ms" };
    lines.push(compared("record card with related lists, HTML", &browser.time(&card, rounds).await?, None, limit));
    let found = browser.time("/search?q=ros+77", rounds).await?;
    let bare_search = bare.statement(&bare.search("ros 77"), rounds).await?;
    lines.push(compared("search by part of a name, HTML", &found, Some(&bare_search), limit));
    let limit = Limit { times: Some(150), plus: 0, p95: None, text: "≤ 1.5× bare" };
    let few = rounds.min(20);
    let figures = browser.time("/deals/figures?group=stage&measure=count,amount_sum", few).await?;
    lines.push(compared("count and sum by stage, HTML", &figures, Some(&bare.statement(BY_STAGE, few).await?), limit));
    let by_month = browser.time("/deals/figures?group=opened_on&by=month&measure=amount_sum", few).await?;
    lines.push(compared("sum by month, HTML", &by_month, Some(&bare.statement(bare.by_month(), few).await?), limit));
    let funnel = browser.time("/deals/funnel", few).await?;
    let none = Limit { times: None, plus: 0, p95: None, text: "" };
    lines.push(compared("funnel, HTML", &funnel, None, none));
    lines.push(compared("board of deals, HTML", &browser.time("/deals/board", few).await?, None, none));
    let head = Browser::open(world, story::size::HEAD).await?;
    let own = head.time("/companies", few).await?;
    lines.push(compared("head of branch: list of companies, HTML", &own, None, none));
    let filtered = head.time("/companies?where=industry%20%3D%3D%20%22medical%22&sort=name", few).await?;
    lines.push(compared("head of branch: companies, filtered, HTML", &filtered, None, none));
    let counted = head.time("/companies/figures?group=industry&measure=count", few).await?;
    lines.push(compared("head of branch: companies by industry, HTML", &counted, None, none));
    lines.push(compared("head of branch: search, HTML", &head.time("/search?q=ros+77", few).await?, None, none));
    lines.push(compared("Truth page, HTML", &browser.time("/truth", few.min(5)).await?, None, none));
    Ok(())
}

struct Browser {
    router: Router,
    cookie: String,
}

impl Browser {
    async fn open(world: &World, email: &str) -> Result<Self, crate::Fault> {
        let config = web::Config {
            public_url: "http://127.0.0.1".into(),
            data: world.folder.join("files"),
            program: None,
            seal: web::Seal::of(b"a key for measurements")?,
            demo: web::Demo::No,
        };
        let router = web::router(web::App { gate: world.gate.clone(), config: Arc::new(config) });
        let form = format!("email={}&password={}", email.replace('@', "%40"), world.password);
        let request = Request::post("/sign-in")
            .header(header::HOST, "127.0.0.1")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))?;
        let answer = router.clone().oneshot(request).await?;
        let cookies: Vec<&str> = answer
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|c| c.to_str().ok()?.split(';').next())
            .collect();
        let cookie = cookies.join("; ");
        if cookie.is_empty() {
            return Err(format!("the sign-in failed: {}", answer.status()).into());
        }
        Ok(Self { router, cookie })
    }

    async fn time(&self, path: &str, rounds: usize) -> Result<Times, crate::Fault> {
        let mut times = Times::default();
        for round in 0..=rounds {
            let request = Request::get(path)
                .header(header::HOST, "127.0.0.1")
                .header(header::COOKIE, &self.cookie)
                .body(Body::empty())?;
            let since = Instant::now();
            let answer = self.router.clone().oneshot(request).await?;
            let status = answer.status();
            to_bytes(answer.into_body(), 64 << 20).await?;
            // The first round warms the caches of both sides.
            if round > 0 && status.is_success() {
                times.add(since);
            }
            if !status.is_success() {
                // A page that is refused is a figure of this company too, and no reason to measure nothing else.
                times.refuse(status.to_string());
                break;
            }
        }
        Ok(times)
    }
}
