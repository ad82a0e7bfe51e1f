//! Two devices meet: the one that has the vault (the host) and the new one (the guest).

use vault::{
    VaultSecret,
    engine::{Answer, Millis},
    pairing::{Code, Guest, GuestMet, Host, HostMet, Letter},
    wire::{Code as Problem, MAX_WAIT, PAIRING_LASTS, Request, Route},
};

use super::{
    Member, Purpose,
    call::{Call, Refused},
};
use crate::{keeper::Keeper, link, session::Out, store::Store};

/// Beyond the time that the server may wait, milliseconds.
const PATIENCE: Millis = 35_000;
/// Pauses before asking again, milliseconds: nothing was there; nobody answered.
const SOON: Millis = 1_000;
const LATER: Millis = 3_000;

/// What was asked.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Step {
    /// A letter is being posted.
    Post,
    /// A letter is being waited for.
    Take,
}

/// One meeting of two devices.
pub(super) struct Pairing {
    endpoint: String,
    code: Code,
    until: Millis,
    next: Millis,
    post: Option<Post>,
    stage: Stage,
}

struct Post {
    letter: Letter,
    bytes: Vec<u8>,
    /// It may have arrived already.
    again: bool,
}

enum Stage {
    Shows(Host),
    HostCompares(HostMet),
    Sends,
    Sent,
    Knocks(Guest),
    GuestCompares {
        met: GuestMet,
        is_confirmed: bool,
    },
    /// The secret came before the person confirmed here.
    GuestHolds {
        secret: VaultSecret,
        digits: String,
    },
    Over(Result<(), String>),
    /// Between two stages.
    Turning,
}

impl Pairing {
    fn new(endpoint: String, code: Code, now: Millis, post: Option<Post>, stage: Stage) -> Self {
        Self { endpoint, code, until: now + PAIRING_LASTS, next: now, post, stage }
    }

    /// Which letter is waited for.
    fn awaits(&self) -> Option<Letter> {
        match self.stage {
            Stage::Shows(_) => Some(Letter::Guest),
            Stage::Knocks(_) => Some(Letter::Host),
            Stage::GuestCompares { .. } => Some(Letter::Secret),
            _ => None,
        }
    }

    /// When there is something to do next.
    pub(super) fn wakes(&self) -> Option<Millis> {
        match self.stage {
            Stage::Sent | Stage::Over(_) | Stage::Turning => None,
            Stage::HostCompares(_) if self.post.is_none() => Some(self.until),
            Stage::GuestHolds { .. } => Some(self.until),
            _ => Some(self.next.min(self.until)),
        }
    }

    fn fail(&mut self, why: &dyn ToString) {
        self.post = None;
        self.stage = Stage::Over(Err(why.to_string()));
    }

    /// For the window.
    pub(super) fn state(&self) -> link::Pairing {
        match &self.stage {
            Stage::Shows(_) => {
                link::Pairing::Shows { code: self.code.text().to_string(), endpoint: self.endpoint.clone() }
            }
            Stage::HostCompares(met) => compare(met.digits(), false),
            Stage::GuestCompares { met, is_confirmed } => compare(met.digits(), *is_confirmed),
            Stage::GuestHolds { digits, .. } => compare(digits, false),
            Stage::Sends => link::Pairing::Sends,
            Stage::Knocks(_) | Stage::Turning => link::Pairing::Knocks,
            Stage::Sent => link::Pairing::Sent,
            Stage::Over(Ok(())) => link::Pairing::Done,
            Stage::Over(Err(why)) => link::Pairing::Failed(why.clone()),
        }
    }
}

fn compare(digits: &str, is_confirmed: bool) -> link::Pairing {
    link::Pairing::Compare { digits: digits.to_owned(), is_confirmed }
}

impl<S: Store> Keeper<S> {
    /// This device has the vault: it shows a code.
    pub(super) fn show_code(&mut self) -> Result<(), String> {
        let vault = self.sync.vault.as_ref().ok_or("There is no vault to share yet.")?;
        let endpoint = vault.member.endpoint.clone();
        self.stop_pairing();
        let host = Host::new(&mut *self.sync.entropy);
        let code = host.code().clone();
        self.sync.pairing = Some(Pairing::new(endpoint, code, self.sync.clock, None, Stage::Shows(host)));
        Ok(())
    }

    /// This device is new: it answers the code that another one shows.
    pub(super) fn meet(&mut self, endpoint: String, code: &str) -> Result<(), String> {
        self.has_none()?;
        let code = Code::from_text(code)
            .ok_or("A character of the code is missing or wrong. Please compare it once more.")?;
        self.stop_pairing();
        let (guest, bytes) = Guest::new(code.clone(), &mut *self.sync.entropy);
        let post = Some(Post { letter: Letter::Guest, bytes, again: false });
        self.sync.pairing = Some(Pairing::new(endpoint, code, self.sync.clock, post, Stage::Knocks(guest)));
        Ok(())
    }

    /// The person compared the digits, here. Both have to: a host hands out the secret only after that, and a guest, which may
    /// have followed a stranger's link, joins and sends something of its own only after that.
    pub(super) async fn confirm(&mut self) -> Result<(), String> {
        let own = self.sync.vault.as_ref().map(|vault| vault.member.secret.clone());
        let Some(pairing) = &mut self.sync.pairing else {
            return Err("The other device is not waiting any more. Please show a new code.".into());
        };
        match (std::mem::replace(&mut pairing.stage, Stage::Turning), own) {
            (Stage::HostCompares(met), Some(secret)) if pairing.post.is_none() => {
                let bytes = met.confirm(&secret, &mut *self.sync.entropy);
                pairing.post = Some(Post { letter: Letter::Secret, bytes, again: false });
                pairing.next = self.sync.clock;
                pairing.stage = Stage::Sends;
                Ok(())
            }
            (Stage::GuestCompares { met, .. }, _) => {
                pairing.stage = Stage::GuestCompares { met, is_confirmed: true };
                Ok(())
            }
            (Stage::GuestHolds { secret, .. }, _) => {
                self.arrive(secret).await;
                Ok(())
            }
            (stage, _) => {
                pairing.stage = stage;
                Err("Please wait a moment: the digits are still on their way to the other device.".into())
            }
        }
    }

    pub(super) fn stop_pairing(&mut self) {
        self.sync.pairing = None;
        let gone = self.sync.calls.drop_where(|purpose| matches!(purpose, Purpose::Pair(_)));
        self.sync.out.extend(gone.into_iter().map(Out::Cancel));
    }

    /// Posts what is to be posted, else asks for what is waited for.
    pub(super) fn drive_pairing(&mut self) {
        let (clock, busy) =
            (self.sync.clock, self.sync.calls.any(|purpose| matches!(purpose, Purpose::Pair(_))));
        let Some(pairing) = &mut self.sync.pairing else { return };
        if matches!(pairing.stage, Stage::Sent | Stage::Over(_)) {
            return;
        }
        if clock >= pairing.until {
            pairing.fail(&"The code was valid for ten minutes. Please show a new one.");
            return;
        }
        if busy || clock < pairing.next {
            return;
        }
        let (step, route, body) = match (&pairing.post, pairing.awaits()) {
            (Some(post), _) => {
                (Step::Post, Route::Put(pairing.code.mailbox(post.letter)), post.bytes.clone())
            }
            (None, Some(letter)) => {
                (Step::Take, Route::Take(pairing.code.mailbox(letter), MAX_WAIT), Vec::new())
            }
            (None, None) => return,
        };
        // Should nobody ever answer, the timeout ends it before this.
        pairing.next = clock + PATIENCE;
        let endpoint = pairing.endpoint.clone();
        let request = Request { route, access: None, body, invitation: None };
        let call = self.sync.calls.begin(Purpose::Pair(step));
        self.sync.out.push(Out::Call(Call { call, endpoint, request, timeout: PATIENCE, keepalive: false }));
    }

    pub(super) async fn pair_answered(&mut self, step: Step, answer: Option<Answer>) {
        let clock = self.sync.clock;
        let Some(pairing) = &mut self.sync.pairing else { return };
        let refused = Refused { endpoint: &pairing.endpoint, answer: answer.as_ref() };
        let code = refused.code();
        let is_ok = answer.as_ref().is_some_and(|answer| answer.status / 100 == 2);
        let pause =
            answer.as_ref().and_then(|answer| answer.retry_after).map_or(LATER, |seconds| seconds * 1000);
        let passes = answer.as_ref().is_none_or(|answer| answer.status >= 500 || answer.status == 429);
        match step {
            Step::Post => {
                let again = pairing.post.as_ref().is_some_and(|post| post.again);
                if is_ok || (again && code == Some(Problem::PairingUsed)) {
                    pairing.post = None;
                    pairing.next = clock;
                    if matches!(pairing.stage, Stage::Sends) {
                        pairing.stage = Stage::Sent;
                    }
                } else if passes {
                    pairing.post.iter_mut().for_each(|post| post.again = true);
                    pairing.next = clock + pause;
                } else {
                    let why = refused.to_string();
                    pairing.fail(&why);
                }
            }
            Step::Take => match answer.filter(|_| is_ok) {
                Some(answer) => {
                    pairing.next = clock;
                    let secret = self.open_letter(&answer.body);
                    if let Some(secret) = secret {
                        self.arrive(secret).await;
                    }
                }
                None if code == Some(Problem::NotFound) => pairing.next = clock + SOON,
                None => pairing.next = clock + pause,
            },
        }
    }

    /// Goes on with the letter of the other device; the secret, when it was that and the person has confirmed.
    fn open_letter(&mut self, letter: &[u8]) -> Option<VaultSecret> {
        let pairing = self.sync.pairing.as_mut()?;
        match std::mem::replace(&mut pairing.stage, Stage::Turning) {
            Stage::Shows(host) => match host.meet(letter, &mut *self.sync.entropy) {
                Ok((met, bytes)) => {
                    pairing.post = Some(Post { letter: Letter::Host, bytes, again: false });
                    pairing.stage = Stage::HostCompares(met);
                }
                Err(error) => pairing.fail(&error),
            },
            Stage::Knocks(guest) => match guest.meet(letter) {
                Ok(met) => pairing.stage = Stage::GuestCompares { met, is_confirmed: false },
                Err(error) => pairing.fail(&error),
            },
            Stage::GuestCompares { met, is_confirmed } => match met.receive(letter) {
                Ok(secret) if is_confirmed => return Some(secret),
                Ok(secret) => {
                    pairing.stage = Stage::GuestHolds { secret, digits: met.digits().to_owned() };
                }
                Err(error) => pairing.fail(&error),
            },
            stage => pairing.stage = stage,
        }
        None
    }

    async fn arrive(&mut self, secret: VaultSecret) {
        let Some(endpoint) = self.sync.pairing.as_ref().map(|pairing| pairing.endpoint.clone()) else {
            return;
        };
        let member = Member { secret, endpoint, invitation: None, old: self.old() };
        let joined = self.join(member, true).await;
        if let Some(pairing) = &mut self.sync.pairing {
            pairing.stage = Stage::Over(joined.map_err(|error| error.to_string()));
        }
    }
}
