use super::*;
use proptest::prelude::*;

fn look(run: &Run) -> String {
    let marks = [(run.strong, "s"), (run.emphasis, "e"), (run.code, "c")];
    let marks: String = marks.into_iter().filter(|(on, _)| *on).map(|(_, m)| m).collect();
    let link = run.link.as_ref().map(|l| format!("→{l}")).unwrap_or_default();
    format!("{marks}[{}]{link}", run.text)
}

fn dump(text: &str) -> String {
    let block = |b: &Block| format!("{:?} {}", b.kind, b.runs.iter().map(look).collect::<String>());
    blocks(text).iter().map(block).collect::<Vec<_>>().join("\n")
}

fn line(text: &str) -> String {
    runs(text).iter().map(look).collect()
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
    assert_eq!(dump("a <b>c</b> & d"), "Paragraph [a <b>c</b> & d]");
    assert_eq!(dump("- <b>"), "Item(0, None) [<b>]");
    assert_eq!(dump("#eight"), "Paragraph [#eight]");
}

#[test]
fn items_keep_their_numbers_depth_and_further_paragraphs() {
    assert_eq!(
        dump("• one\n• two\n\n3. three\n4. four\n\n   more of four\n\n+ five"),
        "Item(0, None) [one]\nItem(0, None) [two]\nItem(0, Some(3)) [three]\nItem(0, Some(4)) [four]\n\
         Paragraph [more of four]\nItem(0, None) [five]"
    );
    assert_eq!(dump("- four\n  five\n  - six"), "Item(0, None) [four five]\nItem(1, None) [six]");
}

#[test]
fn an_address_is_a_link_without_marks() {
    assert_eq!(
        dump("see https://x.y/a_b_c. Or <https://a.b>, `http://c.d`"),
        "Paragraph [see ][https://x.y/a_b_c]→https://x.y/a_b_c[. Or ][https://a.b]→https://a.b[, ]c[http://c.d]"
    );
}

#[test]
fn a_line_has_marks_of_words_only() {
    assert_eq!(line("1. **a** _b_"), "[1. ]s[a][ ]e[b]");
    assert_eq!(line("# - > `x`"), "[# - > ]c[x]");
    assert_eq!(line("**Head**"), "s[Head]");
    assert_eq!(line(" [x]: y\n---"), "[[x]: y ---]");
    assert_eq!(line("  "), "");
}

#[test]
fn a_text_is_read_aloud() {
    let text =
        "# Head\n\n**Bold** and *thin* `code`, [a source](https://x.y/z_1).\n- one\n- two \\*\n\n1. three";
    assert_eq!(plain(text), "Head\nBold and thin code, a source.\n• one\n• two *\n1. three");
    assert_eq!(plain("[not a link] [x](y"), "[not a link] [x](y");
}

#[test]
fn words_of_a_link_are_kept_as_they_are() {
    let link = linked(&escaped("Act [2] of *1959*"), "https://a.b/c (d)");
    assert_eq!(line(&link), "[Act [2] of *1959*]→https://a.b/c%20%28d%29");
    assert_eq!(linked("alone", ""), "alone");
}

proptest! {
    #[test]
    fn no_text_is_an_error_and_plain_text_is_kept(text in "[\\PC\n]{0,80}", plain in "[a-zа-я가-힣 ]{1,40}") {
        let _ = (blocks(&text), runs(&text));
        let plain = format!("x{plain}");
        let words: Vec<String> = blocks(&plain).iter().map(Block::text).collect();
        prop_assert_eq!(words.concat(), plain.trim_end());
    }

    #[test]
    fn escaped_words_mean_themselves(text in "[a-z0-9 .)#>\\-+=*_`~\\[\\]<&;\\\\!|'\"а-я가-힣•]{1,30}") {
        let text = text.trim();
        let read: Vec<String> = blocks(&escaped(text)).iter().map(Block::text).collect();
        prop_assert_eq!(read.concat(), text);
        prop_assert!(blocks(&escaped(text)).iter().all(|b| b.kind == Kind::Paragraph));
        let line: String = runs(&escaped(text)).into_iter().map(|r| r.text).collect();
        prop_assert_eq!(line, text);
    }
}
