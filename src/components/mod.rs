//! Small parts that several pages share.

pub mod ask;
pub mod chip;
pub mod composer;
pub(crate) mod drip;
pub mod edit;
pub mod empty;
pub mod face;
pub mod head;
pub(crate) mod homes;
pub mod icon;
pub mod install;
pub(crate) mod keyed;
pub(crate) mod keys;
pub mod long_list;
pub mod marked;
pub mod money;
pub(crate) mod more;
pub mod numbers;
pub(crate) mod qr;
pub mod safety;
pub mod seek;
pub mod swipe;
pub mod toast;
pub mod understood;
pub mod when;
pub(crate) mod words;
