//! Captions: the part of Markdown that a caption needs, as blocks of words.
//!
//! Paragraphs, headings, lists, quotes; strong, emphasized and code words, links, hard breaks. Anything
//! else stays as it is written: nothing of a text is lost, and no text is an error.

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Ordinary text.
    Paragraph,
    /// A heading of a level from 1.
    Heading(u8),
    /// An item of a list: how deep it stands, from 0, and its number if the list counts.
    Item(u8, Option<u32>),
    /// What somebody else has said.
    Quote,
}

/// Words that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The words; a line break is `\n`.
    pub text: String,
    /// Strong.
    pub strong: bool,
    /// Emphasized.
    pub emphasis: bool,
    /// To be read letter by letter.
    pub code: bool,
    /// Where it leads.
    pub link: Option<String>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub runs: Vec<Run>,
}

impl Block {
    /// The words without their looks.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }
}

/// The blocks of a text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<(Kind, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        let (kind, rest) = kind(line);
        match blocks.last_mut() {
            Some((last, words))
                if open && (kind == Kind::Paragraph || kind == Kind::Quote && *last == kind) =>
            {
                let joint = joint(words);
                words.push_str(joint);
                words.push_str(rest);
            }
            _ => blocks.push((kind.clone(), rest.to_owned())),
        }
        // A heading is one line.
        open = !matches!(kind, Kind::Heading(_));
    }
    let made = blocks.into_iter().map(|(kind, words)| Block { kind, runs: runs(words.trim_end()) });
    made.filter(|b| !b.runs.is_empty()).collect()
}

/// What stands between a line and the next one of its block: two spaces at the end break the line.
fn joint(words: &mut String) -> &'static str {
    let hard = words.ends_with("  ") || words.ends_with('\\');
    let kept = words.trim_end_matches([' ', '\\']).len();
    words.truncate(kept);
    if hard { "\n" } else { " " }
}

/// What a line begins, and its words.
fn kind(line: &str) -> (Kind, &str) {
    let words = line.trim_start();
    let depth = ((line.len() - words.len()) / 2).min(4) as u8;
    let level = words.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&level)
        && let Some(rest) = words[level..].strip_prefix(' ')
    {
        return (Kind::Heading(level as u8), rest.trim());
    }
    if let Some(rest) = ["- ", "* ", "+ ", "• "].iter().find_map(|mark| words.strip_prefix(mark)) {
        return (Kind::Item(depth, None), rest.trim_start());
    }
    if let Some(rest) = words.strip_prefix('>') {
        return (Kind::Quote, rest.trim_start());
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=4).contains(&digits)
        && let Some(rest) = words[digits..].strip_prefix(". ").or(words[digits..].strip_prefix(") "))
    {
        return (Kind::Item(depth, words[..digits].parse().ok()), rest.trim_start());
    }
    (Kind::Paragraph, words)
}

/// The words of a block with their looks.
#[must_use]
pub fn runs(text: &str) -> Vec<Run> {
    let mut out = Vec::new();
    inline(text, &Run::default(), 0, &mut out);
    out
}

/// Marks inside marks are followed this deep.
const DEEPEST: u8 = 6;

fn inline(text: &str, look: &Run, depth: u8, out: &mut Vec<Run>) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let found = if depth < DEEPEST { marked(rest, before, look) } else { None };
        if let Some((inner, look, length)) = found {
            match look.code {
                true => push(out, inner, &look),
                false => inline(inner, &look, depth + 1, out),
            }
            before = rest[..length].chars().next_back().unwrap_or(' ');
            rest = &rest[length..];
            continue;
        }
        let mut length = first.len_utf8();
        let mut word = &rest[..length];
        if first == '\\'
            && let Some(escaped) = rest[1..].chars().next().filter(char::is_ascii_punctuation)
        {
            word = &rest[1..1 + escaped.len_utf8()];
            length += word.len();
        }
        push(out, word, look);
        before = first;
        rest = &rest[length..];
    }
}

/// What is marked at the beginning of a text: its words, their look, and how much is used up.
fn marked<'a>(text: &'a str, before: char, look: &Run) -> Option<(&'a str, Run, usize)> {
    const MARKS: [&str; 5] = ["**", "__", "*", "_", "`"];
    if let Some(rest) = text.strip_prefix('[') {
        let (words, target) = rest.split_at(rest.find("](")?);
        let end = target.find(')')?;
        let link = Some(target[2..end].trim().to_owned());
        let whole = 1 + words.len() + end + 1;
        return Some((words, Run { link, ..look.clone() }, whole));
    }
    let mark = MARKS.into_iter().find(|m| text.starts_with(m))?;
    let rest = &text[mark.len()..];
    // `a_b_c` is a name and `2 * 3` a product.
    if rest.starts_with(char::is_whitespace) || mark.starts_with('_') && before.is_alphanumeric() {
        return None;
    }
    let end = closing(rest, mark)?;
    let mut look = look.clone();
    match mark {
        "`" => look.code = true,
        "*" | "_" => look.emphasis = true,
        _ => look.strong = true,
    }
    Some((&rest[..end], look, end + 2 * mark.len()))
}

/// Where a mark ends, if it does.
fn closing(text: &str, mark: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].find(mark) {
        let end = from + found;
        let inner = &text[..end];
        let after = text[end + mark.len()..].chars().next();
        // One star does not end at two.
        let single = mark.len() == 1 && mark != "`" && after == mark.chars().next();
        let inside = mark.starts_with('_') && after.is_some_and(char::is_alphanumeric);
        if !inner.is_empty() && !inner.ends_with([' ', '\\']) && !single && !inside {
            return Some(end);
        }
        from = end + if single { 2 } else { mark.len() };
    }
    None
}

fn push(out: &mut Vec<Run>, text: &str, look: &Run) {
    match out.last_mut() {
        Some(last)
            if (last.strong, last.emphasis, last.code, &last.link)
                == (look.strong, look.emphasis, look.code, &look.link) =>
        {
            last.text.push_str(text);
        }
        _ => out.push(Run { text: text.to_owned(), ..look.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dump(text: &str) -> String {
        let look = |r: &Run| {
            let marks = [(r.strong, "s"), (r.emphasis, "e"), (r.code, "c")];
            let marks: String = marks.into_iter().filter(|(on, _)| *on).map(|(_, m)| m).collect();
            let link = r.link.as_ref().map(|l| format!("→{l}")).unwrap_or_default();
            format!("{marks}[{}]{link}", r.text)
        };
        let block = |b: &Block| {
            let runs: Vec<String> = b.runs.iter().map(look).collect();
            format!("{:?} {}", b.kind, runs.join(""))
        };
        blocks(text).iter().map(block).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn blocks_and_words_are_told_apart() {
        let text = "# Two\nA **strong** and *weak*\nword, `a*b`  \nsee [the act](https://a.b/c).\n\n- one\n  - two\n2. three\n> said\n> again";
        let expected = "Heading(1) [Two]\n\
            Paragraph [A ]s[strong][ and ]e[weak][ word, ]c[a*b][\nsee ][the act]→https://a.b/c[.]\n\
            Item(0, None) [one]\nItem(1, None) [two]\nItem(0, Some(2)) [three]\nQuote [said again]";
        assert_eq!(dump(text), expected);
    }

    #[test]
    fn what_is_no_mark_stays() {
        assert_eq!(
            dump("2 * 3 * 4, snake_case_name, **open, [x] 5.2 m"),
            "Paragraph [2 * 3 * 4, snake_case_name, **open, [x] 5.2 m]"
        );
        assert_eq!(dump(r"\*no\* 54 %"), "Paragraph [*no* 54 %]");
        assert_eq!(dump("**a *b* c**"), "Paragraph s[a ]se[b]s[ c]");
        assert_eq!(dump("러시아 **나진**, Раджин"), "Paragraph [러시아 ]s[나진][, Раджин]");
    }

    proptest! {
        #[test]
        fn no_text_is_an_error_and_plain_text_is_kept(text in "\\PC{0,80}", plain in "[a-zа-я가-힣 ]{1,40}") {
            let _ = blocks(&text);
            let words: Vec<String> = blocks(&plain).iter().map(Block::text).collect();
            prop_assert_eq!(words.concat(), plain.trim());
        }
    }
}
