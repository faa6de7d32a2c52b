//! PDF as other programs read it: text, fonts, links, and the same picture as PNG.
//!
//! Text, fonts and pixels are read by poppler; where it is not installed, those tests say so and pass.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};
use tumen_assets::Bundle;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::Language;
use tumen_scene::export::{About, ExportError, pdf, png};
use tumen_scene::frame::{Align, Group, Item, Paint, Placing, Stroke, Text, Weight};
use tumen_scene::page::{Extent, Link, Orientation, Page, PageSetup, PageSize};
use tumen_scene::{Camera, Frame, Rgba};
use tumen_session::{Session, View};

const TUMEN: [f64; 4] = [130.12, 42.14, 131.02, 42.56];
/// Tolerance of comparing PDF and PNG, per mean difference of a channel (of 255): edges are smoothed
/// differently, and relief is sampled at 150 dots per inch.
const MEAN_DIFFERENCE: f64 = 3.0;
/// At most this share of pixels may differ by more than [`FAR`] in any channel.
const FAR_SHARE: f64 = 0.02;
const FAR: u8 = 64;

fn about() -> About {
    About { title: "Тест 시험".into(), description: "d".into(), language: "ru".into() }
}

fn page(items: Vec<Paint>) -> Page {
    let camera = Camera::at(Projection::Mercator, LonLat::new(131.0, 43.0), 5.0);
    let items = items.into_iter().map(|paint| Item { feature: None, paint }).collect();
    let groups = vec![Group { name: "things", items }];
    let background = Rgba([255; 4]);
    let frame =
        Frame { size: [400.0, 300.0].into(), map: Some(camera), background, groups, covered: Vec::new() };
    Page { frame, links: Vec::new(), parts: Vec::new(), name: None }
}

fn text(words: &str, placing: Placing) -> Paint {
    Paint::Text(Text {
        text: words.into(),
        placing,
        size: 14.0,
        weight: Weight::Regular,
        color: Rgba([0, 0, 0, 255]),
        halo: Some((Rgba([255, 255, 0, 200]), 2.0)),
    })
}

fn at(x: f32, y: f32) -> Placing {
    Placing::Straight([x, y], Align::Start)
}

fn map_pages(language: Language, size: PageSize, orientation: Orientation) -> Vec<Page> {
    static SESSION: OnceLock<Mutex<Session>> = OnceLock::new();
    let day = "2026-11-21".parse().unwrap();
    let session = SESSION.get_or_init(|| {
        let mut session = Session::open(&Bundle::embedded(), day);
        session.prepare();
        Mutex::new(session)
    });
    let mut session = session.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    session.set_view(View { language, ..View::new(day) });
    let extent = Extent::Degrees(TUMEN.into());
    let setup = PageSetup { size, orientation, extent, ..PageSetup::new([800.0, 600.0]) };
    session.compose_page(&setup).unwrap()
}

/// A poppler program, or nothing with a line that says so.
fn poppler(program: &str) -> Option<Command> {
    if Command::new(program).arg("-v").output().is_ok() {
        return Some(Command::new(program));
    }
    println!("{program} is not installed: not compared");
    None
}

fn written(folder: &Path, pages: &[Page]) -> PathBuf {
    let path = folder.join("a.pdf");
    std::fs::write(&path, pdf(pages, &about()).unwrap()).unwrap();
    path
}

fn extracted(pages: &[Page]) -> Option<String> {
    let mut program = poppler("pdftotext")?;
    let folder = tempfile::tempdir().unwrap();
    let output = program.arg("-raw").arg(written(folder.path(), pages)).arg("-").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let pages = map_pages(Language::En, PageSize::A4, Orientation::Auto);
    let again = map_pages(Language::En, PageSize::A4, Orientation::Auto);
    let bytes = pdf(&pages, &about()).unwrap();
    assert!(bytes == pdf(&again, &about()).unwrap(), "two runs differ");
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert!(bytes.len() < 3_000_000, "an A4 page takes {} bytes", bytes.len());
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("CreationDate") && !text.contains("ModDate"), "a date would change the bytes");
}

#[test]
fn three_scripts_are_found_once_each() {
    let letters = |s: &str| s.chars().count();
    let curved = "Туманган 두만강";
    let places = (0..letters(curved)).map(|i| ([20.0 + 11.0 * i as f32, 150.0 + 4.0 * i as f32], 0.35));
    let pages = [page(vec![
        text("Khasan – Rajin", at(20.0, 40.0)),
        text("Хасан", at(20.0, 70.0)),
        text("라진항 나진", at(20.0, 100.0)),
        text(curved, Placing::Along(places.collect())),
        // What the font lacks is a gap that still says what it is.
        text("豆満江", at(20.0, 280.0)),
    ])];
    let Some(found) = extracted(&pages) else { return };
    for words in ["Khasan – Rajin", "Хасан", "라진항 나진", curved] {
        assert_eq!(found.matches(words).count(), 1, "{words:?} in {found:?}");
    }
    assert_eq!(found.replace(' ', "").matches("豆満江").count(), 1, "{found:?}");
}

#[test]
fn a_map_is_searchable_in_its_language() {
    for (language, words) in [
        (Language::En, ["Khasan", "Sources", "Railway", "As of 2026-11-21"]),
        (Language::Ru, ["Хасан", "Источники", "Вид", "На дату 2026-11-21"]),
        (Language::Ko, ["하산", "출처", "종류", "기준일: 2026-11-21"]),
    ] {
        let Some(found) = extracted(&map_pages(language, PageSize::A4, Orientation::Auto)) else { return };
        for word in words {
            assert!(found.contains(word), "no {word:?} in {found}");
        }
    }
}

#[test]
fn fonts_are_embedded_as_subsets() {
    let Some(mut program) = poppler("pdffonts") else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), &map_pages(Language::Ko, PageSize::A4, Orientation::Auto));
    let output = String::from_utf8(program.arg(path).output().unwrap().stdout).unwrap();
    let fonts: Vec<&str> = output.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2, "{output}");
    for font in fonts {
        let words: Vec<&str> = font.split_whitespace().collect();
        assert!(words[0].contains("+Pretendard-"), "{font}");
        // emb, sub, uni.
        assert!(words.windows(3).any(|w| w == ["yes", "yes", "yes"]), "{font}");
    }
}

#[test]
fn links_metadata_and_outline_are_there() {
    let mut first = page(vec![text("a", at(10.0, 20.0))]);
    first.links.push(Link { area: [10.0, 5.0, 60.0, 25.0], url: "https://example.org/a".into() });
    first.links.push(Link { area: [10.0, 5.0, 60.0, 25.0], url: "https://ru.example.org/Мост".into() });
    first.links.push(Link { area: [10.0, 5.0, 60.0, 25.0], url: "file:///bin/sh".into() });
    first.name = Some("The first".into());
    let bytes = pdf(&[first, page(Vec::new())], &about()).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("/URI (https://example.org/a)") || text.contains("/URI(https://example.org/a)"));
    assert!(text.contains("https://ru.example.org/%D0%9C%D0%BE%D1%81%D1%82"), "no address in Latin letters");
    assert!(!text.contains("/bin/sh"), "a page leads to a program");
    assert!(text.contains("/Lang"), "no language");
    assert!(text.contains("/Outlines") && text.contains("The first"), "no outline");
    assert!(text.contains("Тест 시험"), "no title");
    assert!(text.contains("/Count 2"), "no two pages");
}

#[test]
fn pages_without_a_size_are_refused() {
    for size in [[0.0, 10.0], [f32::NAN, 10.0], [100_000.0, 10.0]] {
        let mut page = page(Vec::new());
        page.frame.size = size.into();
        assert!(matches!(pdf(&[page], &about()), Err(ExportError::TooLarge { .. })), "{size:?}");
    }
}

#[test]
fn what_cannot_be_drawn_is_left_out() {
    let nowhere = text("nowhere", at(f32::NAN, 1.0));
    let line = |points: Vec<[f32; 2]>| {
        let stroke = Some(Stroke::solid(2.0, Rgba([255, 0, 0, 128])));
        Paint::Path(tumen_scene::frame::Path { points, closed: false, fill: None, stroke })
    };
    let pages = [page(vec![nowhere, line(vec![[f32::INFINITY, 0.0], [1.0, 1.0]]), line(Vec::new())])];
    assert!(pdf(&pages, &about()).is_ok());
}

#[test]
fn pdf_and_png_show_the_same() {
    let Some(mut program) = poppler("pdftoppm") else { return };
    let folder = tempfile::tempdir().unwrap();
    let pages = map_pages(Language::En, PageSize::A4, Orientation::Auto);
    let path = written(folder.path(), &pages[..1]);
    let out = folder.path().join("page");
    // 96 dots per inch: one for each pixel of the page.
    let status = program.args(["-r", "96", "-png", "-singlefile"]).arg(path).arg(&out).status().unwrap();
    assert!(status.success());
    let from_pdf = pixels(&std::fs::read(out.with_extension("png")).unwrap());
    let from_png = pixels(&png(&pages[0].frame, 1.0).unwrap());
    let (wide, high) = (from_pdf.0[0].min(from_png.0[0]), from_pdf.0[1].min(from_png.0[1]));
    assert!(from_pdf.0[0].abs_diff(from_png.0[0]) <= 1 && from_pdf.0[1].abs_diff(from_png.0[1]) <= 1);
    let (mut sum, mut far) = (0_u64, 0_u64);
    for y in 0..high {
        for x in 0..wide {
            let pixel = |(size, data): &([usize; 2], Vec<u8>)| {
                let i = 3 * (y * size[0] + x);
                [data[i], data[i + 1], data[i + 2]]
            };
            let (a, b) = (pixel(&from_pdf), pixel(&from_png));
            let differences: Vec<u8> = (0..3).map(|c| a[c].abs_diff(b[c])).collect();
            sum += differences.iter().map(|d| u64::from(*d)).sum::<u64>();
            far += u64::from(differences.iter().any(|d| *d > FAR));
        }
    }
    let count = (wide * high) as f64;
    let (mean, share) = (sum as f64 / (3.0 * count), far as f64 / count);
    println!("mean difference {mean:.2} of 255, {:.2} % of pixels far apart", 100.0 * share);
    assert!(mean < MEAN_DIFFERENCE && share < FAR_SHARE, "mean {mean}, far {share}");
}

/// Width and height, and RGB.
fn pixels(bytes: &[u8]) -> ([usize; 2], Vec<u8>) {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    assert_eq!(info.color_type, ::png::ColorType::Rgb);
    ([info.width as usize, info.height as usize], data)
}
