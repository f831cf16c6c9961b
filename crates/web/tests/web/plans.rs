//! A support plan in the browser: page by page to its approval, and support logged and confirmed.

mod part;

use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{Database, NewPupil, Town, on_both, town};
use jiff::civil::date;

use crate::browser::Browser;

const ANNA: &str = "p-140311-21234";

struct School {
    town: Town,
    institution: i64,
}

async fn school(database: &Database) -> School {
    let town = town(&database.store, "2025-10-06T09:00:00Z").await;
    let institution = town.institution("OGR1", "basic_school").await;
    let anna = NewPupil {
        born: Some(date(2011, 3, 14)),
        ..NewPupil::named("140311-21234", "Anna", "Bērziņa")
    };
    let anna = town.pupils(&[anna]).await[0];
    town.enrol(&[anna], institution, "8.b", date(2025, 9, 1), None)
        .await;
    School { town, institution }
}

impl School {
    async fn browser(&self, role: Role, class: Option<&str>) -> Browser {
        let institution = role.at_institution().then_some(self.institution);
        let user = self.town.person(role, institution, class).await;
        let store = &self.town.app.store;
        let account = store.account(user).await.unwrap();
        let writing = store.write().await.unwrap();
        writing
            .set_password(user, &account.password_hash, false)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let mut browser = Browser::new(&self.town.app);
        browser.sign_in(&account.email).await;
        browser
    }
}

/// The first value of a field.
fn hidden(body: &str, name: &str) -> String {
    let found = body
        .split(&format!("name=\"{name}\""))
        .nth(1)
        .and_then(|rest| rest.split("value=\"").nth(1))
        .and_then(|rest| rest.split('"').next());
    found.unwrap_or_else(|| panic!("no {name} in {body}")).to_owned()
}

/// Writes a draft page by page; gives its address.
async fn draft(staff: &mut Browser) -> String {
    draft_of(staff, "individual").await
}

async fn draft_of(staff: &mut Browser, kind: &str) -> String {
    let form = staff.get(&format!("/plans/new?pupil={ANNA}")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.body);
    let begun = staff
        .post(
            "/plans/new",
            &[("pupil", ANNA), ("kind", kind), ("term", "2025-1")],
        )
        .await;
    let risks = begun.location.unwrap_or_else(|| panic!("{}", begun.body));
    let plan = risks.trim_end_matches("/risks").to_owned();
    let empty = staff
        .post(&risks, &[("factor", ""), ("description", "Klusē")])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Klusē"), "what was typed stays");
    for (factor, level) in [
        ("learning_difficulties", "high"),
        ("basic_needs_not_met", "medium"),
    ] {
        let done = staff
            .post(
                &risks,
                &[("factor", factor), ("level", level), ("description", "Apraksts")],
            )
            .await;
        assert_eq!(done.location.as_deref(), Some(risks.as_str()), "{}", done.body);
    }
    let goals = format!("{plan}/goals");
    let version = hidden(&staff.get(&goals).await.body, "version");
    let done = staff
        .post(&goals, &[("version", &version), ("goals", "Vērtējums vismaz 4")])
        .await;
    assert_eq!(done.location, Some(format!("{plan}/measures")), "{}", done.body);
    let done = staff
        .post(
            &format!("{plan}/measures"),
            &[
                ("kind", "subject_consultation"),
                ("subject", "Matemātika"),
                ("hours", "12"),
                ("responsible", "Ilze Liepa"),
            ],
        )
        .await;
    assert!(done.location.is_some(), "{}", done.body);
    let family = format!("{plan}/family");
    let version = hidden(&staff.get(&family).await.body, "version");
    let done = staff
        .post(
            &family,
            &[
                ("version", &version),
                ("family", "Māte palīdz"),
                ("application_signer", "guardian"),
                ("application-day", "3"),
                ("application-month", "10"),
                ("application-year", "2025"),
                ("consent", "given"),
                ("consent_signer", "guardian"),
                ("consent_on-day", "3"),
                ("consent_on-month", "10"),
                ("consent_on-year", "2025"),
            ],
        )
        .await;
    assert_eq!(done.location, Some(format!("{plan}/check")), "{}", done.body);
    plan
}

// covers: IAP-04, IAP-05, IAP-08
#[test]
fn a_plan_is_written_page_by_page_and_approved() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let plan = draft(&mut staff).await;
        let check = staff.get(&format!("{plan}/check")).await;
        for words in ["Vērtējums vismaz 4", "Matemātika", "0 of 12", "Māte palīdz"] {
            assert!(check.body.contains(words), "{words} in {}", check.body);
        }
        assert!(
            !check.body.contains("[plans-"),
            "a text is missing: {}",
            check.body
        );
        let version = hidden(&check.body, "version");
        let handed_in = staff
            .post(&format!("{plan}/submit"), &[("version", &version)])
            .await;
        assert_eq!(
            handed_in.location.as_deref(),
            Some(plan.as_str()),
            "{}",
            handed_in.body
        );
        let again = staff.get(&format!("{plan}/goals")).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "no longer a draft");

        let id = plan.rsplit('/').next().unwrap();
        let approval = format!("/approvals/{id}");
        let mut board = school.browser(Role::EducationBoard, None).await;
        assert_eq!(board.get(&plan).await.status, StatusCode::NOT_FOUND);
        let mut head = school.browser(Role::SchoolHead, None).await;
        let home = head.get("/").await;
        assert!(
            home.body.contains(&approval),
            "what waits for approval is on the home page: {}",
            home.body
        );
        let page = head.get(&approval).await;
        let version = hidden(&page.body, "version");
        let done = head
            .post(&format!("{approval}/approve"), &[("version", &version)])
            .await;
        assert_eq!(done.location.as_deref(), Some("/approvals"), "{}", done.body);
        let page = board.get(&approval).await;
        assert!(
            !page.body.contains("Too little money"),
            "means are not the board's: {}",
            page.body
        );
        let version = hidden(&page.body, "version");
        board
            .post(&format!("{approval}/approve"), &[("version", &version)])
            .await;
        assert_eq!(
            board.get(&approval).await.status,
            StatusCode::NOT_FOUND,
            "approved, no longer seen"
        );
        let page = staff.get(&plan).await;
        assert!(page.body.contains("in force"), "{}", page.body);
        let part = staff.get(&format!("/pupils/{ANNA}?part=support")).await;
        assert!(part.body.contains(&plan), "{}", part.body);
        for page in [
            "/plans",
            "/unmet-needs",
            &format!("{plan}/print"),
            &format!("{plan}/sheet"),
        ] {
            let page = staff.get(page).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.body.contains('['), "a text is missing: {}", page.body);
        }
        assert_eq!(staff.get(&format!("{plan}/docx")).await.status, StatusCode::OK);
        let mut officer = school.browser(Role::DataProtectionOfficer, None).await;
        let taken = officer.get("/audit?matter=exports").await;
        assert_eq!(
            taken.body.matches("support_plan.exported").count(),
            1,
            "{}",
            taken.body
        );
        let seen = officer.get("/audit?matter=reads").await;
        assert!(seen.body.contains("support_plan.read"), "{}", seen.body);
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        let page = teacher.get(&plan).await;
        assert!(page.body.contains("Difficulties in learning") && !page.body.contains("Too little money"));
    });
}

// covers: IAP-05
#[test]
fn many_plans_that_wait_for_approval_are_one_thing_on_the_home_page() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        for kind in ["individual", "behaviour_correction", "individual_curriculum"] {
            let plan = draft_of(&mut staff, kind).await;
            let version = hidden(&staff.get(&format!("{plan}/check")).await.body, "version");
            let done = staff
                .post(&format!("{plan}/submit"), &[("version", &version)])
                .await;
            assert!(done.location.is_some(), "{}", done.body);
        }
        let mut head = school.browser(Role::SchoolHead, None).await;
        let home = head.get("/").await.body;
        assert!(home.contains("3 support plans wait for approval"), "{home}");
        assert!(
            home.contains("href=\"/approvals\"") && !home.contains("/approvals/"),
            "{home}"
        );
    });
}

/// The form of a risk as somebody sends it who saw what stood there.
fn difficulties<'a>(seen: &'a str, words: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("seen", seen),
        ("factor", "learning_difficulties"),
        ("level", "high"),
        ("description", words),
    ]
}

// covers: IAP-04
#[test]
fn the_second_of_two_writers_sees_both_texts() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut one = school.browser(Role::SupportStaff, None).await;
        let mut two = school.browser(Role::SupportStaff, None).await;
        let plan = draft(&mut one).await;
        let goals = format!("{plan}/goals");
        let version = hidden(&one.get(&goals).await.body, "version");
        one.post(&goals, &[("version", &version), ("goals", "Pirmais teksts")])
            .await;
        let late = two
            .post(&goals, &[("version", &version), ("goals", "Otrais teksts")])
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(
            late.body.contains("Pirmais teksts") && late.body.contains("Otrais teksts"),
            "{}",
            late.body
        );
        let version = hidden(&late.body, "version");
        let done = two
            .post(
                &goals,
                &[("version", &version), ("goals", "Pirmais un otrais teksts")],
            )
            .await;
        assert!(done.location.is_some(), "{}", done.body);

        // Both describe the same risk that stood there when they opened the page.
        let risks = format!("{plan}/risks");
        let seen = hidden(&one.get(&risks).await.body, "seen");
        let done = one.post(&risks, &difficulties(&seen, "Pirmais apraksts")).await;
        assert!(done.location.is_some(), "{}", done.body);
        let late = two.post(&risks, &difficulties(&seen, "Otrais apraksts")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(
            late.body.contains("Pirmais apraksts") && late.body.contains("Otrais apraksts"),
            "{}",
            late.body
        );
        let seen = hidden(&late.body, "seen");
        let done = two.post(&risks, &difficulties(&seen, "Abi apraksti")).await;
        assert!(done.location.is_some(), "{}", done.body);
        assert!(one.get(&risks).await.body.contains("Abi apraksti"));
    });
}

// covers: IAP-18, IAP-19
#[test]
fn a_plan_says_that_the_family_does_not_want_it() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let plan = draft(&mut staff).await;
        let notice = "This support is not consented to.";
        assert!(!staff.get(&plan).await.body.contains(notice));
        let family = format!("{plan}/family");
        let version = hidden(&staff.get(&family).await.body, "version");
        let done = staff
            .post(
                &family,
                &[
                    ("version", &version),
                    ("family", "Māte vairs nevēlas"),
                    ("application_signer", "guardian"),
                    ("application-day", "3"),
                    ("application-month", "10"),
                    ("application-year", "2025"),
                    ("consent", "declined"),
                    ("consent_signer", "guardian"),
                    ("consent_on-day", "4"),
                    ("consent_on-month", "10"),
                    ("consent_on-year", "2025"),
                ],
            )
            .await;
        assert!(done.location.is_some(), "{}", done.body);
        assert!(staff.get(&plan).await.body.contains(notice));
    });
}

// covers: IAP-04
#[test]
fn what_is_handed_in_is_what_was_checked() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut one = school.browser(Role::SupportStaff, None).await;
        let mut two = school.browser(Role::SupportStaff, None).await;
        let plan = draft(&mut one).await;
        let (check, submit) = (format!("{plan}/check"), format!("{plan}/submit"));
        let page = one.get(&check).await.body;
        let shown = (hidden(&page, "version"), hidden(&page, "checked"));
        let added = [
            ("factor", "low_achievement"),
            ("level", "high"),
            ("description", "Trīs nepietiekami vērtējumi"),
        ];
        let done = two.post(&format!("{plan}/risks"), &added).await;
        assert!(done.location.is_some(), "{}", done.body);
        let late = one
            .post(&submit, &[("version", &shown.0), ("checked", &shown.1)])
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("Trīs nepietiekami vērtējumi"), "{}", late.body);
        let shown = (hidden(&late.body, "version"), hidden(&late.body, "checked"));
        let done = one
            .post(&submit, &[("version", &shown.0), ("checked", &shown.1)])
            .await;
        assert_eq!(done.location, Some(plan), "{}", done.body);
    });
}

// covers: IAP-09, IAP-18
#[test]
fn support_is_logged_on_a_phone_and_confirmed_by_the_pupil() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let plan = draft(&mut staff).await;
        let id = plan.rsplit('/').next().unwrap().to_owned();
        let version = hidden(&staff.get(&format!("{plan}/check")).await.body, "version");
        staff
            .post(&format!("{plan}/submit"), &[("version", &version)])
            .await;
        for role in [Role::SchoolHead, Role::EducationBoard] {
            let mut approver = school.browser(role, None).await;
            let version = hidden(&approver.get(&format!("/approvals/{id}")).await.body, "version");
            let done = approver
                .post(&format!("/approvals/{id}/approve"), &[("version", &version)])
                .await;
            assert!(done.location.is_some(), "{}", done.body);
        }
        let form = staff.get(&format!("{plan}/consultations/new")).await;
        let measure = hidden(&form.body, "measure");
        let on = [("on-day", "6"), ("on-month", "10"), ("on-year", "2025")];
        let wrong = staff
            .post(
                &format!("{plan}/consultations/new"),
                &[
                    ("measure", measure.as_str()),
                    ("hours", "daudz"),
                    on[0],
                    on[1],
                    on[2],
                ],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = staff
            .post(
                &format!("{plan}/consultations/new"),
                &[
                    ("measure", measure.as_str()),
                    ("hours", "1,5"),
                    on[0],
                    on[1],
                    on[2],
                ],
            )
            .await;
        assert_eq!(done.location.as_deref(), Some(plan.as_str()), "{}", done.body);
        let page = staff.get(&plan).await;
        assert!(page.body.contains("1.5 of 12"), "{}", page.body);
        let key_address = page
            .body
            .split("action=\"")
            .find_map(|rest| rest.split('"').next().filter(|address| address.ends_with("/key")))
            .unwrap()
            .to_owned();
        let offered = staff.post(&key_address, &[]).await;
        assert!(
            offered.body.contains("http://127.0.0.1:8080/confirm"),
            "a whole address, for a phone: {}",
            offered.body
        );
        let key: String = offered
            .body
            .split("<dd")
            .nth(2)
            .unwrap()
            .chars()
            .skip_while(|c| *c != '>')
            .filter(char::is_ascii_alphanumeric)
            .take(8)
            .collect();
        let mut phone = Browser::new(&school.town.app);
        assert_eq!(phone.get("/confirm").await.status, StatusCode::OK);
        let unknown = phone.post("/confirm", &[("key", "AAAAAAAA")]).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        let asked = phone.post("/confirm", &[("key", &key)]).await;
        assert!(asked.body.contains("Matemātika"), "{}", asked.body);
        assert!(!asked.body.contains("Anna"), "no name on the pupil's page");
        let shown = phone.post("/confirm/code", &[("key", &key)]).await;
        let code: String = shown
            .body
            .split("govuk-heading-xl\">")
            .nth(1)
            .unwrap()
            .chars()
            .take(4)
            .collect();
        let confirmed = staff
            .post(&key_address.replace("/key", "/code"), &[("code", &code)])
            .await;
        assert_eq!(
            confirmed.location.as_deref(),
            Some(plan.as_str()),
            "{}",
            confirmed.body
        );
        let note = staff
            .post(
                &format!("{plan}/notes/new"),
                &[
                    ("kind", "contact"),
                    ("text", "Zvanīju mātei"),
                    ("result", "Atnāks piektdien"),
                    on[0],
                    on[1],
                    on[2],
                ],
            )
            .await;
        assert!(note.location.is_some(), "{}", note.body);
        let page = staff.get(&plan).await;
        assert!(page.body.contains("Atnāks piektdien") && page.body.contains("confirmed by phone"));
    });
}

// covers: IAP-01, IAP-02, IAP-03, IAP-21
#[test]
fn the_team_has_its_page() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut head = school.browser(Role::SchoolHead, None).await;
        let team = "/institutions/OGR1/team";
        let page = head.get("/institutions/OGR1").await;
        assert!(page.body.contains(team), "{}", page.body);
        let done = head
            .post(
                &format!("{team}/order"),
                &[
                    ("number", "1-9/12"),
                    ("on-day", "3"),
                    ("on-month", "9"),
                    ("on-year", "2025"),
                ],
            )
            .await;
        assert_eq!(done.location.as_deref(), Some(team), "{}", done.body);
        let refused = head
            .post(&format!("{team}/members"), &[("name", "Ilze Liepa")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Ilze Liepa"));
        assert_eq!(
            refused
                .body
                .matches("<details class=\"govuk-details\" open>")
                .count(),
            1,
            "the refused form stands open, the others do not: {}",
            refused.body
        );
        head.post(
            &format!("{team}/members"),
            &[("name", "Ilze Liepa"), ("speciality", "psychologist")],
        )
        .await;
        let page = head.get(team).await;
        assert!(
            page.body.contains("1-9/12") && page.body.contains("speech therapist"),
            "{}",
            page.body
        );
        assert!(!page.body.contains('['), "a text is missing: {}", page.body);
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        assert_eq!(teacher.get(team).await.status, StatusCode::NOT_FOUND);
    });
}

// covers: IAP-15, IAP-16
#[test]
fn a_class_gets_an_assistant_on_the_page_of_help_in_lessons() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut head = school.browser(Role::SchoolHead, None).await;
        let address = "/institutions/OGR1/assistants";
        assert!(head.get("/institutions/OGR1").await.body.contains(address));
        let page = head.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(!page.body.contains('['), "a text is missing: {}", page.body);
        assert!(page.body.contains("no assistant") && page.body.contains("8.b"));
        let mut fields = vec![
            ("class", "8.b"),
            ("kind", "second_teacher"),
            ("person", "Inga Kalēja"),
            ("hours", "7,5"),
            ("from-day", "6"),
            ("from-month", "10"),
            ("from-year", "2025"),
        ];
        fields[3].1 = "41";
        let refused = head.post(address, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("up to 40") && refused.body.contains("Inga Kalēja"),
            "{}",
            refused.body
        );
        assert!(
            refused.body.contains("<details class=\"govuk-details\" open>"),
            "what is wrong is not hidden: {}",
            refused.body
        );
        fields[3].1 = "7,5";
        assert_eq!(head.post(address, &fields).await.status, StatusCode::SEE_OTHER);
        let page = head.get(address).await;
        assert!(
            page.body.contains("Inga Kalēja") && page.body.contains("second teacher"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("no assistant"), "{}", page.body);
        for press in ["once", "twice"] {
            let ended = head.post(&format!("{address}/end"), &[("assistant", "1")]).await;
            assert_eq!(ended.status, StatusCode::SEE_OTHER, "{press}");
            assert_eq!(ended.location.as_deref(), Some(address), "{press}");
        }
        let mut board = school.browser(Role::EducationBoard, None).await;
        let page = board.get(address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("Give a class an assistant"), "{}", page.body);
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        assert_eq!(teacher.get(address).await.status, StatusCode::NOT_FOUND);
    });
}
