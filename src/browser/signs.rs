//! Where a sign ends as a reader sees it; the browser has the tables of Unicode.

use js_sys::{Array, Intl, Object, Reflect};

thread_local! {
    static SIGNS: Option<Intl::Segmenter> = segmenter();
}

/// The bytes of the first sign of a text (an extended grapheme cluster, UAX #29).
pub fn first_sign(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    // Letters of these need no tables, unless a mark follows.
    if text.bytes().take(2).all(|byte| byte.is_ascii()) {
        return first;
    }
    let cluster =
        SIGNS.with(|signs| Some(String::from(signs.as_ref()?.segment(text).containing(0)?.segment())));
    cluster.map_or(first, |cluster| cluster.len())
}

/// Old browsers have none.
fn segmenter() -> Option<Intl::Segmenter> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let is_there = Reflect::has(&intl, &"Segmenter".into()).ok()?;
    is_there.then(|| Intl::Segmenter::new(&Array::new(), &Object::new()))
}
