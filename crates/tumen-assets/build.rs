//! Lists every file of `assets/` and `data/` so that the program carries them inside itself.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let crate_folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let root = crate_folder.join("../..").canonicalize()?;
    let mut files = Vec::new();
    for folder in ["assets", "data"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        collect(&root.join(folder), &mut files)?;
    }
    let mut code = String::from("&[\n");
    for (name, path) in named(&root, &files)? {
        let _ = writeln!(code, "    ({name:?}, include_bytes!({:?})),", path.to_string_lossy());
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("bundle.rs"), code)
}

/// Names from the root with forward slashes, sorted as text: the program searches them.
fn named<'a>(root: &Path, files: &'a [PathBuf]) -> io::Result<Vec<(String, &'a PathBuf)>> {
    let mut named = Vec::new();
    for path in files {
        let name = path.strip_prefix(root).map_err(io::Error::other)?;
        named.push((name.to_string_lossy().replace('\\', "/"), path));
    }
    named.sort();
    Ok(named)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
