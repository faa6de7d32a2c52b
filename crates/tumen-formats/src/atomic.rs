//! Writing a file so that it is the old one or the new one, never half of it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes beside the target, flushes to the disk, renames over the target, and flushes the folder. A link is
/// followed, and a file that is there keeps its mode.
///
/// # Errors
/// If the folder cannot be written to or the disk is full; the target is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, |file| file.write_all(bytes))
}

/// The same for what is too large to be in memory: `fill` writes the content piece by piece.
///
/// # Errors
/// What `fill` answers, or as [`write()`]; the target is then as it was.
pub fn write_with<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let target = followed(path)?;
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = io::BufWriter::new(beside(&target, folder)?);
    fill(&mut file)?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|e| e.error)?;
    flush(folder);
    Ok(())
}

/// The file that a path names: the end of a link.
fn followed(path: &Path) -> io::Result<PathBuf> {
    if path.file_name().is_none() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"));
    }
    // What a link that leads nowhere names is not known; it is replaced.
    let linked = path.is_symlink().then(|| fs::canonicalize(path).ok()).flatten();
    Ok(linked.unwrap_or_else(|| path.to_owned()))
}

/// An empty file in the folder, with the mode of the target. Its name is short, so that the target may have the
/// longest one that the folder takes; it is removed when dropped.
fn beside(target: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tumen-").suffix(".new");
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        // As `File::create` asks; the mask of the process takes its share.
        builder.permissions(fs::Permissions::from_mode(0o666))
    };
    let file = builder.tempfile_in(folder)?;
    #[cfg(unix)]
    if let Ok(present) = fs::metadata(target) {
        file.as_file().set_permissions(present.permissions())?;
    }
    Ok(file)
}

/// Writes down that the name leads to the new file. Where a folder cannot be opened or flushed (Windows, some
/// network disks) the rename is as safe as the system makes it.
fn flush(folder: &Path) {
    let _ = File::open(folder).and_then(|f| f.sync_all());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_content_replaces_the_old_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn the_longest_name_that_a_folder_takes_can_be_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("n".repeat(255));
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_the_mode_stays_the_mode() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link, plain) =
            (folder.path().join("a"), folder.path().join("link"), folder.path().join("plain"));
        fs::write(&path, b"old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a", &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        // A new file has the mode of any other new file.
        write(&plain, b"").unwrap();
        fs::write(folder.path().join("other"), b"").unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("plain"), mode("other"));
    }

    #[test]
    fn a_failed_write_leaves_the_target_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sub");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("inside"), b"x").unwrap();
        assert!(write(&path, b"new").is_err());
        assert_eq!(fs::read(path.join("inside")).unwrap(), b"x");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
