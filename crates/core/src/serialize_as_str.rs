//! Enums that stand for a text.

/// `cargo xtask gen` reads the types of the npm package out of that `as_str`: it has to be a `match self` with a text at each variant.
///
/// Serialises and displays each of the types as what its `as_str` says. What serde derives writes every variant by itself, which is 0.3 KB of
/// WebAssembly for each type.
macro_rules! serialize_as_str {
    ($($type:ty),+ $(,)?) => {
        $(
            impl serde::Serialize for $type {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
            impl std::fmt::Display for $type {
                fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    formatter.pad(self.as_str())
                }
            }
        )+
    };
}

pub(crate) use serialize_as_str;
