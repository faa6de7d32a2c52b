//! Reading a file that the user named: never a folder, a pipe or a device, never more than the limit, and
//! nothing else than the file and its companions.

use super::input::{Limits, ReadError};
use std::fs::{self, File, FileType, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use tumen_core::message;
use tumen_core::message::Message;

/// Reads a file whole. Links are followed; what is no ordinary file is refused without being opened, since
/// opening a pipe would wait for ever.
///
/// # Errors
/// If it is missing, no ordinary file, larger than `limits.file_bytes`, or cannot be read.
pub fn check_path(path: &Path, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let metadata = fs::metadata(path).map_err(|error| cannot_open(path, error))?;
    ordinary(path, &metadata)?;
    if metadata.len() > limits.file_bytes {
        return Err(too_large(metadata.len(), limits));
    }
    let file = File::open(path)?;
    // It may have been exchanged in between.
    ordinary(path, &file.metadata()?)?;
    let mut bytes = Vec::new();
    bytes
        .try_reserve(metadata.len() as usize)
        .map_err(|_| std::io::Error::from(std::io::ErrorKind::OutOfMemory))?;
    // A file that grows, or one of the system that states no size, is read no further than the limit.
    file.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(too_large(bytes.len() as u64, limits));
    }
    Ok(bytes)
}

/// Makes a folder and those that it is in; one that is there already stays as it is.
///
/// # Errors
/// If it cannot be made.
pub fn create_folder(path: &Path) -> std::io::Result<()> {
    fs::create_dir_all(path)
}

/// Gives the companions of a file: those in the same folder with the same name and the extension that is
/// asked for, whatever its case. Nothing else is opened.
pub fn sidecars(path: &Path, limits: &Limits) -> impl Fn(&str) -> Option<Vec<u8>> + use<> {
    let (path, limits) = (path.to_owned(), limits.clone());
    move |extension| check_path(&companion(&path, extension)?, &limits).ok()
}

/// The companion with the very same name before one whose name differs in case too.
fn companion(path: &Path, extension: &str) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    let folder = match path.parent()? {
        empty if empty.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let mut other = None;
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let Some((found, end)) = name.rsplit_once('.') else { continue };
        if !end.eq_ignore_ascii_case(extension) || entry.path() == path {
            continue;
        }
        if found == stem {
            return Some(entry.path());
        }
        if found.to_lowercase() == stem.to_lowercase() {
            other = Some(entry.path());
        }
    }
    other
}

fn too_large(length: u64, limits: &Limits) -> ReadError {
    ReadError::Limit {
        what: message!("notice-size-file-bytes", length = length),
        name: "file-bytes",
        limit: limits.file_bytes,
    }
}

fn cannot_open(path: &Path, error: std::io::Error) -> ReadError {
    if error.kind() != std::io::ErrorKind::NotFound {
        return ReadError::Io(error);
    }
    let dangling = fs::symlink_metadata(path).is_ok();
    ReadError::NotARoute {
        code: "missing-file",
        what: if dangling { message!("notice-link-leads-nowhere") } else { message!("notice-no-such-file") }
            .to_owned(),
        hint: message!("notice-check-spelling-whether"),
    }
}

fn ordinary(path: &Path, metadata: &Metadata) -> Result<(), ReadError> {
    let kind = metadata.file_type();
    if kind.is_file() {
        return Ok(());
    }
    let (code, what, hint) = match kind.is_dir() {
        true => folder(path),
        false => special(kind),
    };
    Err(ReadError::NotARoute { code, what, hint })
}

fn folder(path: &Path) -> (&'static str, Message, Message) {
    let geodatabase = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gdb"));
    match geodatabase {
        true => {
            ("folder", message!("notice-esri-file-geodatabase"), message!("notice-save-layers-geopackage"))
        }
        false => ("folder", message!("notice-folder-not-file"), message!("notice-open-files")),
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> (&'static str, Message, Message) {
    use std::os::unix::fs::FileTypeExt;
    let hint = message!("notice-save-what-gives");
    match () {
        () if kind.is_fifo() => ("pipe", message!("notice-pipe-not-file"), hint),
        () if kind.is_socket() => ("pipe", message!("notice-socket-not-file"), hint),
        () => ("device", message!("notice-device-not-file"), hint),
    }
}

#[cfg(not(unix))]
fn special(_kind: FileType) -> (&'static str, Message, Message) {
    ("device", message!("notice-device-not-file"), message!("notice-save-what-gives"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;

    fn code(path: &Path) -> &'static str {
        check_path(path, &Limits::default()).unwrap_err().code()
    }

    #[test]
    fn a_file_is_read_and_its_limit_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(check_path(&path, &Limits::default()).unwrap(), b"12345");
        let few = Limits { file_bytes: 4, ..Limits::default() };
        assert_eq!(check_path(&path, &few).unwrap_err().code(), "limit");
    }

    #[test]
    fn no_ordinary_files() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(code(folder.path()), "folder");
        assert_eq!(code(&folder.path().join("none")), "missing-file");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_sockets_devices_and_links() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        assert_eq!(code(Path::new("/dev/null")), "device");
        let made = std::process::Command::new("mkfifo").arg(path("fifo")).status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(code(&path("fifo")), "pipe");
        }
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
        assert_eq!(code(&path("socket")), "pipe");
        std::os::unix::fs::symlink(path("nowhere"), path("link")).unwrap();
        assert_eq!(code(&path("link")), "missing-file");
        std::os::unix::fs::symlink("/dev/zero", path("zero")).unwrap();
        assert_eq!(code(&path("zero")), "device");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_states_no_size_is_cut_off() {
        let few = Limits { file_bytes: 10, ..Limits::default() };
        assert_eq!(check_path(Path::new("/proc/self/maps"), &few).unwrap_err().code(), "limit");
    }

    #[test]
    fn companions_whatever_the_case() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Line.SHP", "Line.DBF", "other.prj", "line.Prj", "line.cpg", "Line.cpg"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        fs::create_dir(folder.path().join("Line.sbn")).unwrap();
        let sidecars = sidecars(&folder.path().join("Line.SHP"), &Limits::default());
        assert_eq!(sidecars("dbf").unwrap(), b"Line.DBF");
        assert_eq!(sidecars("prj").unwrap(), b"line.Prj");
        assert_eq!(sidecars("cpg").unwrap(), b"Line.cpg");
        assert_eq!((sidecars("sbn"), sidecars("shx"), sidecars("../x")), (None, None, None));
    }
}
