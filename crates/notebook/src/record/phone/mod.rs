//! Telephone numbers as people write them: what is dialled, what tells two of them apart, what makes them alike.
//!
//! A fuzzy key proposes, an exact one decides: [`alike`] is for proposing that two entries are one person, [`key`] for
//! what may be left out because it is there already.

mod country;
mod read;

/// A number that can be dialled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// ASCII digits. With a country they begin with its calling code and hold no zero that is dialled at home only.
    pub digits: String,
    /// The number was written with its calling code: `+44 …`, `0044 …`, `44 (0)20 …`.
    pub is_international: bool,
    /// What is dialled when the call was taken: digits, mostly none.
    pub extension: String,
    /// The bytes of the text in which it is written.
    pub range: std::ops::Range<usize>,
}

/// The last digits by which numbers are looked up before they are compared.
const BUCKET: usize = 6;

impl Phone {
    /// Every number in a text, in order: a field may hold two, with words around them. Short ones (112) count when there is
    /// nothing longer.
    #[must_use]
    pub fn all(text: &str) -> Vec<Self> {
        read::all(text)
    }

    /// The calling code and the number within the country.
    fn parts(&self) -> Option<(&str, &str)> {
        let code = self.is_international.then(|| country::code(&self.digits))??;
        Some((code, &self.digits[code.len()..]))
    }

    /// The number within its country, without a zero before it.
    fn national(&self) -> &str {
        self.parts().map_or(self.digits.as_str(), |(_, rest)| rest).trim_start_matches('0')
    }

    /// `+442079460018`, or the digits alone when the country is not known.
    #[must_use]
    pub fn dialled(&self) -> String {
        [if self.is_international { "+" } else { "" }, &self.digits].concat()
    }

    /// Whether two may be the same: equal with their countries, or equal within the country when one of them has none.
    /// Two desks behind one number are two.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let desks = [&self.extension, &other.extension];
        if desks[0] != desks[1] && desks.iter().all(|desk| !desk.is_empty()) {
            return false;
        }
        if self.is_international && other.is_international {
            return self.digits == other.digits;
        }
        let (one, two) = (self.national(), other.national());
        let whole = |one: &Self, two: &Self| {
            let bare = one.digits.as_str();
            match two.parts() {
                // Without its plus, or with what is dialled at home.
                Some((code, rest)) => {
                    let before = bare.strip_suffix(rest);
                    before.is_some_and(|before| before == code || country::is_trunk(code, before))
                }
                None => country::is_prefixed(bare, two.national()),
            }
        };
        (one == two && one.len() >= BUCKET)
            || (!self.is_international && whole(self, other))
            || (!other.is_international && whole(other, self))
    }

    /// Under which it is found by all that are like it; nothing when it is too short to be anybody's.
    #[must_use]
    pub fn bucket(&self) -> Option<&str> {
        let digits = self.national();
        digits.len().checked_sub(BUCKET).map(|from| &digits[from..])
    }

    /// Equal only for what dials the same.
    #[must_use]
    pub fn key(&self) -> String {
        let desk = if self.extension.is_empty() { "" } else { ";ext=" };
        [&self.dialled(), desk, &self.extension].concat()
    }
}

/// Equal only for two texts that dial the same numbers: signs between the digits, brackets and the zero of `(0)` do not
/// count, a calling code does. A text without a number is itself.
#[must_use]
pub fn key(text: &str) -> String {
    let all = Phone::all(text);
    if all.is_empty() {
        return text.trim().to_owned();
    }
    all.iter().map(Phone::key).collect::<Vec<_>>().join(",")
}

/// Whether any number of one text may be one of the other.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    let others = Phone::all(other);
    Phone::all(one).iter().any(|phone| others.iter().any(|other| phone.is_like(other)))
}
