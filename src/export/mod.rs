//! Painters of a [`crate::scene::Frame`] without a window.
