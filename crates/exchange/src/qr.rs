//! QR codes (ISO/IEC 18004).

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// The number that says that the bytes are UTF-8: without it a reader takes them for Latin-1, or guesses (AIM ECI 000026).
const UTF_8: u32 = 26;

/// The code of a text; `None` when it is too long for one.
#[must_use]
pub fn code(text: &str) -> Option<QrCode> {
    if text.is_ascii() {
        return QrCode::encode_text(text, QrCodeEcc::Medium).ok();
    }
    let segments = [QrSegment::make_eci(UTF_8), QrSegment::make_bytes(text.as_bytes())];
    QrCode::encode_segments(&segments, QrCodeEcc::Medium).ok()
}
