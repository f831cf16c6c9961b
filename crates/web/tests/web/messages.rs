use axum::http::{StatusCode, header};
use balsts_app::{App, concern::SendConcern, mail::Mail};
use balsts_domain::{access::Role, concern::Urgency, risk::Factor};
use balsts_testkit::{NewPupil, on_both, town};
use jiff::civil::date;

use crate::{browser::Browser, loads::browser_of};

#[test]
fn the_header_counts_messages_and_one_click_leads_to_what_happened() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OP", "basic_school").await;
        let pupils = town
            .pupils(&[NewPupil::named("010112-21234", "Anna", "Bērziņa")])
            .await;
        town.enrol(&pupils, school, "8.b", date(2026, 9, 1), None).await;
        let mut team = browser_of(&town, Role::SupportStaff, Some(school)).await;
        let none = team.get("/messages").await.body;
        assert!(
            none.contains("There are none now") && !none.contains("unread message"),
            "{none}"
        );
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.b")).await;
        let concern = SendConcern {
            pupil: "p-010112-21234".to_owned(),
            factors: vec![Factor::LowAchievement],
            text: String::new(),
            urgency: Urgency::Normal,
            danger: false,
        };
        let id = teacher.send_concern(&concern).await.unwrap();
        teacher.send_concern(&concern).await.unwrap();
        let list = team.get("/messages").await.body;
        assert!(list.contains("2 unread messages"), "{list}");
        assert!(
            list.contains("A colleague sent a report") && !list.contains("Anna"),
            "{list}"
        );
        let (messages, _) = {
            let users = town.operator().accounts().await.unwrap();
            let user = users
                .iter()
                .find(|one| one.account.unread == 2)
                .unwrap()
                .account
                .id;
            town.ctx(user).await.messages(None, 9).await.unwrap()
        };
        let first = messages
            .iter()
            .find(|message| message.subject_id == Some(id))
            .unwrap();
        let opened = team.get(&format!("/messages/{}", first.id)).await;
        assert_eq!(opened.location, Some(format!("/concerns/{id}")));
        assert!(team.get("/messages").await.body.contains("1 unread message<"));
        let mut other = browser_of(&town, Role::EducationBoard, None).await;
        let foreign = other.get(&format!("/messages/{}", first.id)).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        team.post("/messages/read", &[]).await;
        assert!(!team.get("/messages").await.body.contains("unread message"));
    });
}

#[test]
fn the_choice_is_kept_and_the_calendar_opens_without_signing_in_until_taken_back() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let kept = board.post("/account/messages", &[("delivery", "daily")]).await;
        assert_eq!(kept.location.as_deref(), Some("/account/messages"));
        let page = board.get("/account/messages").await.body;
        let daily = page.split("value=\"daily\"").nth(1).unwrap();
        assert!(daily.split('>').next().unwrap().contains("checked"), "{page}");
        let wrong = board.post("/account/messages", &[("delivery", "pigeon")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let made = board.post("/account/calendar", &[]).await.body;
        let secret = made
            .split("/calendar/")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(secret.len(), 48, "{secret}");
        assert!(!board.get("/account/messages").await.body.contains(&secret));
        let mut stranger = Browser::new(&town.app);
        let feed = stranger.get(&format!("/calendar/{secret}")).await;
        assert_eq!(feed.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        assert!(feed.body.starts_with("BEGIN:VCALENDAR"), "{}", feed.body);
        board.post("/account/calendar/off", &[]).await;
        let gone = stranger.get(&format!("/calendar/{secret}")).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_email_is_a_link_in_the_language_of_its_reader() {
    let mail = |language: &str, message, count, urgent| {
        let mail = Mail {
            language: language.to_owned(),
            message,
            count,
            urgent,
        };
        balsts_web::mail::text(&mail, "https://balsts.test/")
    };
    let one = mail("lv", Some(7), 1, false);
    assert_eq!(one.subject, "Balsts: jauna ziņa");
    assert!(
        one.body.contains("https://balsts.test/messages/7\r\n"),
        "{}",
        one.body
    );
    let digest = mail("en", None, 3, false);
    assert_eq!(digest.subject, "Balsts: 3 new messages");
    assert!(
        digest.body.contains("https://balsts.test/messages\r\n"),
        "{}",
        digest.body
    );
    assert_eq!(mail("lv", Some(7), 1, true).subject, "Balsts: steidzama ziņa");
    assert_ne!(App::copy_name(), App::copy_name());
}
