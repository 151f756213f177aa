//! The import through its pages, with a real pair of branch files: upload, review, preview, accept, report, undo.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use std::fmt::Write as _;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use testkit::{Company, Visitor, shared_data};
use tower::ServiceExt as _;

/// One multipart body with these files (RFC 7578).
fn multipart(names: &[&str]) -> Vec<u8> {
    let mut body = Vec::new();
    for name in names {
        let bytes = std::fs::read(shared_data().join("branches").join(name)).expect("a branch file");
        let mut head = String::new();
        write!(head, "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n")
            .expect("text");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge--\r\n");
    body
}

/// Uploads as the person of this session; answers status and where it leads.
async fn upload(company: &Company, cookie: &str, body: Vec<u8>) -> (StatusCode, String, String) {
    let request = Request::post("/import")
        .header(header::HOST, "127.0.0.1")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .expect("a request");
    let answer = web::router(company.app()).oneshot(request).await.expect("an answer");
    let status = answer.status();
    let place = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or("").to_owned();
    let text = to_bytes(answer.into_body(), 32 << 20).await.expect("a body");
    (status, place, String::from_utf8_lossy(&text).into_owned())
}

#[tokio::test]
async fn files_are_read_decided_imported_and_taken_back() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let before = company.gate.store.digest().await.expect("a digest");
    let files = multipart(&["t01_branch_east.xlsx", "t01_branch_south.xlsx"]);
    let (status, draft, text) = upload(&company, &elena.cookie(), files).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");

    let review = elena.get(&draft).await;
    assert!(review.text.contains("What differs between the files"), "{}", review.text);
    assert!(review.text.contains("Percentage as points (35)"), "{}", review.text);
    let decided = elena.post(&draft, &[("s0.branch", "East"), ("go", "preview")]).await;
    let preview = decided.headers["location"].to_str().expect("text").to_owned();
    assert!(elena.get(&preview).await.text.contains("Preview"));
    assert_eq!(
        company.gate.store.digest().await.expect("a digest"),
        before,
        "nothing is written before the acceptance"
    );

    let accepted = elena.post(&preview.replace("/preview", "/accept"), &[]).await;
    let batch = accepted.headers.get("location").expect(&accepted.text).to_str().expect("text").to_owned();
    while elena.get(&batch).await.headers.contains_key("refresh") {
        tokio::task::yield_now().await;
    }
    let report = elena.get(&batch).await;
    assert!(
        report.text.contains("The import is done.") && report.text.contains("t01_branch_south.xlsx"),
        "{}",
        report.text
    );
    assert_ne!(company.gate.store.digest().await.expect("a digest"), before);

    assert!(elena.get(&format!("{batch}/undo")).await.text.contains("Take the whole import back?"));
    elena.post(&format!("{batch}/undo"), &[]).await;
    assert!(elena.get(&batch).await.text.contains("This import is taken back"));
    assert_eq!(company.gate.store.digest().await.expect("a digest"), before, "row for row as before");
}

#[tokio::test]
async fn a_draft_is_only_its_own_persons() {
    let company = Company::told().await;
    let elena = Visitor::signed_in(&company, "elena").await;
    let (_, draft, _) = upload(&company, &elena.cookie(), multipart(&["t01_branch_east.xlsx"])).await;
    let mut marta = Visitor::signed_in(&company, "marta").await;
    assert_eq!(marta.get(&draft).await.status, StatusCode::NOT_FOUND);
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    assert_eq!(pedro.get(&draft).await.status, StatusCode::FORBIDDEN);
    assert_eq!(upload(&company, &pedro.cookie(), multipart(&["t01_branch_east.xlsx"])).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_draft_left_for_a_week_goes_and_what_is_named_stays() {
    use std::time::{Duration, SystemTime};
    const DAY: Duration = Duration::from_secs(24 * 3_600);
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let shelf = company.folder.path().join("files").join("shelf");
    let kept = || std::fs::read_dir(&shelf).expect("the shelf").count();
    let (_, left, _) = upload(&company, &elena.cookie(), multipart(&["t01_branch_east.xlsx"])).await;
    let (_, imported, _) = upload(&company, &elena.cookie(), multipart(&["t01_branch_south.xlsx"])).await;
    let accepted = elena.post(&format!("{imported}/accept"), &[]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text);
    assert_eq!(kept(), 7, "for each: the file, what was read of it, the draft; and the note that one was accepted");

    let app = company.app();
    let clear = async |at: SystemTime| web::clear_drafts(&app.gate, &app.config, at).await.expect("cleared");
    let now = SystemTime::now();
    assert_eq!(clear(now + 6 * DAY).await, 0);
    assert_eq!(elena.get(&left).await.status, StatusCode::OK);
    // Three days later the first file is dropped once more, with another: a younger draft names it.
    for entry in std::fs::read_dir(&shelf).expect("the shelf") {
        let file = std::fs::File::options().append(true).open(entry.expect("a file").path()).expect("a file");
        file.set_modified(now - 3 * DAY).expect("an older file");
    }
    let (_, younger, _) =
        upload(&company, &elena.cookie(), multipart(&["t01_branch_east.xlsx", "t01_branch_west.xlsx"])).await;
    assert_eq!(kept(), 10);
    assert_eq!(clear(now + 5 * DAY).await, 4, "both older drafts, what was read of the imported file, and the note");
    assert_eq!(elena.get(&left).await.status, StatusCode::NOT_FOUND);
    assert_eq!(elena.get(&younger).await.status, StatusCode::OK);
    assert_eq!(clear(now + 9 * DAY).await, 5, "all but the file that a batch names");
    assert_eq!(kept(), 1);
}
