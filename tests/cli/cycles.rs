//! No import cycles: in no crate, and in no part of the program, do modules use each other in a circle.
//!
//! A module may use its own children and they may use it, since they are one part in several files. A name that
//! a module only passes on (`pub use`) belongs to the module that it comes from.

use super::layering::{Source, sources, words};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Every crate and every part of the program.
const WITHOUT_CYCLES: [&str; 9] = [
    "crates/tumen-assets/src/",
    "crates/tumen-core/src/",
    "crates/tumen-formats/src/",
    "crates/tumen-network/src/",
    "crates/tumen-scene/src/",
    "crates/tumen-session/src/",
    "src/app/",
    "src/cli/",
    "src/ui/",
];

/// Which modules each module uses, parents and children left out.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// The paths of a `use`, without its last `as`: `a::{b, c::d}` gives `a::b` and `a::c::d`.
fn expanded(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap_or(tree).trim().to_owned()];
    };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let (mut depth, mut items) = (0, vec![String::new()]);
    for c in inside.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match items.last_mut() {
            Some(_) if c == ',' && depth == 0 => items.push(String::new()),
            Some(item) => item.push(c),
            None => {}
        }
    }
    let paths = items.iter().filter(|i| !i.trim().is_empty()).flat_map(|i| expanded(i));
    paths.map(|p| format!("{}{p}", head.trim())).collect()
}

/// The paths written in the middle of code: words joined by `::`.
fn inline(code: &str) -> Vec<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let paths = code.split(|c| !word(c)).filter(|p| p.contains("::"));
    paths.map(|p| p.trim_matches(':').to_owned()).collect()
}

/// The module that a path leads to from inside a module, and what of the path is left there; `None` if it leads
/// out of all that are known.
fn target(modules: &BTreeSet<String>, from: &str, path: &str) -> Option<(String, Vec<String>)> {
    let mut at: Vec<&str> = from.split("::").filter(|m| !m.is_empty()).collect();
    let mut rest: VecDeque<&str> = path.split("::").map(str::trim).collect();
    match rest.front() {
        Some(&"crate") => {
            at.clear();
            rest.pop_front();
        }
        Some(&"self") => drop(rest.pop_front()),
        Some(&"super") => {
            while rest.front() == Some(&"super") {
                rest.pop_front();
                at.pop();
            }
        }
        _ => {}
    }
    let mut found = modules.contains(&at.join("::"));
    while let Some(name) = rest.front() {
        at.push(name);
        if !modules.contains(&at.join("::")) {
            at.pop();
            break;
        }
        found = true;
        rest.pop_front();
    }
    found.then(|| (at.join("::"), rest.into_iter().map(str::to_owned).collect()))
}

/// Where the names that each module passes on come from.
type PassedOn = BTreeMap<(String, String), String>;

/// The names of `pub use` statements: module and name, and the path that the statement gives.
fn passed_on(all: &[(String, &Source)]) -> PassedOn {
    let mut found = PassedOn::new();
    for (module, source) in all {
        for at in words(&source.code, "use") {
            let line = source.code[..at].rsplit(['\n', ';', '}']).next().unwrap_or_default();
            if !line.trim_start().starts_with("pub") {
                continue;
            }
            let statement = source.code[at + "use".len()..].split(';').next().unwrap_or_default();
            for path in expanded(&statement.replace('\n', " ")) {
                let path = path.trim_end_matches("::self").to_owned();
                if let Some(name) = path.rsplit("::").next() {
                    found.insert((module.clone(), name.to_owned()), path.clone());
                }
            }
        }
    }
    found
}

/// The module in which the name at the end of a path is defined.
fn home(modules: &BTreeSet<String>, passed: &PassedOn, from: &str, path: &str) -> Option<String> {
    let (mut found, mut rest) = target(modules, from, path)?;
    let mut seen = BTreeSet::new();
    while let Some(name) = rest.first()
        && let Some(next) = passed.get(&(found.clone(), name.clone()))
        && seen.insert((found.clone(), name.clone()))
        && let Some((module, left)) = target(modules, &found, next)
    {
        rest = left.into_iter().chain(rest.drain(1..)).collect();
        found = module;
    }
    Some(found)
}

/// Who uses whom.
fn uses(all: &[(String, &Source)]) -> Uses {
    let modules: BTreeSet<String> = all.iter().map(|(m, _)| m.clone()).collect();
    let passed = passed_on(all);
    let mut uses = Uses::new();
    for (module, source) in all {
        let mut paths = Vec::new();
        let mut aliases: BTreeMap<String, String> = BTreeMap::new();
        for at in words(&source.code, "use") {
            let statement = source.code[at + "use".len()..].split(';').next().unwrap_or_default();
            for path in expanded(&statement.replace('\n', " ")) {
                let path = path.trim_end_matches("::self").to_owned();
                if let (Some(name), Some(to)) =
                    (path.rsplit("::").next(), home(&modules, &passed, module, &path))
                {
                    aliases.insert(name.to_owned(), to);
                }
                paths.push(path);
            }
        }
        for path in inline(&source.code) {
            let (head, rest) = path.split_once("::").unwrap_or((&path, ""));
            paths.push(match aliases.get(head) {
                Some(to) => format!("crate::{to}::{rest}"),
                None => path.clone(),
            });
        }
        let found = paths.iter().filter_map(|p| home(&modules, &passed, module, p));
        let kin = |other: &String| {
            let inside = |a: &str, b: &str| b.is_empty() || format!("{a}::").starts_with(&format!("{b}::"));
            inside(other, module) || inside(module, other)
        };
        uses.entry(module.clone()).or_default().extend(found.filter(|to| !kin(to)));
    }
    uses
}

/// A circle through a module, if there is one: the modules on it, in order.
fn circle(uses: &Uses, start: &str) -> Option<Vec<String>> {
    let mut ways: Vec<Vec<String>> = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in uses.get(way.last()?).into_iter().flatten() {
            if next == start {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push(way.iter().chain([next]).cloned().collect());
            }
        }
    }
    None
}

fn circles(all: &[Source], folder: &str) -> Vec<String> {
    let inside: Vec<(String, &Source)> = all
        .iter()
        .filter(|s| s.path.starts_with(folder) || s.path == format!("{}.rs", folder.trim_end_matches('/')))
        .map(|s| (s.module().join("::"), s))
        .collect();
    assert!(!inside.is_empty(), "nothing lies below {folder}");
    let uses = uses(&inside);
    uses.keys().filter_map(|m| circle(&uses, m)).map(|way| way.join(" → ")).collect()
}

#[test]
fn modules_do_not_use_each_other_in_a_circle() {
    let all = sources();
    let found = WITHOUT_CYCLES.map(|folder| circles(&all, folder).join("\n"));
    assert!(found.iter().all(String::is_empty), "{}", found.join("\n"));
}

#[test]
fn a_circle_is_found() {
    let found = |files: &[(&str, &str)]| {
        let all: Vec<Source> = files.iter().map(|(path, text)| Source::new(path, text)).collect();
        circles(&all, "src/ui/")
    };
    let clean = [
        ("src/ui/mod.rs", "mod a; mod b;"),
        ("src/ui/a.rs", "use super::b::{self, B};\n// use crate::ui::c;\nfn f() { b::c::f(); }"),
        ("src/ui/b/mod.rs", "mod c; use c::f; pub use c::C;"),
        ("src/ui/b/c.rs", "use super::B;\n#[cfg(test)]\nmod tests { use crate::ui::a; }"),
    ];
    assert!(found(&clean).is_empty(), "{:?}", found(&clean));
    let circle = |text| {
        let mut files = clean;
        files[3].1 = text;
        found(&files)
    };
    let through = ["ui::a → ui::b::c", "ui::b::c → ui::a"];
    assert_eq!(circle("use crate::ui::{a::f, b};"), through);
    assert_eq!(circle("fn g() { super::super::a::f(); }"), through);
    assert_eq!(circle("use crate::ui;\nfn g() { ui::a::f(); }"), through);
    assert!(circle("use super::B as a;\nfn g() { a::new(); }").is_empty());
    let passed_on = [
        ("src/ui/mod.rs", "mod a; mod b; pub use a::A;"),
        ("src/ui/a.rs", "use super::b::B;"),
        ("src/ui/b.rs", "use crate::ui::A;"),
    ];
    assert_eq!(found(&passed_on), ["ui::a → ui::b", "ui::b → ui::a"]);
}
