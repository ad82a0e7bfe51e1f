/// A word's place among `count` words: one of 256 for each of them. Two words share one once in 256 times.
fn place(word: &[u8], count: usize) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in word {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    // The last signs of FNV-1a are stirred least.
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^= hash >> 12;
    ((u64::from(hash) * (count as u64 * 256)) >> 32) as u32
}
