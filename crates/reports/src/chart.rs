//! Pictures of figures as SVG, the same in pages and documents, each with a title, a description and the same data as
//! a table. Colour never says anything alone.

/// A finished picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// The picture as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
