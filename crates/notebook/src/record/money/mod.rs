//! An amount of money: a decimal number with the currency it was named in.

#[cfg(test)]
mod tests;
mod typed;

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

    /// An amount as people write it: `1250.5 eur`, `1,250.00 EUR`, `1.250,00 €`, `¥12,500`, `CHF 1'250`, `£12k`. `own`
    /// is the currency of an amount without one, and says whose dollar `$` is. `None` for everything that could be
    /// another amount, or none.
    #[must_use]
    pub fn typed(text: &str, own: &str) -> Option<Self> {
        typed::typed(text, own)
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
