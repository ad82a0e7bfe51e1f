//! What the browser knows of the reader's way with numbers: 100,000, or 1,00,000 in India.

use js_sys::{Array, Intl, Object};
use said::{English, Plural};

/// The words are English, the digits the reader's.
struct Reader;

/// Numbers in sentences are the reader's from now on.
pub fn follow() {
    said::tongue::count_as(&Reader);
}

/// The reader's language where it is the app's; else how English is written where no country is named.
#[must_use]
pub fn language() -> Array {
    let reader = web_sys::window().and_then(|window| window.navigator().language());
    let reader = reader.filter(|language| language.starts_with("en"));
    Array::of1(&reader.as_deref().unwrap_or("en-GB").into())
}

thread_local! {
    static NUMBERS: js_sys::Function = Intl::NumberFormat::new(&language(), &Object::new()).format();
}

impl said::Intl for Reader {
    fn plural(&self, n: i64) -> Plural {
        English.plural(n)
    }

    fn number(&self, n: i64) -> String {
        // Most are small, and the same everywhere.
        if (0..1000).contains(&n) {
            return n.to_string();
        }
        let said = NUMBERS.with(|format| format.call1(&Object::new(), &(n as f64).into()));
        said.ok().and_then(|said| said.as_string()).unwrap_or_else(|| English.number(n))
    }

    fn list(&self, all: &[String]) -> String {
        English.list(all)
    }
}
