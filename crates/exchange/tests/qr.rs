//! The code of a card, read by readers of other makers.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    io::Write,
    process::{Command, Stdio},
};

use exchange::qr::code;
use proptest::prelude::*;
use qrcodegen::QrCode;

fn grid(code: &QrCode) -> rqrr::Grid<rqrr::SimpleGrid> {
    let size = usize::try_from(code.size()).unwrap();
    let dark = |x: usize, y: usize| code.get_module(i32::try_from(x).unwrap(), i32::try_from(y).unwrap());
    rqrr::Grid::new(rqrr::SimpleGrid::from_func(size, dark))
}

/// The picture as a portable graymap, four pixels a module, with the quiet zone around it.
fn picture(code: &QrCode) -> Vec<u8> {
    let side = (code.size() + 8) * 4;
    let mut out = format!("P5 {side} {side} 255\n").into_bytes();
    for y in 0..side {
        out.extend((0..side).map(|x| if code.get_module(x / 4 - 4, y / 4 - 4) { 0 } else { 255 }));
    }
    out
}

/// What zbar reads; `None` when it is not installed.
fn zbar(code: &QrCode) -> Option<String> {
    let mut reader = Command::new("zbarimg");
    let reader = reader.args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-"]);
    let mut reader =
        reader.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    reader.stdin.take().unwrap().write_all(&picture(code)).unwrap();
    let read = reader.wait_with_output().unwrap();
    Some(String::from_utf8(read.stdout).unwrap().trim_end().to_owned())
}

const TEXTS: [&str; 11] = [
    "José Núñez",
    "FN:José Núñez",
    "Łukasz Żak",
    "Æsa Đorđević",
    "Андрій Їжакевич",
    "田中太郎",
    "ﾀﾅｶ タナカ",
    "한지민",
    "محمد أحمد",
    "שלום כהן",
    "🦊 & Sons",
];

#[test]
fn another_reader_reads_names_of_all_scripts() {
    for text in TEXTS {
        let code = code(text).expect("short enough");
        assert_eq!(grid(&code).decode().unwrap().1, text);
        match zbar(&code) {
            Some(read) => assert_eq!(read, text),
            None => {
                assert!(std::env::var_os("CI").is_none(), "zbarimg is missing: apt-get install zbar-tools");
            }
        }
    }
}

#[test]
fn what_is_too_long_has_no_code() {
    assert!(code(&"é".repeat(2_000)).is_none());
    assert!(code(&"a".repeat(4_000)).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_written_comes_back(text in "\\PC{1,60}") {
        prop_assert_eq!(grid(&code(&text).unwrap()).decode().unwrap().1, text);
    }
}
