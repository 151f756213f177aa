//! Files through the pages: brought with a form and on a card, kept when the form has to come back, taken out by those who
//! see the record and by nobody else, harmless whatever they are and are called.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::{Id, Value};
use records::create::create;
use records::{Draft, ListAsk, Record};
use testkit::{Answer, Company, Sent, Visitor};

async fn documents(company: &Company, who: &str, filter: &str) -> Vec<Record> {
    let columns = ["name", "file", "company", "deal", "kind"].map(str::to_owned).to_vec();
    let ask =
        ListAsk { object: "document".into(), filter: Some(filter.into()), columns, limit: 200, ..ListAsk::default() };
    records::list::list(&company.ctx(who).await, &ask).await.expect("documents").rows
}

fn place(answer: &Answer) -> String {
    answer.headers.get("location").and_then(|place| place.to_str().ok()).unwrap_or_default().to_owned()
}

/// The value of the hidden input of this name.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let mark = format!("name=\"{name}\" value=\"");
    page.split_once(&mark).and_then(|(_, rest)| rest.split('"').next()).expect(name)
}

/// A document of Pedro's with this file; answers its id.
async fn brought(pedro: &mut Visitor, name: &str, bytes: &[u8]) -> Id {
    let made = pedro.post_files("/documents", &[("name", "")], &[("file", name, bytes)]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    Id(place(&made).rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id"))
}

#[tokio::test]
async fn a_file_comes_with_a_form_and_goes_out_as_it_was() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    assert!(pedro.get("/").await.text.contains("href=\"/documents\""), "the menu leads to the documents");
    let form = pedro.get("/documents/new").await.text;
    assert!(form.contains("enctype=\"multipart/form-data\"") && form.contains("type=\"file\""), "{form}");
    let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    let id = brought(&mut pedro, "Oferta año 2026.bin", &bytes).await;
    let card = pedro.get(&format!("/documents/{id}")).await.text;
    assert!(card.contains("Oferta año 2026.bin") && card.contains("781.3 KB"), "{card}");
    assert!(pedro.get("/search?q=oferta%20a%C3%B1o").await.text.contains(&format!("/documents/{id}")));
    let out = pedro.get(&format!("/documents/{id}/file/file")).await;
    assert_eq!(out.status, StatusCode::OK);
    assert!(out.bytes == bytes, "byte for byte");
    let head = |name: &str| out.headers[name].to_str().expect("text");
    assert_eq!(head("content-length"), "800000");
    assert_eq!(
        head("content-disposition"),
        "attachment; filename=\"Oferta a_o 2026.bin\"; filename*=UTF-8''Oferta%20a%C3%B1o%202026.bin"
    );
    assert_eq!(head("x-content-type-options"), "nosniff");
    assert!(head("content-security-policy").starts_with("sandbox; default-src 'none'"));
    assert_eq!((head("cache-control"), head("content-type")), ("no-store", "application/octet-stream"));
    assert!(!out.headers.contains_key("content-encoding"));
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let evidence = elena.get("/evidence?kind=download").await.text;
    assert!(evidence.contains("Downloaded a file") && evidence.contains("Oferta año 2026.bin"), "{evidence}");
}

#[tokio::test]
async fn a_file_of_another_person_is_not_there() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let id = brought(&mut pedro, "Zyxwv.txt", b"secret").await;
    let mut luis = Visitor::signed_in(&company, "luis").await;
    for accept in ["", "?x"] {
        let seen = luis.get(&format!("/documents/{id}/file/file{accept}")).await;
        let none = luis.get(&format!("/documents/{}/file/file{accept}", id.0 + 1)).await;
        assert_eq!((seen.status, none.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        let plain = |answer: &Answer| answer.text.replace(answer.headers["x-request-id"].to_str().expect("text"), "");
        assert_eq!(plain(&seen).replace(&id.to_string(), ""), plain(&none).replace(&(id.0 + 1).to_string(), ""));
        assert!(!seen.text.contains("Zyxwv"));
    }
    for field in ["name", "owner", "nothing", "file.kept", "..%2F..%2Fetc%2Fpasswd"] {
        assert_eq!(pedro.get(&format!("/documents/{id}/file/{field}")).await.status, StatusCode::NOT_FOUND, "{field}");
    }
    assert_eq!(
        Visitor::anonymous(&company).get(&format!("/documents/{id}/file/file")).await.status,
        StatusCode::SEE_OTHER
    );
    // Nobody adds to a card that they do not see, and nothing is kept for the try.
    let client = create(&company.ctx("pedro").await, "company", Draft::default().with("name", "Zyxwv SL"), None).await;
    let client = client.expect("a client").id;
    let before = company.gate.store.digest().await.expect("a digest");
    let files: &[Sent] = &[("files", "a.txt", b"a")];
    for id in [client, Id(client.0 + 1)] {
        let refused = luis.post_files(&format!("/companies/{id}/files"), &[("key", "k")], files).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(company.gate.store.digest().await.expect("a digest"), before);
}

#[tokio::test]
async fn a_form_that_comes_back_keeps_its_file() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let before = company.gate.store.digest().await.expect("a digest");
    let fields = [("name", "Contrato"), ("signed_on", "31/31/2026")];
    let back = pedro.post_files("/documents", &fields, &[("file", "contrato.txt", b"signed")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.text.contains("contrato.txt") && back.text.contains("Already uploaded"), "{}", back.text);
    assert_eq!(company.gate.store.digest().await.expect("a digest"), before, "a refusal changes nothing");
    let word = hidden(&back.text, "file.kept").to_owned();
    let stolen = Visitor::signed_in(&company, "luis")
        .await
        .post_files("/documents", &[("name", "X"), ("file.kept", &word)], &[])
        .await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stolen.text.contains("choose it again"), "{}", stolen.text);
    let mended =
        pedro.post_files("/documents", &[("name", "Contrato"), ("file.kept", &word)], &[("file", "", b"")]).await;
    assert_eq!(mended.status, StatusCode::SEE_OTHER, "{}", mended.text);
    let out = pedro.get(&format!("{}/file/file", place(&mended))).await;
    assert_eq!(out.bytes, b"signed");
}

#[tokio::test]
async fn an_edit_leaves_replaces_or_removes_the_file() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let id = brought(&mut pedro, "one.txt", b"one").await;
    let (card, file) = (format!("/documents/{id}"), format!("/documents/{id}/file/file"));
    let edit = pedro.get(&format!("{card}/edit")).await.text;
    assert!(edit.contains("one.txt") && edit.contains("name=\"file.remove\""), "{edit}");
    let save = async |pedro: &mut Visitor, fields: &[(&str, &str)], files: &[Sent<'_>]| {
        let edit = pedro.get(&format!("{card}/edit")).await.text;
        let version = hidden(&edit, "version").to_owned();
        let all: Vec<(&str, &str)> = [("version", version.as_str())].iter().chain(fields).copied().collect();
        pedro.post_files(&card, &all, files).await
    };
    assert_eq!(save(&mut pedro, &[("name", "Uno")], &[("file", "", b"")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pedro.get(&file).await.bytes, b"one", "nothing chosen: the file stays");
    assert_eq!(save(&mut pedro, &[], &[("file", "two.txt", b"two")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pedro.get(&file).await.bytes, b"two");
    let claim = save(&mut pedro, &[("file", &"a".repeat(64))], &[]).await;
    assert_eq!(claim.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(claim.text.contains("uploaded, not written"), "{}", claim.text);
    let plain = pedro.post(&card, &[("version", "3"), ("file", "a b c")]).await;
    assert_eq!(plain.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", plain.text);
    assert_eq!(save(&mut pedro, &[("file.remove", "true")], &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pedro.get(&file).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_dropped_on_a_card_are_its_documents_once() {
    let company = Company::told().await;
    let pedro_ctx = company.ctx("pedro").await;
    let client = create(&pedro_ctx, "company", Draft::default().with("name", "Card SL"), None).await.expect("a client");
    let deal = Draft::default().with("name", "Card deal").with_value("company", Value::Ref(client.id));
    let deal = create(&pedro_ctx, "deal", deal, None).await.expect("a deal");
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let card = pedro.get(&format!("/deals/{}", deal.id)).await.text;
    let form = card.split_once("/files\"").expect("a form for files").1;
    let key = hidden(form, "key").to_owned();
    let files: &[Sent] = &[("files", "a.txt", b"a"), ("files", "b.pdf", b"%PDF-1.4"), ("files", "", b"")];
    for _ in 0..2 {
        let added = pedro.post_files(&format!("/deals/{}/files", deal.id), &[("key", &key)], files).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    }
    let made = documents(&company, "pedro", &format!("deal == {}", deal.id)).await;
    let names: Vec<&str> = made.iter().map(|d| &*d.title).collect();
    assert!(names.len() == 2 && names.contains(&"a.txt") && names.contains(&"b.pdf"), "{names:?}");
    assert!(made.iter().all(|d| *d.get("company") == Value::Ref(client.id)), "the deal's client too");
    let card = pedro.get(&format!("/companies/{}", client.id)).await.text;
    assert!(made.iter().all(|d| card.contains(&format!("/documents/{}/file/file", d.id))), "{card}");
    let none = pedro.post_files(&format!("/deals/{}/files", deal.id), &[("key", "x")], &[("files", "", b"")]).await;
    assert_eq!(none.status, StatusCode::SEE_OTHER);
    assert!(pedro.get(&format!("/deals/{}", deal.id)).await.text.contains("Choose at least one file."));
}

#[tokio::test]
async fn a_file_beyond_the_limit_is_told_and_nothing_is_kept() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let ctx = company.ctx("pedro").await;
    let client = create(&ctx, "company", Draft::default().with("name", "Big SL"), None).await.expect("a client").id;
    let before = company.gate.store.digest().await.expect("a digest");
    let beyond = vec![7; 26 << 20];
    let back = pedro.post_files("/documents", &[("name", "Typed")], &[("file", "big.bin", &beyond)]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.text.contains("larger than 25 MB") && back.text.contains("value=\"Typed\""), "{}", back.text);
    let files: &[Sent] = &[("files", "small.txt", b"a"), ("files", "big.bin", &beyond)];
    let all = pedro.post_files(&format!("/companies/{client}/files"), &[("key", "k")], files).await;
    assert_eq!(all.status, StatusCode::SEE_OTHER);
    assert!(pedro.get(&format!("/companies/{client}")).await.text.contains("“big.bin” is larger than 25 MB"));
    let endless = vec![7; 101 << 20];
    let refused = pedro.post_files("/documents", &[("name", "Typed")], &[("file", "big.bin", &endless)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text.contains("25 MB for a file"), "{}", refused.text);
    let text = "x".repeat(2 << 20);
    let long = pedro.post_files("/documents", &[("name", &text)], &[]).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE, "a form's own limit holds beside its files");
    assert_eq!(pedro.post("/documents", &[("name", &text)]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(company.gate.store.digest().await.expect("a digest"), before);
}

#[tokio::test]
async fn what_would_run_in_a_browser_only_ever_goes_out_as_a_file() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let script = "<script>alert(document.cookie)</script>";
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{script}</svg>");
    let pages = [("x.html", script), ("x.svg", &svg), ("x.pdf", script), ("x.xml", "<?xml version=\"1.0\"?><a/>")];
    for (name, body) in pages {
        let id = brought(&mut pedro, name, body.as_bytes()).await;
        let out = pedro.get(&format!("/documents/{id}/file/file")).await;
        assert_eq!(out.headers["content-type"], "application/octet-stream", "{name}");
        assert!(out.headers["content-disposition"].to_str().expect("text").starts_with("attachment;"));
        assert!(out.headers["content-security-policy"].to_str().expect("text").starts_with("sandbox;"));
        assert_eq!(out.bytes, body.as_bytes());
    }
}

#[tokio::test]
async fn a_hostile_name_is_a_name_and_nothing_else() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    for (name, tidy) in [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\r\nSet-Cookie: x=y", "a%0D%0ASet-Cookie: x=y"),
        ("a\"; filename=\"b.exe", "a%22; filename=%22b.exe"),
        ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
        ("=cmd|' !A0.csv", "=cmd|' !A0.csv"),
    ] {
        let id = brought(&mut pedro, name, b"a").await;
        let made = documents(&company, "pedro", &format!("id == {id}")).await;
        assert_eq!(&*made[0].title, tidy, "{name:?}");
        let out = pedro.get(&format!("/documents/{id}/file/file")).await;
        assert_eq!(out.status, StatusCode::OK);
        assert!(!out.headers.contains_key("set-cookie"));
        let said = out.headers["content-disposition"].to_str().expect("visible letters alone");
        let inside = said.trim_start_matches("attachment; filename=\"").split('"').next().expect("a name");
        assert!(said.starts_with("attachment; filename=\"") && !inside.contains(['/', '\\', ';']), "{said}");
        let card = pedro.get(&format!("/documents/{id}")).await.text;
        assert!(!card.contains("<img src=x") && !card.contains('\u{202e}'), "{name:?}");
    }
    let folder = company.folder.path().join("files").join("records");
    for entry in std::fs::read_dir(folder).expect("the shelf") {
        for file in std::fs::read_dir(entry.expect("a folder").path()).expect("a folder") {
            let name = file.expect("a file").file_name().into_string().expect("text");
            assert!(catalogue::is_sha256(&name), "{name}");
        }
    }
}
