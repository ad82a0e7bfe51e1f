//! The practice's enumerations, as stable words.

choice! {
    /// How somebody prefers to be reached (domain §1).
    Channel {
        /// By phone.
        Call = "call",
        /// By text message.
        Text = "text",
        /// By email.
        Email = "email",
        /// Face to face.
        InPerson = "in_person",
        /// By a named messenger; its name is beside it.
        Messenger = "messenger",
    }
}

choice! {
    /// Behavioural style: pace and leaning (domain §1, the platinum rule).
    Style {
        /// Fast, task: be brief, bring results.
        GoGetter = "go_getter",
        /// Fast, people: be warm, leave room for stories.
        Promoter = "promoter",
        /// Measured, people: be gentle, do not press.
        Nurturer = "nurturer",
        /// Measured, task: bring facts, allow time.
        Examiner = "examiner",
    }
}

choice! {
    /// Relationship stage (domain §1): steps that cannot be skipped.
    Stage {
        /// They know who I am and what I do.
        Visibility = "visibility",
        /// They know that I am good and keep my word.
        Credibility = "credibility",
        /// We refer each other, to both sides' gain.
        Profitability = "profitability",
    }
}

choice! {
    /// The five lists of a GAINS exchange (domain §1).
    Letter {
        /// Goals.
        Goals = "goals",
        /// Accomplishments.
        Accomplishments = "accomplishments",
        /// Interests.
        Interests = "interests",
        /// Networks.
        Networks = "networks",
        /// Skills.
        Skills = "skills",
    }
}

choice! {
    /// What happened between me and a person (domain §3).
    TouchKind {
        /// Met them.
        Met = "met",
        /// A personal note.
        Note = "note",
        /// A message.
        Message = "message",
        /// A call.
        Call = "call",
        /// A one-to-one.
        OneToOne = "one_to_one",
        /// Introduced them to somebody.
        Introduced = "introduced",
        /// Connected where they like to be connected.
        Connected = "connected",
        /// Thanked.
        Thanked = "thanked",
        /// A gift.
        Gift = "gift",
    }
}

choice! {
    /// Who started a touch.
    Side {
        /// I did.
        Me = "me",
        /// They did.
        Them = "them",
    }
}

choice! {
    /// The three kinds of leads (domain §2).
    LeadKind {
        /// Could serve several members: one lead, many recipients.
        General = "general",
        /// For one member; the prospect may be told who sent them.
        UseMyName = "use_my_name",
        /// For one member; the source stays hidden.
        NoName = "no_name",
    }
}

choice! {
    /// How far a lead is (domain §2). Without consent it is a lead, whatever is written here.
    Level {
        /// A need is known; nobody spoke with the prospect.
        Lead = "lead",
        /// It was mentioned and the prospect agreed to be contacted.
        Referral = "referral",
        /// My credibility is established already.
        Presold = "presold",
    }
}

choice! {
    /// Did the prospect agree to be contacted; absent means unknown (domain §2).
    Consent {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

choice! {
    /// May the source be named (domain §2).
    NameUse {
        /// Yes.
        Yes = "yes",
        /// No: the source is hidden everywhere but in the owner's own notebook.
        No = "no",
        /// Ask first.
        AskFirst = "ask_first",
    }
}

choice! {
    /// Life cycle of a lead, for its owner or for one recipient (domain §2).
    Progress {
        /// Nobody was in contact yet.
        New = "new",
        /// First contact made.
        Contacted = "contacted",
        /// Met.
        Met = "met",
        /// A proposal is out.
        Proposal = "proposal",
        /// Won.
        Won = "won",
        /// Lost.
        Lost = "lost",
        /// Not a fit.
        NotAFit = "not_a_fit",
    }
}

choice! {
    /// Which way a lead went (domain §2).
    Direction {
        /// I received it, or jotted it for myself.
        ForMe = "for_me",
        /// Given by me to somebody.
        Given = "given",
        /// Passed through me from one to another.
        PassedThrough = "passed_through",
    }
}

choice! {
    /// The quality report back to the source (domain §2).
    Quality {
        /// It was a good fit.
        GoodFit = "good_fit",
        /// It was no fit.
        NoFit = "no_fit",
        /// The prospect was surprised by the call.
        Surprised = "surprised",
    }
}

choice! {
    /// What became of a promise; absent means open (domain §3).
    PromiseState {
        /// Kept.
        Kept = "kept",
        /// Replaced by a new agreement.
        Renegotiated = "renegotiated",
        /// Broken.
        Broken = "broken",
    }
}

choice! {
    /// What became of a jot; absent means it waits in the inbox.
    JotState {
        /// Sorted into records.
        Sorted = "sorted",
        /// Put away: nothing to do, words kept.
        PutAway = "put_away",
    }
}

choice! {
    /// Kinds of groups (domain §4).
    GroupKind {
        /// Strong contact: an exclusive weekly referral group.
        Referral = "referral",
        /// Casual contact: a chamber, mixers.
        CasualContact = "casual_contact",
        /// People of the same profession.
        Knowledge = "knowledge",
        /// A service club.
        Service = "service",
        /// An online community.
        Online = "online",
        /// One that I founded.
        Founded = "founded",
    }
}

choice! {
    /// Attended or hosted (domain §5).
    EventKind {
        /// I go there.
        Attended = "attended",
        /// I host it.
        Hosted = "hosted",
    }
}

choice! {
    /// What a person decided about something that was computed.
    DecisionKind {
        /// Done.
        Done = "done",
        /// Skipped for good.
        Skipped = "skipped",
        /// Not before a later date.
        Snoozed = "snoozed",
        /// Replaced by the person's own judgement.
        Overruled = "overruled",
    }
}
