//! Connections: how many there may be, and how long one may be silent. On a booth's Wi-Fi anyone
//! can open sockets and leave them; that must not keep a tablet or a phone out.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use super::capacity::CONNECTIONS_MAX;

/// Connections of one client: a browser opens six to a host, and several tabs with a stream each.
const CONNECTIONS_PER_CLIENT_MAX: usize = 64;
/// A request's head has to be whole within this time, counted from when the connection could take
/// one: so this is also how long a connection may be idle. A phone's head is one packet.
const HEAD_WITHIN: Duration = Duration::from_secs(30);
/// Sent data has to be acknowledged within this time, or the other side is gone (RFC 5482): so a
/// tablet that left the Wi-Fi is noticed by the next sign of life on its stream.
const ACKNOWLEDGED_WITHIN: Duration = Duration::from_secs(30);
/// When no connection can be taken (no file descriptors left), the next try comes this much later.
const TRY_AGAIN: Duration = Duration::from_millis(500);

/// The limits on connections.
#[derive(Debug, Clone, Copy)]
pub struct Sockets {
    /// In all.
    pub in_all: usize,
    /// Of one client.
    pub per_client: usize,
    /// For a request's head.
    pub head_within: Duration,
}

impl Default for Sockets {
    fn default() -> Self {
        Self {
            in_all: CONNECTIONS_MAX,
            per_client: CONNECTIONS_PER_CLIENT_MAX,
            head_within: HEAD_WITHIN,
        }
    }
}

impl Sockets {
    /// Serves until `leave`, then until the requests under way are answered.
    pub async fn serve(
        self,
        listener: TcpListener,
        router: Router,
        leave: impl Future<Output = ()>,
    ) {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(self.head_within);
        let (open, graceful) = (Open::default(), GracefulShutdown::new());
        let mut leave = std::pin::pin!(leave);
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = &mut leave => break,
            };
            let (socket, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(TRY_AGAIN).await;
                    continue;
                }
            };
            // One too many is closed at once; the others go on.
            let Some(permit) = open.take_permit(peer.ip(), self) else { continue };
            set_up(&socket);
            let router = router.clone();
            let service = service_fn(move |mut request: Request<Incoming>| {
                request.extensions_mut().insert(ConnectInfo(peer));
                answer_request(router.clone(), request)
            });
            let connection = http.serve_connection(TokioIo::new(socket), service);
            let connection = graceful.watch(connection);
            tokio::spawn(async move {
                let _permit = permit;
                if let Err(error) = connection.await {
                    tracing::trace!(%error, "a connection ended");
                }
            });
        }
        drop(listener);
        graceful.shutdown().await;
    }
}

async fn answer_request(
    router: Router,
    request: Request<Incoming>,
) -> Result<axum::response::Response, Infallible> {
    router.oneshot(request).await
}

/// Makes small messages go out at once, and a peer that is gone be noticed.
fn set_up(socket: &TcpStream) {
    let set = socket
        .set_nodelay(true)
        .and_then(|()| SockRef::from(socket).set_tcp_user_timeout(Some(ACKNOWLEDGED_WITHIN)));
    if let Err(error) = set {
        tracing::debug!(%error, "a connection could not be set up");
    }
}

/// The number of open connections of each client.
#[derive(Debug, Clone, Default)]
struct Open {
    clients: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A connection that counts until it is dropped.
#[derive(Debug)]
struct ConnectionPermit {
    open: Open,
    client: IpAddr,
}

impl Open {
    /// Returns a permit for one more connection, if the limits have room. The booth's own machine
    /// is exempt: board and printers run on it.
    fn take_permit(&self, client: IpAddr, limits: Sockets) -> Option<ConnectionPermit> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let own = clients.get(&client).copied().unwrap_or(0);
        let in_all: usize = clients.values().sum();
        if in_all >= limits.in_all || (own >= limits.per_client && !client.is_loopback()) {
            return None;
        }
        clients.insert(client, own + 1);
        Some(ConnectionPermit { open: self.clone(), client })
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        let mut clients = self.open.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = clients.get_mut(&self.client) {
            *own -= 1;
            if *own == 0 {
                clients.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    use super::*;

    /// Nothing here waits for so long; it is to end a test that hangs.
    const HANGS_AFTER: Duration = Duration::from_secs(20);

    #[test]
    fn one_client_takes_no_more_than_its_share() {
        let limits = Sockets { in_all: 5, per_client: 2, head_within: HEAD_WITHIN };
        let open = Open::default();
        let [one, two, own] = ["10.0.0.1", "10.0.0.2", "127.0.0.1"].map(|ip| ip.parse().unwrap());
        let places = [
            open.take_permit(one, limits),
            open.take_permit(one, limits),
            open.take_permit(two, limits),
        ];
        assert!(places.iter().all(Option::is_some));
        assert!(open.take_permit(one, limits).is_none(), "its share is taken");
        let more = [open.take_permit(own, limits), open.take_permit(own, limits)];
        assert!(more.iter().all(Option::is_some));
        assert!(open.take_permit(own, limits).is_none(), "the booth is full");
        drop(more);
        assert!(open.take_permit(own, limits).is_some());
        drop(places);
        assert!(open.clients.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn whoever_says_nothing_is_let_go_and_the_others_are_answered() {
        let router = Router::new().route("/", get(|| async { "well" }));
        let sockets = Sockets { head_within: Duration::from_millis(100), ..Sockets::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (leave, left) = oneshot::channel::<()>();
        let serving = tokio::spawn(sockets.serve(listener, router, async {
            let _ = left.await;
        }));
        let whole = async {
            let mut slow = TcpStream::connect(address).await.unwrap();
            slow.write_all(b"GET / HTTP/1.1\r\nHost: bo").await.unwrap();
            let mut quick = TcpStream::connect(address).await.unwrap();
            quick.write_all(b"GET / HTTP/1.1\r\nHost: booth\r\n\r\n").await.unwrap();
            let (mut told, mut answered) = (Vec::new(), Vec::new());
            // Both are closed: the one for its half head, the other when it has been idle.
            slow.read_to_end(&mut told).await.unwrap();
            quick.read_to_end(&mut answered).await.unwrap();
            let answered = String::from_utf8(answered).unwrap();
            assert!(answered.starts_with("HTTP/1.1 200") && answered.ends_with("well"));
            assert!(!String::from_utf8(told).unwrap().contains("well"));
            drop(leave);
            serving.await.unwrap();
        };
        tokio::time::timeout(HANGS_AFTER, whole).await.expect("a connection hangs");
    }
}
