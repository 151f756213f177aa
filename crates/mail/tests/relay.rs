//! Against a real server: what it takes, what it refuses, and in which words we hear of it.
#![expect(clippy::unwrap_used, reason = "a test whose ground is missing must fail loudly")]

use mail::{Failure, Letter, Party, Relay, Security};
use mail_parser::MessageParser;
use mailtest::Server;

fn relay(server: &Server) -> Relay {
    Relay {
        host: "localhost".to_owned(),
        port: server.port,
        security: Security::StartTls,
        sign_in: Some(("crm".to_owned(), "right".to_owned())),
        certificate: Some(server.certificate().unwrap()),
        own_name: "crm.vidal.example".to_owned(),
    }
}

fn letter(to: &str) -> Letter {
    let party = |name: &str, address: &str| Party { name: name.to_owned(), address: address.to_owned() };
    Letter {
        from: party("Suministros Vidal", "crm@vidal.example"),
        to: party("Íñigo Ñúñez", to),
        subject: "Задачи на сегодня".to_owned(),
        text: format!(".\n{}\n..\nfin", "línea larga ".repeat(300)),
        html: "<p>ñ</p>".to_owned(),
        id: "1@crm.vidal.example".to_owned(),
        leave: None,
    }
}

async fn send(relay: &Relay, to: &str) -> Result<(), Failure> {
    relay.open().await?.send(&letter(to)).await
}

#[tokio::test]
async fn a_server_takes_letters_encrypted_and_signed_in() {
    let server = Server::start().unwrap();
    let sender = relay(&server).open().await.unwrap();
    sender.send(&letter("inigo@vidal.example")).await.unwrap();
    sender.send(&letter("pedro@vidal.example")).await.unwrap();
    let whole = Relay { security: Security::Tls, port: server.tls_port, ..relay(&server) };
    send(&whole, "elena@vidal.example").await.unwrap();
    let open = Relay { security: Security::None, sign_in: None, certificate: None, ..relay(&server) };
    send(&open, "ana@vidal.example").await.unwrap();
    let inbox = server.wait_for(4).unwrap();
    for bytes in inbox {
        let raw = String::from_utf8_lossy(&bytes).into_owned();
        let read = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(read.to().unwrap().first().unwrap().name(), Some("Íñigo Ñúñez"));
        assert_eq!(read.subject(), Some("Задачи на сегодня"));
        assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), letter("").text, "dots and long lines");
        assert!(raw.contains("helo=crm.vidal.example") || raw.contains("(crm.vidal.example)"), "{raw}");
        let is_encrypted = raw.contains("TLS1.3") || raw.contains("TLS1.2");
        assert!(is_encrypted != raw.contains("ana@vidal.example"), "only the open way is open: {raw}");
    }
}

#[tokio::test]
async fn what_stands_in_the_way_is_told_apart() {
    let mut server = Server::start().unwrap();
    let good = relay(&server);
    let wrong = Relay { sign_in: Some(("crm".into(), "wrong".into())), ..good.clone() };
    assert!(matches!(send(&wrong, "a@vidal.example").await, Err(Failure::Password(said)) if said.starts_with("535")));
    let strange = Relay { certificate: None, ..good.clone() };
    assert!(matches!(send(&strange, "a@vidal.example").await, Err(Failure::Untrusted(_))));
    let other_name = Relay { host: "127.0.0.2".into(), ..good.clone() };
    let told = send(&other_name, "a@vidal.example").await;
    assert!(matches!(told, Err(Failure::Silent(_))), "nobody listens there: {told:?}");
    let refused = send(&good, "nobody@vidal.example").await;
    assert!(matches!(&refused, Err(Failure::Refused(said)) if said.contains("nobody of that name")), "{refused:?}");
    assert!(!refused.unwrap_err().may_pass());
    let later = send(&good, "later@vidal.example").await;
    assert!(matches!(&later, Err(Failure::Later(said)) if said.contains("come again")), "{later:?}");
    assert!(later.unwrap_err().may_pass());
    // Port and way do not fit together.
    let crossed = Relay { security: Security::Tls, ..good.clone() };
    assert!(matches!(send(&crossed, "a@vidal.example").await, Err(Failure::Untrusted(_))));
    let unsigned = Relay { security: Security::None, certificate: None, ..good.clone() };
    assert_eq!(send(&unsigned, "a@vidal.example").await, Err(Failure::NoSignIn));
    let large = Letter { html: "x".repeat(2 << 20), ..letter("a@vidal.example") };
    let told = good.open().await.unwrap().send(&large).await;
    assert!(matches!(&told, Err(Failure::Refused(_))), "{told:?}");
    server.stop().unwrap();
    let silent = send(&good, "a@vidal.example").await;
    assert_eq!(silent, Err(Failure::Silent(format!("localhost:{}", server.port))));
    server.start_again().unwrap();
    send(&good, "a@vidal.example").await.unwrap();
    assert_eq!(server.wait_for(1).unwrap().len(), 1, "nothing else went out");
}

#[tokio::test]
async fn no_secret_goes_where_it_must_not() {
    let metadata = |host: &str, security| Relay {
        host: host.to_owned(),
        port: 25,
        security,
        sign_in: Some(("crm".into(), "right".into())),
        certificate: None,
        own_name: "crm".into(),
    };
    for host in ["169.254.169.254", "::ffff:169.254.169.254", "0.0.0.0", "[::]", "224.0.0.1", "0x a9"] {
        let told = metadata(host, Security::StartTls).open().await.err();
        assert!(matches!(told, Some(Failure::Denied(_) | Failure::Unknown(_))), "{host}: {told:?}");
    }
    let open = metadata("203.0.113.5", Security::None).open().await.err();
    assert_eq!(open, Some(Failure::Open("203.0.113.5".into())));
}
