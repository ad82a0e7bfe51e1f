//! Triage: what becomes of a jot.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use notebook::{
    Notebook, Now, Planned, Value, Written,
    command::{Another, Command, Edit, Named, Sorting, Who},
    jot::Due,
    query::LeadFilter,
    record::{Consent, Direction, JotState, Kind, Lead, LeadKind, Level, NameUse, Ref, TouchKind},
    time::parse_instant,
};

/// A notebook with one jot, sorted into a new person 2 and a lead 3.
fn sorted(text: &str, recipients: Vec<Named>, source: Option<Named>) -> (Notebook, Lead) {
    let mut notebook = device(1);
    must(&mut notebook, jot(1, text, at(0)), at(0));
    let need = jot_view(&mut notebook, id(1), at(0))
        .unwrap()
        .parsed
        .needs()
        .first()
        .unwrap_or(&"something")
        .to_string();
    let into = Sorting {
        person: new(2, "Ana Ruiz"),
        lead: Some((id(3), need)),
        recipients,
        source,
        ..Sorting::default()
    };
    must(&mut notebook, sort(1, into), at(60 * 24));
    let lead = lead_view(&mut notebook, id(3), at(0)).unwrap().lead;
    (notebook, lead)
}

fn lead_of(text: &str) -> Lead {
    sorted(text, Vec::new(), None).1
}

#[test]
fn a_new_person_gets_the_trade_company_numbers_and_place_of_the_jot() {
    let text = "Ana Ruiz, plumber at Acme, +34 600 123 456, ana@acme.es, acme.es @chamber mixer #warm";
    let mut notebook = device(1);
    must(&mut notebook, jot(1, text, at(0)), at(0));
    must(&mut notebook, sort(1, Sorting { person: new(2, "Ana Ruiz"), ..Sorting::default() }), at(90));
    let person = page(&mut notebook, person(2)).person;
    assert_eq!(
        (person.name.as_str(), person.trade.as_str(), person.company.as_str()),
        ("Ana Ruiz", "plumber", "Acme")
    );
    let values = |items: &notebook::record::Items<notebook::record::Contact>| {
        items.values().map(|c| c.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(values(&person.phones), ["+34 600 123 456"]);
    assert_eq!(values(&person.emails), ["ana@acme.es"]);
    assert_eq!(values(&person.links), ["https://acme.es"]);
    assert_eq!(person.met_at, "chamber mixer");
    assert_eq!(person.met_on, Some(at(0).today()));
    assert!(person.tags.contains("warm"));
    let jot = jot_view(&mut notebook, id(1), at(0)).unwrap();
    assert_eq!(jot.jot.state, Some(JotState::Sorted));
    assert_eq!(jot.became, [(Ref::new(Kind::Person, id(2)), "Ana Ruiz".to_owned())]);
    assert_eq!(page(&mut notebook, Ref::new(Kind::Person, id(2))).timeline[0].words, text);
    assert_eq!(inbox(&mut notebook, at(0)).total, 0);
}

#[test]
fn what_a_jot_says_is_only_added_to_somebody_known_never_written_over() {
    let mut notebook = device(1);
    let phone = format!("phones/{}/value", id(50));
    let known = [
        ("name", "Ana Ruiz"),
        ("trade", "baker"),
        ("company", "Harbour Bakery"),
        (phone.as_str(), "+34 600-123-456"),
    ];
    must(&mut notebook, add(person(2), &known), at(0));
    must(&mut notebook, jot(1, "Ana, plumber at Acme, +34 600 123 456, +34 600 999 999 #warm", at(1)), at(1));
    must(
        &mut notebook,
        sort(1, Sorting { person: Some(Who::Known { id: id(2) }), ..Sorting::default() }),
        at(2),
    );
    let person = page(&mut notebook, person(2)).person;
    assert_eq!(
        (person.name.as_str(), person.trade.as_str(), person.company.as_str()),
        ("Ana Ruiz", "baker", "Harbour Bakery")
    );
    let mut phones: Vec<_> = person.phones.values().map(|phone| phone.value.as_str()).collect();
    phones.sort_unstable();
    assert_eq!(phones, ["+34 600 999 999", "+34 600-123-456"], "the same number is not added twice");
    assert!(person.tags.contains("warm"));
    assert_eq!(person.met_at, "");
}

#[test]
fn somebody_known_is_proposed_by_number_and_by_name() {
    let mut notebook = device(1);
    let phone = format!("phones/{}/value", id(50));
    must(&mut notebook, add(person(2), &[("name", "Ana Ruiz"), (phone.as_str(), "0034 600 123 456")]), at(0));
    must(&mut notebook, add(person(3), &[("name", "Ana María Ruiz")]), at(0));
    must(&mut notebook, add(person(4), &[("name", "Ben Ruiz")]), at(0));
    must(&mut notebook, jot(1, "Ana Ruiz, +34 600 123 456 needs a site >Ben", at(1)), at(1));
    let view = jot_view(&mut notebook, id(1), at(1)).unwrap();
    assert_eq!(view.people[0].who, person(2));
    assert!(view.people[0].why.text().contains("+34 600 123 456"));
    assert!(view.people.iter().any(|proposed| proposed.who == person(3)));
    assert_eq!(view.named[0].0, "Ben");
    assert_eq!(view.named[0].1[0].who, person(4));
}

#[test]
fn a_need_becomes_a_lead_and_nothing_more_without_consent() {
    let lead = lead_of("Ana needs a bookkeeper");
    assert_eq!(lead.need, "a bookkeeper");
    assert_eq!(
        (lead.level, lead.consent, lead.name_use, lead.expects_call),
        (Some(Level::Lead), None, None, None)
    );
    assert_eq!(lead.direction, Some(Direction::ForMe));
    assert_eq!(lead.prospect, Some(id(2)));
    assert_eq!(lead.received_at, Some(at(0).0), "when it was jotted, not when it was sorted");
}

#[test]
fn level_consent_name_use_and_expectation_are_four_separate_facts() {
    let agreed = lead_of("Ana needs a bookkeeper, agreed");
    assert_eq!(
        (agreed.level, agreed.consent, agreed.name_use),
        (Some(Level::Referral), Some(Consent::Yes), None)
    );
    let presold = lead_of("Ana needs a bookkeeper, presold");
    assert_eq!((presold.level, presold.consent), (Some(Level::Presold), Some(Consent::Yes)));
    let hidden = lead_of("Ana needs a bookkeeper, no name");
    assert_eq!((hidden.name_use, hidden.kind), (Some(NameUse::No), Some(LeadKind::NoName)));
    assert_eq!((hidden.level, hidden.consent), (Some(Level::Lead), None));
    let named = lead_of("Ana needs a bookkeeper, use my name");
    assert_eq!((named.name_use, named.kind), (Some(NameUse::Yes), Some(LeadKind::UseMyName)));
    let expected = lead_of("Ana needs a bookkeeper, expects call");
    assert_eq!((expected.expects_call, expected.level), (Some(true), Some(Level::Referral)));
    assert_eq!(expected.name_use, None);
}

#[test]
fn an_expected_call_with_a_day_is_expected_by_the_end_of_that_day_or_by_the_hour() {
    // The jot was written on a Sunday.
    let friday = lead_of("Ana needs a bookkeeper expects call !fri");
    assert_eq!(friday.expects_by.map(Planned::text), Some("2026-11-27T18:00".into()));
    assert_eq!(friday.due, None);
    let hour = lead_of("Ana needs a bookkeeper expects call !tomorrow 9am");
    assert_eq!(hour.expects_by.map(Planned::text), Some("2026-11-23T09:00".into()));
    let mine = lead_of("Ana needs a bookkeeper !fri");
    assert_eq!((mine.expects_by, mine.due), (None, Planned::parse("2026-11-27")));
}

#[test]
fn a_day_is_relative_to_when_the_jot_was_written_not_to_when_it_is_sorted() {
    assert_eq!(lead_of("Ana needs a site !tomorrow").due, Planned::parse("2026-11-23"));
}

#[test]
fn one_lead_for_several_members_keeps_each_ones_progress() {
    let named = |name: &str, who| Named { name: name.into(), who };
    let group = Ref::new(Kind::Group, id(60));
    let recipients = vec![named("Ben", Some(person(61))), named("chapter", Some(group)), named("Zoë", None)];
    let (mut notebook, lead) = sorted("two copiers >Ben >chapter >Zoë", recipients, None);
    assert_eq!(lead.way(), Direction::Given);
    let ben = lead.recipients.iter().find(|(_, r)| r.person == Some(id(61))).unwrap().0;
    assert!(lead.recipients.values().any(|recipient| recipient.group == Some(id(60))));
    assert!(lead.recipients.values().any(|r| r.name == "Zoë" && r.person.is_none()));
    let key = format!("recipients/{ben}/progress");
    must(&mut notebook, edit(common::lead(3), &key, Value::str("won")), at(9));
    let lead = lead_view(&mut notebook, id(3), at(9)).unwrap().lead;
    let won = lead.recipients.values().filter(|recipient| recipient.progress.is_some()).count();
    assert_eq!((lead.recipients.len(), won), (3, 1));
}

#[test]
fn the_source_is_kept_by_name_until_it_is_known_who_it_is() {
    let (_, lead) =
        sorted("Ana needs a site <Clara", Vec::new(), Some(Named { name: "Clara".into(), who: None }));
    assert_eq!((lead.source_name.as_str(), lead.source), ("Clara", None));
    let known = Named { name: "Clara".into(), who: Some(person(9)) };
    assert_eq!(sorted("Ana needs a site <Clara", Vec::new(), Some(known)).1.source, Some(id(9)));
}

#[test]
fn a_list_never_calls_a_lead_a_referral_without_consent() {
    let mut notebook = device(1);
    for (n, consent) in [(1, None), (2, Some("no")), (3, Some("yes")), (4, Some("perhaps"))] {
        let mut fields = vec![("need", "a site"), ("level", "referral")];
        fields.extend(consent.map(|consent| ("consent", consent)));
        must(&mut notebook, add(lead(n), &fields), at(0));
    }
    for row in leads(&mut notebook, &LeadFilter::default(), at(0)).list.rows {
        assert_eq!(row.level, if row.id == id(3) { "referral" } else { "lead" });
    }
}

#[test]
fn a_jot_becomes_a_promise_and_a_touch_of_the_moment_it_was_written() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(2), &[("name", "Ana")]), at(0));
    must(&mut notebook, jot(1, "promised Ana the number", at(30)), at(30));
    let into = Sorting {
        person: Some(Who::Known { id: id(2) }),
        promise: Some((id(4), "the number".into(), Some(at(0).plus_days(2).today().into()))),
        touch: Some((id(5), TouchKind::Met)),
        ..Sorting::default()
    };
    must(&mut notebook, sort(1, into), at(300));
    let view = page(&mut notebook, person(2));
    assert_eq!(view.promises[0].words, "the number");
    let what: Vec<_> = view.timeline.iter().map(|moment| (moment.what.as_str(), moment.at)).collect();
    assert_eq!(what.len(), 3);
    assert!(what.iter().all(|(_, when)| *when == at(30).0), "{what:?}");
    let rows = people(&mut notebook, &Default::default(), at(300)).list.rows;
    assert_eq!(rows[0].last_touch, Some(at(30).0));
}

#[test]
fn a_chip_that_was_taken_back_has_no_effect() {
    let mut notebook = device(1);
    let dismissed = ["presold".to_owned()].into();
    let command = Command::Jot {
        id: id(1),
        text: "Ana presold needs a site".into(),
        at: at(0).0,
        event: None,
        dismissed,
        month_first: false,
    };
    must(&mut notebook, command, at(0));
    let into = Sorting { lead: Some((id(3), "a site".into())), ..Sorting::default() };
    must(&mut notebook, sort(1, into), at(1));
    let lead = lead_view(&mut notebook, id(3), at(1)).unwrap().lead;
    assert_eq!((lead.level, lead.consent), (Some(Level::Lead), None));
}

#[test]
fn a_jot_that_was_put_away_keeps_its_words_and_can_still_be_sorted() {
    let mut notebook = device(1);
    must(&mut notebook, jot(1, "Ana, plumber", at(0)), at(0));
    must(&mut notebook, Command::PutAway { jot: id(1) }, at(1));
    assert_eq!(inbox(&mut notebook, at(2)).total, 0);
    assert_eq!(hits(&mut notebook, "plumber", at(2)).total, 1);
    must(&mut notebook, sort(1, Sorting { person: new(2, "Ana"), ..Sorting::default() }), at(3));
    assert_eq!(page(&mut notebook, person(2)).person.trade, "plumber");
}

#[test]
fn the_inbox_is_oldest_first_and_triage_goes_on_to_the_next() {
    let mut notebook = device(1);
    for n in [2, 1, 3] {
        must(&mut notebook, jot(n, &format!("jot {n}"), at(n as i64)), at(5));
    }
    let order: Vec<_> = inbox(&mut notebook, at(9)).rows.iter().map(|row| row.jot.text.clone()).collect();
    assert_eq!(order, ["jot 1", "jot 2", "jot 3"]);
    assert_eq!(jot_view(&mut notebook, id(1), at(9)).unwrap().next, Some(id(2)));
    assert_eq!(jot_view(&mut notebook, id(3), at(9)).unwrap().next, Some(id(1)), "around to the first");
    assert_eq!(jot_view(&mut notebook, id(3), at(9)).unwrap().waiting, 3);
}

fn to(names: &[&str]) -> Vec<Named> {
    names.iter().map(|name| Named { name: (*name).into(), who: None }).collect()
}

#[test]
fn what_somebody_told_me_for_somebody_else_is_passed_through_me() {
    let clara = || Some(Named { name: "Clara".into(), who: None });
    let (mut notebook, lead) = sorted("Ana needs a site >Ben <Clara", to(&["Ben"]), clara());
    assert_eq!(
        (lead.direction.clone(), lead.way()),
        (None, Direction::PassedThrough),
        "it follows from the facts"
    );
    let way = |direction| LeadFilter { direction: Some(direction), ..LeadFilter::default() };
    assert_eq!(leads(&mut notebook, &way(Direction::PassedThrough), at(1)).list.total, 1);
    assert_eq!(leads(&mut notebook, &way(Direction::Given), at(1)).list.total, 0);
    let step = lead_page(&mut notebook, 3, at(1)).step.unwrap().words.text();
    assert_eq!(step, "Ask Clara whether Ana Ruiz agrees to be contacted.");
    // Without a source it is mine to give, and mine to keep without anybody it is for.
    assert_eq!(sorted("Ana needs a site >Ben", to(&["Ben"]), None).1.way(), Direction::Given);
    assert_eq!(sorted("Ana needs a site <Clara", Vec::new(), clara()).1.way(), Direction::ForMe);
}

#[test]
fn a_jot_for_several_members_or_a_whole_group_is_a_general_lead_whatever_its_name_use() {
    let group = || vec![Named { name: "chapter".into(), who: Some(Ref::new(Kind::Group, id(60))) }];
    for (words, name_use) in
        [("", None), (", no name", Some(NameUse::No)), (", use my name", Some(NameUse::Yes))]
    {
        for recipients in [to(&["Ben", "Fay", "Teo"]), to(&["Ben", "Fay"]), group()] {
            let (_, lead) = sorted(&format!("Ana needs a site{words}"), recipients, None);
            assert_eq!((lead.kind, lead.name_use), (Some(LeadKind::General), name_use.clone()), "{words}");
        }
    }
    assert_eq!(sorted("Ana needs a site", to(&["Ben"]), None).1.kind, None, "one member, and nothing said");
}

#[test]
fn the_source_of_a_general_lead_stays_hidden_who_wants_to() {
    let clara = || Some(Named { name: "Clara".into(), who: None });
    let general = |text: &str| sorted(text, to(&["Ben", "Fay"]), clara());
    let (mut notebook, hidden) = general("Ana needs a site of Clara’s <Clara no name");
    assert!(hidden.hides_source() && !hidden.may_name_source());
    let page = lead_page(&mut notebook, 3, at(1));
    let told = format!("{:?}", page.sheet);
    assert!(!told.contains("Clara"), "{told}");
    for recipient in hidden.recipients.keys() {
        let about = notebook::practice::leads::About::Pass(*recipient);
        let words = letter(&mut notebook, lead(3), about, None, at(1)).unwrap().words;
        assert!(!words.contains("Clara"), "{words}");
    }
    assert!(!general("Ana needs a site <Clara use my name").1.hides_source());
    assert!(general("Ana needs a site <Clara").1.hides_source(), "an open question is a no");
}

#[test]
fn the_hour_of_a_jot_is_kept_in_the_follow_up_of_its_lead() {
    for (text, stored) in [
        ("needs a bookkeeper !fri 5pm", "2026-11-27T17:00"),
        ("needs a bookkeeper !9am monday", "2026-11-30T09:00"),
        ("needs a bookkeeper !fri", "2026-11-27"),
        ("needs a bookkeeper !15 Dec 2027 9:30", "2027-12-15T09:30"),
    ] {
        let then = Now(parse_instant("2026-11-26T11:00:00+01:00").unwrap());
        let mut notebook = device(1);
        must(&mut notebook, jot(1, text, then), then);
        let into = Sorting { lead: Some((id(3), "a bookkeeper".into())), ..Sorting::default() };
        must(&mut notebook, sort(1, into), then);
        let lead = lead_view(&mut notebook, id(3), then).unwrap().lead;
        assert_eq!(lead.due.map(Planned::text).as_deref(), Some(stored), "{text}");
    }
}

#[test]
fn the_hour_of_a_promise_is_in_today_and_on_the_wall_wherever_one_is() {
    let then = Now(parse_instant("2027-03-27T11:00:00+01:00").unwrap());
    let mut notebook = device(1);
    must(&mut notebook, jot(1, "Ana Ruiz, send her the number !sun 5pm", then), then);
    let due = jot_view(&mut notebook, id(1), then).unwrap().parsed.due().map(Due::planned);
    let into = Sorting {
        person: new(2, "Ana Ruiz"),
        promise: Some((id(4), "send the number".into(), due)),
        ..Sorting::default()
    };
    must(&mut notebook, sort(1, into), then);
    // The clocks went forward in the night.
    let sunday = Now(parse_instant("2027-03-28T10:00:00+02:00").unwrap());
    let today = today(&mut notebook, sunday);
    let entry = today.due.iter().find(|due| due.record == Ref::new(Kind::Promise, id(4))).unwrap();
    assert_eq!((entry.on, entry.at), (sunday.today(), Some(17 * 60)));
}

#[test]
fn a_jot_is_read_in_the_order_of_days_and_months_in_which_it_was_written() {
    for (month_first, stored) in [(false, "2027-01-12"), (true, "2026-12-01")] {
        let then = Now(parse_instant("2026-11-26T11:00:00+01:00").unwrap());
        let mut notebook = device(1);
        let text = "needs a roof !12/1".into();
        let dismissed = std::collections::BTreeSet::new();
        let command = Command::Jot { id: id(1), text, at: then.0, event: None, dismissed, month_first };
        must(&mut notebook, command, then);
        let due = jot_view(&mut notebook, id(1), then).unwrap().parsed.due().unwrap();
        assert_eq!(due.planned().text(), stored);
        let into = Sorting { lead: Some((id(3), "a roof".into())), ..Sorting::default() };
        must(&mut notebook, sort(1, into), then);
        let lead = lead_view(&mut notebook, id(3), then).unwrap().lead;
        assert_eq!(lead.due.map(Planned::text).as_deref(), Some(stored));
    }
}

#[test]
fn next_week_in_a_jot_begins_where_my_weeks_begin() {
    let then = Now(parse_instant("2026-11-29T11:00:00+01:00").unwrap());
    let mut notebook = device(1);
    let edits = vec![Edit::text("week_starts", "sunday")];
    must(&mut notebook, Command::Edit { record: Ref::ME, edits }, then);
    must(&mut notebook, jot(1, "needs a roof !next week", then), then);
    let due = jot_view(&mut notebook, id(1), then).unwrap().parsed.due().unwrap();
    assert_eq!(due.planned().text(), "2026-12-06");
}

#[test]
fn a_command_of_an_earlier_version_is_still_understood() {
    let id = id(1).to_string();
    let jot =
        r#"{"jot":{"id":"ID","text":"x","at":"2026-11-26T11:00:00+01:00","event":null,"dismissed":[]}}"#;
    let jot: Command = serde_json::from_str(&jot.replace("ID", &id)).unwrap();
    assert!(matches!(jot, Command::Jot { month_first: false, .. }));
    let sorting = r#"{"promise":["ID","call","2026-12-01"]}"#.replace("ID", &id);
    let sorting: Sorting = serde_json::from_str(&sorting).unwrap();
    assert_eq!(sorting.promise.unwrap().2.map(Planned::text).as_deref(), Some("2026-12-01"));
}

#[test]
fn who_has_the_number_or_the_name_is_the_same_and_who_is_called_alike_is_not() {
    let mut notebook = device(1);
    must(&mut notebook, add(person(1), &[("name", "Ana Ruiz")]), at(0));
    must(&mut notebook, add(person(2), &[("name", "Ana Ruizzo")]), at(0));
    must(&mut notebook, add(person(3), &[("name", "Ben Okoro")]), at(0));
    let number = format!("phones/{}/value", id(8));
    must(&mut notebook, edit(person(3), &number, Value::str("+34 600 111 222")), at(0));
    must(&mut notebook, jot(9, "Ana Ruiz, +34 600 111 222", at(1)), at(1));
    let people = jot_view(&mut notebook, id(9), at(1)).unwrap().people;
    let same: Vec<(&str, bool)> = people.iter().map(|one| (&*one.name, one.is_same)).collect();
    assert_eq!(same, [("Ben Okoro", true), ("Ana Ruiz", true), ("Ana Ruizzo", false)]);
}

/// Everybody of the jot as one Keep makes them, with the leads that are theirs.
fn all_sorted(text: &str) -> (Notebook, Written) {
    let mut notebook = device(1);
    must(&mut notebook, jot(1, text, at(0)), at(0));
    let cases = jot_view(&mut notebook, id(1), at(0)).unwrap().parsed.cases();
    let lead = |n: u64, needs: &[String]| (!needs.is_empty()).then(|| (id(n), needs.join("; ")));
    let others = (0u64..).zip(&cases[1..]).map(|(n, (who, needs))| Another {
        who: Who::New { id: id(20 + n), name: who.name.clone() },
        trade: who.trade.clone(),
        company: who.company.clone(),
        lead: lead(30 + n, needs),
    });
    let into = Sorting {
        person: new(2, &cases[0].0.name),
        lead: lead(3, &cases[0].1),
        others: others.collect(),
        ..Sorting::default()
    };
    let written = must(&mut notebook, sort(1, into), at(60));
    (notebook, written)
}

#[test]
fn two_who_belong_together_become_two_people_and_what_they_want_is_one_lead() {
    let text =
        "Raj & Priya Patel – opening 2nd restaurant, want an accountant and shopfitter, dont mention me";
    let (mut notebook, _) = all_sorted(text);
    assert_eq!(page(&mut notebook, person(2)).person.name, "Raj Patel");
    assert_eq!(page(&mut notebook, person(20)).person.name, "Priya Patel");
    let lead = lead_view(&mut notebook, id(3), at(90)).unwrap().lead;
    assert_eq!(lead.prospect, Some(id(2)));
    assert!(lead.need.contains("accountant") && lead.need.contains("shopfitter"), "{}", lead.need);
    assert_eq!(lead.name_use, Some(NameUse::No));
    assert!(lead_view(&mut notebook, id(30), at(90)).is_none());
}

#[test]
fn two_leads_in_one_jot_become_two_and_one_undo_takes_both_back() {
    let text =
        "carla reyes needs a payroll company and the second one is her brother hector he needs a lender";
    let (mut notebook, written) = all_sorted(text);
    let mine = lead_view(&mut notebook, id(3), at(90)).unwrap().lead;
    let theirs = lead_view(&mut notebook, id(30), at(90)).unwrap().lead;
    assert_eq!((mine.prospect, mine.need.as_str()), (Some(id(2)), "a payroll company"));
    assert_eq!((theirs.prospect, theirs.need.as_str()), (Some(id(20)), "a lender"));
    must(&mut notebook, Command::Undo { change: written.change }, at(120));
    for lead in [3, 30] {
        let gone =
            lead_view(&mut notebook, id(lead), at(130)).is_none_or(|view| view.lead.removed_at.is_some());
        assert!(gone, "lead {lead}");
    }
}

#[test]
fn a_name_that_was_corrected_keeps_the_trade_that_was_said() {
    let mut notebook = device(1);
    must(&mut notebook, jot(1, "ana ruiz plumber needs a bookkeeper fri", at(0)), at(0));
    must(&mut notebook, sort(1, Sorting { person: new(2, "Ana Ruiz Gómez"), ..Sorting::default() }), at(90));
    let person = page(&mut notebook, person(2)).person;
    assert_eq!((person.name.as_str(), person.trade.as_str()), ("Ana Ruiz Gómez", "plumber"));
}
