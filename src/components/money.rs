//! Amounts as a person reads them, in the words of their own locale.

use js_sys::{Array, Intl, Object, Reflect};
use notebook::record::Money;

/// An amount with its currency: €1,250.00. The digits go to the browser as text: nothing is rounded on the way.
pub fn amount(money: &Money) -> String {
    let options = Object::new();
    for (key, value) in [("style", "currency"), ("currency", money.code())] {
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    let format = Intl::NumberFormat::new(&Array::new(), &options);
    let text = money.to_string();
    let digits = text.split(' ').next().unwrap_or_default();
    let said = format.format().call1(&format, &digits.into());
    said.ok().and_then(|said| said.as_string()).unwrap_or(text)
}
