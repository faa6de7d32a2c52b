#!/usr/bin/env python3
"""Which crate uses which, and which module of a crate uses which: two lists, and every cycle among them.

Usage: tools/imports.py [--crates] [--depth N]     ends with 1 if there is a cycle

The sources are read as text without comments, strings and `#[cfg(test)]` items. A module is a file; `--depth 1`
joins all files below a top module into one. A module and its children are one part in several files, so that what
they use of each other is not listed. A file counts as using the module in which the name that it writes is
defined, followed through `pub use`: a parent that re-exports what its child defines is not used by who takes it.
Standard library only.
"""

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|b?r(#*)".*?"\1|b?"(?:\\.|[^"\\])*"|b?\'(?:\\.[^\']*|[^\'\\\n])\'', re.S
)
NAME = re.compile(r"[A-Za-z_]\w*")


def code_of(text):
    """The text with comments, strings and test items blanked out."""
    text = TOKEN.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    while (at := text.find("#[cfg(test)]")) >= 0:
        text = text[:at] + " " * (item_end(text, at + 12) - at) + text[item_end(text, at + 12) :]
    return text


def item_end(text, at):
    """Where the item that begins at a place ends: behind its braces or its semicolon."""
    depth = 0
    for i in range(at, len(text)):
        if text[i] in "{([":
            depth += 1
        elif text[i] in "})]":
            depth -= 1
            if depth == 0 and text[i] == "}":
                return i + 1
        elif text[i] == ";" and depth == 0:
            return i + 1
    return len(text)


def tree(text):
    """The paths of a use tree: `a::{b, c as d}` gives `a::b` and `a::c`, each with the name it gets."""
    text = text.strip()
    brace = text.find("{")
    if brace < 0:
        path, _, alias = text.partition(" as ")
        parts = [p.strip() for p in path.split("::") if p.strip()]
        return [(parts, alias.strip() or (parts[-1] if parts else ""))] if parts else []
    head = [p.strip() for p in text[:brace].split("::") if p.strip()]
    items, depth, start = [], 0, brace + 1
    for i in range(brace + 1, len(text)):
        if text[i] == "{":
            depth += 1
        elif text[i] == "}" and depth:
            depth -= 1
        elif text[i] == "}" or (text[i] == "," and depth == 0):
            items.append(text[start:i])
            start = i + 1
            if text[i] == "}":
                break
    found = []
    for parts, alias in (pair for item in items for pair in tree(item)):
        full = head + parts
        if full[-1] == "self":
            full, alias = full[:-1], alias if alias != "self" else full[-2]
        found.append((full, alias))
    return found


class Module:
    """One file: its crate, its path of modules, and what it names."""

    def __init__(self, crate, parts, text):
        self.crate, self.parts = crate, parts
        code = code_of(text)
        uses = list(re.finditer(r"(pub(?:\([^)]*\))?\s+)?\buse\s+([^;]+);", code))
        self.exports, self.imports = {}, []
        for use in uses:
            for path, alias in tree(re.sub(r"\s+", " ", use.group(2))):
                if use.group(1):
                    self.exports.setdefault(alias, []).append(path)
                else:
                    self.imports.append(path)
        rest = list(code)
        for use in uses:
            rest[use.start() : use.end()] = " " * (use.end() - use.start())
        rest = "".join(rest)
        defined = r"\b(?:fn|struct|enum|trait|type|const|static|union)\s+([A-Za-z_]\w*)|macro_rules!\s*(\w+)"
        self.defines = {a or b for a, b in re.findall(defined, rest)}
        self.paths = [re.split(r"\s*::\s*", p) for p in re.findall(r"[A-Za-z_]\w*(?:\s*::\s*[A-Za-z_]\w*)+", rest)]


def crates():
    """Name of each crate in code, and the folder of its sources."""
    found = {"tumen": ROOT / "src"}
    for folder in sorted((ROOT / "crates").iterdir()):
        if (folder / "src").is_dir():
            found[folder.name.replace("-", "_")] = folder / "src"
    return found


def read():
    """Every module by crate and path."""
    modules = {}
    for crate, folder in crates().items():
        for path in sorted(folder.rglob("*.rs")):
            parts = list(path.relative_to(folder).with_suffix("").parts)
            if parts[-1] in ("mod", "lib"):
                parts.pop()
            if parts == ["main"] or parts[-1:] == ["tests"]:
                continue
            modules[crate, tuple(parts)] = Module(crate, tuple(parts), path.read_text(encoding="utf-8"))
    return modules


def absolute(module, path, modules):
    """Crate and path of what a module writes, or nothing for what is not ours."""
    head, *rest = path
    if head == "crate":
        return module.crate, tuple(rest)
    if head in ("self", "super"):
        base = list(module.parts)
        while path and path[0] in ("self", "super"):
            if path[0] == "super" and base:
                base.pop()
            path = path[1:]
        return module.crate, tuple(base) + tuple(path)
    if (head, ()) in modules:
        return head, tuple(rest)
    if (module.crate, module.parts + (head,)) in modules:
        return module.crate, module.parts + tuple(path)
    return None


def home(crate, path, modules, seen=()):
    """The module that defines what a path names: the deepest file, then through `pub use`."""
    for n in range(len(path), -1, -1):
        module = modules.get((crate, path[:n]))
        if module is None:
            continue
        if n == len(path) or path[n] in module.defines:
            return crate, path[:n]
        sources = module.exports.get(path[n], []) or module.exports.get("*", [])
        for source in sources:
            where = absolute(module, source, modules)
            if where and (where, path[n]) not in seen:
                rest = path[n + 1 :] if source[-1] != "*" else path[n:]
                target = where[1] if source[-1] != "*" else where[1][:-1]
                return home(where[0], tuple(target) + rest, modules, seen + ((where, path[n]),))
        return crate, path[:n]
    return None


def related(a, b):
    """Whether one module is the other or lies inside it."""
    n = min(len(a[1]), len(b[1]))
    return a[0] == b[0] and a[1][:n] == b[1][:n]


def edges(modules):
    """Who uses whom, by file."""
    found = defaultdict(set)
    for key, module in modules.items():
        named = dict((path[-1], path) for path in module.imports)
        for path in module.imports + module.paths:
            # A name that a `use` brought in stands for the path of that `use`.
            if path[0] in named and path is not named[path[0]]:
                path = named[path[0]] + path[1:]
            where = absolute(module, path, modules)
            target = where and home(*where, modules)
            if target and not related(key, target):
                found[key].add(target)
        # What is re-exported is shown, not used: no edge from a parent to its child.
    return found


def components(graph):
    """Groups of nodes that reach each other (Tarjan), without recursion."""
    index, low, stack, on, groups = {}, {}, [], set(), []
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(sorted(graph.get(root, ()))))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        while work:
            node, rest = work[-1]
            for after in rest:
                if after not in index:
                    index[after] = low[after] = len(index)
                    stack.append(after)
                    on.add(after)
                    work.append((after, iter(sorted(graph.get(after, ())))))
                    break
                if after in on:
                    low[node] = min(low[node], index[after])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group = []
                    while not group or group[-1] != node:
                        group.append(stack.pop())
                        on.discard(group[-1])
                    if len(group) > 1:
                        groups.append(sorted(group))
    return groups


def show(title, graph, name):
    """Prints a graph, a line for each node that uses something, and its cycles; says how many there are."""
    print(title)
    for node in sorted(graph):
        if graph[node]:
            print(f"  {name(node)} -> {', '.join(name(n) for n in sorted(graph[node]))}")
    cycles = components(graph)
    for cycle in cycles:
        print(f"  CYCLE of {len(cycle)}: {', '.join(name(n) for n in cycle)}")
    print("" if cycles else "  no cycle\n")
    return len(cycles)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--depth", type=int, help="join files below this depth of modules; files without it")
    parser.add_argument("--crates", action="store_true", help="crates only")
    args = parser.parse_args()
    depth = args.depth
    by_file = edges(read())
    by_crate, inside = defaultdict(set), defaultdict(lambda: defaultdict(set))
    for source, targets in by_file.items():
        by_crate[source[0]]
        for target in targets:
            if source[0] != target[0]:
                by_crate[source[0]].add(target[0])
                continue
            a, b = source[1][:depth], target[1][:depth]
            if a != b:
                inside[source[0]][a].add(b)
    cycles = show("crates", by_crate, str)
    for crate in [] if args.crates else sorted(inside):
        cycles += show(crate, inside[crate], lambda parts: "::".join(parts) or "lib")
    sys.exit(1 if cycles else 0)


if __name__ == "__main__":
    main()
