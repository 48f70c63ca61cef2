//! Servers on loopback, good ones and bad ones. Each connection gets a thread; each answers one request.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let (_, value) = lines.find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(value.trim())
    }
}

/// How a server answers.
pub(crate) enum Reply {
    /// Status 200 with a content type and a body.
    Good(&'static str, Vec<u8>),
    /// Any bytes, and the end of the connection.
    Raw(Vec<u8>),
    /// Nothing for a while, then the end.
    Silence(Duration),
    /// A good head, then octets without end, up to so many.
    Endless(u64),
}

/// A server, until the end of the test.
pub(crate) struct Server {
    pub(crate) address: String,
    pub(crate) asked: Arc<Mutex<Vec<Asked>>>,
    pub(crate) at_once: Arc<AtomicUsize>,
}

impl Server {
    pub(crate) fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let most = Arc::new(AtomicUsize::new(0));
        let now = Arc::new(AtomicUsize::new(0));
        let answer = Arc::new(answer);
        let (log, at_once) = (Arc::clone(&asked), Arc::clone(&most));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                let (now, most) = (Arc::clone(&now), Arc::clone(&most));
                thread::spawn(move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    serve(stream, &log, answer.as_ref());
                    now.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, asked, at_once }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    pub(crate) fn count(&self) -> usize {
        self.asked.lock().expect("whole").len()
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("whole");
        asked.iter().map(|one| format!("{} {}", one.method, one.path)).collect()
    }

    pub(crate) fn port(&self) -> &str {
        self.address.rsplit(':').next().expect("a port")
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked) -> Reply) {
    let Some(asked) = read(&mut stream) else { return };
    log.lock().expect("whole").push(asked.clone());
    // A client that went away is part of the tests.
    let _ = match answer(&asked) {
        Reply::Good(kind, body) => stream.write_all(&good(kind, &body)),
        Reply::Raw(bytes) => stream.write_all(&bytes),
        Reply::Silence(time) => {
            thread::sleep(time);
            Ok(())
        }
        Reply::Endless(most) => endless(&mut stream, most),
    };
    let _ = stream.shutdown(std::net::Shutdown::Write);
}

pub(crate) fn good(kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

pub(crate) fn redirect(status: u16, location: &str) -> Reply {
    let head = format!(
        "HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    Reply::Raw(head.into_bytes())
}

fn endless(stream: &mut TcpStream, most: u64) -> std::io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")?;
    let block = [0x30_u8; 65_536];
    let mut sent = 0;
    while sent < most {
        stream.write_all(&block)?;
        sent += 65_536;
    }
    Ok(())
}

fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut head = Vec::new();
    let mut octet = [0_u8; 1];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut octet).ok()?;
        head.push(octet[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut words = head.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut asked = Asked { method, path, head, body: Vec::new() };
    let length = asked.header("content-length").and_then(|length| length.parse().ok());
    asked.body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut asked.body).ok()?;
    Some(asked)
}
