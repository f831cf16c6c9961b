//! A support plan in the browser: page by page to its approval, and what follows from it.

mod logged;
mod part;
mod team;
mod two_writers;

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
        Browser::of(&self.town, user).await
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
