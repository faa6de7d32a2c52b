#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;

fn skipped(text: &str) -> Result<&str, Fault> {
    Scanner::new(text, 64).skip()
}

#[test]
fn values_are_passed_over_whole() {
    for text in ["[1,[2,{}],{\"a\":\"]\\\"\"}]", "{\"a\":{\"b\":[]},\"c\":null}", "\"x\"", "[]"] {
        assert_eq!(skipped(&format!("{text},")), Ok(text));
    }
    assert_eq!(skipped("[1,2"), Err(Fault::End));
    assert_eq!(skipped("[1 2]"), Err(Fault::Unexpected { at: 3, wanted: "wanted-comma" }));
    assert!(matches!(skipped(&"[".repeat(100_000)), Err(Fault::Deep { at: 64 })));
}

#[test]
fn slips_are_tolerated_and_remembered() {
    let mut scanner = Scanner::new("[1, /* two */ {\"a\": NaN,}, \"x\ty\",]", 64);
    let raw = scanner.skip().unwrap();
    let slips = Slips { comma: Some(24), comment: Some(4), control: Some(29), word: Some(20) };
    assert_eq!(scanner.slips, slips);
    assert_eq!(&*compact(raw), "[1,{\"a\":null},\"x\\ty\"]");
}

#[test]
fn escapes_are_resolved() {
    assert_eq!(unescaped(r#"a\"b\\c\/d\nA\u00e9\ud83d\ude00"#), "a\"b\\c/d\nA\u{e9}\u{1f600}");
    assert_eq!(unescaped(r"\ud83d!\udc00\u12"), "\u{fffd}!\u{fffd}\u{fffd}12");
}

#[test]
fn numbers_are_exact() {
    for text in
        ["0", "-0.5", "131.9123456", "43.123456789012345678", "1e3", "1.5E-7", "123456789012345678", "5e-324"]
    {
        let padded = format!("{text} ");
        let value = Scanner::new(&padded, 1).number().unwrap();
        assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
    }
    assert_eq!(Scanner::new("1e999]", 1).number(), Ok(f64::INFINITY));
    assert!(Scanner::new("1.2.3]", 1).number().is_err());
    assert_eq!(Scanner::new("", 1).number(), Err(Fault::End));
}

#[test]
fn the_grammar_of_numbers() {
    assert!(["0", "-0", "10.50", "1e5", "1.5E+7"].iter().all(|t| valid_number(t)));
    assert!(["", "-", "01", "+1", ".5", "1.", "1e", "NaN", "1 "].iter().all(|t| !valid_number(t)));
}
