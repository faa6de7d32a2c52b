//! How a part of the window says something with arguments.

/// A message of the window with its arguments: `say!(cx, "layers-features", n = count)`.
pub(in crate::ui) use tumen_core::say;
