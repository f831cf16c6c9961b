//! When and where a group meets, what about, who comes, and the groups themselves.

use axum::http::StatusCode;
use balsts_app::body::AddMember;
use balsts_domain::{access::Role, cooperation::MemberRight};
use balsts_testkit::on_both;

use super::{between, drawn, planned, room};
use crate::loads::browser_of;

// covers: COOP-06
#[test]
fn a_meeting_about_the_budget_leads_to_the_list_of_money() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let question = [("title", "Nākamā gada pasākumi")];
        room.chair.post(&format!("{place}/questions"), &question).await;
        let list = "/programme/money?year=2026";
        assert!(!room.chair.get(&place).await.body.contains(list));
        let budget = [
            ("version", "1"),
            ("day-day", "26"),
            ("day-month", "11"),
            ("day-year", "2026"),
            ("begins", "10:00"),
            ("place", "Domes zāle"),
            ("budget", "yes"),
        ];
        room.chair.post(&format!("{place}/time"), &budget).await;
        let page = room.chair.get(&place).await.body;
        assert!(page.contains(list), "{page}");
    });
}

// covers: COOP-05
#[test]
fn a_meeting_is_moved_from_its_page() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let time = format!("{place}/time");
        let page = room.chair.get(&place).await.body;
        assert!(page.contains(&format!("href=\"{time}\"")), "{page}");
        let form = room.chair.get(&time).await.body;
        assert!(
            form.contains("value=\"Domes zāle\"") && form.contains("value=\"2026\""),
            "{form}"
        );
        let pairs = |version: &'static str, day: &'static str| {
            [
                ("version", version),
                ("day-day", day),
                ("day-month", "12"),
                ("day-year", "2026"),
                ("begins", "14:30"),
                ("place", "Skolas iela 1"),
            ]
        };
        let moved = room.secretary.post(&time, &pairs("1", "2")).await;
        assert_eq!(moved.location.as_deref(), Some(place.as_str()));
        let page = room.chair.get(&place).await.body;
        assert!(page.contains("14:30, Skolas iela 1"), "{page}");
        // Who comes second is told, and what they typed stays.
        let late = room.chair.post(&time, &pairs("1", "9")).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("value=\"9\""), "{}", late.body);
        let mut stranger = browser_of(&room.town, Role::EducationBoard, None).await;
        assert_eq!(stranger.get(&time).await.status, StatusCode::NOT_FOUND);
    });
}

// covers: COOP-02
#[test]
fn an_expert_is_invited_for_the_case_that_is_open() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let item = drawn(&mut room, &place).await;
        let expert = AddMember {
            email: String::new(),
            name: "Ilze Kalniņa".to_owned(),
            organisation: "Poliklīnika".to_owned(),
            right: MemberRight::Invited,
        };
        let expert = room
            .town
            .operator()
            .add_body_member(room.body, &expert)
            .await
            .unwrap()
            .to_string();
        let page = room.chair.get(&format!("{place}?item={item}")).await.body;
        let choice = between(&page, "name=\"for_item\"", "</select>");
        assert!(
            choice.contains("the whole meeting") && choice.contains(&format!("value=\"{item}\" selected")),
            "{choice}"
        );
        let pairs = [
            ("item", item.as_str()),
            ("member", expert.as_str()),
            ("for_item", item.as_str()),
        ];
        let invited = room.chair.post(&format!("{place}/invite"), &pairs).await;
        assert_eq!(invited.location, Some(format!("{place}?item={item}")));
        let page = room.chair.get(&place).await.body;
        let comes = between(&page, "Ilze Kalniņa, Poliklīnika", "<");
        assert!(comes.contains("only for what they are invited to"), "{page}");
    });
}

// covers: COOP-01
// covers: COOP-03
#[test]
fn the_bodies_are_listed_below_those_they_work_under() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let parent = room.body.to_string();
        let pairs = [
            ("name", "Vadības grupa"),
            ("kind", "steering_group"),
            ("level", "strategic"),
            ("basis", "order"),
            ("basis_title", "Nr. 3"),
            ("parent", parent.as_str()),
        ];
        let added = room.chair.post("/bodies/new", &pairs).await;
        assert!(added.location.unwrap().starts_with("/bodies/"));
        let list = room.chair.get("/bodies").await.body;
        assert!(list.contains("– ") && list.contains("Vadības grupa"), "{list}");
        assert!(list.contains("0 meetings took place in 2026"), "{list}");
        let empty = room
            .chair
            .post("/bodies/new", &[("kind", "steering_group")])
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let card = room.secretary.get(&format!("/bodies/{parent}")).await.body;
        assert!(
            card.contains("MK 545/2017") && !card.contains("Add somebody"),
            "{card}"
        );
    });
}
