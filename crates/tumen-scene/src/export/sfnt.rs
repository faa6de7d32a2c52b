//! Font files and their tables of names and characters, as the OpenType specification lays them out.

/// A table of a font file: its tag and content.
pub type Table = ([u8; 4], Vec<u8>);

/// Numbers as big-endian bytes.
pub fn be(words: impl IntoIterator<Item = u16>) -> Vec<u8> {
    words.into_iter().flat_map(u16::to_be_bytes).collect()
}

/// Which glyph shows which character (format 4, Windows Unicode): the glyphs from the second on
/// show these characters, which ascend. `None` if they are too many.
pub fn cmap(characters: &[u16]) -> Option<Vec<u8>> {
    // First and last character, and what to add to a character to get its glyph.
    let mut segments: Vec<[u16; 3]> = Vec::new();
    for (&code, glyph) in characters.iter().zip(1_u16..) {
        let delta = glyph.wrapping_sub(code);
        match segments.last_mut() {
            Some([_, last, d]) if *d == delta && *last + 1 == code => *last = code,
            _ => segments.push([code, code, delta]),
        }
    }
    segments.push([u16::MAX, u16::MAX, 1]);
    let count = u16::try_from(segments.len()).ok()?;
    let length = 16_u16.checked_add(count.checked_mul(8)?)?;
    let search = search_range(count, 2);
    // Header: version, one subtable, for Windows Unicode, at byte 12; then the subtable's own.
    let mut words = vec![0, 1, 3, 1, 0, 12, 4, length, 0, count * 2, search[0], search[1], search[2]];
    words.extend(segments.iter().map(|s| s[1]));
    words.push(0);
    words.extend(segments.iter().map(|s| s[0]));
    words.extend(segments.iter().map(|s| s[2]));
    words.extend(segments.iter().map(|_| 0));
    Some(be(words))
}

/// The three numbers that sfnt tables keep for a binary search among items of a size in bytes.
fn search_range(count: u16, size: u16) -> [u16; 3] {
    let log = count.max(1).ilog2() as u16;
    let range = (1 << log) * size;
    [range, log, count * size - range]
}

/// A table of names, each with its number in the specification; Windows, Unicode, US English.
pub fn names(entries: &[(u16, &str)]) -> Vec<u8> {
    let mut words: Vec<u16> = vec![0, entries.len() as u16, 6 + 12 * entries.len() as u16];
    let mut storage: Vec<u16> = Vec::new();
    for (id, text) in entries {
        let start = storage.len() as u16 * 2;
        storage.extend(text.encode_utf16());
        words.extend([3, 1, 0x409, *id, storage.len() as u16 * 2 - start, start]);
    }
    words.extend(storage);
    be(words)
}

/// Puts tables together to a font file with outlines of the CFF kind.
pub fn assemble(mut tables: Vec<Table>) -> Vec<u8> {
    const ADJUSTMENT: std::ops::Range<usize> = 8..12;
    const MAGIC: u32 = 0xb1b0_afba;
    tables.sort_by_key(|t| t.0);
    let count = tables.len() as u16;
    let mut out = b"OTTO".to_vec();
    out.extend(be([count].into_iter().chain(search_range(count, 16))));
    let mut offset = out.len() + 16 * tables.len();
    let mut head = None;
    for (tag, data) in &mut tables {
        if tag == b"head" && data.len() >= ADJUSTMENT.end {
            data[ADJUSTMENT].fill(0);
            head = Some(offset);
        }
        out.extend_from_slice(tag);
        out.extend([checksum(data), offset as u32, data.len() as u32].into_iter().flat_map(u32::to_be_bytes));
        data.resize(data.len().next_multiple_of(4), 0);
        offset += data.len();
    }
    tables.iter().for_each(|(_, data)| out.extend_from_slice(data));
    if let Some(head) = head {
        let adjustment = MAGIC.wrapping_sub(checksum(&out));
        out[head + ADJUSTMENT.start..head + ADJUSTMENT.end].copy_from_slice(&adjustment.to_be_bytes());
    }
    out
}

/// The sum of the big-endian words of data padded with zeros.
fn checksum(data: &[u8]) -> u32 {
    let word = |four: &[u8]| (0..4).fold(0, |w, i| w << 8 | u32::from(four.get(i).copied().unwrap_or(0)));
    data.chunks(4).map(word).fold(0, u32::wrapping_add)
}
