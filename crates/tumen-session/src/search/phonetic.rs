//! Two foldings of a name: plain letters of its own script, and a key by sound across scripts.

/// Lower case without diacritics and apostrophes; whatever is neither letter nor digit becomes one
/// space. The script stays.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !is_silent(*c)) {
        let c = bare(c);
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Combining marks and the many shapes of the apostrophe: written or left out at will.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´' | '\u{ad}')
}

/// The letter under a diacritic.
fn bare(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' => 's',
        'ť' => 't',
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ǔ' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ё' => 'е',
        'й' => 'и',
        _ => c,
    }
}

/// A name by sound: letters of a small alphabet without spaces, and where its words begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhoneticKey {
    /// `a e i o u p t k h j s m n l` and digits.
    pub letters: Vec<u8>,
    /// Offsets of the words; the first is 0.
    pub starts: Vec<u8>,
}

/// The key by sound: letters of all scripts as Latin ones, then variants of one sound as one letter.
/// Text in other scripts leaves nothing.
#[must_use]
pub fn phonetic_key(text: &str) -> PhoneticKey {
    let latin = latin(text);
    let mut found = PhoneticKey::default();
    for word in latin.split(' ').filter(|w| !w.is_empty()) {
        let Ok(start) = u8::try_from(found.letters.len()) else { break };
        found.starts.push(start);
        fold(word.as_bytes(), &mut found.letters);
    }
    found
}

/// The text in Latin letters and digits, words separated by spaces.
#[must_use]
pub fn latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !is_silent(*c)) {
        match c {
            // Russian writes Korean aspirates with х: Чхонджин, Пхеньян.
            'х' if matches!(last, 'п' | 'т' | 'к' | 'ч') => {}
            'а'..='я' | 'ё' => out.push_str(cyrillic(c)),
            '가'..='힣' => hangul(c, &mut out),
            _ if bare(c).is_ascii_alphanumeric() => out.push(bare(c)),
            _ => out.push(' '),
        }
        last = c;
    }
    out
}

fn cyrillic(c: char) -> &'static str {
    const TABLE: [&str; 32] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
        "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    match c {
        'ё' => "yo",
        _ => (c as usize).checked_sub('а' as usize).and_then(|i| TABLE.get(i)).copied().unwrap_or_default(),
    }
}

/// Revised Romanization of a syllable: its place in the block tells initial, medial and final.
fn hangul(c: char, out: &mut String) {
    const INITIALS: [&str; 19] =
        ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    const MEDIALS: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
        "yu", "eu", "ui", "i",
    ];
    const FINALS: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t",
        "t", "ng", "t", "t", "k", "t", "p", "",
    ];
    let place = c as usize - '가' as usize;
    out.push_str(INITIALS.get(place / 588).copied().unwrap_or_default());
    out.push_str(MEDIALS[place % 588 / 28]);
    out.push_str(FINALS[place % 28]);
}

/// What several letters stand for, longest first.
const GROUPS: [(&[u8], u8); 34] = [
    (b"shch", b's'),
    (b"chzh", b'j'),
    (b"tsch", b'j'),
    (b"dzh", b'j'),
    (b"tch", b'j'),
    (b"sch", b's'),
    (b"yeo", b'o'),
    (b"yae", b'e'),
    (b"zh", b'j'),
    (b"ch", b'j'),
    (b"dj", b'j'),
    (b"dz", b'j'),
    (b"ts", b'j'),
    (b"tz", b'j'),
    (b"sh", b's'),
    (b"kh", b'h'),
    (b"ph", b'p'),
    (b"th", b't'),
    (b"ck", b'k'),
    (b"ng", b'n'),
    (b"oe", b'o'),
    (b"eo", b'o'),
    (b"yo", b'o'),
    (b"jo", 0),
    (b"ja", 0),
    (b"ju", 0),
    (b"eu", b'u'),
    (b"yu", b'u'),
    (b"oo", b'u'),
    (b"ae", b'e'),
    (b"ye", b'e'),
    (b"ya", b'a'),
    (b"ee", b'i'),
    (b"iy", b'i'),
];

/// Adds the letters of a Latin word, folded, each once where it repeats.
fn fold(word: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    let mut i = 0;
    while i < word.len() {
        let (letter, width) = one(word, i);
        // Korean has one sound for r and l, and n for it at the start: Rajin is Najin.
        let letter = if out.len() == start && letter == b'l' { b'n' } else { letter };
        if out.len() == start || out.last() != Some(&letter) {
            out.push(letter);
        }
        i += width;
    }
}

/// The folded letter at a place of a word, and how many letters it takes.
fn one(word: &[u8], i: usize) -> (u8, usize) {
    match GROUPS.iter().find(|(group, _)| word[i..].starts_with(group)) {
        // German j stands for the softness of the letter before it: Aljoscha is Alyosha.
        Some((group, 0)) if i > 0 && b"lrtsv".contains(&word[i - 1]) => (group[1], 2),
        Some((group, letter)) if *letter != 0 => (*letter, group.len()),
        _ => (single(word[i]), 1),
    }
}

fn single(letter: u8) -> u8 {
    match letter {
        b'b' | b'v' | b'w' | b'f' => b'p',
        b'g' | b'q' | b'c' => b'k',
        b'd' => b't',
        b'z' => b'j',
        b'x' => b'h',
        b'r' => b'l',
        b'y' => b'i',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(text: &str) -> String {
        String::from_utf8(phonetic_key(text).letters).unwrap()
    }

    #[test]
    fn plain_text_has_neither_case_nor_marks() {
        assert_eq!(plain("  Rajin–Sŏnbong (Port) "), "rajin sonbong port");
        assert_eq!(plain("Zabaykal’sk"), "zabaykalsk");
        assert_eq!(plain("Олёкминск"), "олекминск");
        assert_eq!(plain("–"), "");
    }

    #[test]
    fn syllables_are_taken_apart() {
        assert_eq!(latin("나진"), "najin");
        assert_eq!(latin("라진"), "rajin");
        assert_eq!(latin("두만강역"), "dumangangyeok");
        assert_eq!(latin("값"), "gap");
        assert_eq!(latin("힣"), "hi");
    }

    #[test]
    fn one_name_has_one_sound_in_every_script() {
        let groups: [&[&str]; 7] = [
            &["Rajin", "Najin", "라진", "나진", "Раджин", "Наджин", "Начжин"],
            &["Khasan", "Hasan", "Хасан", "하산", "Xasan", "Khassan"],
            &["Busan", "Pusan", "부산", "Пусан"],
            &["Tumangang", "Туманган", "두만강"],
            &["Chongjin", "Чхонджин", "청진", "Ch’ŏngjin", "Cheongjin"],
            &["Ulan-Ude", "Улан-Удэ", "Ulan Ude", "울란우데", "Ulanude"],
            &["Olyokminsk", "Олёкминск", "Oljokminsk"],
        ];
        for group in groups {
            for name in group {
                let same = sound(name) == sound(group[0]);
                assert!(same, "{name} {} is not {} {}", sound(name), group[0], sound(group[0]));
            }
        }
        assert_ne!(sound("Khasan"), sound("Rajin"));
    }

    #[test]
    fn other_scripts_leave_nothing() {
        assert_eq!(phonetic_key("図們江"), PhoneticKey::default());
        assert_eq!(phonetic_key("Ulan-Ude").starts, [0, 4]);
    }
}
