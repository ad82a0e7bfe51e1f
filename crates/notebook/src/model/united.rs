//! Entries that are one person. That one is the other is lasting knowledge of the notebook (`united/<id>` on the
//! entry that was entered twice), and everything that speaks of any of them is read as speaking of the one under
//! which they are shown: whatever was written before, since, or elsewhere at the same time.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::id::Id;

/// Who is whom.
#[derive(Debug, Default, Clone)]
pub(crate) struct United {
    /// What was said of each entry: that it is those.
    said: BTreeMap<Id, BTreeSet<Id>>,
    /// Under which entry each other one is shown.
    shown: FxHashMap<Id, Id>,
    /// All that are shown under an entry, that one first.
    all: FxHashMap<Id, Vec<Id>>,
}

impl United {
    /// Nobody was united with anybody.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The entry under which one is shown: itself, mostly.
    pub(crate) fn of(&self, id: Id) -> Id {
        self.shown.get(&id).copied().unwrap_or(id)
    }

    /// Whether an entry is one of several.
    pub(crate) fn is_united(&self, id: Id) -> bool {
        self.all.contains_key(&self.of(id))
    }

    /// All entries that are one person with this one, the one that is shown first.
    pub(crate) fn all(&self, id: Id) -> Vec<Id> {
        self.all.get(&self.of(id)).cloned().unwrap_or_else(|| vec![id])
    }

    /// Everybody who is one of several.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = Id> {
        self.all.values().flatten().copied()
    }

    /// The entries under which several are shown.
    pub(crate) fn survivors(&self) -> impl Iterator<Item = Id> {
        self.all.keys().copied()
    }

    /// Takes in what is said of an entry; says whether that is news.
    pub(crate) fn say(&mut self, id: Id, is: BTreeSet<Id>) -> bool {
        if is.is_empty() {
            self.said.remove(&id).is_some()
        } else {
            self.said.insert(id, is.clone()) != Some(is)
        }
    }

    /// Finds out who is shown under whom: those of whom nobody said that they are another, and of these the one
    /// with the smallest id. So it depends neither on who said it nor on the order in which devices hear of it.
    pub(crate) fn settle(&mut self, is_there: impl Fn(Id) -> bool) {
        (self.shown, self.all) = (FxHashMap::default(), FxHashMap::default());
        let mut beside: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
        for (one, others) in &self.said {
            for other in others {
                beside.entry(*one).or_default().insert(*other);
                beside.entry(*other).or_default().insert(*one);
            }
        }
        let mut left: BTreeSet<Id> = beside.keys().copied().collect();
        while let Some(first) = left.pop_first() {
            let (mut class, mut open) = (BTreeSet::from([first]), vec![first]);
            while let Some(id) = open.pop() {
                open.extend(beside[&id].iter().copied().filter(|next| class.insert(*next)));
            }
            left.retain(|id| !class.contains(id));
            let there: BTreeSet<Id> = class.iter().copied().filter(|id| is_there(*id)).collect();
            let there = if there.is_empty() { class.clone() } else { there };
            let is_another =
                |id: &Id| self.said.get(id).is_some_and(|others| others.iter().any(|id| there.contains(id)));
            let Some(shown) = there.iter().find(|id| !is_another(id)).or(there.first()).copied() else {
                continue;
            };
            class.remove(&shown);
            self.shown.extend(class.iter().map(|id| (*id, shown)));
            self.all.insert(shown, std::iter::once(shown).chain(class).collect());
        }
    }

    /// Everybody who is one with others than before.
    pub(crate) fn differing(&self, before: &Self) -> BTreeSet<Id> {
        let everybody: BTreeSet<Id> = self.everybody().chain(before.everybody()).collect();
        let differs = |id: &Id| self.all(*id) != before.all(*id);
        everybody
            .iter()
            .filter(|id| differs(id))
            .flat_map(|id| [self.all(*id), before.all(*id)].concat())
            .collect()
    }

    /// A stable name such as `people/<id>/met/24h`, about whoever is shown.
    pub(crate) fn about(&self, about: &str) -> Option<String> {
        let mut parts: Vec<String> = about.split('/').map(str::to_owned).collect();
        let mut differs = false;
        for part in &mut parts {
            if let Ok(id) = part.parse::<Id>()
                && self.of(id) != id
            {
                (*part, differs) = (self.of(id).to_string(), true);
            }
        }
        // That two are not the same is said once, whichever is named first.
        if let [_, one, what, other] = parts.as_mut_slice()
            && what == "double"
            && let (Ok(a), Ok(b)) = (one.parse::<Id>(), other.parse::<Id>())
            && a > b
        {
            std::mem::swap(one, other);
        }
        differs.then(|| parts.join("/"))
    }
}
