//! How a part of the window says something with arguments.

/// A message of the window with its arguments: `say!(cx, "layers-features", n = count)`.
macro_rules! say {
    ($who:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $who.say_with($key, &[$((stringify!($name), $value.into())),+])
    };
}
pub(in crate::ui) use say;
