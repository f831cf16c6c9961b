use axum::http::StatusCode;
use balsts_app::{programme::version::TakeIn, settings::PlainGroup};
use balsts_domain::{
    access::Role,
    cases::CaseState,
    programme::{Programme, shipped_text},
};
use balsts_reports::format::Language;
use balsts_testkit::{Database, NewPupil, Town, on_both, town};
use jiff::civil::date;

use crate::browser::Browser;

const ANNA: &str = "p-140311-21234";

struct School {
    town: Town,
    institution: i64,
    anna: i64,
}

/// Anna of class 8.b, on Friday 20 November 2026.
async fn school(database: &Database) -> School {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let institution = town.institution("OGR1", "basic_school").await;
    let anna = town
        .pupils(&[NewPupil::named("140311-21234", "Anna", "Bērziņa")])
        .await[0];
    town.enrol(&[anna], institution, "8.b", date(2026, 9, 1), None)
        .await;
    School {
        town,
        institution,
        anna,
    }
}

impl School {
    async fn browser(&self, role: Role, class: Option<&str>) -> Browser {
        let institution = role.at_institution().then_some(self.institution);
        let user = self.town.person(role, institution, class).await;
        Browser::of(&self.town, user).await
    }
}

/// The version hidden in the form of a step.
fn version(body: &str) -> String {
    let start = body.find("name=\"version\" value=\"").unwrap() + 22;
    body[start..].split('"').next().unwrap().to_owned()
}

async fn step(browser: &mut Browser, case: &str, event: &str, fields: &[(&str, &str)]) -> StatusCode {
    let path = format!("{case}/step/{event}");
    let form = browser.get(&path).await;
    assert_eq!(form.status, StatusCode::OK, "{event}: {}", form.body);
    assert!(!form.body.contains('['), "a text is missing: {}", form.body);
    let version = version(&form.body);
    let mut sent = vec![("version", version.as_str())];
    sent.extend_from_slice(fields);
    browser.post(&path, &sent).await.status
}

// covers: ESC-01, ESC-02, ESC-04, ESC-12, ESC-15, ESC-33
#[test]
fn a_case_is_opened_reported_and_answered_on_pages() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut head = school.browser(Role::SchoolHead, None).await;
        let page = head.get(&format!("/pupils/{ANNA}?part=case")).await;
        assert!(
            page.body.contains("There is no case about this child"),
            "{}",
            page.body
        );
        let refused = head
            .post(
                "/cases/new",
                &[("pupil", ANNA), ("kind", "school"), ("words", "")],
            )
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let opened = head
            .post(
                "/cases/new",
                &[("pupil", ANNA), ("kind", "school"), ("words", "Kavē.")],
            )
            .await;
        let case = opened.location.unwrap();
        assert!(case.starts_with("/cases/c-"), "{case}");
        for event in ["call_team", "decide_support", "override"] {
            let status = step(&mut head, &case, event, &[("words", "Pierakstīts.")]).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{event}");
        }
        let told = head
            .post(&format!("{case}/tell"), &[("recipient", "social_service")])
            .await;
        let send = told.location.unwrap();
        let written = [
            ("problem", "Mājās nav siltuma."),
            ("done", "Sarunas."),
            ("asked", "Apmeklēt."),
        ];
        let early = head.post(&send, &written).await;
        assert!(
            early.body.contains("The education board is told first"),
            "{}",
            early.body
        );
        assert!(early.body.contains("Mājās nav siltuma."), "what was typed stays");
        let board = head
            .post(&format!("{case}/tell"), &[("recipient", "education_board")])
            .await;
        head.post(&board.location.unwrap(), &written).await;
        assert_eq!(head.post(&send, &written).await.status, StatusCode::SEE_OTHER);
        let page = head.get(&case).await;
        assert!(
            page.body.contains("Institutions act") && !page.body.contains('['),
            "{}",
            page.body
        );

        let mut worker = school.browser(Role::SocialService, None).await;
        let home = worker.get("/").await;
        assert!(
            home.body.contains("Answer a report") && home.body.contains(&case),
            "{}",
            home.body
        );
        let page = worker.get(&case).await;
        assert_eq!(page.status, StatusCode::OK);
        let report = send.trim_end_matches("/send");
        let page = worker.get(report).await;
        assert!(page.body.contains("Mājās nav siltuma."), "{}", page.body);
        let file = worker.get(&format!("{report}/docx")).await;
        assert_eq!(
            file.headers["content-disposition"],
            "attachment; filename=\"zinojums.docx\""
        );
        let number = report.rsplit('/').next().unwrap().parse().unwrap();
        let operator = school.town.operator();
        let (case_row, row) = operator.export_case_report_by_number(number).await.unwrap();
        let paper = balsts_web::paper::case_report(Language::Latvian, &case_row, &row).unwrap();
        assert!(paper.to_html().contains("Mājās nav siltuma."));
        let answered = worker
            .post(&format!("{report}/answer"), &[("answer", "Apmeklēsim.")])
            .await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        for closed in [case.clone(), report.to_owned(), format!("{report}/docx")] {
            assert_eq!(
                teacher.get(&closed).await.status,
                StatusCode::NOT_FOUND,
                "{closed}"
            );
        }
        assert!(
            !teacher
                .get(&format!("/pupils/{ANNA}"))
                .await
                .body
                .contains("part=case")
        );
        for path in [
            "/cases",
            "/cases?which=closed",
            "/cases/steps",
            "/cases/statistics",
        ] {
            let page = head.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(
                !page.body.contains('['),
                "{path}: a text is missing: {}",
                page.body
            );
        }
    });
}

// covers: COOP-17
#[test]
fn the_procedure_is_one_picture_for_everybody_and_follows_the_settings_and_the_programme() {
    on_both(|database| async move {
        let school = school(&database).await;
        let operator = school.town.operator();
        for role in Role::ALL {
            let class = (role == Role::ClassTeacher).then_some("8.b");
            let mut browser = school.browser(role, class).await;
            let page = browser.get("/cases/steps").await;
            assert_eq!(page.status, StatusCode::OK, "{role:?}");
            assert!(page.body.contains("<svg"), "{role:?}");
            for state in CaseState::ALL {
                let words = state.words().english;
                assert!(page.body.contains(words), "{role:?}: {words}");
            }
            let register = browser.get("/cases").await.status == StatusCode::OK;
            assert_eq!(
                page.body.contains("href=\"/cases\""),
                register,
                "{role:?} is led nowhere else"
            );
            assert!(!page.body.contains("Anna"), "it names no child");
        }

        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        assert!(teacher.get("/concerns").await.body.contains("/cases/steps"));
        let before = teacher.get("/cases/steps").await.body;
        let (changed, own) = (
            "7 working days",
            "Izglītības iestādes ietvaros identificē PMP risku",
        );
        assert!(!before.contains(changed) && !before.contains(own), "{before}");
        let group = PlainGroup::named("cases").unwrap();
        let values = [("team_working_days".to_owned(), serde_json::json!(7))].into();
        operator
            .change_plain_settings(group, None, 0, &values, "Domes lēmums")
            .await
            .unwrap();
        let programme = Programme::from_toml(shipped_text("ogres-novads").unwrap()).unwrap();
        operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let after = teacher.get("/cases/steps").await.body;
        assert!(after.contains(changed) && after.contains(own), "{after}");
    });
}

// covers: PRV-09
#[test]
fn a_report_is_taken_away_by_those_who_may_export_it_alone() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let opened = staff
            .post(
                "/cases/new",
                &[("pupil", ANNA), ("kind", "school"), ("words", "Kavē.")],
            )
            .await;
        let case = opened.location.unwrap();
        let told = staff
            .post(&format!("{case}/tell"), &[("recipient", "municipal_police")])
            .await;
        let send = told.location.unwrap();
        let written = [("problem", "Klaiņo."), ("asked", "Aprunāties.")];
        assert_eq!(staff.post(&send, &written).await.status, StatusCode::SEE_OTHER);
        let report = send.trim_end_matches("/send");
        let file = format!("{report}/docx");
        // Who writes it puts it on paper to be signed.
        let page = staff.get(report).await;
        assert!(page.body.contains(&file), "{}", page.body);
        assert_eq!(staff.get(&file).await.status, StatusCode::OK);
        let mut police = school.browser(Role::MunicipalPolice, None).await;
        let page = police.get(report).await;
        assert!(page.body.contains("Klaiņo."), "{}", page.body);
        for kind in ["docx", "pdf"] {
            let file = format!("{report}/{kind}");
            assert!(!page.body.contains(&file), "{}", page.body);
            assert_eq!(police.get(&file).await.status, StatusCode::NOT_FOUND, "{file}");
        }
    });
}

// covers: ESC-29
#[test]
fn the_button_of_a_child_in_danger_stands_on_every_page_about_a_child() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        let link = format!("/danger?pupil={ANNA}");
        assert!(teacher.get(&format!("/pupils/{ANNA}")).await.body.contains(&link));
        assert!(teacher.get("/").await.body.contains("href=\"/danger\""));
        let form = teacher.get(&link).await;
        assert!(
            form.body.contains("112") && form.body.contains("Anna Bērziņa"),
            "{}",
            form.body
        );
        let sent = teacher
            .post("/danger", &[("pupil", ANNA), ("told", "social_service")])
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let mut worker = school.browser(Role::SocialService, None).await;
        let list = worker.get("/cases").await;
        assert!(list.body.contains("Anna Bērziņa"), "{}", list.body);
    });
}

// covers: PRV-12
#[test]
fn somebody_who_was_faster_takes_no_text_away() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut head = school.browser(Role::SchoolHead, None).await;
        let opened = head
            .post(
                "/cases/new",
                &[("pupil", ANNA), ("kind", "school"), ("words", "Kavē.")],
            )
            .await;
        let case = opened.location.unwrap();
        step(&mut head, &case, "note", &[("words", "Pirmā.")]).await;
        let late = head
            .post(
                &format!("{case}/step/note"),
                &[("version", "1"), ("words", "Otrā piezīme.")],
            )
            .await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("Otrā piezīme."), "{}", late.body);
        let form = head.get(&format!("{case}/forms/three_party")).await;
        assert!(
            form.body.contains("What was agreed") && !form.body.contains('['),
            "{}",
            form.body
        );
        let missing = head
            .post(&format!("{case}/forms/three_party"), &[("present", "Māte")])
            .await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.body.contains("Māte"));
        let mut whole = vec![("day-day", "20"), ("day-month", "11"), ("day-year", "2026")];
        whole.extend([("present", "Māte"), ("agreed", "Tiekamies pirmdienās.")]);
        let done = head.post(&format!("{case}/forms/three_party"), &whole).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert!(head.get(&case).await.body.contains("Tiekamies pirmdienās."));
    });
}

// covers: ESC-15, PRV-12
#[test]
fn letting_the_social_service_in_asks_why_the_board_does_not_know_yet() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut head = school.browser(Role::SchoolHead, None).await;
        let opened = head
            .post(
                "/cases/new",
                &[("pupil", ANNA), ("kind", "school"), ("words", "Kavē.")],
            )
            .await;
        let case = opened.location.unwrap();
        let asked = [("party", "social_service"), ("words", "Vajag palīdzību ģimenei.")];
        let early = step(&mut head, &case, "invite", &asked).await;
        assert_eq!(early, StatusCode::UNPROCESSABLE_ENTITY);
        let form = format!("{case}/forms/school_notice");
        let page = head.get(&form).await;
        assert!(
            page.body.contains("before the education board knows"),
            "{}",
            page.body
        );
        let notice = [
            ("ground", "absence"),
            ("facts", "Trīs nedēļas nenāk."),
            ("done", "Sarunas."),
        ];
        let early = head.post(&form, &notice).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            early.body.contains("The education board is told first")
                && early.body.contains("Trīs nedēļas nenāk."),
            "{}",
            early.body
        );
        let urgent = [
            ("party", "social_service"),
            ("words", "Vajag palīdzību ģimenei."),
            ("override_reason", "Ģimene šovakar izbrauc."),
        ];
        let invited = step(&mut head, &case, "invite", &urgent).await;
        assert_eq!(invited, StatusCode::SEE_OTHER);
        let page = head.get(&case).await;
        assert!(
            page.body.contains("The order of reporting was not kept")
                && page.body.contains("Ģimene šovakar izbrauc."),
            "{}",
            page.body
        );
    });
}

// covers: PRV-03, PRV-05, ESC-34
#[test]
fn a_protection_is_listed_and_lifted_and_a_closed_case_takes_nothing_more() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut worker = school.browser(Role::SocialService, None).await;
        let opened = worker
            .post(
                "/cases/new",
                &[("pupil", ANNA), ("kind", "social"), ("words", "Kavē.")],
            )
            .await;
        let case = opened.location.unwrap();
        let protect = [("protected", "address"), ("basis", "Tiesas lēmums")];
        let protected = worker.post(&format!("{case}/protections"), &protect).await;
        assert_eq!(protected.status, StatusCode::SEE_OTHER);
        let page = worker.get("/protections").await;
        assert!(
            page.body.contains("Tiesas lēmums") && page.body.contains("Bērziņa"),
            "{}",
            page.body
        );
        let mut hrefs = page.body.split("href=\"");
        let lift = hrefs.find(|rest| rest.starts_with("/protections/")).unwrap();
        let lift = lift.split('"').next().unwrap().to_owned();
        let refused = worker.post(&lift, &[("reason", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let lifted = worker.post(&lift, &[("reason", "Ģimene pārcēlusies.")]).await;
        assert_eq!(lifted.status, StatusCode::SEE_OTHER);
        let page = worker.get("/protections").await;
        assert!(
            page.body.contains("Ģimene pārcēlusies.") && !page.body.contains(&lift),
            "{}",
            page.body
        );
        let mut head = school.browser(Role::SchoolHead, None).await;
        assert_eq!(head.get("/protections").await.status, StatusCode::NOT_FOUND);

        let close = [("outcome", "unfounded"), ("words", "Risku nav.")];
        assert_eq!(
            step(&mut worker, &case, "close", &close).await,
            StatusCode::SEE_OTHER
        );
        let sent = [("kind", "substance_use"), ("words", "Zināms no klīnikas.")];
        let late = worker.post(&format!("{case}/circumstances"), &sent).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            late.body.contains("The case is closed") && late.body.contains("Zināms no klīnikas."),
            "{}",
            late.body
        );
    });
}

// covers: ESC-16
#[test]
fn a_proposed_case_leads_from_the_first_page_to_its_opening() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        assert!(!staff.get("/cases").await.body.contains("there is no case yet"));
        school
            .town
            .circumstance(school.anna, "substance_use", date(2026, 11, 2))
            .await;
        let home = staff.get("/").await.body;
        assert!(
            home.contains("grounds hold for 1 child to involve the social service")
                && home.contains("Anna Bērziņa"),
            "{home}"
        );
        let list = staff.get("/cases").await.body;
        let opening = format!("/cases/new?pupil={ANNA}");
        for shown in [
            "there is no case yet",
            "Use of substances noticed",
            opening.as_str(),
        ] {
            assert!(list.contains(shown), "{shown}\n{list}");
        }
        assert_eq!(staff.get(&opening).await.status, StatusCode::OK);
        let closed = staff.get("/cases?which=closed").await.body;
        assert!(!closed.contains("there is no case yet"), "{closed}");
        let hidden = teacher.get("/").await.body;
        assert!(!hidden.contains("involve the social service"), "{hidden}");
    });
}
