//! The questions in an address: what stands behind `?`, read and written with one decoding and one encoding.

/// Names and answers, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Questions(Vec<(String, String)>);

impl Questions {
    /// From an address's raw query, without the question mark.
    #[must_use]
    pub fn read(query: &str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (name, answer) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(answer))
        };
        Self(pairs.map(pair).collect())
    }

    /// The answer to one; empty when it is not asked.
    #[must_use]
    pub fn get(&self, name: &str) -> String {
        self.0.iter().rev().find(|(of, _)| of == name).map_or_else(String::new, |(_, answer)| answer.clone())
    }

    /// Asks one; an empty answer takes it out.
    pub fn set(&mut self, name: &str, answer: &str) {
        self.0.retain(|(of, _)| of != name);
        if !answer.is_empty() {
            self.0.push((name.to_owned(), answer.to_owned()));
        }
    }

    /// As they stand behind a path, with the question mark; empty when there are none.
    #[must_use]
    pub fn tail(&self) -> String {
        let pair = |(name, answer): &(String, String)| [&encoded(name), "=", &encoded(answer)].concat();
        let pairs: Vec<String> = self.0.iter().map(pair).collect();
        if pairs.is_empty() { String::new() } else { ["?", &pairs.join("&")].concat() }
    }
}

fn decoded(words: &str) -> String {
    let words = words.replace('+', " ");
    // What is no encoding stands as it is.
    js_sys::decode_uri_component(&words).map_or(words, String::from)
}

fn encoded(words: &str) -> String {
    js_sys::encode_uri_component(words).into()
}
