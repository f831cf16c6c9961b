//! A meeting of the cooperation group in the browser: prepared, held, recapped.

mod arranged;
mod minutes;

use axum::http::{StatusCode, header};
use balsts_app::{
    body::{AddBody, AddMember},
    case::OpenCase,
};
use balsts_domain::{
    access::Role,
    cases::{CaseEvent, CaseKind, Event},
    cooperation::{Basis, BodyKind, Level, MemberRight},
};
use balsts_testkit::{Database, NewPupil, Town, on_both, town};
use jiff::civil::date;

use crate::{
    browser::{Answer, Browser},
    loads::browser_of,
};

struct Room {
    town: Town,
    chair: Browser,
    secretary: Browser,
    body: i64,
}

async fn room(database: &Database) -> Room {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let op = town.institution("OP", "basic_school").await;
    let anna = NewPupil {
        born: Some(date(2012, 1, 1)),
        ..NewPupil::named("010112-21234", "Anna", "Bērziņa")
    };
    let pupils = town.pupils(&[anna]).await;
    town.enrol(&pupils, op, "8.b", date(2026, 9, 1), None).await;
    let chair = browser_of(&town, Role::ChildRightsSpecialist, None).await;
    let secretary = browser_of(&town, Role::MunicipalLeadership, None).await;
    let operator = town.operator();
    let body = operator
        .add_body(&AddBody {
            parent: None,
            kind: BodyKind::CooperationGroup,
            name: "Sadarbības grupa".to_owned(),
            level: Level::Case,
            basis: Basis::Act,
            basis_title: "MK 545/2017".to_owned(),
            basis_day: None,
        })
        .await
        .unwrap();
    for (role, right) in [
        (Role::ChildRightsSpecialist, MemberRight::Chair),
        (Role::MunicipalLeadership, MemberRight::Secretary),
    ] {
        let accounts = operator.accounts().await.unwrap();
        let account = accounts
            .iter()
            .find(|one| one.roles[0].role == role.code())
            .unwrap();
        let add = AddMember {
            email: account.account.email.clone(),
            name: String::new(),
            organisation: "Pašvaldība".to_owned(),
            right,
        };
        operator.add_body_member(body, &add).await.unwrap();
    }
    let head = town.as_role(Role::SchoolHead, Some(op), None).await;
    let open = OpenCase {
        pupil: "p-010112-21234".to_owned(),
        kind: CaseKind::School,
        words: "Mēnesi nenāk".to_owned(),
        concern: None,
    };
    let case = head.open_case(&open).await.unwrap();
    for words in ["Komanda strādā", "Māte ārstējas"] {
        let version = head.case(&case).await.unwrap().line.row.version;
        let event = Event::new(CaseEvent::Override, words);
        head.step_case(&case, version, &event).await.unwrap();
    }
    Room {
        town,
        chair,
        secretary,
        body,
    }
}

async fn planned(room: &mut Room) -> String {
    let body = room.body.to_string();
    let pairs = [
        ("body", body.as_str()),
        ("day-day", "25"),
        ("day-month", "11"),
        ("day-year", "2026"),
        ("begins", "10:00"),
        ("place", "Domes zāle"),
    ];
    room.chair.post("/meetings/new", &pairs).await.location.unwrap()
}

fn between<'a>(body: &'a str, before: &str, after: &str) -> &'a str {
    body.split(before)
        .nth(1)
        .unwrap_or_else(|| panic!("{before}\n{body}"))
        .split(after)
        .next()
        .unwrap()
}

async fn draw(browser: &mut Browser, place: &str, page: &str, criterion: &str) -> Answer {
    let waiting = between(page, "name=\"cases\"", ">");
    let case = between(waiting, "value=\"", "\"");
    let pairs = [("cases", case), ("criterion", criterion)];
    browser.post(&format!("{place}/draw"), &pairs).await
}

/// Puts the case on the agenda; gives the item.
async fn drawn(room: &mut Room, place: &str) -> String {
    let page = room.chair.get(place).await.body;
    draw(&mut room.chair, place, &page, "one_cannot").await;
    let page = room.chair.get(place).await.body;
    let agenda = page.split("b-meeting").nth(1).unwrap();
    between(agenda, &format!("{place}?item="), "\"").to_owned()
}

// covers: COOP-08
// covers: COOP-09
// covers: ESC-27
#[test]
fn a_meeting_is_held_with_the_keyboard_alone_and_recapped_in_one_page() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let page = room.chair.get(&place).await.body;
        assert!(page.contains("Bērziņa Anna, 8.b; waiting since"), "{page}");
        let groundless = draw(&mut room.chair, &place, &page, "").await;
        assert_eq!(groundless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let item = drawn(&mut room, &place).await;
        let brief = [
            ("item", item.as_str()),
            ("brief_version", "1"),
            ("brief", "Mēnesi nenāk"),
            ("brief_restricted", "Māte ārstējas"),
        ];
        let kept = room.chair.post(&format!("{place}/brief"), &brief).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let late = room.secretary.post(&format!("{place}/brief"), &brief).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            late.body.contains("Somebody else wrote here meanwhile"),
            "{}",
            late.body
        );
        for (event, version) in [("call", "1"), ("open", "2")] {
            let done = room
                .chair
                .post(
                    &format!("{place}/state"),
                    &[("event", event), ("version", version)],
                )
                .await;
            assert_eq!(done.location.as_deref(), Some(place.as_str()));
        }
        let page = room.secretary.get(&place).await.body;
        for words in [
            "Bērziņa Anna, 8.b",
            "Mēnesi nenāk",
            "Māte ārstējas",
            "accesskey=\"m\"",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        let shared = room.secretary.get(&format!("{place}?screen=shared")).await.body;
        assert!(
            !shared.contains("Māte ārstējas") && shared.contains("Mēnesi nenāk"),
            "{shared}"
        );
        // Without scripts: the button.
        let pairs = [
            ("item", item.as_str()),
            ("version", "1"),
            ("text", "Māte piekrīt."),
        ];
        let saved = room.secretary.post(&format!("{place}/minutes"), &pairs).await;
        assert_eq!(saved.location, Some(format!("{place}?item={item}")));
        let pairs = [
            ("item", item.as_str()),
            ("what", "Apmeklē ģimeni"),
            ("person", "Ilze Kalniņa"),
            ("organisation", "Sociālais dienests"),
            ("due-day", "1"),
            ("due-month", "12"),
            ("due-year", "2026"),
        ];
        let lacking = room.secretary.post(&format!("{place}/decisions"), &pairs).await;
        assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(lacking.body.contains("Enter a date") && lacking.body.contains("Apmeklē ģimeni"));
        let whole: Vec<_> = pairs
            .into_iter()
            .chain([("judge-day", "15"), ("judge-month", "12"), ("judge-year", "2026")])
            .collect();
        let decided = room.secretary.post(&format!("{place}/decisions"), &whole).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER);
        let closed = room
            .chair
            .post(&format!("{place}/state"), &[("event", "close"), ("version", "3")])
            .await;
        assert_eq!(closed.location, Some(format!("{place}/minutes")));
        let recap = room.secretary.get(&format!("{place}/minutes")).await.body;
        for words in [
            "Māte piekrīt.",
            "Apmeklē ģimeni",
            "Ilze Kalniņa, Sociālais dienests",
            "1 decision in all",
        ] {
            assert!(recap.contains(words), "{words}\n{recap}");
        }
        assert!(!recap.contains("Māte ārstējas"), "{recap}");
        let file = room.secretary.get(&format!("{place}/minutes/docx")).await;
        assert_eq!(
            file.headers[header::CONTENT_DISPOSITION],
            "attachment; filename=\"protokols.docx\""
        );
        let paper = room.secretary.get(&format!("{place}/minutes/html")).await.body;
        assert!(
            paper.contains("Apmeklē ģimeni") && !paper.contains("Māte ārstējas"),
            "{paper}"
        );
        let list = room.chair.get("/decisions").await.body;
        assert!(list.contains("Judge the result"), "{list}");
        let mut stranger = browser_of(&room.town, Role::EducationBoard, None).await;
        for path in [
            place.clone(),
            format!("{place}/minutes"),
            format!("{place}/minutes/docx"),
            format!("{place}/minutes/html"),
        ] {
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
        }
    });
}

// covers: ESC-27
#[test]
fn the_calendar_of_the_chair_holds_the_meeting_and_the_day_of_a_decision_without_the_child() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let item = drawn(&mut room, &place).await;
        let called = [("event", "call"), ("version", "1")];
        room.chair.post(&format!("{place}/state"), &called).await;
        let decision = [
            ("item", item.as_str()),
            ("what", "Apmeklē Annu Bērziņu"),
            ("person", "Ilze Kalniņa"),
            ("organisation", "Sociālais dienests"),
            ("due-day", "1"),
            ("due-month", "12"),
            ("due-year", "2026"),
            ("judge-day", "15"),
            ("judge-month", "12"),
            ("judge-year", "2026"),
        ];
        let decided = room.chair.post(&format!("{place}/decisions"), &decision).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER);
        let made = room.chair.post("/account/calendar", &[]).await.body;
        let secret = between(&made, "/calendar/", "<");
        let mut stranger = Browser::new(&room.town.app);
        let feed = stranger.get(&format!("/calendar/{secret}")).await.body;
        let events: Vec<&str> = feed.split("BEGIN:VEVENT").skip(1).collect();
        let of = |uid: &str, start: &str| {
            let found = |event: &&&str| event.contains(uid) && event.contains(start);
            events.iter().filter(found).count()
        };
        assert_eq!(of("UID:meeting-", "DTSTART:20261125T080000Z"), 1, "{feed}");
        assert_eq!(of("-judge@balsts", "DTSTART;VALUE=DATE:20261215"), 1, "{feed}");
        assert_eq!(of("-done@balsts", "DTSTART"), 0, "somebody else does it: {feed}");
        assert!(
            !feed.contains("Bērziņ") && !feed.contains("Apmeklē") && !feed.contains('['),
            "{feed}"
        );
    });
}

// covers: COOP-09, PRV-03
#[test]
fn a_shared_screen_stays_shared_and_names_no_child_that_waits() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let open = room.chair.get(&place).await.body;
        assert!(open.contains("Bērziņa Anna, 8.b; waiting since"), "{open}");
        let shared = room.chair.get(&format!("{place}?screen=shared")).await.body;
        assert!(
            !shared.contains("Bērziņa"),
            "she stands on no agenda yet: {shared}"
        );
        let item = drawn(&mut room, &place).await;
        let open = room.chair.get(&format!("{place}?item={item}")).await.body;
        assert!(open.contains("Born"), "{open}");
        let on_screen = format!("{place}?item={item}&screen=shared");
        let shared = room.chair.get(&on_screen).await.body;
        assert!(
            shared.contains("Bērziņa Anna, 8.b") && !shared.contains("Born"),
            "{shared}"
        );
        // Each form of the page carries that the screen is shared.
        let forms = shared.split("<form ").skip(1);
        for form in forms.filter(|form| form.contains(&format!("action=\"{place}/"))) {
            let form = form.split("</form>").next().unwrap();
            assert!(
                form.contains("name=\"screen\" value=\"shared\""),
                "what is for members only would come back: {form}"
            );
        }
        let pairs = [("item", item.as_str()), ("screen", "shared")];
        let noted = room.chair.post(&format!("{place}/noted"), &pairs).await;
        assert_eq!(noted.location.as_deref(), Some(on_screen.as_str()));
        let begun = [("event", "open"), ("version", "1"), ("screen", "shared")];
        let begun = room.chair.post(&format!("{place}/state"), &begun).await;
        assert_eq!(begun.location, Some(format!("{place}?screen=shared")));
    });
}

#[test]
fn an_answer_to_a_proposal_that_is_refused_stays_in_its_form() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let item = drawn(&mut room, &place).await;
        for text in ["Vairāk psihologu", "Autobuss vakaros"] {
            let proposal = [
                ("item", item.as_str()),
                ("addressee", "council"),
                ("proposal", text),
            ];
            let kept = room.chair.post(&format!("{place}/proposals"), &proposal).await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        }
        let list = room.chair.get("/proposals").await.body;
        let field = between(&list, "name=\"answer-", "\"");
        let (name, path) = (format!("answer-{field}"), format!("/proposals/{field}/answer"));
        let long = "Vārds ".repeat(2_000);
        let refused = room.chair.post(&path, &[(&name, &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(long.trim()), "what was typed stays");
        assert_eq!(refused.body.matches("govuk-error-message").count(), 1);
        let kept = room.chair.post(&path, &[(&name, "Budžetā ir")]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        assert!(room.chair.get("/proposals").await.body.contains("Budžetā ir"));
        // Of two who answer one proposal the second sees what stands, keeps what was typed and adds it.
        let second = room.chair.post(&path, &[(&name, "No janvāra")]).await;
        assert_eq!(second.status, StatusCode::CONFLICT, "{}", second.body);
        let form = between(&second.body, &format!("action=\"{path}\""), "</form>");
        for text in ["Budžetā ir", "No janvāra", "this answer has been noted"] {
            assert!(form.contains(text), "{text}\n{form}");
        }
        let seen = between(form, "name=\"seen\" value=\"", "\"");
        let added = [("seen", seen), (name.as_str(), "No janvāra")];
        let added = room.chair.post(&path, &added).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let list = room.chair.get("/proposals").await.body;
        assert!(
            list.contains("Budžetā ir") && list.contains("No janvāra"),
            "{list}"
        );
    });
}

// covers: ESC-27
#[test]
fn of_two_who_finish_one_decision_the_second_keeps_what_was_typed() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let item = drawn(&mut room, &place).await;
        let decision = [
            ("item", item.as_str()),
            ("what", "Apmeklē ģimeni"),
            ("organisation", "Sociālais dienests"),
            ("person", "Ilze Kalniņa"),
            ("due-day", "24"),
            ("due-month", "12"),
            ("due-year", "2026"),
            ("judge-day", "15"),
            ("judge-month", "1"),
            ("judge-year", "2027"),
        ];
        let decided = room.chair.post(&format!("{place}/decisions"), &decision).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.body);
        let list = room.chair.get("/decisions").await.body;
        let number = between(&list, "/decisions/", "/done").to_owned();
        let path = format!("/decisions/{number}/done");
        let first = room.chair.post(&path, &[("note", "Ģimene apmeklēta")]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let second = room.secretary.post(&path, &[("note", "Zvanīts mātei")]).await;
        assert_eq!(second.status, StatusCode::CONFLICT, "{}", second.body);
        for text in ["Ģimene apmeklēta", "Zvanīts mātei"] {
            assert!(second.body.contains(text), "{text}\n{}", second.body);
        }
        let seen = between(&second.body, "name=\"seen\" value=\"", "\"").to_owned();
        let empty = room.secretary.post(&path, &[("seen", &seen), ("note", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let kept = between(&empty.body, "name=\"seen\" value=\"", "\"");
        assert_eq!(kept, seen, "what was seen stays seen");
        let added = [("seen", seen.as_str()), ("note", "Zvanīts mātei")];
        let added = room.secretary.post(&path, &added).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let list = room.chair.get("/decisions").await.body;
        for text in ["Ģimene apmeklēta", "Zvanīts mātei"] {
            assert!(list.contains(text), "{text}\n{list}");
        }
        let opened = room.chair.get(&path).await;
        assert_eq!(opened.location.as_deref(), Some("/decisions"), "it is done");
    });
}
