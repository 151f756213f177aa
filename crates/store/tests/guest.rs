//! A command beside a running server on one file: shares it, sees its rows, and gives ids that do not collide.

use catalogue::Catalogue;
use store::Store;

#[tokio::test]
async fn a_command_joins_where_a_second_server_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("company.db").display());
    let server = Store::open(&url, Catalogue::shipped()).await.unwrap();
    let second = Store::open(&url, Catalogue::shipped()).await;
    assert!(second.is_err_and(|e| e.to_string().contains(&std::process::id().to_string())));
    let guest = Store::join(&url, Catalogue::shipped()).await.unwrap();
    let mut ids: Vec<i64> = (0..50).flat_map(|_| [server.next_id().0, guest.next_id().0]).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 100);
    drop(server);
    drop(guest);
    assert!(Store::join(&url, Catalogue::shipped()).await.is_ok());
}
