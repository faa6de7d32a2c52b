//! A tour on paper: one page a stop.
