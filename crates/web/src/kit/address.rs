//! An address with its query, so that filters, sorting and paging keep each other.

use std::fmt;

use axum::http::Uri;

/// A path and its query, changed by value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    path: String,
    pairs: Vec<(String, String)>,
}

impl Address {
    /// A path without a query.
    pub fn new(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            pairs: Vec::new(),
        }
    }

    /// The address a request asked for.
    pub fn of(uri: &Uri) -> Self {
        let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        Self {
            path: uri.path().to_owned(),
            pairs,
        }
    }

    /// The path without the query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The pairs of the query.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The first value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(pair, _)| pair == name)
            .map(|(_, value)| value.as_str())
    }

    /// The same with `name` set to `value` alone.
    #[must_use]
    pub fn with(&self, name: &str, value: impl fmt::Display) -> Self {
        let mut changed = self.without(name);
        changed.pairs.push((name.to_owned(), value.to_string()));
        changed
    }

    /// The same without `name`.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let pairs = self
            .pairs
            .iter()
            .filter(|(pair, _)| pair != name)
            .cloned()
            .collect();
        Self {
            path: self.path.clone(),
            pairs,
        }
    }

    /// The same without this one value of `name`.
    #[must_use]
    pub fn without_value(&self, name: &str, value: &str) -> Self {
        let pairs = self
            .pairs
            .iter()
            .filter(|(n, v)| n != name || v != value)
            .cloned()
            .collect();
        Self {
            path: self.path.clone(),
            pairs,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.pairs.is_empty() {
            return Ok(());
        }
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.pairs)
            .finish();
        write!(f, "?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changing_one_part_keeps_the_others() {
        let address = Address::of(&Uri::from_static(
            "/pupils?level=high&level=medium&class=8.b&name=",
        ));
        assert_eq!(
            address.with("sort", "name").to_string(),
            "/pupils?level=high&level=medium&class=8.b&sort=name"
        );
        assert_eq!(
            address.without_value("level", "high").to_string(),
            "/pupils?level=medium&class=8.b"
        );
        assert_eq!(
            address.without("level").with("name", "Ābols & co").to_string(),
            "/pupils?class=8.b&name=%C4%80bols+%26+co"
        );
        assert_eq!(address.get("class"), Some("8.b"));
    }
}
