//! A few threads that do what the window must not wait for.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

/// What a job is for, which decides when its turn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// What is on the screen waits for it.
    Screen,
    /// Files are read or written: it may take long, and one thread is always left to the screen.
    Files,
}

/// At most as many threads as the machine has processors, and never fewer than two: they are started when
/// there is work, and end when the pool is gone and the work is done.
#[derive(Debug)]
pub struct Pool {
    shared: Arc<Shared>,
    most: usize,
}

#[derive(Default)]
struct Queue {
    screen: VecDeque<Job>,
    files: VecDeque<Job>,
    /// Threads that work on files.
    on_files: usize,
    /// Threads that wait for work.
    idle: usize,
    threads: usize,
    closed: bool,
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared")
    }
}

impl Pool {
    /// With as many threads as suit the machine.
    pub fn new() -> Self {
        Self::with(thread::available_parallelism().map_or(2, NonZero::get).clamp(2, 8))
    }

    fn with(most: usize) -> Self {
        Self { shared: Arc::default(), most }
    }

    /// Does a job when its turn is: what the screen waits for comes first.
    pub fn run(&self, purpose: Purpose, job: impl FnOnce() + Send + 'static) {
        let mut queue = self.shared.lock();
        match purpose {
            Purpose::Screen => queue.screen.push_back(Box::new(job)),
            Purpose::Files => queue.files.push_back(Box::new(job)),
        }
        let waiting = queue.screen.len() + queue.files.len();
        if queue.threads < self.most && waiting > queue.idle {
            queue.threads += 1;
            let (shared, for_files) = (self.shared.clone(), self.most - 1);
            thread::spawn(move || shared.work(for_files));
        }
        self.shared.changed.notify_one();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a thread does: jobs, until there will be no more.
    fn work(&self, for_files: usize) {
        while let Some((purpose, job)) = self.next(for_files) {
            // A job that fails must not take the thread with it: what others wait for is still to be done.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(job));
            if purpose == Purpose::Files {
                self.lock().on_files -= 1;
                self.changed.notify_one();
            }
        }
    }

    fn next(&self, for_files: usize) -> Option<(Purpose, Job)> {
        let mut queue = self.lock();
        loop {
            if let Some(next) = queue.take(for_files) {
                return Some(next);
            }
            if queue.closed && queue.files.is_empty() {
                return None;
            }
            queue.idle += 1;
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
            queue.idle -= 1;
        }
    }
}

impl Queue {
    fn take(&mut self, for_files: usize) -> Option<(Purpose, Job)> {
        if let Some(job) = self.screen.pop_front() {
            return Some((Purpose::Screen, job));
        }
        if self.on_files >= for_files {
            return None;
        }
        let job = self.files.pop_front()?;
        self.on_files += 1;
        Some((Purpose::Files, job))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, Sender, channel};

    /// A job that says its name when it starts and then waits to be let go.
    fn held(pool: &Pool, purpose: Purpose, name: &'static str, said: &Sender<&'static str>) -> Sender<()> {
        let (go, wait): (_, Receiver<()>) = channel();
        let said = said.clone();
        pool.run(purpose, move || {
            said.send(name).unwrap();
            let _ = wait.recv();
        });
        go
    }

    #[test]
    fn files_leave_a_thread_to_the_screen() {
        let pool = Pool::with(2);
        let (said, heard) = channel();
        let first = held(&pool, Purpose::Files, "file 1", &said);
        let second = held(&pool, Purpose::Files, "file 2", &said);
        assert_eq!(heard.recv(), Ok("file 1"));
        let screen = held(&pool, Purpose::Screen, "screen", &said);
        assert_eq!(heard.recv(), Ok("screen"), "the second file waits for the first one, not the screen");
        drop(screen);
        drop(first);
        assert_eq!(heard.recv(), Ok("file 2"));
        drop(second);
    }

    #[test]
    fn never_more_threads_than_allowed() {
        let pool = Pool::with(3);
        let (said, heard) = channel();
        let held: Vec<_> = (0..9).map(|_| held(&pool, Purpose::Screen, "x", &said)).collect();
        (0..3).for_each(|_| assert_eq!(heard.recv(), Ok("x")));
        assert_eq!(pool.shared.lock().threads, 3);
        drop(held);
        (0..6).for_each(|_| assert_eq!(heard.recv(), Ok("x")));
    }

    #[test]
    fn a_job_that_panics_takes_no_other_with_it() {
        let pool = Pool::with(2);
        let (said, heard) = channel();
        (0..4).for_each(|_| pool.run(Purpose::Files, || unreachable!("a fault of a job")));
        pool.run(Purpose::Files, move || said.send(()).unwrap());
        assert_eq!(heard.recv(), Ok(()));
    }

    #[test]
    fn files_are_finished_when_the_pool_is_gone() {
        let (said, heard) = channel();
        let pool = Pool::with(2);
        let first = held(&pool, Purpose::Files, "first", &said);
        let second = held(&pool, Purpose::Files, "second", &said);
        drop(pool);
        drop(first);
        drop(second);
        assert_eq!([heard.recv(), heard.recv()], [Ok("first"), Ok("second")]);
    }
}
