//! The owner's own profile (domain §8).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Contact, Gain, Items, Note, Style, Words};

fields! {
    /// A time in which I am away.
    Away {
        /// First day.
        from: Option<NaiveDate>,
        /// Last day.
        to: Option<NaiveDate>,
        /// Where, or who stands in.
        words: String,
    }
}

fields! {
    /// Something that was given to a calendar outside.
    Given {
        /// What it is, whatever its day: `promises/<id>`, `leads/<id>/call`.
        thing: String,
        /// When it was last given.
        on: Option<NaiveDate>,
    }
}

fields! {
    /// How often to be in touch with people of a tag.
    Cadence {
        /// The tag.
        tag: String,
        /// Ideal interval between touches, days.
        ideal: Option<i64>,
        /// Longest interval between touches, days.
        longest: Option<i64>,
    }
}

fields! {
    /// A short presentation: practised, not improvised (domain §4).
    Presentation {
        /// What it is about.
        title: String,
        /// What listeners should learn to recognise.
        objective: Note,
        /// The words.
        words: Note,
        /// How long it may take, seconds.
        seconds: Option<i64>,
        /// Given on.
        given_on: Option<NaiveDate>,
        /// What worked, what to improve.
        review: Note,
    }
}

fields! {
    /// The owner of the notebook.
    Me in Me {
        /// My name.
        name: String,
        /// My company.
        company: String,
        /// My trade.
        trade: String,
        /// My city.
        city: String,
        /// My phone numbers.
        phones: Items<Contact>,
        /// My email addresses.
        emails: Items<Contact>,
        /// My links.
        links: Items<Contact>,
        /// My own behavioural style: I am one of the three in a referral.
        style: Option<Style>,
        /// Languages that I speak.
        languages: BTreeSet<String>,
        /// My specific target market.
        target_market: Note,
        /// What to listen for on my behalf.
        listen_for: Note,
        /// How I want to be introduced.
        introduction: Note,
        /// My best customers.
        best_customers: Items<Words>,
        /// A story that sells me.
        story: Note,
        /// My GAINS.
        gains: Items<Gain>,
        /// When I am away.
        away: Items<Away>,
        /// Presentations, to practise and to look back at.
        presentations: Items<Presentation>,
        /// What I hold myself to: on time, follow up, protect the source's reputation.
        commitments: Items<Words>,
        /// How often to be in touch, by tag.
        cadences: Items<Cadence>,
        /// Currency that is offered first, ISO 4217.
        currency: String,
        /// First day of the week: `monday` or `sunday`.
        week_starts: String,
        /// What was given to a calendar outside, so that it can be taken out again.
        calendar: Items<Given>,
    }
}
