"""Fonts, licence texts and the list of sources."""

import hashlib
import json

from fetch import manifest

HEAD = """# Where every file of the base map comes from. Written by tools/basemap; do not edit.
# The files under osm/ are data under the ODbL 1.0, those under gshhg/ data under the LGPL 3, and stay so;
# they are kept apart from the rest.
"""


def fonts(src, out):
    """Copies the fonts, unmodified, with their licence."""
    for name in ("Pretendard-Regular.otf", "Pretendard-SemiBold.otf", "OFL.txt"):
        copy(src / "pretendard" / name, out / "fonts" / name)


def copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def licences(src, out):
    """Writes the licence texts."""
    folder = out / "licences"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("ODbL-1.0", "CC-BY-4.0", "LGPL-3.0", "GPL-3.0"):
        text = json.loads((src / f"spdx/{name}.json").read_text(encoding="utf-8"))["licenseText"]
        (folder / f"{name}.txt").write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")
    copy(src / "pretendard/OFL.txt", folder / "OFL-1.1.txt")


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def source_block(package):
    keys = ("id", "name", "version", "sha256", "data", "data_licence", "attribution", "url")
    lines = ["[[source]]"] + [f"{k.replace('data_licence', 'licence')} = {quoted(package[k])}" for k in keys]
    lines.append("files = [" + ", ".join(quoted(f) for f in package["outputs"]) + "]")
    return "\n".join(lines).replace("\nname = ", "\npackage = ")


def file_block(path, out, packages):
    name = path.relative_to(out).as_posix()
    used = [p for p in packages if name in p["outputs"]]
    licence = used[0]["data_licence"] if used else "CC0-1.0"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return "\n".join(
        [
            "[[file]]",
            f"path = {quoted(name)}",
            f"bytes = {path.stat().st_size}",
            f"sha256 = {quoted(digest)}",
            f"licence = {quoted(licence)}",
            "sources = [" + ", ".join(quoted(p["id"]) for p in used) + "]",
        ]
    )


def listing(out):
    """Writes SOURCES.toml over all files that this tool makes."""
    packages = manifest()["package"]
    folders = ("dem", "fonts", "gshhg", "licences", "ne", "osm", "places")
    files = sorted(f for folder in folders for f in (out / folder).glob("*") if f.is_file())
    blocks = [source_block(p) for p in packages] + [file_block(f, out, packages) for f in files]
    (out / "SOURCES.toml").write_text(HEAD + "\n" + "\n\n".join(blocks) + "\n", encoding="utf-8", newline="\n")
    total = sum(f.stat().st_size for f in files if f.parent.name != "fonts")
    print(f"assets without fonts: {total} bytes")
