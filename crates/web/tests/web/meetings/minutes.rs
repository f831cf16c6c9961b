//! What is typed in a meeting and after it: nothing of it is lost, whoever else writes and however long it is.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use balsts_testkit::on_both;

use super::{drawn, planned, room};
use crate::browser::{Answer, Browser};

async fn type_minutes(browser: &mut Browser, place: &str, item: &str, version: &str, text: &str) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("item", item), ("version", version), ("text", text)])
        .finish();
    let request = Request::post(format!("{place}/minutes"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("hx-request", "true");
    browser.send(request, Body::from(body)).await
}

#[test]
fn two_who_type_at_once_are_told_and_find_both_texts() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let item = drawn(&mut room, &place).await;
        let first = type_minutes(&mut room.secretary, &place, &item, "1", "Viens teksts").await;
        assert_eq!(first.status, StatusCode::OK);
        assert!(
            first.body.contains("name=\"version\" value=\"2\"") && first.body.contains("saved"),
            "{}",
            first.body
        );
        let second = type_minutes(&mut room.chair, &place, &item, "1", "Cits teksts").await;
        assert!(
            second.body.contains("Somebody else wrote here"),
            "{}",
            second.body
        );
        assert!(
            second.body.contains("value=\"1\""),
            "nothing can be overwritten by going on typing"
        );
        let page = room.chair.get(&place).await.body;
        assert!(
            page.contains(">Viens teksts</textarea>") && page.contains("Cits teksts"),
            "{page}"
        );
        let pairs = [
            ("item", item.as_str()),
            ("version", "2"),
            ("text", "Viens teksts. Cits teksts"),
        ];
        room.chair.post(&format!("{place}/minutes"), &pairs).await;
        let page = room.chair.get(&place).await.body;
        assert!(
            page.contains(">Viens teksts. Cits teksts</textarea>")
                && !page.contains("not in the minutes yet")
        );
    });
}

// covers: COOP-08
#[test]
fn what_is_typed_when_the_meeting_is_over_is_not_lost() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let item = drawn(&mut room, &place).await;
        for (event, version) in [("open", "1"), ("close", "2")] {
            let pairs = [("event", event), ("version", version)];
            room.chair.post(&format!("{place}/state"), &pairs).await;
        }
        let minutes = [
            ("item", item.as_str()),
            ("version", "1"),
            ("text", "Māte piekrīt."),
        ];
        let late = room.secretary.post(&format!("{place}/minutes"), &minutes).await;
        assert_eq!(late.status, StatusCode::SEE_OTHER, "{}", late.body);
        let typing = type_minutes(&mut room.secretary, &place, &item, "1", "Māte piekrīt visam.").await;
        assert!(typing.body.contains("The meeting is over"), "{}", typing.body);
        for (path, field, text) in [
            ("proposals", "proposal", "Vairāk psihologu"),
            ("questions", "title", "Autobuss vakaros"),
        ] {
            let late = room
                .secretary
                .post(
                    &format!("{place}/{path}"),
                    &[("item", item.as_str()), (field, text)],
                )
                .await;
            assert_eq!(late.status, StatusCode::SEE_OTHER, "{}", late.body);
        }
        let page = room.secretary.get(&format!("{place}?item={item}")).await.body;
        for text in ["Māte piekrīt visam.", "Vairāk psihologu", "Autobuss vakaros"] {
            assert!(page.contains(text), "{text}\n{page}");
        }
        assert!(
            !room.chair.get(&place).await.body.contains("Vairāk psihologu"),
            "it is its writer's"
        );
        room.secretary.post(&format!("{place}/late"), &[]).await;
        let page = room.secretary.get(&place).await.body;
        assert!(!page.contains("Vairāk psihologu"), "{page}");
    });
}

#[test]
fn minutes_that_are_too_long_stay_in_their_field() {
    on_both(|database| async move {
        let mut room = room(&database).await;
        let place = planned(&mut room).await;
        let item = drawn(&mut room, &place).await;
        let long = "Vārds ".repeat(4_000);
        let minutes = [("item", item.as_str()), ("version", "1"), ("text", long.as_str())];
        let refused = room.secretary.post(&format!("{place}/minutes"), &minutes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(long.trim()), "what was typed stays");
    });
}
