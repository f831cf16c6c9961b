use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use balsts_app::programme::version::TakeIn;
use balsts_domain::{
    access::Role,
    programme::{Programme, shipped_text, template},
};
use balsts_testkit::{Town, on_both, town};

use crate::{
    browser::{Answer, Browser},
    loads::browser_of,
};

async fn adopted(town: &Town, code: &str) {
    let programme = Programme::from_toml(shipped_text(code).unwrap()).unwrap();
    let taken = town
        .operator()
        .take_in_programme(&programme, &TakeIn::default())
        .await
        .unwrap();
    assert_eq!(taken.number, Some(1));
}

async fn upload(browser: &mut Browser, name: &str, bytes: &[u8], kind: &str) -> Answer {
    let mut body = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n\
         --cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--cut--\r\n");
    let request = Request::post("/programme/versions/new")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
        .header("sec-fetch-site", "same-origin");
    browser.send(request, Body::from(body)).await
}

// covers: PLN-21
#[test]
fn a_workbook_of_each_of_the_five_comes_back_as_it_went() {
    let mut programmes = balsts_domain::programme::shipped();
    // What is written by hand in a draft comes back as well: lines of a list, a sign of a formula, a quote.
    let edited = &mut programmes[0];
    edited.activities[0].title = "=SUMMA(1)\notrā rinda “pēdiņās”".to_owned();
    edited.tasks[0].executor = vec!["Izglītības iestādes".to_owned(), "NVO".to_owned()];
    edited.tasks[0].title = "+5 % vecāku".to_owned();
    for programme in programmes {
        let bytes = balsts_reports::programme::workbook(&programme).unwrap();
        let sheets =
            balsts_intake::read_programme(std::io::Cursor::new(bytes), &balsts_intake::Limits::default())
                .unwrap();
        let (again, rows) = Programme::from_sheets(&sheets).unwrap();
        assert_eq!(again, programme, "{}", programme.municipality);
        assert_eq!(rows.with_unread(Vec::new()), []);
        assert_eq!(
            rows.sheet_row(balsts_domain::programme::Table::Activities, 1),
            Some(2)
        );
    }
}

// covers: PLN-02, PLN-06, PLN-07, PLN-13, PLN-21
#[test]
fn every_page_of_every_shipped_programme_is_shown() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        for page in [
            "",
            "/tasks",
            "/tasks?of=all",
            "/responsibilities",
            "/roles",
            "/numbers",
            "/irregularities",
        ] {
            let answer = board.get(&format!("/programme{page}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            assert!(answer.body.contains("has no programme yet"), "{page}");
        }
        adopted(&town, "ogres-novads").await;
        let overview = board.get("/programme").await;
        for part in [
            "❶ Universal prevention",
            "❷ Targeted prevention",
            "❸ Tailored prevention",
            "Goals of the plan: 4.",
            "in the table of tasks only",
            "31 irregularities are noted",
            "Apmācību kurss “CAP” (Ceļvedis, audzinot pusaudzi)",
        ] {
            assert!(overview.body.contains(part), "{part}");
        }
        let activity = board.get("/programme/activity?key=1.3").await;
        assert_eq!(activity.status, StatusCode::OK);
        assert!(activity.body.contains("60% vecāku"), "{}", activity.body);
        assert_eq!(
            board.get("/programme/activity?key=99").await.status,
            StatusCode::NOT_FOUND
        );
        let odd = board.get("/programme/irregularities").await;
        assert!(odd.body.contains("Mērķa numurs 3 divreiz"));
        assert!(odd.body.contains("Goals are joined by a link"));
        assert!(odd.body.contains("Goals of the tables that are one and the same"));
        assert!(activity.body.contains("/programme/money/activity?key=1.3"));
        let who = board.get("/programme/responsibilities").await;
        assert!(who.body.contains("R: carries out"));
        // An activity of the table of tasks alone has its people, too.
        assert!(who.body.contains("/programme/activity?key=2.5"));
        let of_ngo = board.get("/programme/tasks?institution=NVO").await;
        assert_eq!(of_ngo.status, StatusCode::OK);
        assert!(of_ngo.body.contains("Jauniešu mentora"), "{}", of_ngo.body);
        assert!(!of_ngo.body.contains("podkāsta epizode"));
        // Whoever has nothing to do stands in the filter all the same.
        let of_none = board.get("/programme/tasks?institution=OM").await;
        assert!(
            of_none.body.contains("<option value=\"OM\" selected>"),
            "{}",
            of_none.body
        );
        assert!(who.body.contains("/programme/tasks?institution=NVO"));
        // covers: ROL-19
        let roles = board.get("/programme/roles").await;
        assert!(roles.body.contains("Sociālais dienests"));
        let of = board
            .get("/programme/roles?institution=Soci%C4%81lais+dienests")
            .await;
        for part in ["sociālais darbs", "How it takes part", "Explanation"] {
            assert!(of.body.contains(part), "{part}");
        }
        let school = board.get("/programme/roles?institution=Ogres+pamatskola").await;
        assert!(school.body.contains("does not name this institution"));
        let versions = board.get("/programme/versions/1").await;
        assert!(versions.body.contains("programme as adopted"));
        for (form, begins) in [("toml", &b"municipality"[..]), ("xlsx", b"PK")] {
            let file = board.get(&format!("/programme/versions/1/{form}")).await;
            assert_eq!(file.status, StatusCode::OK);
            assert!(file.body.as_bytes().starts_with(begins), "{form}");
        }
    });
}

// covers: PLN-05, RES-04
#[test]
fn the_record_of_results_stands_beside_the_goals_and_activities_it_is_about() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        adopted(&town, "rezeknes-novads").await;
        let overview = board.get("/programme").await;
        // The sixth strategic goal is the seventh of the plan and the ninth of the record of results.
        for part in [
            "Goals of the plan: 7. “Atbalsta pakalpojumu pieejamības nodrošināšana”",
            "Record of results: 9. “Atbalsta pakalpojumu pieejamības nodrošināšana”",
        ] {
            assert!(overview.body.contains(part), "{part}");
        }
        let activity = board.get("/programme/activity?key=1.1").await;
        for part in [
            "Record of results",
            "1. Vecāku kompetences stiprināšana audzināšanas jautājumos",
            "Money put in, as the document has it",
            "Finansējums no ES projektiem, nacionāla mēroga atbalsta programmām/pašvaldības finansējums",
        ] {
            assert!(activity.body.contains(part), "{part}");
        }
        let money = board.get("/programme/money/activity?key=1.1&year=2026").await;
        assert_eq!(money.status, StatusCode::OK);
        for part in [
            "/programme/activity?key=1.1",
            "Projects of the European Union",
            "National support programmes",
        ] {
            assert!(money.body.contains(part), "{part}");
        }
        // A row that the plan has no activity for is followed under its task.
        let task = board.get("/programme/money/activity?key=7.4&year=2026").await;
        assert!(task.body.contains("State budget"), "{}", task.body);
    });
}

// covers: PLN-01, PLN-14
#[test]
fn a_draft_that_another_version_overtook_says_so_and_goes_no_further() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let first = template("ogres-novads", 2024);
        town.operator()
            .take_in_programme(&first, &TakeIn::default())
            .await
            .unwrap();
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let mut council = browser_of(&town, Role::MunicipalLeadership, None).await;
        for title in ["Nodarbības visiem vecākiem", "Nodarbības abiem vecākiem"] {
            let mut changed = first.clone();
            changed.activities[0].title = title.to_owned();
            let text = changed.to_toml();
            let kept = [("programme", text.as_str()), ("kind", "yearly"), ("note", "")];
            board.post("/programme/versions/keep", &kept).await;
        }
        let propose = [("event", "propose")];
        for number in [2, 3] {
            let step = format!("/programme/versions/{number}/step");
            let done = board.post(&step, &propose).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        let approve = [
            ("event", "approve"),
            ("decision", "12"),
            ("decided_on-day", "19"),
            ("decided_on-month", "11"),
            ("decided_on-year", "2026"),
        ];
        let done = council.post("/programme/versions/2/decide", &approve).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let overtaken = council.get("/programme/versions/3").await;
        assert!(overtaken.body.contains("another one came into force"));
        assert!(!overtaken.body.contains("Write down that it was approved"));
        assert!(overtaken.body.contains("Send back"));
        let refused = council.post("/programme/versions/3/decide", &approve).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.body.contains("another one came into force"));
        let in_force = council.get("/programme").await;
        assert!(in_force.body.contains("Nodarbības visiem vecākiem"));
    });
}

// covers: IND-21, ROL-16
#[test]
fn those_who_lead_read_the_programme_on_one_page() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OP", "basic_school").await;
        let mut council = browser_of(&town, Role::MunicipalLeadership, None).await;
        let none = council.get("/programme/overview").await;
        assert!(none.body.contains("has no programme yet"));
        adopted(&town, "ogres-novads").await;
        let page = council.get("/programme/overview").await;
        assert_eq!(page.status, StatusCode::OK);
        for part in [
            "❶ Universal prevention",
            "Indicators in 2026",
            "Money",
            "activities have no amount for this year",
            &format!("/school-plans/{school}"),
        ] {
            assert!(page.body.contains(part), "{part}");
        }
        let mut social = browser_of(&town, Role::SocialService, None).await;
        let hidden = social.get("/programme/overview").await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let programme = social.get("/programme").await;
        assert!(!programme.body.contains("/programme/overview"));
        assert!(
            council
                .get("/programme")
                .await
                .body
                .contains("/programme/overview")
        );
    });
}

// covers: PLN-09, PLN-11
#[test]
fn a_task_is_reported_from_the_list_of_its_institution() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        adopted(&town, "ogres-novads").await;
        let mut social = browser_of(&town, Role::SocialService, None).await;
        let list = social.get("/programme/tasks").await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(list.body.contains("Report progress"));
        let form = "/programme/tasks/report?table=tasks&key=1.1";
        assert_eq!(social.get(form).await.status, StatusCode::OK);
        let on = [("on-day", "18"), ("on-month", "11"), ("on-year", "2026")];
        let send =
            |state: &'static str, note: &'static str| [&on[..], &[("state", state), ("note", note)]].concat();
        let refused = social.post_with_files(form, &send("postponed", ""), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Write why the work is postponed"));
        let sent = social
            .post_with_files(form, &send("postponed", "Nav lektora"), &[])
            .await;
        assert_eq!(sent.location.as_deref(), Some("/programme/activity?key=1.1"));
        let activity = social.get("/programme/activity?key=1.1").await;
        assert!(activity.body.contains("Nav lektora"));
        // Someone else's task is not there to be reported of.
        let foreign = "/programme/tasks/report?table=tasks&key=2.2";
        assert_eq!(social.get(foreign).await.status, StatusCode::NOT_FOUND);
        let mut council = browser_of(&town, Role::MunicipalLeadership, None).await;
        assert_eq!(council.get(form).await.status, StatusCode::NOT_FOUND);
        assert_eq!(council.get("/programme").await.status, StatusCode::OK);
    });
}

// covers: PLN-01, PLN-14, PLN-15
#[test]
fn a_version_goes_from_a_file_over_its_preview_to_the_council() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let first = template("ogres-novads", 2024);
        town.operator()
            .take_in_programme(&first, &TakeIn::default())
            .await
            .unwrap();
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let mut council = browser_of(&town, Role::MunicipalLeadership, None).await;
        assert_eq!(
            council.get("/programme/versions/new").await.status,
            StatusCode::NOT_FOUND
        );
        let mut changed = first.clone();
        changed.goals[0].title = "Droša vide visiem".to_owned();
        let workbook = balsts_reports::programme::workbook(&changed).unwrap();
        let locked = upload(&mut board, "review.xlsx", &workbook, "mid_term").await;
        assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            locked
                .body
                .contains("a mid-term review does not change strategic goals")
        );
        let preview = upload(&mut board, "update.xlsx", &workbook, "yearly").await;
        assert_eq!(preview.status, StatusCode::OK);
        assert!(preview.body.contains("Droša vide visiem"), "{}", preview.body);
        assert!(
            preview.body.contains("<code class=\"b-code\">title</code>"),
            "the name of a column stands apart"
        );
        assert!(board.get("/programme/versions/2").await.status == StatusCode::NOT_FOUND);
        let text = changed.to_toml();
        let kept = board
            .post(
                "/programme/versions/keep",
                &[
                    ("programme", text.as_str()),
                    ("kind", "yearly"),
                    ("note", "Precizēts mērķis"),
                ],
            )
            .await;
        assert_eq!(kept.location.as_deref(), Some("/programme/versions/2"));
        let version = board.get("/programme/versions/2").await;
        assert!(version.body.contains("Precizēts mērķis"));
        assert!(version.body.contains("Put before the council"));
        board
            .post("/programme/versions/2/step", &[("event", "propose")])
            .await;
        let decide = "/programme/versions/2/decide";
        let without = council.post(decide, &[("event", "approve")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.body.contains("Enter the number of the council"));
        let decided = council
            .post(
                decide,
                &[
                    ("event", "approve"),
                    ("decision", "12"),
                    ("decided_on-day", "19"),
                    ("decided_on-month", "11"),
                    ("decided_on-year", "2026"),
                ],
            )
            .await;
        assert_eq!(decided.location.as_deref(), Some("/programme/versions/2"));
        let overview = council.get("/programme").await;
        assert!(overview.body.contains("Droša vide visiem"));
        let versions = council.get("/programme/versions").await;
        assert!(versions.body.contains("superseded"));
    });
}

// covers: PLN-14, PLN-15
#[test]
fn the_board_begins_an_update_with_a_button_and_says_why_when_it_proposes_it() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-08-10T09:00:00Z").await;
        town.operator()
            .take_in_programme(&template("ogres-novads", 2024), &TakeIn::default())
            .await
            .unwrap();
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let mut council = browser_of(&town, Role::MunicipalLeadership, None).await;
        let list = board.get("/programme/versions").await;
        assert!(list.body.contains("Begin the yearly update"));
        assert!(
            !council
                .get("/programme/versions")
                .await
                .body
                .contains("Begin the yearly update")
        );
        let begin = [("kind", "yearly")];
        let begun = board.post("/programme/versions/update", &begin).await;
        assert_eq!(begun.location.as_deref(), Some("/programme/versions/2/rows"));
        let list = board.get("/programme/versions").await;
        assert!(
            !list.body.contains("Begin the yearly update"),
            "one draft at a time"
        );
        let again = board.post("/programme/versions/update", &begin).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let step = [("event", "propose"), ("note", "Jauni pasākumi vecākiem")];
        let proposed = board.post("/programme/versions/2/step", &step).await;
        assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.body);
        let version = council.get("/programme/versions/2").await;
        assert!(
            version.body.contains("Jauni pasākumi vecākiem"),
            "{}",
            version.body
        );
        // covers: ROL-16
        let home = council.get("/").await;
        assert!(
            home.body
                .contains("Version 2 of the programme waits for the council"),
            "{}",
            home.body
        );
        assert!(home.body.contains("href=\"/programme/versions/2\""));
        assert!(!board.get("/").await.body.contains("waits for the council"));
        let back = [("event", "return"), ("note", "Trūkst naudas")];
        council.post("/programme/versions/2/decide", &back).await;
        let home = council.get("/").await;
        assert!(!home.body.contains("waits for the council"));
    });
}

// covers: PLN-21
#[test]
fn a_bad_workbook_is_told_cell_by_cell() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let mut programme = template("ogres-novads", 2027);
        programme.activities[0].responsible = vec!["Nezināma iestāde".to_owned()];
        let workbook = balsts_reports::programme::workbook(&programme).unwrap();
        let answer = upload(&mut board, "bad.xlsx", &workbook, "adopted").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in [
            "The file is not taken",
            "Nezināma iestāde",
            "responsible",
            "Accepted: a name from sheet",
        ] {
            assert!(answer.body.contains(part), "{part}");
        }
        // The same in the other language; nothing of it is kept.
        let mut latvian = browser_of(&town, Role::EducationBoard, None).await.in_latvian();
        let told = upload(&mut latvian, "bad.xlsx", &workbook, "adopted").await;
        assert!(
            told.body.contains("Pieņem: nosaukumu no darblapas"),
            "{}",
            told.body
        );
        let text = upload(&mut board, "bad.toml", b"period = 1", "adopted").await;
        assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
        let none = board
            .send(
                Request::post("/programme/versions/new")
                    .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
                    .header("sec-fetch-site", "same-origin"),
                Body::from("--cut--\r\n"),
            )
            .await;
        assert!(none.body.contains("Choose an XLSX or TOML file"));
        let versions = board.get("/programme/versions").await;
        assert!(versions.body.contains("Start from the template"));
        let started = board.post("/programme/versions/start", &[]).await;
        assert_eq!(started.location.as_deref(), Some("/programme/versions/1"));
    });
}
