//! Calls: what is asked or commanded once, and answered once.

use std::{rc::Rc, time::Duration};

use futures_channel::oneshot;
use keeper::link::{FromKeeper, ToKeeper};
use notebook::command::Command;

use super::{Kept, line::Line};
use crate::browser::{clock, life::Life};

/// A command without an answer for this long means that the worker is stuck, or waits for the browser.
const PATIENCE: Duration = Duration::from_secs(10);
/// A worker that does not say by then that it lives is stuck.
const SAYS_WITHIN: Duration = Duration::from_secs(5);

pub(super) struct Call {
    message: ToKeeper,
    answer: oneshot::Sender<FromKeeper>,
}

impl Call {
    /// Long work during which the worker answers nobody.
    fn is_long(&self) -> bool {
        matches!(
            self.message,
            ToKeeper::Backup { .. }
                | ToKeeper::Preview { .. }
                | ToKeeper::Merge { .. }
                | ToKeeper::Vault { .. }
                | ToKeeper::Discard { .. }
        )
    }
}

impl Line {
    /// Sends a message once the notebook is loaded; the answer, or `None` if the worker died over it.
    pub(super) async fn call(self: &Rc<Self>, message: impl FnOnce(u32) -> ToKeeper) -> Option<FromKeeper> {
        let call = self.next();
        let (answer, answered) = oneshot::channel();
        let message = message(call);
        if self.is_ready() {
            self.send(&message);
        }
        if matches!(message, ToKeeper::Do { .. }) {
            self.expect_answer(call);
        }
        self.calls.borrow_mut().insert(call, Call { message, answer });
        answered.await.ok()
    }

    fn expect_answer(self: &Rc<Self>, call: u32) {
        let line = Rc::clone(self);
        let generation = self.generation();
        Life::WINDOW.after(PATIENCE, move || {
            let waits = line.calls.borrow().contains_key(&call);
            let is_busy = line.calls.borrow().values().any(Call::is_long);
            match (waits, is_busy) {
                (true, true) => line.expect_answer(call),
                (true, false) => line.expect_to_live(call, generation),
                (false, _) => {}
            }
        });
    }

    /// A worker that waits for the browser may be the only one that still has the notebook: it is ended only when it says nothing.
    fn expect_to_live(self: &Rc<Self>, call: u32, generation: u32) {
        if generation != self.generation() {
            return;
        }
        self.lives.set(0);
        self.send(&ToKeeper::Lives);
        let line = Rc::clone(self);
        Life::WINDOW.after(SAYS_WITHIN, move || {
            if line.lives.get() == generation {
                line.expect_answer(call);
            } else {
                line.fell(generation);
            }
        });
    }

    pub(super) fn answer(&self, call: u32, message: FromKeeper) {
        let call = self.calls.borrow_mut().remove(&call);
        if let Some(call) = call {
            let _ = call.answer.send(message);
        }
    }

    /// The notebook is loaded: whatever was asked meanwhile.
    pub(super) fn send_again(&self) {
        for call in self.calls.borrow().values() {
            self.send(&call.message);
        }
    }

    /// The worker is gone: commands are told so (they go into the journal), questions wait.
    pub(super) fn let_go(&self) {
        self.calls.borrow_mut().retain(|_, call| matches!(call.message, ToKeeper::Ask { .. }));
    }

    /// What nobody has answered.
    pub(super) fn messages(&self) -> Vec<ToKeeper> {
        self.calls.borrow().values().map(|call| call.message.clone()).collect()
    }

    /// The page is left: commands and questions are asked again should it come back, long work is not begun a second time.
    pub(super) fn let_go_of_long(&self) {
        self.calls.borrow_mut().retain(|_, call| !call.is_long());
    }

    /// The page is back: the commands of before are on their way again.
    pub(super) fn expect_answers(self: &Rc<Self>) {
        let is_command = |(_, call): &(&u32, &Call)| matches!(call.message, ToKeeper::Do { .. });
        let commands: Vec<u32> =
            self.calls.borrow().iter().filter(is_command).map(|(call, _)| *call).collect();
        commands.into_iter().for_each(|call| self.expect_answer(call));
    }

    /// Carries out a command in the notebook, or keeps it in the journal while there is none.
    pub(super) async fn keep(self: &Rc<Self>, command: Command) -> Result<Kept, String> {
        if !self.is_ready() {
            return self.journal(command).await;
        }
        let again = command.clone();
        match self.call(|call| ToKeeper::Do { call, command, now: clock::now() }).await {
            Some(FromKeeper::Saved { change, left, .. }) if left.is_empty() => Ok(Kept::Saved(change)),
            Some(FromKeeper::Saved { change, left, .. }) => Ok(Kept::InPart(change, left)),
            Some(FromKeeper::Refused { why, keep: true, .. }) => self.journal(again).await.map_err(|_| why),
            Some(FromKeeper::Refused { why, .. }) => Err(why),
            _ => self.journal(again).await,
        }
    }
}
