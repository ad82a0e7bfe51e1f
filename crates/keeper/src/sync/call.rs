//! Requests on their way to a server, and why they were made.

use std::{collections::BTreeMap, fmt};

use vault::{
    engine::{Answer, CallId, Millis, Send},
    wire::{Code, Request, Standing},
};

use super::{Member, ending::Ending, pair::Step};

/// A request to make. Answer with [`crate::Session::answered`].
#[derive(Debug, Clone)]
pub struct Call {
    /// Names it.
    pub call: u64,
    /// The server's address.
    pub endpoint: String,
    /// What to send.
    pub request: Request,
    /// Give up after so many milliseconds.
    pub timeout: Millis,
    /// The request should outlive the page.
    pub keepalive: bool,
}

impl Call {
    /// Where.
    #[must_use]
    pub fn url(&self) -> String {
        self.endpoint.clone() + &self.request.route.path()
    }

    /// HTTP's word for how.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.request.route.method().name()
    }

    /// The headers; nothing in them may be logged.
    #[must_use]
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = Vec::new();
        headers.extend(self.request.authorization().map(|value| ("authorization", value)));
        headers.extend(self.request.invitation.clone().map(|code| (vault::wire::INVITATION, code)));
        if !self.request.body.is_empty() {
            headers.push(("content-type", vault::wire::CONTENT_TYPE.to_owned()));
        }
        headers
    }
}

/// Why a request was made.
pub(super) enum Purpose {
    /// The engine wants it, as long as it is the same engine.
    Engine(u64, CallId),
    /// A vault is created, or found, before the device joins it.
    Join(Box<Join>),
    /// A vault is read to its end before it is deleted.
    Read(Box<Ending>),
    /// A vault is to be deleted.
    Delete(Box<Ending>),
    /// Two devices meet.
    Pair(Step),
}

/// A vault that this device is about to join.
pub(super) struct Join {
    pub(super) reply: u32,
    pub(super) member: Member,
    /// There may be another notebook in it.
    pub(super) merges: bool,
    /// Another vault is moved out of for it.
    pub(super) moves: bool,
}

/// Requests without an answer.
#[derive(Default)]
pub(super) struct Calls {
    last: u64,
    open: BTreeMap<u64, Purpose>,
}

impl Calls {
    pub(super) fn begin(&mut self, purpose: Purpose) -> u64 {
        self.last += 1;
        self.open.insert(self.last, purpose);
        self.last
    }

    pub(super) fn end(&mut self, call: u64) -> Option<Purpose> {
        self.open.remove(&call)
    }

    /// Takes out what no longer matters, by name.
    pub(super) fn drop_where(&mut self, over: impl Fn(&Purpose) -> bool) -> Vec<u64> {
        let gone: Vec<u64> =
            self.open.iter().filter(|(_, purpose)| over(purpose)).map(|(call, _)| *call).collect();
        gone.iter().for_each(|call| drop(self.open.remove(call)));
        gone
    }

    pub(super) fn any(&self, is: impl Fn(&Purpose) -> bool) -> bool {
        self.open.values().any(is)
    }
}

/// How the engine wants its requests carried.
pub(super) fn carried(call: u64, endpoint: &str, send: Send) -> Call {
    let Send { request, timeout, keepalive, .. } = send;
    Call { call, endpoint: endpoint.to_owned(), request, timeout, keepalive }
}

/// Why a server did not do what it was asked.
pub(super) struct Refused<'a> {
    pub(super) endpoint: &'a str,
    pub(super) answer: Option<&'a Answer>,
}

impl Refused<'_> {
    pub(super) fn code(&self) -> Option<Code> {
        self.answer.and_then(|answer| Code::from_document(answer.status, &answer.body))
    }
}

impl fmt::Display for Refused<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.answer, self.code()) {
            (_, Some(code)) => f.write_str(code.title()),
            (None, _) => write!(
                f,
                "{} did not answer. Please check the address and the connection; the server has to allow this app's address too.",
                self.endpoint
            ),
            (Some(_), None) => write!(f, "{} answered, but it is no endpoint of Rapport.", self.endpoint),
        }
    }
}

/// Where the vault stands, if that is what the server said.
pub(super) fn standing(answer: Option<&Answer>) -> Option<Standing> {
    let answer = answer.filter(|answer| answer.status == 200)?;
    Standing::from_bytes(&answer.body).ok()
}
