//! What stands in the log after a day's work: nothing about anybody.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{NewPupil, PASSWORD, on_both, town};
use jiff::civil::date;
use tracing_subscriber::fmt::MakeWriter;

use crate::browser::{Browser, own_password};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

const PERSONAL: [&str; 13] = [
    "Skaidrīte",
    "Vītola",
    "skaidrite",
    "vitola",
    "150312-21238",
    "15031221238",
    "Gundega",
    "Pētersone",
    "gundega@",
    "nobody-at-all",
    "kas notika virtuvē",
    "virtuv",
    PASSWORD,
];

#[test]
fn a_days_work_leaves_nothing_personal_in_the_log() {
    let log = Log::default();
    // An operator may turn the level up; finer than this the program keeps its libraries silent.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::DEBUG)
        .with_writer(log.clone())
        .init();
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "basic_school").await;
        let pupil = town
            .pupils(&[NewPupil::named("150312-21238", "Skaidrīte", "Vītola")])
            .await[0];
        town.enrol(&[pupil], school, "8.b", date(2025, 9, 1), None).await;
        town.incident(pupil, school, date(2025, 11, 3), "fight", "involved")
            .await;
        let user = town
            .operator()
            .add_account(&balsts_app::account::AddAccount {
                email: "gundega@ogre.test".to_owned(),
                name: "Gundega Pētersone".to_owned(),
                password: PASSWORD.to_owned(),
                role: Role::SupportStaff,
                institution: Some(school),
                class: None,
                speciality: None,
            })
            .await
            .unwrap();
        own_password(&town, user).await;
        town.operator().evaluate_all().await.unwrap();

        let mut browser = Browser::new(&town.app);
        for (email, password) in [
            ("gundega@ogre.test", "nepareiza"),
            ("nobody-at-all@x.test", PASSWORD),
        ] {
            let form = [("email", email), ("password", password)];
            let answer = browser.post("/sign-in", &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(
            browser.sign_in("gundega@ogre.test").await.location.as_deref(),
            Some("/")
        );
        let id = "p-150312-21238";
        let mut opened = 0;
        for path in [
            "/".to_owned(),
            "/pupils?name=Skaidr%C4%ABte".to_owned(),
            "/pupils?name=150312-21238".to_owned(),
            format!("/pupils/{id}"),
            format!("/pupils/{id}?part=support"),
            format!("/pupils/{id}?part=history"),
            "/pupils?show=Skaidr%C4%ABte+V%C4%ABtola".to_owned(),
            "/pupils?reason=vitola".to_owned(),
            "/pupils?level=skaidrite&institution=vitola&group=vitola".to_owned(),
            "/duties".to_owned(),
            "/duties?state=vitola&kind=vitola&show=vitola".to_owned(),
            "/loads/new?kind=vitola".to_owned(),
            "/help?part=vitola".to_owned(),
            format!("/pupils/{id}?part=vitola&show=vitola"),
            "/concerns/new?name=V%C4%ABtola".to_owned(),
            "/account".to_owned(),
            "/Skaidrīte/is/nowhere".replace('ī', "%C4%AB"),
            "/concerns/99999".to_owned(),
        ] {
            let answer = browser.get(&path).await;
            opened += usize::from(answer.body.contains("Vītola"));
        }
        assert!(opened >= 4, "the fixture's pupil was looked at: {opened}");
        let mut send = vec![
            ("pupil", id),
            ("urgency", "normal"),
            ("text", "kas notika virtuvē"),
        ];
        let sent = browser.post("/concerns/new", &send).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        send[1] = ("urgency", "Skaidrīte");
        browser.post("/concerns/new?x=V%C4%ABtola", &send[..1]).await;
    });
    let bytes = log.0.lock().unwrap().clone();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("/pupils/{public_id}"), "the log is written");
    for line in text.lines() {
        for personal in PERSONAL {
            assert!(!line.contains(personal), "{personal} in {line}");
        }
    }
}
