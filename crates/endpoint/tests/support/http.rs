//! As little HTTP as the tests and benchmarks need: one connection, one request after the other.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;
use tokio::net::TcpSocket;
use vault::wire::{INVITATION, Request};

pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// One connection that is made anew when it ended.
pub struct Client {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
    /// Bytes written to and read from the socket.
    pub sent: u64,
    pub received: u64,
    pub extra: Vec<(String, String)>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, stream: None, sent: 0, received: 0, extra: Vec::new() }
    }

    pub fn call(&mut self, request: &Request) -> Result<Reply> {
        let mut headers = Vec::new();
        headers.extend(request.authorization().map(|value| ("authorization", value)));
        headers.extend(request.invitation.clone().map(|code| (INVITATION, code)));
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.request(request.route.method().name(), &request.route.path(), &headers, &request.body)
    }

    pub fn request(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Reply> {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.address);
        let extra = self.extra.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in headers.iter().copied().chain(extra) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() || method == "POST" || method == "PUT" {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        let message = [head.as_bytes(), body].concat();
        self.raw(&message, method == "HEAD")
    }

    /// Sends bytes as they are and reads one answer.
    pub fn raw(&mut self, message: &[u8], without_body: bool) -> Result<Reply> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(60)))?;
                BufReader::with_capacity(64 << 10, stream)
            }
        };
        // A server may refuse before it has read everything: what it says counts.
        let written = stream.get_mut().write_all(message);
        let reply = self.read(&mut stream, without_body);
        if reply.is_err() {
            written?;
        }
        self.sent += message.len() as u64;
        let reply = reply?;
        if reply.header("connection") != Some("close") {
            self.stream = Some(stream);
        }
        Ok(reply)
    }

    fn read(&mut self, stream: &mut BufReader<TcpStream>, without_body: bool) -> Result<Reply> {
        let bad = || Error::new(ErrorKind::InvalidData, "not an answer");
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Err(Error::new(ErrorKind::UnexpectedEof, "the server closed the connection"));
        }
        let status: u16 = line.split(' ').nth(1).and_then(|text| text.parse().ok()).ok_or_else(bad)?;
        self.received += line.len() as u64;
        let mut headers = Vec::new();
        loop {
            line.clear();
            self.received += stream.read_line(&mut line)? as u64;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let length = headers
            .iter()
            .find(|(name, _)| name == "content-length")
            .and_then(|(_, value)| value.parse().ok());
        let mut body = vec![0; if without_body || status == 304 { 0 } else { length.unwrap_or(0) }];
        stream.read_exact(&mut body)?;
        self.received += body.len() as u64;
        Ok(Reply { status, headers, body })
    }
}

/// A connection from another address of this machine; with so much memory of the system's for what is not read yet, if that matters.
pub fn connect(from: Ipv4Addr, to: SocketAddr, receive_buffer: Option<u32>) -> TcpStream {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let connected = runtime.block_on(async {
        let socket = TcpSocket::new_v4()?;
        if let Some(bytes) = receive_buffer {
            socket.set_recv_buffer_size(bytes)?;
        }
        socket.bind((from, 0).into())?;
        socket.connect(to).await?.into_std()
    });
    let stream = connected.expect("a connection");
    stream.set_nonblocking(false).expect("a plain socket");
    stream
}
