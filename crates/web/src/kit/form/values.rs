//! What a form sent: names and values as text, until the command parses them.

use std::collections::HashMap;

use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;

use crate::kit::{Address, Failure};
use crate::texts::Message;

/// The pairs a form sent, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormValues(Vec<(String, String)>);

impl FormValues {
    /// The pairs of an address, for filters.
    pub fn of(address: &Address) -> Self {
        Self(address.pairs().to_vec())
    }

    /// With one more pair: for forms that start filled.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// Without a value: where something is to be seen anew.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(pair, _)| pair != name);
        self
    }

    /// With the three parts of a date.
    pub fn with_date(self, name: &str, date: Date) -> Self {
        self.with(&format!("{name}-day"), date.day().to_string())
            .with(&format!("{name}-month"), date.month().to_string())
            .with(&format!("{name}-year"), date.year().to_string())
    }

    /// The value of `name` without spaces around it; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The value of `name` as it was typed.
    pub fn raw(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(pair, _)| pair == name)
            .map_or("", |(_, value)| value)
    }

    /// The value of `name`, if something was written there.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// All values of `name`: the boxes that were ticked.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(pair, _)| pair == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// The date of the three fields of `name`; none when all are empty.
    pub fn date(&self, name: &str) -> Result<Option<Date>, Message> {
        let part = |part: &str| self.get(&format!("{name}-{part}"));
        let (day, month, year) = (part("day"), part("month"), part("year"));
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return Ok(None);
        }
        let date = (|| {
            let year: i16 = year.parse().ok().filter(|year| (1900..=2200).contains(year))?;
            Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
        })();
        date.map(Some).ok_or_else(|| Message::new("form-error-date"))
    }

    /// A day of the address: in one part, as programs write it, or in the three fields of a filter. What is no date narrows nothing.
    pub fn day(&self, name: &str) -> Option<Date> {
        self.get(name)
            .parse()
            .ok()
            .or_else(|| self.date(name).ok().flatten())
    }

    /// As a map, for storing a draft.
    pub fn grouped(&self) -> HashMap<&str, Vec<&str>> {
        let mut groups: HashMap<&str, Vec<&str>> = HashMap::new();
        for (name, value) in &self.0 {
            groups.entry(name).or_default().push(value);
        }
        groups
    }
}

impl FromIterator<(String, String)> for FormValues {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<S: Send + Sync> FromRequest<S> for FormValues {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let body =
            axum::body::Bytes::from_request(request, state)
                .await
                .map_err(|rejection: BytesRejection| {
                    let status = rejection.status();
                    Failure::of(if status.is_client_error() {
                        status
                    } else {
                        StatusCode::BAD_REQUEST
                    })
                    .into_response()
                })?;
        Ok(form_urlencoded::parse(&body).into_owned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn due(day: &str, month: &str, year: &str) -> Result<Option<Date>, Message> {
        FormValues::default()
            .with("due-day", day)
            .with("due-month", month)
            .with("due-year", year)
            .date("due")
    }

    #[test]
    fn three_fields_make_a_date_or_say_why_not() {
        assert_eq!(due(" 2", "11", "2026"), Ok(Some(date(2026, 11, 2))));
        assert_eq!(due("", "", ""), Ok(None));
        assert!(due("31", "2", "2026").is_err());
        assert!(due("2", "", "2026").is_err());
        assert!(due("2", "11", "26").is_err());
    }
}
