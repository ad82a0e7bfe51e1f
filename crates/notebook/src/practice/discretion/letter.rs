//! Writing a text that may leave the device.

use super::Veil;

/// A text that is being written for somebody else. The app's own words are literals; whatever comes out of
/// the notebook goes through the veil: there is no third way in.
pub(crate) struct Letter<'a> {
    veil: &'a Veil,
    text: String,
}

impl<'a> Letter<'a> {
    pub(crate) fn new(veil: &'a Veil) -> Self {
        Self { veil, text: String::new() }
    }

    /// Words of the app.
    pub(crate) fn own(mut self, words: &'static str) -> Self {
        self.text.push_str(words);
        self
    }

    /// Words out of the notebook.
    pub(crate) fn told(mut self, words: &str) -> Self {
        let words = self.veil.hide_behind(&self.text, words.trim());
        self.text.push_str(&words);
        self
    }

    /// The same at the beginning of a sentence: “the baker” is “The baker” there. Names are written as they are.
    pub(crate) fn told_first(self, words: &str) -> Self {
        let words = words.trim();
        if words.contains(char::is_uppercase) && !words.starts_with("the ") {
            return self.told(words);
        }
        let mut letters = words.chars();
        let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
        self.told(&[first.as_deref().unwrap_or_default(), letters.as_str()].concat())
    }

    /// The app's words, if so.
    pub(crate) fn own_if(self, so: bool, words: &'static str) -> Self {
        if so { self.own(words) } else { self }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}
