//! A notice that survives one redirect: a key and its arguments in a short-lived cookie. Arguments must not be
//! personal data; a name belongs on the page the redirect leads to.

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::texts::{Arg, Message};

const COOKIE: &str = "balsts_flash";

/// How a notice or tag is meant; each has words of its own beside its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Says something.
    #[default]
    Neutral,
    /// Something went well.
    Good,
    /// Needs attention.
    Attention,
    /// A legal deadline has passed.
    Late,
}

impl Tone {
    /// The last part of class names.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Good => "good",
            Self::Attention => "attention",
            Self::Late => "late",
        }
    }
}

/// A notice for the next page.
#[derive(Clone, Debug, PartialEq)]
pub struct Flash {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub message: Message,
    /// Name of the form whose draft has done its work.
    pub draft_done: Option<String>,
}

impl Flash {
    /// Something has been done.
    pub fn success(message: impl Into<Message>) -> Self {
        Self {
            tone: Tone::Good,
            message: message.into(),
            draft_done: None,
        }
    }

    /// Something to pay attention to.
    pub fn attention(message: impl Into<Message>) -> Self {
        Self {
            tone: Tone::Attention,
            ..Self::success(message)
        }
    }

    /// The draft of `form` is no longer needed.
    pub fn draft_done(mut self, form: &str) -> Self {
        self.draft_done = Some(form.to_owned());
        self
    }

    /// The cookie that carries it.
    pub fn cookie(&self) -> Cookie<'static> {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs
            .append_pair("tone", self.tone.class())
            .append_pair("key", &self.message.key);
        if let Some(form) = &self.draft_done {
            pairs.append_pair("done", form);
        }
        for (name, value) in &self.message.args {
            match value {
                Arg::Number(number) => pairs.append_pair(&format!("n.{name}"), &number.to_string()),
                Arg::Text(text) => pairs.append_pair(&format!("t.{name}"), text),
                Arg::Date(date) => pairs.append_pair(&format!("d.{name}"), &date.to_string()),
                Arg::Moment(at) => pairs.append_pair(&format!("m.{name}"), &at.to_string()),
                Arg::Key(key) => pairs.append_pair(&format!("k.{name}"), key),
            };
        }
        Cookie::build((COOKIE, pairs.finish()))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(time::Duration::minutes(2))
            .build()
    }

    fn read(value: &str) -> Option<Self> {
        let mut tone = Tone::Neutral;
        let mut key = None;
        let mut draft_done = None;
        let mut args = Vec::new();
        for (name, value) in form_urlencoded::parse(value.as_bytes()) {
            match (name.as_ref(), name.split_once('.')) {
                ("tone", _) => {
                    tone = match value.as_ref() {
                        "good" => Tone::Good,
                        "attention" => Tone::Attention,
                        _ => Tone::Neutral,
                    }
                }
                ("key", _) => key = Some(value.into_owned()),
                ("done", _) => draft_done = Some(value.into_owned()),
                (_, Some((kind, name))) => {
                    let arg = match kind {
                        "n" => Arg::Number(value.parse().ok()?),
                        "d" => Arg::Date(value.parse().ok()?),
                        "m" => Arg::Moment(value.parse().ok()?),
                        "k" => Arg::Key(value.into_owned()),
                        _ => Arg::Text(value.into_owned()),
                    };
                    args.push((name.to_owned(), arg));
                }
                _ => {}
            }
        }
        Some(Self {
            tone,
            message: Message {
                key: key?.into(),
                args,
            },
            draft_done,
        })
    }
}

/// Hands the notice of the last redirect to the page and forgets it once a page has been shown.
pub(super) async fn show_once(mut request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let Some(cookie) = jar.get(COOKIE) else {
        return next.run(request).await;
    };
    if let Some(flash) = Flash::read(cookie.value()) {
        request.extensions_mut().insert(flash);
    }
    let mut response = next.run(request).await;
    let html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if html {
        let gone = Cookie::build((COOKIE, ""))
            .path("/")
            .max_age(time::Duration::ZERO)
            .build();
        if let Ok(value) = HeaderValue::try_from(gone.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_survives_its_cookie() {
        let message = Message::new("kit-rows")
            .with("count", 3)
            .with("on", jiff::civil::date(2026, 9, 1))
            .with("who", "8.b; ā");
        let flash = Flash::success(message).draft_done("concern-new");
        assert_eq!(Flash::read(flash.cookie().value()), Some(flash));
        assert_eq!(Flash::read("tone=good"), None);
    }
}
