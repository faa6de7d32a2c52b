//! Bytes to text: byte order marks, UTF-16, UTF-8, and the old code pages of Russia, Korea and Japan.
//!
//! A detector made for web pages (chardetng) needs a paragraph; a table of stations offers a few words
//! between numbers. Russian and Korean are therefore recognized first by the letters that their words
//! are made of, and only the rest is left to that detector.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, IBM866, KOI8_R, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251,
    WINDOWS_1252,
};
use std::borrow::Cow;

/// So many bytes with letters outside ASCII are looked at to recognize an encoding.
const SAMPLE: usize = 64 << 10;

/// Text, and how it was found in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text without a byte order mark; borrowed if the bytes are UTF-8.
    pub text: Cow<'a, str>,
    /// The name of the encoding, such as `windows-1251`.
    pub encoding: &'static str,
    /// Whether the encoding was recognized from letters alone: not forced, no mark, no valid UTF-8.
    pub guessed: bool,
    /// How many characters could not be decoded and stand as U+FFFD.
    pub replaced: usize,
}

/// Decodes bytes in a forced encoding (a label as for [`encoding_of`]; an unknown one is ignored) or in the
/// one that they seem to be written in.
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], forced: Option<&str>) -> Decoded<'a> {
    if let Some(encoding) = forced.and_then(encoding_of) {
        return decode_as(bytes, encoding, false);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(bytes.get(mark..).unwrap_or_default(), encoding, false);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decode_as(bytes, encoding, false);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), encoding: "UTF-8", guessed: false, replaced: 0 },
        Err(_) if mostly_utf8(bytes) => decode_as(bytes, UTF_8, false),
        Err(_) => decode_as(bytes, recognize(bytes), true),
    }
}

fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding, guessed: bool) -> Decoded<'a> {
    // A forced encoding may still have its mark before the text.
    let mark = Encoding::for_bom(bytes).filter(|(e, _)| *e == encoding).map_or(0, |(_, len)| len);
    let (text, broken) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    let replaced = if broken { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text, encoding: encoding.name(), guessed, replaced }
}

/// The encoding of a label as people, browsers and `.cpg` files write it: `1251`, `cp1251`, `ANSI 1251`,
/// `windows-1251`, `OEM 866`, `CP949`, `UTF-8`, `65001`, `88591`.
#[must_use]
pub fn encoding_of(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches('\0');
    if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
        return Some(encoding);
    }
    let digits: String = label.chars().filter(char::is_ascii_digit).collect();
    match digits.as_str() {
        "65001" | "8" => Some(UTF_8),
        "949" | "51949" => Some(EUC_KR),
        "932" => Some(SHIFT_JIS),
        "936" | "54936" => Encoding::for_label(b"gb18030"),
        "950" => Encoding::for_label(b"big5"),
        "874" => Encoding::for_label(b"windows-874"),
        "866" => Some(IBM866),
        "20866" => Some(KOI8_R),
        "1200" => Some(UTF_16LE),
        "1201" => Some(UTF_16BE),
        digits if digits.starts_with("125") && digits.len() == 4 => {
            Encoding::for_label(format!("windows-{digits}").as_bytes())
        }
        digits if digits.starts_with("8859") => iso_8859(digits.get(4..).unwrap_or("1")),
        _ => match label.to_ascii_lowercase().as_str() {
            "uhc" => Some(EUC_KR),
            "utf8mb4" => Some(UTF_8),
            _ => None,
        },
    }
}

fn iso_8859(part: &str) -> Option<&'static Encoding> {
    Encoding::for_label(format!("iso-8859-{}", if part.is_empty() { "1" } else { part }).as_bytes())
}

/// UTF-16 shows itself by zero bytes, always on the same side of digits, commas and line ends.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let pairs = sample.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // A fifth: even Korean text has that many spaces, digits and commas once it is a table.
    let many = (pairs / 5).max(2);
    if odd >= many && even * 20 <= odd {
        Some(UTF_16LE)
    } else if even >= many && odd * 20 <= even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the bytes are UTF-8 with a few broken places (a cut end, one pasted value), so that nothing is
/// gained by reading them as something else.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad, mut rest) = (0_usize, 0_usize, bytes);
    while let Err(error) = std::str::from_utf8(rest) {
        let valid = rest.get(..error.valid_up_to()).unwrap_or_default();
        good += valid.iter().filter(|b| **b >= 0xC0).count();
        bad += 1;
        let Some(len) = error.error_len() else {
            return if bad == 1 { good > 0 || is_cut_character(rest) } else { good >= 4 * (bad - 1) };
        };
        rest = rest.get(error.valid_up_to() + len..).unwrap_or_default();
        if bad > 64 && good < 4 * bad {
            return false;
        }
    }
    good += rest.iter().filter(|b| **b >= 0xC0).count();
    good >= 4 * bad
}

/// Whether the last bytes begin a character of three or four bytes that is cut off. A lead of two bytes alone
/// is as well a letter of a code page.
fn is_cut_character(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(3)..).unwrap_or_default();
    tail.len() >= 2 && tail.last().is_some_and(|b| *b & 0xC0 == 0x80)
}

/// The encoding of bytes that are no UTF-8.
fn recognize(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = by_headings(bytes) {
        return encoding;
    }
    let sample = telling_bytes(bytes);
    if is_latin(&sample) {
        return WINDOWS_1252;
    }
    if east_asian_share(&sample, EUC_KR, is_hangul) > 0.8 {
        return EUC_KR;
    }
    let cyrillic = [WINDOWS_1251, KOI8_R, IBM866].map(|e| (russian_score(&sample, e), e));
    let best = cyrillic.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, encoding)) = best.filter(|(score, _)| *score > 0.55) {
        return encoding;
    }
    if east_asian_share(&sample, SHIFT_JIS, is_japanese) > 0.8 {
        return SHIFT_JIS;
    }
    // Japanese in its other encoding has syllables; without any the same bytes are Chinese.
    let kana = east_asian_share(&sample, EUC_JP, |c| matches!(c, '\u{3040}'..='\u{30ff}'));
    if kana < 0.1 && east_asian_share(&sample, GBK, is_common_chinese) > 0.8 {
        return GBK;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&sample, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Words that stand over the columns of tables of places, in the languages whose encodings are told apart here.
const HEADINGS: [&str; 44] = [
    "纬度",
    "经度",
    "名称",
    "坐标",
    "地点",
    "地址",
    "站名",
    "编号",
    "备注",
    "高程",
    "海拔",
    "城市",
    "序号",
    "緯度",
    "經度",
    "経度",
    "名稱",
    "座標",
    "地點",
    "備註",
    "標高",
    "위도",
    "경도",
    "이름",
    "명칭",
    "좌표",
    "주소",
    "비고",
    "고도",
    "역명",
    "번호",
    "구분",
    "широта",
    "долгота",
    "название",
    "наименование",
    "имя",
    "описание",
    "адрес",
    "город",
    "станция",
    "координаты",
    "высота",
    "примечание",
];

/// The encoding in which the first lines of a table hold more known headings than in any other.
fn by_headings(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let lines = head.split(|b| *b == b'\n').filter(|line| !line.is_ascii()).take(3);
    let fields: Vec<&[u8]> = lines
        .flat_map(|line| line.split(|b| matches!(b, b',' | b';' | b'\t' | b'"' | b'\r')))
        .filter(|field| !field.is_ascii() && field.len() < 64)
        .collect();
    let known = |encoding: &'static Encoding| {
        let is_known = |field: &&&[u8]| {
            let (text, broken) = encoding.decode_without_bom_handling(field);
            !broken && HEADINGS.contains(&text.trim().to_lowercase().as_str())
        };
        fields.iter().filter(is_known).count()
    };
    let encodings = [GBK, EUC_KR, WINDOWS_1251, SHIFT_JIS, EUC_JP, BIG5, KOI8_R, IBM866];
    let mut counts: Vec<(usize, &'static Encoding)> = encodings.iter().map(|e| (known(e), *e)).collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(best, encoding), (next, _), ..] if best > next => Some(encoding),
        _ => None,
    }
}

/// Whether a character is one of the 3,755 common ones of Chinese, which stand first in the code.
fn is_common_chinese(c: char) -> bool {
    let mut utf8 = [0; 4];
    let bytes = GBK.encode(c.encode_utf8(&mut utf8)).0;
    matches!(bytes.as_ref(), [0xB0..=0xD7, 0xA1..=0xFE])
}

/// The words with bytes outside ASCII, up to [`SAMPLE`] bytes of them: in a long table the first name may
/// come late.
fn telling_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    let cut = |b: &u8| matches!(b, b',' | b';' | b'\t' | b'\n' | b'\r');
    for field in bytes.split(cut).filter(|f| !f.is_ascii()) {
        sample.extend_from_slice(field.get(..field.len().min(SAMPLE)).unwrap_or_default());
        sample.push(b'\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    sample
}

/// Whether single high bytes stand among ASCII letters (`Köln`) or are only the sign of degrees.
fn is_latin(sample: &[u8]) -> bool {
    let high = |i: usize| sample.get(i).is_some_and(|b| *b >= 0x80);
    let letter = |i: usize| sample.get(i).is_some_and(u8::is_ascii_alphabetic);
    let (mut all, mut latin) = (0_usize, 0_usize);
    for at in (0..sample.len()).filter(|i| high(*i)) {
        all += 1;
        let before = at.checked_sub(1);
        let alone = !high(at + 1) && !before.is_some_and(high);
        let among = letter(at + 1) || before.is_some_and(letter);
        let degrees = sample.get(at) == Some(&0xB0);
        latin += usize::from(alone && (among || degrees));
    }
    latin * 10 >= all * 9
}

/// Whether a syllable is one of the 2,350 that Korean words are made of. The code page has 8,822 rare ones
/// more, to which other bytes decode by chance.
fn is_hangul(c: char) -> bool {
    let mut utf8 = [0; 4];
    let hangul = ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let bytes = EUC_KR.encode(c.encode_utf8(&mut utf8)).0;
    hangul && bytes.iter().all(|b| *b >= 0xA1)
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// The share of wanted characters among those outside ASCII; 0 if any byte fits not.
fn east_asian_share(sample: &[u8], encoding: &'static Encoding, wanted: fn(char) -> bool) -> f64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut all, mut good, mut broken) = (0.0, 0.0, 0.0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        // Signs such as the degree are nobody's letters.
        if !c.is_alphabetic() && c != '\u{fffd}' {
            continue;
        }
        all += 1.0;
        good += f64::from(u8::from(wanted(c)));
        broken += f64::from(u8::from(c == '\u{fffd}'));
    }
    if all == 0.0 || broken > all * 0.02 { 0.0 } else { good / all }
}

/// How much text looks like Russian words, about 0 to 1: common letters, small after small, no signs of
/// frames between them.
fn russian_score(sample: &[u8], encoding: &'static Encoding) -> f64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut all, mut score, mut before) = (0.0, 0.0, ' ');
    for c in text.chars() {
        if !c.is_ascii() {
            all += 1.0;
            score += letter_score(c, before);
        }
        before = c;
    }
    if all == 0.0 { 0.0 } else { score / all }
}

fn letter_score(c: char, before: char) -> f64 {
    let cyrillic = |c: char| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё');
    if !cyrillic(c) {
        return if matches!(c, '№' | '°' | '«' | '»' | '–' | '—') { 0.5 } else { -1.0 };
    }
    // A capital after a small letter, or a hard sign at the start, tells the wrong code page.
    let small = c.to_lowercase().next().unwrap_or(c);
    if c.is_uppercase() && before.is_lowercase() || "ъыь".contains(small) && !cyrillic(before) {
        return -1.0;
    }
    match small {
        'о' | 'е' | 'а' | 'и' | 'н' | 'т' | 'с' | 'р' | 'в' | 'л' => 1.0,
        'к' | 'м' | 'д' | 'п' | 'у' | 'я' | 'ы' | 'ь' | 'г' | 'з' | 'б' | 'ч' => 0.75,
        'ъ' | 'ё' | 'щ' | 'э' => 0.2,
        _ => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn recognized(text: &str, encoding: &'static Encoding) {
        let bytes = encoding.encode(text).0;
        let decoded = decode(&bytes, None);
        assert_eq!((&*decoded.text, decoded.encoding), (text, encoding.name()));
    }

    #[test]
    fn short_russian_words_are_recognized() {
        let words = [
            "Хасан",
            "Владивосток;43,1",
            "станция;широта;долгота\nУссурийск;43,8;131,9",
            "ПОСЬЕТ",
            "Зарубино",
        ];
        for word in words {
            recognized(word, WINDOWS_1251);
        }
        recognized("станция,широта\nХасан,42.4\nКраскино,42.7", KOI8_R);
        recognized("станция,широта\nХасан,42.4\nКраскино,42.7", IBM866);
    }

    #[test]
    fn korean_and_japanese_are_recognized() {
        recognized("이름,위도,경도\n라진,42.25,130.3\n두만강,42.41,130.6", EUC_KR);
        recognized("부산", EUC_KR);
        recognized("駅,緯度\nハサン駅,42.4", SHIFT_JIS);
    }

    #[test]
    fn latin_letters_are_recognized() {
        recognized("Köln;50.9\nMünchen;48.1", WINDOWS_1252);
        recognized("43°06'54\"N", WINDOWS_1252);
    }

    #[test]
    fn utf_16_needs_no_mark() {
        let text = "lat,lon,имя\n43.1,131.9,Хасан\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little, None).text, text);
        assert_eq!(decode(&big, None).encoding, "UTF-16BE");
        assert_eq!(decode(&[b"\xFE\xFF".to_vec(), big].concat(), None).text, text);
        assert_eq!(decode(&[b"\xFF\xFE".to_vec(), little].concat(), None).text, text);
    }

    #[test]
    fn utf_8_is_borrowed_and_may_be_cut() {
        let text = "Хасан, Туманная, 두만강";
        assert!(matches!(decode(text.as_bytes(), None).text, Cow::Borrowed(_)));
        let cut = decode(&text.as_bytes()[..text.len() - 1], None);
        assert_eq!((cut.encoding, cut.replaced, cut.guessed), ("UTF-8", 1, false));
    }

    #[test]
    fn labels_of_people_are_understood() {
        for label in ["1251", "cp1251", "ANSI 1251", "windows-1251", " CP1251\r\n"] {
            assert_eq!(encoding_of(label), Some(WINDOWS_1251), "{label}");
        }
        assert_eq!(encoding_of("OEM 866"), Some(IBM866));
        assert_eq!(encoding_of("CP949"), Some(EUC_KR));
        assert_eq!(encoding_of("UTF-8"), Some(UTF_8));
        assert_eq!(encoding_of("65001"), Some(UTF_8));
        assert_eq!(encoding_of("88591"), Encoding::for_label(b"latin1"));
        assert_eq!(encoding_of("nothing"), None);
    }
}
