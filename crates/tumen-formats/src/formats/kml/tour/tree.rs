//! A kept element as a tree.

use super::super::read::closes;
use crate::formats::xml::{Event, Events, Tag};
use crate::input::{Input, Limits, ReadError, Watch};
use tumen_core::diag::Report;

/// The elements of a text; the first one is the root.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// One element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The name without prefix.
    pub(super) name: String,
    pub(super) id: Option<String>,
    /// The id of the element that is to be changed.
    pub(super) target: Option<String>,
    /// The value of the attribute `name`.
    pub(super) named: Option<String>,
    pub(super) text: String,
    children: Vec<usize>,
}

impl Tree {
    /// Reads a text that was kept, and so is well-formed.
    pub(super) fn parse(raw: &str) -> Result<Self, ReadError> {
        let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
        let input = Input::of("", raw.as_bytes(), &limits, &watch);
        let mut events = Events::new(&input, raw, closes, &mut report);
        let (mut nodes, mut open): (Vec<Node>, Vec<usize>) = (Vec::new(), Vec::new());
        loop {
            match events.next_event()? {
                Event::Start(tag) => {
                    let at = nodes.len();
                    nodes.push(node(&tag));
                    if let Some(parent) = open.last().and_then(|parent| nodes.get_mut(*parent)) {
                        parent.children.push(at);
                    }
                    open.push(at);
                }
                Event::End(_) => drop(open.pop()),
                Event::Text(text, at) => {
                    let text = events.unescaped(text, at);
                    add(&mut nodes, &open, &text);
                }
                Event::Plain(text) => add(&mut nodes, &open, text),
                Event::Eof => return Ok(Self { nodes }),
            }
        }
    }

    pub(super) fn root(&self) -> Option<&Node> {
        self.nodes.first()
    }

    /// Every element, parents before children.
    pub(super) fn all(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    pub(super) fn children<'a>(&'a self, node: &'a Node) -> impl Iterator<Item = &'a Node> {
        node.children.iter().filter_map(|at| self.nodes.get(*at))
    }

    /// The first child of a name.
    pub(super) fn child<'a>(&'a self, node: &'a Node, name: &str) -> Option<&'a Node> {
        self.children(node).find(|child| child.name == name)
    }

    /// The text of the first child of a name.
    pub(super) fn text<'a>(&'a self, node: &'a Node, name: &str) -> Option<&'a str> {
        self.child(node, name).map(|child| child.text.trim())
    }

    /// The number in the first child of a name.
    pub(super) fn number(&self, node: &Node, name: &str) -> Option<f64> {
        self.text(node, name)?.parse().ok().filter(|n: &f64| n.is_finite())
    }
}

fn node(tag: &Tag<'_>) -> Node {
    let text = |name| tag.attribute_text(name).map(std::borrow::Cow::into_owned);
    Node {
        name: tag.local().to_owned(),
        id: text("id"),
        target: text("targetId"),
        named: text("name"),
        ..Node::default()
    }
}

fn add(nodes: &mut [Node], open: &[usize], text: &str) {
    if let Some(node) = open.last().and_then(|at| nodes.get_mut(*at)) {
        node.text.push_str(text);
    }
}
