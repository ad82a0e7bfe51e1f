//! An amount of money: a decimal number with the currency it was named in.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An amount in the currency's minor unit (cents for EUR, yen for JPY) with its ISO 4217 code.
///
/// One scalar in the document (`1250.00 EUR`), so that concurrent edits never mix one device's
/// amount with another's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Minor units; may be negative (a credit note).
    pub minor: i64,
    /// The three capital letters of ISO 4217.
    pub currency: [u8; 3],
}

/// The text is no amount with a currency code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotMoney;

impl fmt::Display for NotMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write an amount and a currency, like 1250.00 EUR")
    }
}

impl std::error::Error for NotMoney {}

impl Money {
    /// Digits behind the decimal point, after ISO 4217.
    #[must_use]
    pub fn decimals(currency: [u8; 3]) -> u32 {
        match &currency {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// An amount as people write it: `1250.5 eur`, `1,250.00 EUR`, `1.250,00 €`, `¥12,500`, `CHF 1'250`. The last
    /// point or comma parts the minor unit when no more digits follow than the currency has, others part
    /// thousands. `own` is the currency of an amount without one. `None` when there is no number or no currency, or the
    /// minor unit has too many digits.
    #[must_use]
    pub fn typed(text: &str, own: &str) -> Option<Self> {
        let sign = |c: char| match c {
            '€' => Some("EUR"),
            '£' => Some("GBP"),
            '$' => Some("USD"),
            '¥' | '￥' | '円' => Some("JPY"),
            '₹' => Some("INR"),
            '₺' => Some("TRY"),
            '₪' => Some("ILS"),
            '₴' => Some("UAH"),
            '₩' => Some("KRW"),
            _ => None,
        };
        let letters: String =
            text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
        let signed = || text.chars().find_map(sign).unwrap_or(own).to_owned();
        let code = if letters.is_empty() { signed() } else { letters };
        let currency: [u8; 3] = code.as_bytes().try_into().ok()?;
        let digit = |c: char| match c {
            '0'..='9' | '.' | ',' | '-' => Some(c),
            '٫' => Some('.'),
            '٬' => Some(','),
            '−' => Some('-'),
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
            '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
            _ => None,
        };
        let number: String = text.chars().filter_map(digit).collect();
        let (whole, fraction) = match number.rfind(['.', ',']) {
            Some(at) => {
                let behind = &number[at + 1..];
                let several = number.matches(&number[at..=at]).count() > 1;
                match behind.len() {
                    length if !several && length <= Self::decimals(currency) as usize => {
                        (&number[..at], behind)
                    }
                    3 => (number.as_str(), ""),
                    _ => return None,
                }
            }
            None => (number.as_str(), ""),
        };
        let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
        let point = if fraction.is_empty() { "" } else { "." };
        [&whole, point, fraction, " ", &code].concat().parse().ok()
    }

    /// The currency's code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.currency).unwrap_or("XXX")
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = Self::decimals(self.currency);
        let unit = 10u64.pow(decimals);
        let (sign, size) = (if self.minor < 0 { "-" } else { "" }, self.minor.unsigned_abs());
        write!(f, "{sign}{}", size / unit)?;
        if decimals > 0 {
            write!(f, ".{:0width$}", size % unit, width = decimals as usize)?;
        }
        write!(f, " {}", self.code())
    }
}

impl FromStr for Money {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Self, NotMoney> {
        let (amount, code) = text.trim().rsplit_once(' ').ok_or(NotMoney)?;
        let currency: [u8; 3] = code.as_bytes().try_into().map_err(|_| NotMoney)?;
        if !currency.iter().all(u8::is_ascii_uppercase) {
            return Err(NotMoney);
        }
        let decimals = Self::decimals(currency) as usize;
        let (negative, digits) = match amount.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, amount),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty()
            || fraction.len() > decimals
            || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        {
            return Err(NotMoney);
        }
        let padded = format!("{whole}{fraction:0<decimals$}");
        let minor: i64 = padded.parse().map_err(|_| NotMoney)?;
        Ok(Self { minor: if negative { -minor } else { minor }, currency })
    }
}

impl Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_amount_reads_back_from_its_text(minor: i64, code in prop::sample::select(vec!["EUR", "JPY", "KWD", "USD"])) {
            prop_assume!(minor != i64::MIN);
            let money = Money { minor, currency: code.as_bytes().try_into().unwrap() };
            prop_assert_eq!(money.to_string().parse(), Ok(money));
        }
    }

    #[test]
    fn amounts_are_read_as_people_write_them_in_their_own_currency() {
        for (typed, read) in [
            ("1250.5 eur", "1250.50 EUR"),
            ("1,250.00 EUR", "1250.00 EUR"),
            ("1.250,50 €", "1250.50 EUR"),
            ("€1 250,50", "1250.50 EUR"),
            ("1.250 EUR", "1250.00 EUR"),
            ("£4,500", "4500.00 GBP"),
            ("USD 1,234,567.8", "1234567.80 USD"),
            ("¥12,500", "12500 JPY"),
            ("12.500 JPY", "12500 JPY"),
            ("1'250 CHF", "1250.00 CHF"),
            ("1.250 kwd", "1.250 KWD"),
            ("1,250.500 KWD", "1250.500 KWD"),
            ("١٬٢٥٠٫٥ JOD", "1250.500 JOD"),
            ("-20 EUR", "-20.00 EUR"),
            ("0,5 eur", "0.50 EUR"),
        ] {
            let money = Money::typed(typed, "USD");
            assert_eq!(money.map(|money| money.to_string()).as_deref(), Some(read), "{typed}");
        }
        for typed in ["", "12", "EUR", "1.2345 EUR", "12.5 JPY", "12 euro", "twelve EUR", "1,23,45 EUR"] {
            assert_eq!(Money::typed(typed, ""), None, "{typed}");
        }
    }

    #[test]
    fn an_amount_without_a_currency_is_in_my_own() {
        let read = |typed, own| Money::typed(typed, own).map(|money| money.to_string());
        assert_eq!(read("1.250,50", "EUR").as_deref(), Some("1250.50 EUR"));
        assert_eq!(read("1,250", "JPY").as_deref(), Some("1250 JPY"));
        assert_eq!(read("£20", "EUR").as_deref(), Some("20.00 GBP"));
        assert_eq!(read("", "EUR"), None);
        assert_eq!(read("20", "euro"), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(minor in -9_000_000_000_000i64..9_000_000_000_000, code in prop::sample::select(vec!["EUR", "JPY", "KWD", "USD"])) {
            let money = Money { minor, currency: code.as_bytes().try_into().unwrap() };
            prop_assert_eq!(Money::typed(&money.to_string(), ""), Some(money));
        }
    }

    #[test]
    fn each_currency_keeps_its_own_number_of_decimals() {
        assert_eq!("1250 JPY".parse::<Money>().unwrap().minor, 1250);
        assert_eq!("1250.5 EUR".parse::<Money>().unwrap().to_string(), "1250.50 EUR");
        assert_eq!("1.2345 KWD".parse::<Money>(), Err(NotMoney));
        assert_eq!("12 euro".parse::<Money>(), Err(NotMoney));
    }
}
