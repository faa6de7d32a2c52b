//! What a caption says and how, in each place where an audience meets it. Each reading is the smallest thing
//! that the program offers today: where one reader serves all of them, these functions shrink to calls of it.

use std::sync::Arc;
use tumen_core::model::{Stop, Tour};
use tumen_formats::input::Format;
use tumen_formats::save;
use tumen_scene::page::markdown::{Paragraph, paragraphs};
use tumen_scene::{caption, markdown};

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

/// The stage and the preview beside the editor: `ui::presenter::caption`, `ui::tours::preview`.
pub fn stage(text: &str) -> Reading {
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

/// Pages of paper, such as the handout: `scene::page::block`.
pub fn paper(text: &str) -> Reading {
    let blocks: Vec<_> = paragraphs(text)
        .into_iter()
        .map(|p| match p {
            Paragraph::Heading(_, spans) | Paragraph::Text(spans) | Paragraph::Item(_, _, spans) => spans,
        })
        .collect();
    let spans = || blocks.iter().flatten();
    Reading {
        blocks: blocks.iter().map(|b| b.iter().map(|s| s.text.as_str()).collect()).collect(),
        strong: Some(spans().filter(|s| s.bold).map(|s| s.text.trim().to_owned()).collect()),
        weak: Some(spans().filter(|s| s.emphasis && !s.bold).map(|s| s.text.trim().to_owned()).collect()),
    }
}

/// The bar below the pictures of a film: `session::motion`.
pub fn film(text: &str) -> Reading {
    let blocks = caption::plain(text).lines().filter(|l| !l.is_empty()).map(unlisted).collect();
    Reading { blocks, strong: None, weak: None }
}

/// A balloon of KML: `io::formats::kml::tour`.
pub fn balloon(text: &str) -> Reading {
    let stop = Stop { caption: text.to_owned(), ..Stop::new("Stop", [130.0, 42.0, 131.0, 43.0]) };
    let tour = Tour { id: "t".into(), title: "T".into(), stops: vec![Arc::new(stop)], ..Tour::default() };
    let kml = String::from_utf8(save::encode_tour(&Arc::new(tour), Format::Kml)).unwrap();
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
