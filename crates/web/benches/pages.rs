//! Measures pages of a large municipality, asked over HTTP of a server in this process, and prints times and statements as JSON:
//! `cargo bench --workspace --bench pages -- FOLDER [PUPILS]`. FOLDER may hold the evaluated town (`town.db`) that the benchmark
//! `evaluation` of `balsts-app` left; it is made otherwise. Pages are asked in turns, so that what else the machine does strikes all alike.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measuring program")]

use std::{net::SocketAddr, path::Path, time::Instant};

use axum::{
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use balsts_app::{App, Clock, account::AddAccount};
use balsts_domain::access::Role;
use balsts_testkit::{LARGE_TOWN_NOW, LargeTown, PASSWORD};
use hyper::client::conn::http1::SendRequest;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

/// Turns; of each page the median turn counts.
const TURNS: usize = 15;
/// Requests of a page in a turn.
const REQUESTS: u32 = 40;
/// Readers at once.
const READERS: u32 = 4;

/// Signed in: hardly anything but what every page has.
const EMPTY: &str = "/account/password";
const PUPILS: &str = "/pupils";
const MUNICIPALITY: &str = "/municipality";

/// A connection that is kept open, as a browser keeps it.
struct Connection(SendRequest<Body>);

impl Connection {
    async fn open(server: SocketAddr) -> Self {
        let stream = TcpStream::connect(server).await.expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .expect("HTTP");
        tokio::spawn(connection);
        Self(sender)
    }

    async fn send(&mut self, request: Request<Body>) -> Response<Body> {
        self.0.ready().await.expect("a connection that is free");
        let answer = self.0.send_request(request).await.expect("an answer");
        answer.map(Body::new)
    }
}

/// A person at a server.
#[derive(Clone)]
struct Reader {
    app: App,
    server: SocketAddr,
    cookie: String,
}

impl Reader {
    async fn get(&self, on: &mut Connection, path: &str) -> usize {
        let request = Request::get(path)
            .header(header::HOST, "balsts.test")
            .header(header::ACCEPT_LANGUAGE, "lv")
            .header(header::COOKIE, &self.cookie)
            .body(Body::empty())
            .expect("a request");
        let answer = on.send(request).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let body = axum::body::to_bytes(answer.into_body(), 50_000_000).await;
        body.expect("a page").len()
    }

    /// Bytes and statements of one opening.
    async fn once(&self, path: &str) -> (usize, u64) {
        let mut connection = Connection::open(self.server).await;
        let before = self.app.store.statements();
        let bytes = self.get(&mut connection, path).await;
        (bytes, self.app.store.statements() - before)
    }

    /// Milliseconds by page in a turn in which several readers open it at once: the other way round, it is a rate.
    async fn turn(&self, path: &'static str) -> f64 {
        let start = Instant::now();
        let mut readers = tokio::task::JoinSet::new();
        for _ in 0..READERS {
            let reader = self.clone();
            readers.spawn(async move {
                let mut connection = Connection::open(reader.server).await;
                for _ in 0..REQUESTS / READERS {
                    reader.get(&mut connection, path).await;
                }
            });
        }
        readers.join_all().await;
        start.elapsed().as_secs_f64() * 1_000.0 / f64::from(REQUESTS)
    }
}

async fn open(file: &str) -> App {
    let store = LargeTown::open(file).unlocked().await;
    App::new(store, Clock::Fixed(LARGE_TOWN_NOW.parse().expect("a moment")))
}

async fn sign_in(app: &App, role: Role) -> Reader {
    let operator = app.operator("ogres-novads").await.expect("the municipality");
    let email = format!("{}@ogre.test", role.code());
    let added = operator
        .add_account(&AddAccount {
            email: email.clone(),
            name: role.code().to_owned(),
            password: PASSWORD.to_owned(),
            role,
            institution: role.at_institution().then_some(1),
            class: None,
            speciality: None,
        })
        .await
        .expect("an account");
    operator.keep_password(added).await.expect("a demonstration");
    let options = balsts_web::Options {
        secure_cookies: false,
        ..balsts_web::Options::default()
    };
    let router = balsts_web::router(app.clone(), options);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let server = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("email", email.as_str()), ("password", PASSWORD)])
        .finish();
    let request = Request::post("/sign-in")
        .header(header::HOST, "balsts.test")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form))
        .expect("a request");
    let answer = Connection::open(server).await.send(request).await;
    let cookies: Vec<&str> = answer
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .filter_map(|cookie| cookie.to_str().ok()?.split(';').next())
        .collect();
    Reader {
        app: app.clone(),
        server,
        cookie: cookies.join("; "),
    }
}

#[tokio::main]
async fn main() {
    // `cargo bench` adds an option of its own.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|text| !text.starts_with('-'))
        .collect();
    let pupils = arguments
        .get(1)
        .map_or(10_000, |text| text.parse().expect("a number"));
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = arguments.first().map_or(temporary.path(), Path::new);
    std::fs::create_dir_all(folder).expect("the folder");
    let file = |name: &str| folder.join(name).display().to_string();
    if !folder.join("town.db").exists() {
        LargeTown::build(&file("town.db"), pupils).await;
        let app = open(&file("town.db")).await;
        app.program(1).evaluate_all().await.expect("evaluate");
        app.store.close().await.expect("close");
    }
    for name in ["small.db", "grown.db"] {
        for ending in ["-wal", "-shm"] {
            _ = std::fs::remove_file(folder.join(format!("{name}{ending}")));
        }
        std::fs::copy(file("town.db"), file(name)).expect("a copy");
    }
    LargeTown::open(&file("grown.db"))
        .grow_outside_first_institution(9)
        .await;
    let (small, grown) = (open(&file("small.db")).await, open(&file("grown.db")).await);
    let bound = sign_in(&small, Role::SupportStaff).await;
    let board = sign_in(&small, Role::EducationBoard).await;
    let among_many = sign_in(&grown, Role::SupportStaff).await;

    let measured: [(&str, &Reader, &'static str); 5] = [
        ("empty", &bound, EMPTY),
        ("pupils", &bound, PUPILS),
        ("pupils_among_many", &among_many, PUPILS),
        ("board_pupils", &board, PUPILS),
        ("board_municipality", &board, MUNICIPALITY),
    ];
    let mut report = serde_json::Map::new();
    for (name, reader, path) in measured {
        // What is put together once is there before anything is counted.
        reader.once(path).await;
        let (bytes, statements) = reader.once(path).await;
        report.insert(format!("{name}_bytes"), bytes.into());
        report.insert(format!("{name}_statements"), statements.into());
    }
    let mut times: [Vec<f64>; 5] = Default::default();
    for _ in 0..TURNS {
        for ((_, reader, path), times) in measured.iter().zip(&mut times) {
            times.push(reader.turn(path).await);
        }
    }
    for ((name, ..), times) in measured.iter().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        report.insert(format!("{name}_milliseconds"), times[TURNS / 2].into());
    }
    for app in [small, grown] {
        app.store.close().await.expect("close");
    }
    println!("{}", serde_json::Value::Object(report));
}
