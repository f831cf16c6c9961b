use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::on_both;

use crate::loads::{browser_of, load, schools};

// covers: RSK-06
#[test]
fn a_threshold_is_changed_with_a_reason_and_keeps_its_history() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let page = board.get("/settings").await.body;
        assert!(
            page.contains("Assumption") && page.contains("The defaults are in force now"),
            "{page}"
        );
        let without = board
            .post("/settings/change", &[("version", "0"), ("unexcused_watch", "5")])
            .await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let impossible = [("version", "0"), ("unexcused_watch", "500"), ("reason", "x")];
        let impossible = board.post("/settings/change", &impossible).await;
        assert_eq!(impossible.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            impossible.body.contains("Enter a number from 1 to 200"),
            "{}",
            impossible.body
        );
        let change = [
            ("version", "0"),
            ("unexcused_watch", "5"),
            ("reason", "Dome tā lēma"),
        ];
        let done = board.post("/settings/change", &change).await;
        assert_eq!(done.location.as_deref(), Some("/settings"), "{}", done.body);
        let page = board.get("/settings").await.body;
        assert!(
            page.contains("5 lessons") && page.contains("Dome tā lēma"),
            "{page}"
        );
        let late = [("version", "0"), ("unexcused_watch", "6"), ("reason", "cits")];
        assert_eq!(
            board.post("/settings/change", &late).await.status,
            StatusCode::CONFLICT
        );
        let school = database
            .store
            .institution_id(town.municipality, "OP")
            .await
            .unwrap();
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        assert_eq!(head.get("/settings").await.status, StatusCode::OK);
        assert_eq!(head.get("/settings/change").await.status, StatusCode::NOT_FOUND);
        let mine = [("version", "1"), ("unexcused_watch", "7"), ("reason", "es")];
        assert_eq!(
            head.post("/settings/change", &mine).await.status,
            StatusCode::NOT_FOUND
        );
    });
}

// covers: RSK-06
#[test]
fn a_replay_names_whom_other_thresholds_would_have_noticed() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let mut text = "personal_code;institution_code;date;lesson;kind\n".to_owned();
        for lesson in 1..=6 {
            text += &format!("010112-21234;OP;2026-11-02;{lesson};unexcused\n");
        }
        load(&mut board, "absences", &text).await;
        let on = "on-day=19&on-month=11&on-year=2026";
        let same = board.get(&format!("/settings/replay?{on}")).await;
        assert_eq!(same.status, StatusCode::OK, "{}", same.body);
        assert!(!same.body.contains("Bērziņa Anna"), "{}", same.body);
        let other = board
            .get(&format!("/settings/replay?{on}&unexcused_watch=6"))
            .await
            .body;
        assert!(other.contains("Bērziņa Anna"), "{other}");
        let future = board
            .get("/settings/replay?on-day=1&on-month=1&on-year=2030")
            .await;
        assert_eq!(future.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut administrator = browser_of(&town, Role::Administrator, None).await;
        assert_eq!(
            administrator.get("/settings/replay").await.status,
            StatusCode::NOT_FOUND,
            "who may not know the children gets no names"
        );
    });
}

#[test]
fn the_calendar_says_what_is_expected_and_takes_exceptions() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let school = database
            .store
            .institution_id(town.municipality, "OP")
            .await
            .unwrap()
            .to_string();
        let page = board.get("/settings/calendar?year=2026").await.body;
        assert!(
            page.contains("are expected from the pattern") && page.contains("Good Friday"),
            "{page}"
        );
        let set = board.get("/settings/calendar?year=2025").await.body;
        assert!(!set.contains("are expected from the pattern"), "{set}");
        let extra = [
            ("version", "0"),
            ("year", "2026"),
            ("institution", ""),
            ("change", "extra_break"),
            ("from-day", "7"),
            ("from-month", "12"),
            ("from-year", "2026"),
            ("to-day", "8"),
            ("to-month", "12"),
            ("to-year", "2026"),
            ("grades", "1."),
            ("reason", "Domes lēmums 12"),
        ];
        let added = board.post("/settings/calendar/exception", &extra).await;
        assert_eq!(
            added.location.as_deref(),
            Some("/settings/calendar?year=2026"),
            "{}",
            added.body
        );
        let page = board.get("/settings/calendar?year=2026").await.body;
        assert!(
            page.contains("Extra break: 7 December 2026") && page.contains("Domes lēmums 12"),
            "{page}"
        );
        let outside = [
            ("year", "2026"),
            ("change", "extra_school_day"),
            ("from-day", "7"),
            ("from-month", "12"),
            ("from-year", "2028"),
            ("reason", "x"),
        ];
        let outside = board.post("/settings/calendar/exception", &outside).await;
        assert_eq!(outside.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            outside.body.contains("outside the school year"),
            "{}",
            outside.body
        );

        let mut head = browser_of(&town, Role::SchoolHead, school.parse().ok()).await;
        let own = [
            ("version", "0"),
            ("year", "2026"),
            ("institution", school.as_str()),
            ("change", "extra_school_day"),
            ("from-day", "5"),
            ("from-month", "12"),
            ("from-year", "2026"),
            ("reason", "Direktores rīkojums 3"),
        ];
        let added = head.post("/settings/calendar/exception", &own).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let mine = head.get("/settings/calendar?year=2026").await.body;
        assert!(
            mine.contains("Direktores rīkojums 3") && mine.contains("Domes lēmums 12"),
            "{mine}"
        );
        let everywhere = board.get("/settings/calendar?year=2026").await.body;
        assert!(!everywhere.contains("Direktores"), "{everywhere}");
        let shifted = [
            ("version", "0"),
            ("shifted_days", "yes"),
            ("parents_note_days", "3"),
            ("excuse_rules", ""),
            ("teachers", "24"),
            ("reason", "Dome tā lēma"),
        ];
        let place = format!("/settings/group/institution?institution={school}");
        let saved = head.post(&place, &shifted).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let other = database
            .store
            .institution_id(town.municipality, "OV")
            .await
            .unwrap();
        let theirs = head.get(&format!("/settings/calendar?institution={other}")).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        let remove = [
            ("index", "0"),
            ("version", "1"),
            ("year", "2026"),
            ("institution", school.as_str()),
        ];
        let removed = head.post("/settings/calendar/exception/remove", &remove).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.body);
        let mine = head.get("/settings/calendar?year=2026").await.body;
        assert!(!mine.contains("Extra school day: 5 December 2026"), "{mine}");
    });
}

// covers: PRV-03
#[test]
fn the_access_table_stands_as_the_program_uses_it() {
    on_both(|database| async move {
        let (_, mut board) = schools(&database).await;
        let page = board.get("/settings/access").await.body;
        let rows = balsts_domain::access::grants()
            .into_iter()
            .filter(|(_, resource, ..)| *resource != balsts_domain::access::Resource::OwnAccount)
            .count();
        assert_eq!(page.matches("<th scope=\"row\"").count(), rows, "{page}");
    });
}

// covers: RSK-06, RSK-16
#[test]
fn the_tables_of_the_signals_are_changed_on_pages_of_their_own() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let page = board.get("/settings").await.body;
        for path in [
            "/settings/exam-thresholds",
            "/settings/circumstances",
            "/settings/priority-groups",
        ] {
            assert!(page.contains(path), "{path} in {page}");
        }
        let circumstances = board.get("/settings/circumstances").await.body;
        assert!(
            circumstances.contains("Assumption") && circumstances.contains("name=\"level-addiction\""),
            "{circumstances}"
        );
        // The form as it stands, with one level changed.
        let mut form: Vec<(String, String)> = balsts_domain::risk::Circumstance::all()
            .filter_map(|kind| Some((format!("level-{kind}"), kind.default_level()?.code().to_owned())))
            .collect();
        for (name, level) in &mut form {
            match name.as_str() {
                "level-addiction" => *level = "high".to_owned(),
                "level-disability" => *level = "off".to_owned(),
                _ => {}
            }
        }
        form.push(("version".to_owned(), "0".to_owned()));
        let mut sent: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let refused = board.post("/settings/circumstances", &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        sent.push(("reason", "Dome tā lēma"));
        let saved = board.post("/settings/circumstances", &sent).await;
        assert_eq!(
            saved.location.as_deref(),
            Some("/settings/circumstances"),
            "{}",
            saved.body
        );
        let settings = town.operator().risk_settings_in_force().await.unwrap().body;
        assert_eq!(settings.circumstance_levels.len(), 2, "only what differs is kept");
        // Whoever saw the version before is told, whatever else is wrong, and decides on what is in force by now.
        let (_, without_reason) = sent.split_last().unwrap();
        for stale in [without_reason, sent.as_slice()] {
            let late = board.post("/settings/circumstances", stale).await;
            assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                late.body.contains("Somebody changed this record")
                    && late.body.contains("name=\"version\" value=\"1\""),
                "{}",
                late.body
            );
        }

        let group = [
            ("version", "1"),
            ("code-0", "young_carers"),
            ("latvian-0", "Bērni, kas aprūpē citus"),
            ("english-0", "Young carers"),
            ("kinds-0-d", "zodiac"),
            ("code-1", ""),
            ("latvian-1", ""),
            ("english-1", ""),
            ("reason", "Mūsu grupa"),
        ];
        let unknown = board.post("/settings/priority-groups", &group).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            unknown.body.contains("This value is not accepted"),
            "{}",
            unknown.body
        );
        let mut right = group.to_vec();
        right.retain(|(name, _)| *name != "kinds-0-d");
        let none = board.post("/settings/priority-groups", &right).await;
        assert_eq!(
            none.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a group without a kind"
        );
        assert!(none.body.contains("at least one kind"), "{}", none.body);
        right.extend([
            ("kinds-0-d", "cares_for_family"),
            ("kinds-0-d", "other_family"),
            ("kinds-0-facts", "home_schooling"),
        ]);
        let saved = board.post("/settings/priority-groups", &right).await;
        assert_eq!(
            saved.location.as_deref(),
            Some("/settings/priority-groups"),
            "{}",
            saved.body
        );
        let kinds: Vec<&str> = town
            .operator()
            .risk_settings_in_force()
            .await
            .unwrap()
            .body
            .priority_groups
            .into_iter()
            .flat_map(|group| group.kinds)
            .map(balsts_domain::risk::Circumstance::code)
            .collect();
        assert_eq!(kinds, ["cares_for_family", "other_family", "home_schooling"]);
        let form = board.get("/settings/priority-groups").await.body;
        let ticked = form
            .split("<input")
            .filter(|input| {
                let input = input.split('>').next().unwrap_or_default();
                input.contains("name=\"kinds-0-") && input.ends_with(" checked")
            })
            .count();
        assert_eq!(ticked, 3, "{form}");
        assert!(
            form.contains("set by the municipality")
                && form.contains("Children in out-of-family care")
                && form.contains("Default, not in force"),
            "{form}"
        );
        let page = board.get("/municipality").await.body;
        assert!(page.contains("Young carers"), "{page}");

        let mut exams = vec![
            ("version", "2"),
            ("grade-0", "9"),
            ("year-0", "2026"),
            ("percent-0", "20"),
            ("source-0", "MK noteikumi"),
            ("grade-1", "9"),
            ("year-1", "2026"),
            ("percent-1", "15"),
            ("source-1", "Izziņots"),
            ("assumption-1", "yes"),
            ("reason", "Jauns slieksnis"),
        ];
        let twice = board.post("/settings/exam-thresholds", &exams).await;
        assert!(
            twice.body.contains("two thresholds for the same grade and year"),
            "{}",
            twice.body
        );
        exams[6] = ("year-1", "2027");
        let saved = board.post("/settings/exam-thresholds", &exams).await;
        assert_eq!(
            saved.location.as_deref(),
            Some("/settings/exam-thresholds"),
            "{}",
            saved.body
        );
        let page = board.get("/settings/exam-thresholds").await.body;
        assert!(
            page.contains("MK noteikumi") && page.contains("Assumption"),
            "{page}"
        );
        let history = board.get("/settings").await.body;
        for reason in ["Dome tā lēma", "Mūsu grupa", "Jauns slieksnis"] {
            assert!(history.contains(reason), "{reason} in {history}");
        }
        let late = board.post("/settings/exam-thresholds", &exams).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "an older version");
        assert!(late.body.contains("MK noteikumi"), "{}", late.body);
        let school = database
            .store
            .institution_id(town.municipality, "OP")
            .await
            .unwrap();
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        let page = head.get("/settings/exam-thresholds").await;
        assert!(page.status == StatusCode::OK && !page.body.contains("name=\"grade-0\""));
        let denied = head.post("/settings/exam-thresholds", &exams).await;
        assert_eq!(denied.status, StatusCode::NOT_FOUND);
    });
}
