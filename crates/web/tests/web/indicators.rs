//! Indicators of the programme, the calendar of its duties and schools' reports, as people use them.

use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{Enrolled, NewPupil, code_of, on_both, town};
use jiff::civil::date;

use crate::loads::{browser_of, load, schools};

// covers: IND-01, IND-05, IND-08, IND-09, IND-24
#[test]
fn the_board_looks_computes_and_types_a_value() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let page = board.get("/indicators?year=2026").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [
            "Universal prevention",
            "no data: needed are",
            "to be set by",
            "href=\"/indicators/9-secondary?year=2026\"",
            "Compute anew",
        ] {
            assert!(page.body.contains(words), "{words} in {}", page.body);
        }
        assert!(!page.body.contains('['), "a text is missing: {}", page.body);
        let computed = board.post("/indicators/compute", &[("year", "2026")]).await;
        assert_eq!(computed.status, StatusCode::SEE_OTHER);
        let one = board.get("/indicators/9-secondary?year=2026").await;
        assert_eq!(one.status, StatusCode::OK);
        for words in [
            "asks less than the baseline",
            "for more than 6 months in a row",
            "href=\"/indicators/9-secondary/value?year=2026\"",
        ] {
            assert!(one.body.contains(words), "{words} in {}", one.body);
        }
        assert!(
            !one.body.contains("/indicators/9-secondary/pupils"),
            "without a value nobody is counted: {}",
            one.body
        );
        let nobody = board.get("/indicators/9-secondary/pupils?year=2026").await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
        let wrong = board
            .post(
                "/indicators/1/value",
                &[("year", "2026"), ("value", "140"), ("period", "2026")],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("at most 100 %") && wrong.body.contains("value=\"140\""));
        let right = [
            ("year", "2026"),
            ("value", "72"),
            ("period", "2026. gada maijs"),
            ("source", "Aptauja"),
            ("reason", "Papīra anketas"),
        ];
        let kept = board.post("/indicators/1/value", &right).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let page = board.get("/indicators/1?year=2026").await.body;
        assert!(
            page.contains("Papīra anketas") && page.contains("typed"),
            "{page}"
        );
        let file = board.get("/indicators.csv?year=2026").await;
        assert!(
            file.body.starts_with("id,level,title,baseline,value,"),
            "{}",
            file.body
        );
        let typed = file.body.lines().find(|line| line.starts_with("1,"));
        assert!(typed.is_some_and(|line| line.contains(",72,%,")), "{}", file.body);
        assert_eq!(board.get("/indicators.xlsx").await.status, StatusCode::OK);
        let mut leader = browser_of(&town, Role::MunicipalLeadership, None).await;
        let page = leader.get("/indicators").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("Compute anew"));
        assert!(page.body.contains("/indicators.xlsx?year="));
        let school = database
            .store
            .institution_id(town.municipality, "OP")
            .await
            .unwrap();
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        assert!(!head.get("/indicators").await.body.contains("/indicators.xlsx"));
        assert_eq!(head.get("/indicators.csv").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            leader.get("/indicators/1/value").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(leader.get("/indicators/77").await.status, StatusCode::NOT_FOUND);
    });
}

// covers: PRV-04, IND-21
#[test]
fn how_a_withheld_value_stands_is_on_no_page() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "secondary_school").await;
        let codes: Vec<String> = (1..=12).map(code_of).collect();
        let new: Vec<NewPupil<'_>> = codes
            .iter()
            .map(|code| NewPupil::named(code, "Anna", "Bērziņa"))
            .collect();
        let ids = town.pupils(&new).await;
        let mut rows: Vec<Enrolled<'_>> = ids
            .iter()
            .map(|id| Enrolled {
                leaving: Some("completed"),
                ..Enrolled::new(*id, school, "9.a", date(2024, 9, 1)).until(date(2025, 6, 13))
            })
            .collect();
        // Two of twelve do not go on.
        for id in &ids[..10] {
            rows.push(Enrolled::new(*id, school, "10.a", date(2025, 9, 1)).until(date(2026, 8, 31)));
        }
        town.enrolments(&rows).await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let seen = board.get("/indicators/10?year=2026").await.body;
        assert!(
            seen.contains("off track") && !seen.contains("not shown"),
            "{seen}"
        );
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        for page in ["/indicators/10?year=2026", "/indicators?year=2026"] {
            let page = head.get(page).await.body;
            assert!(page.contains("Few children stand behind a value"), "{page}");
            for words in ["16.67", "is reached", "is not reached", "On the straight way"] {
                assert!(!page.contains(words), "{words} in {page}");
            }
        }
    });
}

// covers: IND-10
#[test]
fn the_way_down_leads_to_those_counted_and_to_nobody_else() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let absences = "personal_code;institution_code;date;lesson;kind\n\
            010112-21234;OP;2026-11-02;1;unexcused\n";
        load(&mut board, "absences", absences).await;
        let one = board.get("/indicators/9-basic?year=2027").await.body;
        let list = "/indicators/9-basic/pupils?year=2027";
        assert!(one.contains(&format!("href=\"{list}\"")), "{one}");
        assert!(
            !one.contains("/pupils?reason="),
            "a list of today is another list: {one}"
        );
        let page = board.get(list).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [
            "Who is counted",
            "0 pupils",
            "No pupil whom you may see is counted",
        ] {
            assert!(page.body.contains(words), "{words} in {}", page.body);
        }
        assert!(!page.body.contains('['), "a text is missing: {}", page.body);
        let mut leader = browser_of(&town, Role::MunicipalLeadership, None).await;
        let figure = leader.get("/indicators/9-basic?year=2027").await.body;
        assert!(!figure.contains("9-basic/pupils"), "{figure}");
        assert_eq!(leader.get(list).await.status, StatusCode::NOT_FOUND);
    });
}

// covers: REP-07
#[test]
fn what_autumn_left_undone_is_in_the_calendar_of_the_new_year() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-02-03T09:00:00Z").await;
        town.school_of("OP", 1, 1, date(2025, 9, 1)).await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let page = board.get("/duties/year").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("20 December 2025"), "{}", page.body);
        let later = board.get("/duties/year?year=2027").await.body;
        assert!(!later.contains("20 December 2025"), "{later}");
    });
}

// covers: REP-07, REP-11, REG-34
#[test]
fn a_head_sends_the_report_and_the_board_sees_who_has_not() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let page = board.get("/duties/year?year=2026").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.body.contains("schools have delivered") && page.body.contains("/duties/year/annual_report/"),
            "{}",
            page.body
        );
        assert!(
            page.body.contains("href=\"/programme/annual?year=2026\""),
            "the duty leads to what is to be made: {}",
            page.body
        );
        assert!(!page.body.contains('['), "a text is missing: {}", page.body);
        let done = [
            ("done-day", "3"),
            ("done-month", "9"),
            ("done-year", "2026"),
            ("note", "Iesniegts"),
        ];
        let marked = board
            .post("/duties/year/annual_report/2026-08-31/done", &done)
            .await;
        assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
        let again = board
            .post("/duties/year/annual_report/2026-08-31/done", &done)
            .await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
        let school = database
            .store
            .institution_id(town.municipality, "OP")
            .await
            .unwrap();
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        let form = head.get("/submissions/OP/2026-12-20").await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(form.body.contains("How are they learning"), "{}", form.body);
        let empty = head.post("/submissions/OP/2026-12-20", &[("progress", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sent = head
            .post("/submissions/OP/2026-12-20", &[("progress", "Apmeklē biežāk.")])
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert!(
            form.body.contains("Of them with insufficient marks"),
            "{}",
            form.body
        );
        let early = head.get("/submissions/OP/2027-03-31").await.body;
        assert!(
            early.contains("can be sent from 21 December 2026") && !early.contains("<textarea"),
            "{early}"
        );
        assert!(
            early.contains("By 20 December 2026"),
            "beside the report before: {early}"
        );
        let seen = board.get("/submissions/OP/2026-12-20").await.body;
        assert!(
            seen.contains("Apmeklē biežāk.") && !seen.contains("<textarea"),
            "{seen}"
        );
        assert_eq!(
            head.get("/submissions/OV/2026-12-20").await.status,
            StatusCode::NOT_FOUND
        );
    });
}
