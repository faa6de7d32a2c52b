//! What a caption says and how, in each place where an audience meets it.

use std::sync::Arc;
use tumen_core::markdown;
use tumen_core::model::{Stop, Tour};
use tumen_formats::catalog::TourFormat;
use tumen_formats::save;
use tumen_scene::frame::{Item, Paint, Text, Weight};
use tumen_scene::page::block::Setter;
use tumen_scene::page::{self, PageSize, Piece};
use tumen_scene::{Style, Theme};

/// What is read out of a caption: its blocks as plain words, and which words are strong and weak.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words of paragraphs, headings and items, without the marks of lists.
    pub blocks: Vec<String>,
    /// Words that are strong, in order; `None` where the place has one kind of letters only.
    pub strong: Option<Vec<String>>,
    /// Words that are emphasized and not strong.
    pub weak: Option<Vec<String>>,
}

/// The stage, the preview beside the editor and pages of paper: they show the blocks of the one reader.
pub fn blocks(text: &str) -> Reading {
    let blocks = markdown::blocks(text);
    let runs = || blocks.iter().flat_map(|b| &b.runs);
    let words = |wanted: fn(&markdown::Run) -> bool| {
        Some(runs().filter(|r| wanted(r)).map(|r| r.text.trim().to_owned()).collect())
    };
    Reading {
        blocks: blocks.iter().map(markdown::Block::text).collect(),
        strong: words(|r| r.strong),
        weak: words(|r| r.emphasis && !r.strong),
    }
}

/// What a page shows: the words of its lines by their weights. Headings are as heavy as strong words.
pub fn paper(text: &str) -> Reading {
    let style = Style::plain();
    let setter = Setter::new(&style, Theme::Light, PageSize::A4, 10_000.0);
    let pieces = setter.pieces(&[page::Block::Paragraph(text.to_owned())]);
    let is_heading = |piece: &Piece| piece.keep;
    let texts = |piece: &Piece| -> Vec<Text> {
        let text = |item: &Item| match &item.paint {
            Paint::Text(text) if !is_mark(&text.text) => Some(text.clone()),
            _ => None,
        };
        piece.items.iter().filter_map(text).collect()
    };
    let weighing = |weight| {
        let all = pieces.iter().filter(|p| !is_heading(p)).flat_map(texts);
        Some(all.filter(|t| t.weight == weight).map(|t| t.text.trim().to_owned()).collect())
    };
    let words = |piece: &Piece| texts(piece).iter().map(|t| &*t.text).collect::<String>();
    Reading {
        blocks: pieces.iter().map(words).collect(),
        strong: weighing(Weight::SemiBold),
        weak: weighing(Weight::Slanted),
    }
}

/// Whether it stands before the words of an item or a quote.
fn is_mark(text: &str) -> bool {
    matches!(text, "•" | "“") || text.strip_suffix('.').is_some_and(|n| n.parse::<u32>().is_ok())
}

/// The bar below the pictures of a film: `session::motion`.
pub fn film(text: &str) -> Reading {
    let blocks = markdown::plain(text).lines().map(unlisted).collect();
    Reading { blocks, strong: None, weak: None }
}

/// A balloon of KML: `io::formats::kml::tour`.
pub fn balloon(text: &str) -> Reading {
    let stop = Stop { caption: text.to_owned(), ..Stop::new("Stop", [130.0, 42.0, 131.0, 43.0]) };
    let tour = Tour { id: "t".into(), title: "T".into(), stops: vec![Arc::new(stop)], ..Tour::default() };
    let kml = String::from_utf8(save::encode_tour(&Arc::new(tour), TourFormat::KML)).unwrap();
    let document = roxmltree::Document::parse(&kml).unwrap();
    let placemark =
        document.descendants().find(|n| n.has_tag_name("Placemark") && n.has_attribute("id")).unwrap();
    let html = placemark
        .children()
        .find(|n| n.has_tag_name("description"))
        .and_then(|n| n.text())
        .unwrap_or_default();
    let html = format!("<html>{}</html>", html.replace("<br>", "\n"));
    let html = roxmltree::Document::parse(&html).unwrap();
    let words = |node: roxmltree::Node<'_, '_>| -> String {
        node.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).collect()
    };
    let is_block = |n: &roxmltree::Node<'_, '_>| ["p", "li", "h4"].iter().any(|t| n.has_tag_name(*t));
    let marked = |tag| {
        let all = html.descendants().filter(|n| n.has_tag_name(tag));
        Some(all.map(|n| words(n).trim().to_owned()).collect())
    };
    let lines = html.descendants().filter(is_block).map(words).collect::<Vec<_>>();
    Reading {
        blocks: lines.iter().flat_map(|l| l.lines()).map(str::to_owned).collect(),
        strong: marked("b"),
        weak: marked("i"),
    }
}

/// A line without the mark of a list.
fn unlisted(line: &str) -> String {
    let number = line.split_once(". ").filter(|(n, _)| n.parse::<u32>().is_ok());
    line.strip_prefix("• ").or(number.map(|(_, words)| words)).unwrap_or(line).to_owned()
}
