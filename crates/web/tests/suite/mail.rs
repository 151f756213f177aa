//! Mail out, against a real server: the settings and their secret, what is sent to whom in which language, what is tried again, and
//! that nothing is sent twice.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::{Id, Value};
use mail_parser::MessageParser;
use mailtest::Server;
use records::notify::digest::keep_mail_wish;
use records::notify::{Maker, keep_wish};
use records::people::Person;
use records::setup::{self, FieldDraft};
use records::{Clock, Ctx, Draft, EvidenceFilter, Record, create, post, transfer, update};
use testkit::{Company, NOW, Visitor};
use web::PostWorker;

const PASSWORD: &str = "four green lamps over the quay";
const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

async fn signed_in(company: &Company, who: &str) -> Visitor {
    let ctx = Ctx::system(&company.gate, "a test sets a password");
    guard::password::set(&ctx, company.id(who).await, PASSWORD).await.expect("the password is kept");
    let mut visitor = Visitor::anonymous(company);
    let email = format!("{who}@vidal.example");
    let answer = visitor.post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    visitor
}

/// The form as it would be sent, with these fields otherwise.
fn form(server: &Server, other: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("host", "localhost".to_owned()),
        ("port", server.port.to_string()),
        ("security", "starttls".to_owned()),
        ("user", "crm".to_owned()),
        ("mail_password", "right".to_owned()),
        ("from", "crm@vidal.example".to_owned()),
        ("name", "Suministros Vidal".to_owned()),
        ("certificate", server.certificate().expect("a certificate")),
        ("own_password", PASSWORD.to_owned()),
    ];
    for (name, value) in other {
        fields.iter_mut().filter(|(known, _)| known == name).for_each(|field| field.1 = (*value).to_owned());
    }
    fields
}

async fn save(visitor: &mut Visitor, fields: &[(&'static str, String)]) -> testkit::Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    visitor.post("/settings/mail", &fields).await
}

/// A company whose mail goes to this server.
async fn mailing(server: &Server) -> (Company, Visitor) {
    let company = Company::told().await;
    let mut elena = signed_in(&company, "elena").await;
    let answer = save(&mut elena, &form(server, &[])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    (company, elena)
}

/// One who sends, so much later than the story ends.
fn worker(company: &Company, later: i64) -> PostWorker {
    let mut app = company.app();
    app.gate.clock = Clock::fixed(NOW + later);
    PostWorker::new(&app)
}

/// Somebody chose this before the story ended.
async fn wish(company: &Company, who: &str, every: &str, before: i64) {
    let mut ctx = company.ctx(who).await;
    ctx.env.now = NOW - before;
    keep_mail_wish(&ctx, every, "8").await.expect("a wish");
}

async fn speak(company: &Company, who: &str, lang: &str) {
    let ctx = Ctx::system(&company.gate, "a test chooses a language");
    let people: Vec<Person> = records::people::list(&ctx).await.expect("people");
    let email = format!("{who}@vidal.example");
    let person = people.into_iter().find(|person| person.email.as_deref() == Some(&*email)).expect("a person");
    let draft = Draft::default().with_value("language", Value::text(lang));
    update::update(&ctx, "user", person.id, person.version, draft).await.expect("a language");
}

async fn task(company: &Company, subject: &str, owner: &str) -> Record {
    let draft = Draft::default()
        .with("subject", subject)
        .with("due", "2026-11-16")
        .with_value("owner", Value::Ref(company.id(owner).await));
    create::create(&company.ctx("elena").await, "task", draft, None).await.expect("a task")
}

struct Read {
    to: String,
    subject: String,
    text: String,
    html: String,
    id: String,
    raw: String,
}

fn read(bytes: &[u8]) -> Read {
    let message = MessageParser::default().parse(bytes).expect("a message");
    let to = message.to().and_then(|to| to.first()).and_then(|to| to.address()).expect("a receiver").to_owned();
    Read {
        to,
        subject: message.subject().expect("a subject").to_owned(),
        text: message.body_text(0).expect("text").replace("\r\n", "\n"),
        html: message.body_html(0).expect("HTML").into_owned(),
        id: message.message_id().expect("an id").to_owned(),
        raw: String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn to<'r>(inbox: &'r [Read], who: &str) -> &'r Read {
    inbox.iter().find(|read| read.to == format!("{who}@vidal.example")).expect("a message to them")
}

fn inbox(server: &Server, count: usize) -> Vec<Read> {
    server.wait_for(count).expect("messages").iter().map(|bytes| read(bytes)).collect()
}

#[tokio::test]
async fn the_server_is_kept_with_its_password_sealed_and_tried_by_whoever_sets_up() {
    let server = Server::start().expect("a mail server");
    let company = Company::told().await;
    let mut pedro = signed_in(&company, "pedro").await;
    assert_eq!(pedro.get("/settings/mail").await.status, StatusCode::FORBIDDEN);
    assert_eq!(save(&mut pedro, &form(&server, &[])).await.status, StatusCode::FORBIDDEN);
    assert_eq!(pedro.post("/settings/mail/test", &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(pedro.get("/settings/mail/sent").await.status, StatusCode::FORBIDDEN);
    let mut elena = signed_in(&company, "elena").await;
    let stranger = save(&mut elena, &form(&server, &[("own_password", "not hers")])).await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(company.gate.settings().mail.is_none());
    let open = save(&mut elena, &form(&server, &[("security", "none")])).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY, "no password in the open");
    let header = save(&mut elena, &form(&server, &[("from", "a@b.example\r\nBcc: all@b.example")])).await;
    assert_eq!(header.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(save(&mut elena, &form(&server, &[])).await.status, StatusCode::SEE_OTHER);
    let kept = company.gate.store.settings().await.expect("settings");
    assert!(kept.iter().all(|(_, value)| !value.contains("\"right\"") && !value.contains("right\",")), "sealed");
    let page = elena.get("/settings/mail").await;
    let sealed = company.gate.settings().mail.clone().expect("a server").password;
    assert!(!page.text.contains(&sealed) && !page.text.contains("value=\"right\""), "never shown");
    let sent = elena.post("/settings/mail/test", &[]).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
    let message = inbox(&server, 1).remove(0);
    assert_eq!(message.to, "elena@vidal.example");
    // The kept password goes nowhere else.
    for other in [("host", "127.0.0.1"), ("port", "2525"), ("security", "tls"), ("user", "another")] {
        let moved = save(&mut elena, &form(&server, &[other, ("mail_password", "")])).await;
        assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY, "{other:?}");
    }
    let renamed = save(&mut elena, &form(&server, &[("name", "Vidal"), ("mail_password", "")])).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.text);
    let wrong = save(&mut elena, &form(&server, &[("mail_password", "wrong")])).await;
    assert_eq!(wrong.status, StatusCode::SEE_OTHER);
    let refused = elena.post("/settings/mail/test", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("535"), "the server's own answer: {}", refused.text);
    let events = company.gate.store.evidence(&EvidenceFilter { limit: 200, ..EvidenceFilter::default() }).await;
    let events = events.expect("evidence");
    assert!(events.iter().any(|event| &*event.kind == "settings" && event.detail.contains("\"password\":\"new\"")));
    assert!(events.iter().any(|event| &*event.kind == "mail_test" && event.detail.contains("password")));
    assert!(events.iter().all(|event| !event.detail.contains("right") && !event.detail.contains(&sealed)));
    assert_eq!(elena.post("/settings/mail/forget", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(company.gate.settings().mail.is_none());
}

#[tokio::test]
async fn a_digest_says_in_its_readers_language_what_they_may_see_now_and_once() {
    let server = Server::start().expect("a mail server");
    let (company, _) = mailing(&server).await;
    let people = [("pedro", "es"), ("sofia", "ru"), ("elena", "en")];
    let mut maker = Maker::new(&company.gate);
    maker.once().await.expect("a beginning");
    for (who, lang) in people {
        speak(&company, who, lang).await;
        wish(&company, who, "daily", 2 * DAY).await;
    }
    let stays = task(&company, "Llamar a «Ñandú» <b>", "pedro").await;
    let goes = task(&company, "Secret of another", "pedro").await;
    task(&company, "Sign the lease", "elena").await;
    maker.once().await.expect("notifications");
    transfer::transfer(&company.ctx("elena").await, "task", &[goes.id], company.id("sofia").await)
        .await
        .expect("moved");
    let (one, two) = (worker(&company, 0), worker(&company, 0));
    let (first, second) = tokio::join!(one.once(), two.once());
    assert_eq!(first.expect("sent") + second.expect("sent"), 3, "two nodes send each once");
    let inbox = inbox(&server, 3);
    let (pedro, sofia, elena) = (to(&inbox, "pedro"), to(&inbox, "sofia"), to(&inbox, "elena"));
    assert!(pedro.subject.contains("aviso"), "{}", pedro.subject);
    assert!(
        pedro.text.contains("Llamar a «Ñandú» <b>") && pedro.html.contains("Llamar a «Ñandú» &lt;b&gt;"),
        "{}",
        pedro.text
    );
    assert!(pedro.text.contains("http://127.0.0.1/notifications/"), "{}", pedro.text);
    assert!(!pedro.raw.contains("Secret") && !pedro.text.contains("Secret"), "not his any more: {}", pedro.text);
    assert!(sofia.text.contains("задач"), "{}", sofia.text);
    assert!(elena.text.contains("here is what waits for you"), "{}", elena.text);
    assert!(
        pedro.raw.contains("List-Unsubscribe: <http://127.0.0.1/mail/leave/") && pedro.raw.contains("Auto-Submitted")
    );
    assert!(pedro.raw.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    assert_ne!(pedro.id, sofia.id);
    let again = worker(&company, 60 * MINUTE);
    assert_eq!(again.once().await.expect("a look"), 0, "once a day, whoever starts anew");
    assert_eq!(server.inbox().len(), 3);
    assert!(stays.id != Id(0));
}

/// A deal of Pedro's without a next step, with what its owner alone is to know.
async fn secret_deal(company: &Company, name: &str, amount: &str) {
    let elena = company.ctx("elena").await;
    let firm = create::create(&elena, "company", Draft::default().with("name", format!("{name} SL")), None).await;
    let draft = Draft::default()
        .with("name", name)
        .with("amount", amount)
        .with("x_margen", "Qwzx")
        .with_value("company", Value::Ref(firm.expect("a company").id))
        .with_value("owner", Value::Ref(company.id("pedro").await));
    create::create(&elena, "deal", draft, None).await.expect("a deal");
}

#[tokio::test]
async fn a_field_that_is_hidden_from_its_reader_is_nowhere_in_a_digest() {
    let server = Server::start().expect("a mail server");
    let (company, _) = mailing(&server).await;
    let mut maker = Maker::new(&company.gate);
    maker.once().await.expect("a beginning");
    let hidden = FieldDraft {
        label: "Margen".into(),
        kind: "text".into(),
        in_list: true,
        hidden_from: vec!["seller".into()],
        ..FieldDraft::default()
    };
    assert_eq!(setup::add_field(&company.ctx("elena").await, "deal", &hidden).await.expect("a field"), "x_margen");
    wish(&company, "pedro", "daily", 2 * DAY).await;
    wish(&company, "elena", "daily", 2 * DAY).await;
    secret_deal(&company, "Small", "1").await;
    secret_deal(&company, "Smaller", "0.5").await;
    secret_deal(&company, "Most of all", "98765432").await;
    secret_deal(&company, "Least of all", "76543210").await;
    secret_deal(&company, "Between", "87654321").await;
    task(&company, "Sign the lease", "elena").await;
    maker.once().await.expect("notifications");
    assert_eq!(worker(&company, 0).once().await.expect("a look"), 2);
    let before = inbox(&server, 2);
    let place = |read: &Read, name: &str| read.text.rfind(&format!("- {name}\n")).expect("a line of the day");
    let pedro = to(&before, "pedro");
    let by_amount = |read: &Read| ["Most of all", "Between", "Least of all"].map(|name| place(read, name)).is_sorted();
    assert!(by_amount(pedro) && pedro.text.contains("sort=-amount"), "the largest comes first: {}", pedro.text);
    // From now on sellers do not see amounts: not by the order either.
    let elena = company.ctx("elena").await;
    let mut files = setup::current(&elena).expect("a set-up").files.clone();
    let role = files.get_mut("roles/seller.toml").expect("the field's own line");
    *role = role.replace("hides = [", "hides = [\"deal.amount\", ");
    setup::replace(&elena, &files).await.expect("a set-up");
    assert_eq!(worker(&company, DAY).once().await.expect("a look"), 2);
    let after = inbox(&server, 4);
    let told =
        after.iter().rev().find(|read| read.to.starts_with("pedro") && read.id != pedro.id).expect("a second one");
    assert!(!by_amount(told), "another order: {}", told.text);
    assert!(!told.text.contains("amount") && !told.html.contains("amount"), "{}", told.text);
    for read in &after {
        for secret in ["Qwzx", "7654321", "7.654.321", "7,654,321", "9876543", "98.765", "98,765"] {
            let said = [&read.subject, &read.text, &read.html, &read.raw];
            assert!(said.iter().all(|text| !text.contains(secret)), "{secret} to {}: {}", read.to, read.text);
        }
    }
}

#[tokio::test]
async fn nothing_goes_out_of_hours_or_without_anything_to_tell_and_mentions_come_at_once() {
    let server = Server::start().expect("a mail server");
    let (company, _) = mailing(&server).await;
    let mut maker = Maker::new(&company.gate);
    maker.once().await.expect("a beginning");
    wish(&company, "pedro", "at_once", 2 * DAY).await;
    assert_eq!(worker(&company, 0).once().await.expect("a look"), 0, "nothing new");
    task(&company, "Handed over", "pedro").await;
    maker.once().await.expect("notifications");
    let ctx = company.ctx("pedro").await;
    keep_wish(&ctx, &notify_kinds(), "12:00", "14:00").await.expect("quiet hours");
    assert_eq!(worker(&company, 0).once().await.expect("a look"), 0, "it is one o'clock: quiet");
    assert_eq!(worker(&company, 90 * MINUTE).once().await.expect("a look"), 1, "half past two");
    assert!(inbox(&server, 1)[0].text.contains("Handed over"));
    assert_eq!(worker(&company, 95 * MINUTE).once().await.expect("a look"), 0, "told");
    // A Saturday is no working day.
    wish(&company, "sofia", "daily", 2 * DAY).await;
    assert_eq!(worker(&company, 5 * DAY).once().await.expect("a look"), 0);
}

fn notify_kinds() -> [&'static str; 6] {
    records::notify::KINDS
}

#[tokio::test]
async fn what_did_not_leave_is_tried_again_told_and_sent_once() {
    let mut server = Server::start().expect("a mail server");
    let (company, mut elena) = mailing(&server).await;
    wish(&company, "pedro", "daily", 2 * DAY).await;
    task(&company, "Waits", "pedro").await;
    server.stop().expect("it stops");
    let before = worker(&company, 0);
    assert_eq!(before.once().await.expect("a look"), 0);
    assert_eq!(before.once().await.expect("a look"), 0, "not at once again");
    let page = elena.get("/settings/mail/sent").await;
    assert!(page.text.contains("No mail server answers"), "{}", page.text);
    server.start_again().expect("it starts");
    assert_eq!(worker(&company, 0).once().await.expect("a look"), 0, "the pause is kept by whoever comes");
    assert_eq!(worker(&company, 2 * MINUTE).once().await.expect("a look"), 1);
    let first = inbox(&server, 1).remove(0);
    assert_eq!(worker(&company, 9 * MINUTE).once().await.expect("a look"), 0);
    // A node died with a message in its hands: another one takes it when the claim is over, under the same id.
    let (posts, _) = post::list(&company.ctx("elena").await, None, 10).await.expect("messages");
    let sent = &posts[0].post;
    assert_eq!(&*sent.state, "sent");
    assert!(first.id.starts_with(&format!("{}@", sent.id)), "{} is {}", first.id, sent.id);
    assert!(sent.sealed.is_empty() && sent.leave_hash.len() == 64);
    post::again(&company.ctx("elena").await, sent.id).await.expect("asked");
    assert_eq!(worker(&company, 20 * MINUTE).once().await.expect("a look"), 0, "what has left is not sent again");
    assert_eq!(server.inbox().len(), 1);
}

#[tokio::test]
async fn whoever_dies_with_a_message_holds_it_no_longer_than_the_claim() {
    let server = Server::start().expect("a mail server");
    let (company, _) = mailing(&server).await;
    wish(&company, "pedro", "daily", 2 * DAY).await;
    task(&company, "Waits", "pedro").await;
    records::notify::digest::plan(&company.gate).await.expect("a plan");
    let waiting = post::due(&company.gate, 5).await.expect("due").remove(0);
    let dead = post::claim(&company.gate, company.gate.store.next_id(), waiting.clone(), "t").await.expect("a claim");
    assert!(dead.is_some());
    let node = company.gate.store.next_id();
    assert!(post::claim(&company.gate, node, waiting, "t").await.expect("a claim").is_none(), "one at a time");
    assert_eq!(worker(&company, MINUTE).once().await.expect("a look"), 0);
    assert_eq!(worker(&company, 6 * MINUTE).once().await.expect("a look"), 1);
    assert_eq!(inbox(&server, 1).len(), 1);
}

#[tokio::test]
async fn the_link_in_a_message_ends_them_without_signing_in_and_only_by_a_post() {
    let server = Server::start().expect("a mail server");
    let (company, mut elena) = mailing(&server).await;
    wish(&company, "pedro", "daily", 2 * DAY).await;
    task(&company, "Waits", "pedro").await;
    assert_eq!(worker(&company, 0).once().await.expect("a look"), 1);
    let message = inbox(&server, 1).remove(0);
    let path = message.text.split("http://127.0.0.1").find(|part| part.starts_with("/mail/leave/")).expect("a link");
    let path = path.lines().next().expect("a line").trim();
    let mut nobody = Visitor::anonymous(&company);
    let asked = nobody.get(path).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(!asked.text.contains("Pedro"), "it names nobody");
    let every = async |company: &Company| {
        records::notify::digest::mail_wish(&company.ctx("pedro").await).await.expect("a wish").every.to_string()
    };
    assert_eq!(every(&company).await, "daily", "looking changes nothing");
    assert_eq!(nobody.post("/mail/leave/another", &[]).await.status, StatusCode::NOT_FOUND);
    let left = nobody.post(path, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(left.status, StatusCode::OK, "{}", left.text);
    assert_eq!(every(&company).await, "never");
    assert_eq!(worker(&company, DAY).once().await.expect("a look"), 0);
    assert!(!elena.get("/settings/mail/sent").await.text.contains("/mail/leave/"));
}

#[tokio::test]
async fn an_invitation_goes_out_sealed_until_it_has_left() {
    let server = Server::start().expect("a mail server");
    let (company, mut elena) = mailing(&server).await;
    let role = ("role", "seller");
    let add = [("name", "Íñigo Ñúñez"), ("email", "inigo@vidal.example"), role, ("mail", "yes")];
    let page = elena.post("/people/add", &add).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let shown = page.text.split("/invitation?token=").nth(1).expect("it is shown as well");
    let token: String = shown.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    let waiting = post::due(&company.gate, 5).await.expect("due").remove(0);
    assert!(!waiting.sealed.is_empty() && !waiting.sealed.contains(&token));
    assert_eq!(worker(&company, 0).once().await.expect("a look"), 1);
    let message = inbox(&server, 1).remove(0);
    assert_eq!(message.to, "inigo@vidal.example");
    assert!(message.text.contains(&format!("/invitation?token={token}")), "{}", message.text);
    let (posts, _) = post::list(&company.ctx("elena").await, None, 10).await.expect("messages");
    assert!(posts[0].post.sealed.is_empty(), "what has left is forgotten");
    let unasked = [("name", "Otra"), ("email", "otra@vidal.example"), role];
    assert_eq!(elena.post("/people/add", &unasked).await.status, StatusCode::OK);
    assert_eq!(worker(&company, MINUTE).once().await.expect("a look"), 0);
}
