//! Connections: accepted, guarded, served, ended in order.

mod patience;
mod tls;

use crate::limits::Caller;
use crate::metrics::{Lasting, METRICS};
use crate::shares::Shares;
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use patience::Patient;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tls::Acceptor;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tower::ServiceExt;

pub(crate) use tls::acceptor;

/// For the head of a request, and between two requests.
const HEAD: Duration = Duration::from_secs(30);
/// Bytes that the system takes for a client that does not read: so much an answer is ahead of it, and memory of each connection.
const SEND_BUFFER: u32 = 256 << 10;
/// Connections that the system accepts ahead of us.
const BACKLOG: u32 = 1024;
/// For requests under way when the server is told to end.
const LAST: Duration = Duration::from_secs(10);

pub(crate) struct Door {
    pub(crate) listener: TcpListener,
    pub(crate) tls: Option<Acceptor>,
    pub(crate) connections: Shares<Caller>,
    pub(crate) behind_proxy: bool,
}

impl Door {
    pub(crate) fn open(listen: SocketAddr) -> Result<TcpListener> {
        let open = || {
            let socket = if listen.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
            socket.set_reuseaddr(true)?;
            // Connections get the same.
            socket.set_send_buffer_size(SEND_BUFFER)?;
            socket.bind(listen)?;
            socket.listen(BACKLOG)
        };
        open().with_context(|| format!("cannot listen on {listen}"))
    }

    /// Serves until `end`; then lets requests end.
    pub(crate) async fn serve(self, app: Router, end: impl Future<Output = ()>) {
        let graceful = GracefulShutdown::new();
        let mut end = std::pin::pin!(end);
        loop {
            let accepted = tokio::select! {
                accepted = self.listener.accept() => accepted,
                () = &mut end => break,
            };
            let (stream, address) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, most likely: those that are open have to end first.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            };
            METRICS.add(&METRICS.connections, 1);
            // A proxy brings everybody's connections.
            let caller = (!self.behind_proxy).then(|| Caller::new(address.ip()));
            let mut place = self.connections.nothing([caller, None]);
            if !place.grow(1) {
                METRICS.add(&METRICS.refused_connections, 1);
                continue;
            }
            let (app, tls, watcher, behind_proxy) =
                (app.clone(), self.tls.clone(), graceful.watcher(), self.behind_proxy);
            tokio::spawn(async move {
                let _open = Lasting::begin(&METRICS.open_connections);
                let _ = stream.set_nodelay(true);
                match tls {
                    None => converse(Patient::new(stream), address.ip(), app, watcher, behind_proxy).await,
                    Some(tls) => {
                        if let Some(stream) = shake_hands(&tls, stream).await {
                            converse(stream, address.ip(), app, watcher, behind_proxy).await;
                        }
                    }
                }
                drop(place);
            });
        }
        if tokio::time::timeout(LAST, graceful.shutdown()).await.is_err() {
            tracing::warn!("some requests did not end in time");
        }
    }
}

async fn shake_hands(
    tls: &Acceptor,
    stream: TcpStream,
) -> Option<tokio_rustls::server::TlsStream<Patient<TcpStream>>> {
    let shaken = tokio::time::timeout(HEAD, tls.accept(Patient::new(stream))).await;
    shaken.ok()?.inspect_err(|error| tracing::debug!(%error, "no TLS")).ok()
}

async fn converse<T: AsyncRead + AsyncWrite + Unpin + 'static>(
    stream: T,
    address: IpAddr,
    app: Router,
    watcher: hyper_util::server::graceful::Watcher,
    behind_proxy: bool,
) {
    let app = app.map_request(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request: Request = request.map(axum::body::Body::new);
        let forwarded = behind_proxy.then(|| forwarded_for(request.headers())).flatten();
        request.extensions_mut().insert(Caller::new(forwarded.unwrap_or(address)));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(64)
        .max_buf_size(32 << 10)
        .half_close(false)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(app));
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// What the nearest proxy says.
fn forwarded_for(headers: &axum::http::HeaderMap) -> Option<IpAddr> {
    let value = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next()?.trim().parse().ok()
}
