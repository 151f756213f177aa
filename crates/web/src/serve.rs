//! The accept loop. Our own, because `axum::serve` builds connections without a timer, and without one hyper's
//! time limit for headers is inert: a client that drips bytes would hold a connection for ever.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use crate::app::App;
use crate::router::router;
use crate::visitor::Address;

/// From the first byte awaited to the last header read; also how long an idle connection is kept.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// How long running requests may take to end after the stop was asked for.
const GRACE: Duration = Duration::from_secs(10);
/// Connections at once from one address. A browser opens six; an office behind one address has fifty people.
const PER_ADDRESS: usize = 400;

/// Serves until `shutdown` resolves, then lets running requests end.
///
/// # Errors
/// When the listener breaks for good.
pub async fn serve(app: App, listener: TcpListener, shutdown: impl Future<Output = ()>) -> io::Result<()> {
    let pages = router(app.clone());
    let graceful = GracefulShutdown::new();
    let crowd = Crowd::default();
    tokio::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => attend(&pages, &graceful, &crowd, stream, peer),
                Err(error) => rest_after(&error).await,
            },
        }
    }
    drop(listener);
    // Streams do not end by themselves.
    app.gate.live.close();
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still running at the stop");
    }
    Ok(())
}

/// Out of file handles or a client that vanished: neither is a reason to stop serving.
async fn rest_after(error: &io::Error) {
    tracing::warn!(%error, "a connection was not accepted");
    tokio::time::sleep(Duration::from_millis(50)).await;
}

fn attend(pages: &Router, graceful: &GracefulShutdown, crowd: &Crowd, stream: TcpStream, peer: SocketAddr) {
    let Some(seat) = crowd.seat(peer.ip()) else {
        tracing::warn!(address = %peer.ip(), "too many connections from one address");
        return;
    };
    let address = Address(peer.ip().to_string().into());
    let service = pages.clone().map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(address.clone());
        request.map(Body::new)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_headers(64)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
        drop(seat);
    });
}

/// How many connections each address holds.
#[derive(Clone, Default)]
struct Crowd(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One connection's place; given back when dropped.
struct Seat {
    crowd: Crowd,
    address: IpAddr,
}

impl Crowd {
    /// A place for one more connection, or `None` when the address holds its share. A proxy on this machine speaks for
    /// everybody, so loopback is not counted.
    fn seat(&self, address: IpAddr) -> Option<Seat> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(address).or_insert(0);
        if *count >= PER_ADDRESS && !address.is_loopback() {
            return None;
        }
        *count += 1;
        Some(Seat { crowd: self.clone(), address })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut held = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.address);
            }
        }
    }
}
