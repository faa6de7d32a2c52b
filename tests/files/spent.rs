//! Processor time, which a busy machine does not make longer.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Processor time of this thread so far; wall time where the system does not tell it.
pub fn spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    // The first field is what the thread has run, in nanoseconds.
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = told.and_then(|s| s.split_whitespace().next()?.parse().ok()).map(Duration::from_nanos);
    ran.unwrap_or_else(|| START.elapsed())
}

#[test]
fn work_is_counted_and_sleep_is_not() {
    let start = spent();
    let sum: f64 = (0..10_000_000).map(|i| f64::from(std::hint::black_box(i)).sqrt()).sum();
    let worked = spent() - start;
    assert!(sum > 0.0 && worked > Duration::ZERO);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").is_ok();
    std::thread::sleep(Duration::from_millis(200));
    assert!(!told || spent() - start < worked + Duration::from_millis(100));
}
