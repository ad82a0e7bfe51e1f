//! What people in an example notebook are called, do and say. Lists are single texts with bars
//! between the entries: small in the binary.

/// A place from which names come: weight, given names, family names (none: one name is all), city
/// names, languages, and what a telephone number looks like.
pub(super) struct Place {
    pub(super) weight: usize,
    pub(super) given: &'static str,
    pub(super) family: &'static str,
    pub(super) cities: &'static str,
    pub(super) languages: &'static str,
    /// Every # becomes a digit. The ranges are kept free for fiction or carry 555 01.
    pub(super) phone: &'static str,
}

pub(super) const PLACES: [Place; 15] = [
    Place {
        weight: 34,
        given: "Ben|Clara|Tom|Hannah|Oliver|Grace|Sally|Jim|Sue|Priya|Amir|Helen|Rob|Leah|Marcus|Yvonne|Dev|Esther|Colin|Fay|Graham|Ingrid|Jasper|Kit|Lorna|Miles|Nadia|Owen|Patience|Quentin",
        family: "Hughes|Okafor|Patel|Whitaker|Marsh|Osei|Bright|Carver|Doyle|Ellery|Fenwick|Gale|Hartley|Iqbal|Jessop|Kendrick|Lomax|Mbeki|Naylor|Orchard|Pryce|Quill|Rowe|Sharma|Thackeray|Underwood|Vance|Wren|Yardley|Ashby",
        cities: "Bristol|Bath|Cardiff|Gloucester|Exeter",
        languages: "English",
        phone: "+44 7700 900###",
    },
    Place {
        weight: 8,
        given: "Ana|José|María|Núria|Iñaki|Lucía|Begoña|Óscar",
        family: "Ruiz|García|Muñoz|Ibáñez|Peña|Vázquez|Güell",
        cities: "Bristol|Valencia|Bilbao",
        languages: "Spanish|English",
        phone: "+1 305 555 01##",
    },
    Place {
        weight: 6,
        given: "João|Inês|Conceição|Tomás|Luísa",
        family: "Ferreira|Gonçalves|Simões|Assunção|Brandão",
        cities: "Lisbon|Porto|Bristol",
        languages: "Portuguese|English",
        phone: "+1 617 555 01##",
    },
    Place {
        weight: 7,
        given: "Jürgen|Käthe|Lukas|Anneliese|Björn|Sören",
        family: "Müller|Weiß|Schröder|Krüger|Vogt|Bäcker",
        cities: "Berlin|Bristol|Köln",
        languages: "German|English",
        phone: "+49 30 23125 ###",
    },
    Place {
        weight: 6,
        given: "Zoé|François|Amélie|Gaël|Noémie|Benoît",
        family: "Lefèvre|Dupont|Châtelain|Besançon|L’Hôte",
        cities: "Lyon|Bristol|Nantes",
        languages: "French|English",
        phone: "+33 6 39 98 ## ##",
    },
    Place {
        weight: 6,
        given: "Łukasz|Małgorzata|Jiří|Zsófia|Ștefan|Željka",
        family: "Wójcik|Dvořák|Szabó|Ionescu|Kovačić|Żak",
        cities: "Bristol|Bath|Kraków",
        languages: "Polish|English",
        phone: "+1 773 555 01##",
    },
    Place {
        weight: 5,
        given: "Søren|Åsa|Þóra|Øystein|Päivi",
        family: "Sørensen|Östlund|Jónsdóttir|Aalto|Åkerblom",
        cities: "Gothenburg|Bristol",
        languages: "Swedish|English",
        phone: "+46 70 174 06 ##",
    },
    Place {
        weight: 5,
        given: "Işıl|Mehmet|Çağla|Güneş",
        family: "Yılmaz|Öztürk|Şahin|Doğan",
        cities: "Bristol|Izmir",
        languages: "Turkish|English",
        phone: "+1 212 555 01##",
    },
    Place {
        weight: 4,
        given: "Nguyễn Thị|Trần Văn|Lê Minh",
        family: "Lan|Hưng|Ánh|Dũng",
        cities: "Bristol|Cardiff",
        languages: "Vietnamese|English",
        phone: "+1 408 555 01##",
    },
    Place {
        weight: 5,
        given: "ليلى|محمد|أحمد|فاطمة|يوسف",
        family: "حداد|منصور|خليل|الخطيب",
        cities: "Bristol|Amman",
        languages: "Arabic|English",
        phone: "+1 313 555 01##",
    },
    Place {
        weight: 3,
        given: "נועה|דוד|יעל|איתן",
        family: "כהן|לוי|פרידמן",
        cities: "Bristol|Haifa",
        languages: "Hebrew|English",
        phone: "+1 718 555 01##",
    },
    Place {
        weight: 3,
        given: "田中|佐藤|高橋",
        family: "美咲|健一|陽子",
        cities: "Bristol|Osaka",
        languages: "Japanese|English",
        phone: "+1 415 555 01##",
    },
    Place {
        weight: 4,
        given: "Ольга|Тарас|Ірина|Елена",
        family: "Шевченко|Коваль|Мельник",
        cities: "Bristol|Lviv",
        languages: "Ukrainian|English",
        phone: "+1 206 555 01##",
    },
    Place {
        weight: 4,
        given: "Wulandari|Slamet|Madhu|Suharti|Teo|Pelé|Björk",
        family: "",
        cities: "Bristol|Swansea",
        languages: "Indonesian|English",
        phone: "+61 491 570 ###",
    },
    Place {
        weight: 4,
        given: "Siobhán|Pádraig|Niamh|Aoife",
        family: "O’Brien|Ní Dhomhnaill|Mac Giolla|O’Shea",
        cities: "Cork|Bristol",
        languages: "Irish|English",
        phone: "+353 20 910 ####",
    },
];

/// Trades, each with what its people are asked for and whom they listen out for.
pub(super) const TRADES: [(&str, &str); 40] = [
    ("plumber", "a plumber for two bathrooms|somebody who finds leaks without digging"),
    ("electrician", "rewiring for an old shop|a charging point for three vans"),
    ("carpenter", "fitted shelves for a reading room|oak doors that close"),
    ("painter", "a painter before the tenants move in|the whole façade"),
    ("landscaper", "a courtyard that needs no watering|drainage for the lower garden"),
    ("interior designer", "a waiting room that calms people|colours for a nursery"),
    ("architect", "plans for a loft|somebody who knows listed buildings"),
    ("estate agent", "a buyer for a corner house|three rooms near the station"),
    ("commercial agent", "eight desks from March|a workshop with a loading bay"),
    ("mortgage broker", "a mortgage for two self-employed people|a bridging loan"),
    ("conveyancer", "a conveyancer who answers the phone|a lease read before Friday"),
    ("lawyer", "a will for a blended family|terms of trade for a small firm"),
    ("accountant", "an accountant who knows exports|somebody to sort out two years of receipts"),
    ("bookkeeper", "a bookkeeper for a café|monthly books, in the cloud"),
    ("financial planner", "a pension review|what to do with a legacy"),
    ("banker", "an overdraft before the season|a first business account"),
    ("insurance broker", "cover for a food van|insurance for a collection of instruments"),
    ("printer", "menus by Thursday|five hundred name badges"),
    ("graphic artist", "a logo that is no leaf|a brochure in two languages"),
    ("marketing consultant", "somebody who makes sense of the leaflets|a plan for a quiet spring"),
    ("web designer", "a site that takes bookings|a shop in three languages"),
    ("photographer", "portraits of nine partners|photographs of a finished kitchen"),
    ("video maker", "a short film for a fair|a wedding in September"),
    ("caterer", "lunch for sixty|a vegan buffet"),
    ("florist", "flowers every Monday|an arch for a wedding"),
    ("event planner", "a jubilee for two hundred|somebody to run an open day"),
    ("travel agent", "a tour for a choir|flights for a team of twelve"),
    ("hairdresser", "hair for a bridal party|a stylist who comes to the house"),
    ("physiotherapist", "help after a new knee|somebody for runners"),
    ("chiropractor", "a back that hurts at the wheel|a talk for a warehouse team"),
    ("nutritionist", "a canteen that wants to eat better|help with an allergy"),
    ("acupuncturist", "something against migraines|calm before an operation"),
    ("IT consultant", "a network that stays up|somebody to move twelve laptops"),
    ("telecoms engineer", "better reception in a cellar bar|phones for a new office"),
    ("copier supplier", "two copiers on one contract|a printer that does A3"),
    ("trainer", "a workshop on difficult talks|first aid for a nursery"),
    ("business coach", "somebody to think aloud with|a retreat for three founders"),
    ("translator", "a contract in Polish|a menu in Arabic"),
    ("cleaning contractor", "an office cleaned by night|windows, four floors"),
    ("removals", "a piano, third floor|a move within one weekend"),
];

pub(super) const FOR_WHOM: &str = "||| for her sister| for the new branch| before the summer| for a neighbour| for two offices| by the end of the month| near the harbour| for a client of theirs";

pub(super) const COMPANY: &str =
    "& Sons|& Daughters|Studio|Works|Partners|Ltd|Group|Atelier|House|Collective|Services|Co-op";

pub(super) const FIRM: &str = "Harbour|Northgate|Old Mill|Blue Door|Fernhill|Kingfisher|Lantern|Quayside|Red Brick|Silverwood|Tidewater|Upland|Wharf|Acorn|Beacon|Copper|Driftwood|Elm|Foxglove|Granary";

pub(super) const TAGS: &str = "harbour mixer|sailing|choir|warm|school run|runs at lunch|property|wedding trade|export|reads a lot|cycling|allotment|chess|knows everybody|introduced two people|speaks at events|old client|moving house|hiring|start-up";

pub(super) const CIRCLES: &str = "rowing club|school governors|chamber board|university alumni|parents’ council|choir|allotment society|start-up hub|mosque committee|cycling club";

pub(super) const NOTES: &str = "Laughs easily and never forgets a favour.|Takes notes on paper; answers within the day.|Two children, the younger starts school this year.|Wants to be introduced by email first, then a call.|Careful with promises. Keeps every one of them.|Moved here four years ago and misses the mountains.|Knows the landlord of half the quay.|Prefers coffee to lunch, mornings to evenings.|Talks fast; write things down.|Asked twice about the theatre project.|Sold the old shop and is looking for what comes next.|Has a stand at the fair every autumn.";

pub(super) const PROSPECT: &str = "A couple who have just had an offer accepted.|Owners of two to five shops who do their own books.|Anybody who says “we have outgrown the place”.|Managers of offices with twenty to sixty desks.|Families with an old house and a new baby.|Firms that have just won their first public contract.";

pub(super) const LISTEN: &str = "“We keep putting it off.”|“Our lease runs out next year.”|“I do not know whom to ask.”|“It has always been done that way.”|“The last one never called back.”";

pub(super) const STORY: &str = "A café had three weeks to open. She found the fault on the first evening and they opened on the day.|He told a client not to buy. They have sent him somebody every year since.|She answered on a Sunday, in the rain, from a ladder.";

pub(super) const GOALS: &str = "take on a first apprentice|open a second shop|sail to Brittany|finish the loft|speak at the autumn conference|learn Portuguese|twelve one-to-ones this quarter|a day off every week";
pub(super) const DONE: &str = "restored the old customs house|ran a first marathon|twenty years in business|trained four apprentices|won the regional award|wrote a cookbook";
pub(super) const LIKES: &str =
    "sailing|jazz|pottery|football|old maps|hill walking|baking bread|chess|bees|choral singing";
pub(super) const NETS: &str =
    "chamber of commerce|parents’ council|rowing club|university alumni|guild of makers|food bank|choir";
pub(super) const CAN: &str = "explains things simply|negotiates|three languages|draws by hand|calms people|finds the right person|spreadsheets";

pub(super) const EVIDENCE: &str = "Did our own office and came back to check.|The Hartleys were delighted.|Two clients told me unasked.|A testimonial in writing.|I have watched her work.";

pub(super) const MET: &str = "harbour mixer|chamber breakfast|at the weekly group|a wedding|the autumn fair|school gate|train to London|through a client|a workshop|the allotment";

pub(super) const SAID: [(&str, &str); 9] = [
    (
        "met",
        "Met at the mixer, talked about %|Stood in the queue together; does %|Good first conversation about %",
    ),
    ("note", "Wrote a line about %|Sent a card after the talk on %"),
    ("message", "Asked how it went with %|Sent the address for %|Sent the photographs of %"),
    ("call", "Talked about %|Called about %; will ring back on Thursday|Short call: % can wait until spring"),
    (
        "one_to_one",
        "An hour over coffee: %, and what to listen for|One-to-one at the quay: goals for the year, %",
    ),
    ("introduced", "Introduced to a client who needs help with %|Brought together over %"),
    ("connected", "Connected where they post about %"),
    ("thanked", "Thanked for %|Thanked in front of the group for %"),
    ("gift", "A book about %|Bread and a card for %"),
];

pub(super) const PROMISES: &str = "send the number of the surveyor|introduce her to the choir’s treasurer|bring the samples on Thursday|write two lines about the new site|ask Grace whether she still has the van|call back about the lease|lend the book on negotiation|send three dates for lunch|look over the brochure|put in a word with the chamber";

pub(super) const REPORTS: &str = "They rang back the same day.|Exactly the kind of client I look for.|They wanted something else, but were glad of the call.|The prospect did not expect my call.";

/// Jots that still wait to be sorted; `%` is a new person's name, `^` a known first name.
pub(super) const WAITING: &str = "%, plumber at Copper Works, +44 7700 900 417, needs a bookkeeper >^ expects call !fri #warm|% wants \"a stand for the autumn fair\" <^ use my name|Two copiers for the new office block on the ring road >chapter|^ says her neighbour is selling. no name, please|%|@harbour mixer %, looking for a translator, agreed, !tomorrow 9am|promised ^ the surveyor's number !3d|^: daughter passed her exams. Send a card.|% — +1 305 555 0142, olive oil, sells to restaurants, needs labels printed #export|היי, % looking for an accountant >^|met % and ^ together, both know the harbour master|call the caterer back about the jubilee !mon|\"somebody who repairs accordions\" 🪗 for ^ — anybody?|ask ^ about the power team on Tuesday";

/// Jots of the past year that became something or were put away.
pub(super) const PAST: &str = "% at the buffet, builds staircases|% knows somebody at the port|^ asked for a quiet place to meet clients|%, moved here in May, needs a dentist|idea: ask ^ for her three best customers|% sells tea, wants a shop front|lost my umbrella at the chamber|^ gave me a card for %";
