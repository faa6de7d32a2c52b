//! The new content beside the target, until it takes its place. On Linux it has no name until then, so that nothing
//! is left whenever the program ends; elsewhere its name tells whose it is, so that it can be swept.

use std::fs::{self, File, Metadata};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

const PREFIX: &str = ".tumen-";
const SUFFIX: &str = ".new";

/// A name for a file of a process: short, so that the target may have the longest name that a folder takes.
pub(super) fn name(process: u32) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{PREFIX}{process}-{}{SUFFIX}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The process whose file this is, if it is one of these.
pub(super) fn process_of(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.split_once('-')?.0.parse().ok()
}

/// Whether a process has ended, where that can be known.
pub(super) fn is_dead(process: u32) -> bool {
    let all = Path::new("/proc/self");
    all.exists() && !Path::new(&format!("/proc/{process}")).exists()
}

/// A new file that takes the place of another one once it is whole.
pub(super) struct New {
    file: File,
    folder: PathBuf,
    /// Its name, if it has one already; removed when dropped.
    named: Option<PathBuf>,
}

impl New {
    /// An empty file in a folder.
    pub(super) fn in_folder(folder: &Path) -> io::Result<Self> {
        if let Some(file) = unnamed(folder) {
            return Ok(Self { file, folder: folder.to_owned(), named: None });
        }
        let path = folder.join(name(std::process::id()));
        let file = File::options().write(true).read(true).create_new(true).open(&path)?;
        Ok(Self { file, folder: folder.to_owned(), named: Some(path) })
    }

    /// Takes the mode and the owner of the file whose place it takes. `false` if it cannot, or if that file has other
    /// names, which would no longer be its own.
    pub(super) fn take_after(&self, present: &Metadata) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            if present.nlink() > 1 {
                return false;
            }
            let same = |mine: &Metadata| mine.uid() == present.uid() && mine.gid() == present.gid();
            let mine = self.file.metadata();
            let owned = mine.is_ok_and(|mine| same(&mine))
                || std::os::unix::fs::fchown(&self.file, Some(present.uid()), Some(present.gid())).is_ok();
            owned && self.file.set_permissions(present.permissions()).is_ok()
        }
        #[cfg(not(unix))]
        {
            self.file.set_permissions(present.permissions()).is_ok()
        }
    }

    /// Flushes it and gives it the name of the target.
    pub(super) fn persist(mut self, target: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        let path = match self.named.take() {
            Some(path) => path,
            None => self.link()?,
        };
        fs::rename(&path, target).inspect_err(|_| {
            // The folder is as it was; what cannot be removed is swept later.
            let _ = fs::remove_file(&path);
        })
    }

    /// Copies its content into the target, which keeps everything else that it is. The new content is on the disk
    /// before, so that what fails halfway can be copied again.
    pub(super) fn copy_into(&mut self, target: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        self.file.rewind()?;
        let mut into = File::options().write(true).open(target)?;
        let length = io::copy(&mut self.file, &mut into)?;
        into.set_len(length)?;
        into.sync_all()
    }

    /// A name for a file that has none yet.
    #[cfg(target_os = "linux")]
    fn link(&self) -> io::Result<PathBuf> {
        use rustix::fs::{AtFlags, CWD, linkat};
        use std::os::fd::AsRawFd;
        let path = self.folder.join(name(std::process::id()));
        let own = format!("/proc/self/fd/{}", self.file.as_raw_fd());
        linkat(CWD, own, CWD, &path, AtFlags::SYMLINK_FOLLOW)?;
        Ok(path)
    }

    #[cfg(not(target_os = "linux"))]
    fn link(&self) -> io::Result<PathBuf> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }
}

impl Write for New {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for New {
    fn drop(&mut self) {
        if let Some(path) = self.named.take() {
            let _ = fs::remove_file(path);
        }
    }
}

/// A file without a name, where the system and the disk know such.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};
    // Without /proc it could get no name later.
    Path::new("/proc/self/fd").exists().then_some(())?;
    let flags = OFlags::RDWR | OFlags::TMPFILE | OFlags::CLOEXEC;
    let mode = Mode::RUSR | Mode::WUSR | Mode::RGRP | Mode::WGRP | Mode::ROTH | Mode::WOTH;
    open(folder, flags, mode).ok().map(File::from)
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_folder: &Path) -> Option<File> {
    None
}
