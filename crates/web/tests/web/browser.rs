//! A browser without a window: keeps cookies, follows redirects, sends forms as the pages would.

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use balsts_app::App;
use balsts_testkit::Town;
use tower::ServiceExt;

/// A person at a browser.
pub struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    language: &'static str,
}

/// As if the person had chosen the password already; gives the address under which they sign in.
pub async fn own_password(town: &Town, user: i64) -> String {
    let store = &town.app.store;
    let account = store.account(user).await.unwrap();
    let writing = store.write().await.unwrap();
    writing
        .set_password(user, &account.password_hash, false)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    account.email
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

impl Browser {
    /// A fresh browser that asks for English, so that tests read well.
    pub fn new(app: &App) -> Self {
        let options = balsts_web::Options {
            secure_cookies: false,
            ..balsts_web::Options::default()
        };
        Self {
            router: balsts_web::router(app.clone(), options),
            cookies: Vec::new(),
            language: "en",
        }
    }

    /// A fresh browser of somebody who has chosen a password and signed in.
    pub async fn of(town: &Town, user: i64) -> Self {
        let email = own_password(town, user).await;
        let mut browser = Self::new(&town.app);
        browser.sign_in(&email).await;
        browser
    }

    /// The same browser, set to Latvian.
    pub fn in_latvian(self) -> Self {
        Self {
            language: "lv",
            ..self
        }
    }

    /// The same browser at a server that is run in another way.
    pub fn with_options(&self, app: &App, options: balsts_web::Options) -> Self {
        Self {
            router: balsts_web::router(app.clone(), options),
            cookies: self.cookies.clone(),
            language: self.language,
        }
    }

    /// Signs in with the password of all test people.
    pub async fn sign_in(&mut self, email: &str) -> Answer {
        self.post(
            "/sign-in",
            &[("email", email), ("password", balsts_testkit::PASSWORD)],
        )
        .await
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    /// Sends a form with files, each with its name and what it holds; without one as browsers do, which then send a file without a name.
    pub async fn post_with_files(
        &mut self,
        path: &str,
        pairs: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in pairs {
            let head = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let none: [(&str, &[u8]); 1] = [("", b"")];
        for (name, content) in if files.is_empty() { &none[..] } else { files } {
            let head = format!(
                "--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--cut--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = request
            .header(header::HOST, "balsts.test")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, cookies.join("; "))
            .body(body)
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        let status = response.status();
        let headers = response.headers().clone();
        let location = headers
            .get(header::LOCATION)
            .map(|to| to.to_str().unwrap().to_owned());
        let bytes = axum::body::to_bytes(response.into_body(), 50_000_000)
            .await
            .unwrap();
        Answer {
            status,
            location,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}
