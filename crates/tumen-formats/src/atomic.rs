//! Writing a file so that it is the old one or the new one, never half of it.

mod beside;

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Writes beside the target, flushes to the disk, renames over the target, and flushes the folder. A link is
/// followed, and a file that is there keeps its mode and owner.
///
/// # Errors
/// If the file may only be read, the folder cannot be written to or the disk is full; the target is then as it was.
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
    refuse_read_only(&target)?;
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sweep(folder);
    let mut file = io::BufWriter::new(beside::New::in_folder(folder)?);
    fill(&mut file)?;
    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    match fs::metadata(&target) {
        Ok(present) if !file.take_after(&present) => file.copy_into(&target)?,
        _ => file.persist(&target)?,
    }
    flush(folder);
    Ok(())
}

/// The file that a path names: the end of a link, also where nothing is yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    /// Links that lead in a circle never end.
    const MOST: usize = 40;
    if path.file_name().is_none() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"));
    }
    let mut path = path.to_owned();
    for _ in 0..MOST {
        let Ok(next) = fs::read_link(&path) else { return Ok(path) };
        path = path.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "the link leads in a circle"))
}

/// A file that its owner has protected is not replaced, though the folder would allow it.
fn refuse_read_only(target: &Path) -> io::Result<()> {
    match fs::metadata(target) {
        Ok(present) if present.is_file() && present.permissions().readonly() => {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file may only be read"))
        }
        _ => Ok(()),
    }
}

/// Removes what processes that ended in the middle of writing have left in a folder.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().take(10_000) {
        let name = entry.file_name();
        let process = name.to_str().and_then(beside::process_of);
        if process.is_some_and(beside::is_dead) {
            // Another window may be faster.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Writes down that the name leads to the new file. Where a folder cannot be opened or flushed (Windows, some
/// network disks) the rename is as safe as the system makes it.
fn flush(folder: &Path) {
    let _ = File::open(folder).and_then(|f| f.sync_all());
}

/// What a file was when it was read or written: whether another program has changed it since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    hash: u64,
}

impl Stamp {
    /// Of content.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Self { length: bytes.len() as u64, hash: hasher.finish() }
    }

    /// Of a file as it is now.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let (mut hasher, mut length, mut chunk) = (DefaultHasher::new(), 0, vec![0; 64 << 10]);
        let mut file = File::open(path)?;
        loop {
            match file.read(&mut chunk)? {
                0 => return Ok(Self { length, hash: hasher.finish() }),
                read => {
                    hasher.write(chunk.get(..read).unwrap_or_default());
                    length += read as u64;
                }
            }
        }
    }

    /// Whether a file is there and is another than this. One that is gone cannot be overwritten.
    #[must_use]
    pub fn is_other_than(&self, path: &Path) -> bool {
        match fs::metadata(path) {
            Ok(now) if now.len() != self.length => true,
            Ok(_) => Self::of_file(path).is_ok_and(|now| now != *self),
            Err(_) => false,
        }
    }
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

    #[cfg(unix)]
    #[test]
    fn a_file_that_may_only_be_read_is_refused_and_a_link_to_nothing_is_filled() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), b"old").unwrap();
        fs::set_permissions(path("a"), fs::Permissions::from_mode(0o444)).unwrap();
        assert_eq!(write(&path("a"), b"new").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(path("a")).unwrap(), b"old");
        symlink("b", path("link")).unwrap();
        write(&path("link"), b"new").unwrap();
        assert_eq!((fs::read(path("b")).unwrap(), path("link").is_symlink()), (b"new".to_vec(), true));
        symlink("round", path("round")).unwrap();
        assert!(write(&path("round"), b"new").is_err());
        // A second name of a file stays its name.
        fs::hard_link(path("b"), path("second")).unwrap();
        write(&path("second"), b"both").unwrap();
        assert_eq!(fs::read(path("b")).unwrap(), b"both");
    }

    #[cfg(unix)]
    #[test]
    fn what_dead_processes_left_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let of = |process: u32| folder.path().join(beside::name(process));
        let mut child = std::process::Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        for left in [of(child.id()), of(std::process::id())] {
            fs::write(left, b"half").unwrap();
        }
        write(&folder.path().join("a"), b"new").unwrap();
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.path()).collect();
        assert_eq!(left.len(), if cfg!(target_os = "linux") { 2 } else { 3 }, "{left:?}");
        assert!(
            !cfg!(target_os = "linux")
                || left.iter().all(|p| !p.to_string_lossy().contains(&format!("-{}-", child.id())))
        );
    }

    #[test]
    fn a_stamp_tells_another_content_of_the_same_length() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, b"mine").unwrap();
        let stamp = Stamp::of(b"mine");
        assert_eq!(Stamp::of_file(&path).unwrap(), stamp);
        assert!(!stamp.is_other_than(&path));
        write(&path, b"hers").unwrap();
        assert!(stamp.is_other_than(&path));
        fs::remove_file(&path).unwrap();
        assert!(!stamp.is_other_than(&path));
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
