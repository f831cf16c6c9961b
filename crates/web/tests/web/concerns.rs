//! A concern from its confirmation to the risk factors that it leaves behind.

use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::on_both;

use crate::browser::Browser;
use crate::pupil::{ANNA, School, school};

const PUPIL: &str = "p-140311-21234";
const VIOLENCE: &str = "Conflict or violence in the family";

/// Sends a concern in words only, examined by the support team; gives its address.
async fn examined(school: &School, staff: &mut Browser, fields: &[(&str, &str)]) -> String {
    let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
    let mut form = vec![("pupil", PUPIL), ("urgency", "normal")];
    form.extend_from_slice(fields);
    let sent = teacher.post("/concerns/new", &form).await;
    let concern = sent.location.unwrap();
    staff.get(&concern).await;
    let done = staff
        .post(
            &format!("{concern}/examine"),
            &[("version", "2"), ("findings", "Runāju ar Annu.")],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    concern
}

// covers: RSK-01, RSK-02, RSK-05
#[test]
fn a_concern_in_words_is_confirmed_as_factors_of_the_taxonomy_only() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let concern = examined(
            &school,
            &mut staff,
            &[("text", "Mājās trokšņo."), ("danger", "yes")],
        )
        .await;
        let mut rights = school.browser(Role::ChildRightsSpecialist, None).await;
        let home = rights.get("/").await.body;
        assert!(
            home.contains("A child is or may be in danger") && !home.contains("Nothing waits"),
            "{home}"
        );
        let answer = format!("{concern}/answer");
        let mut form = vec![
            ("version", "3"),
            ("answering", "yes"),
            ("outcome", "confirmed"),
            ("text", "Apstiprināts."),
        ];
        let nothing = staff.post(&answer, &form).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            nothing.body.contains("Tick at least one risk factor") && nothing.body.contains("Apstiprināts."),
            "{}",
            nothing.body
        );
        form.extend([
            ("factors-d", "family_conflict_or_violence"),
            ("factors-c", "other_economic"),
        ]);
        let wordless = staff.post(&answer, &form).await;
        assert!(
            wordless.body.contains("Write what “Other” is"),
            "{}",
            wordless.body
        );
        assert!(
            wordless
                .body
                .contains("value=\"family_conflict_or_violence\" checked"),
            "what was ticked stays: {}",
            wordless.body
        );
        form.push(("note-c", "Parāds par dzīvokli"));
        let done = staff.post(&answer, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let support = staff.get(&format!("{ANNA}?part=support")).await;
        assert!(
            support.body.contains(VIOLENCE) && support.body.contains("Parāds par dzīvokli"),
            "{}",
            support.body
        );
        let settled = staff
            .post(&format!("{concern}/settle"), &[("version", "4")])
            .await;
        assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.body);
        let support = staff.get(&format!("{ANNA}?part=support")).await;
        assert!(!support.body.contains("closed by"), "{}", support.body);
        assert!(
            support.body.contains("/factors\""),
            "what the concern is about has not ended: {}",
            support.body
        );
    });
}

// covers: RSK-02, RSK-05
#[test]
fn the_answer_starts_with_what_was_noticed_and_a_factor_is_closed_with_a_reason() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let concern = examined(&school, &mut staff, &[("factors", "low_achievement")]).await;
        let page = staff.get(&concern).await;
        assert!(
            page.body.contains("value=\"low_achievement\" checked"),
            "{}",
            page.body
        );
        let form = [
            ("version", "3"),
            ("answering", "yes"),
            ("outcome", "confirmed"),
            ("text", "Apstiprināts."),
            ("factors-a", "heavy_workload"),
        ];
        staff.post(&format!("{concern}/answer"), &form).await;
        let address = format!("{ANNA}/factors");
        let close = staff.get(&address).await;
        assert!(
            close.body.contains("Heavy workload") && !close.body.contains("Low achievement"),
            "{}",
            close.body
        );
        let ctx = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let open = ctx.open_factors(PUPIL).await.unwrap().factors;
        let id = open[0].id.to_string();
        let silent = staff.post(&address, &[("factor", &id), ("reason", " ")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = staff
            .post(&address, &[("factor", &id), ("reason", "Slodze samazināta.")])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let history = staff.get(&format!("{ANNA}?part=history")).await;
        assert!(
            history.body.contains("Risk factor closed: Heavy workload")
                && history.body.contains("Slodze samazināta."),
            "{}",
            history.body
        );
        assert!(ctx.open_factors(PUPIL).await.unwrap().factors.is_empty());
        let again = staff
            .post(&address, &[("factor", &id), ("reason", "Vēlreiz.")])
            .await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        assert_ne!(teacher.get(&address).await.status, StatusCode::OK);
        assert!(school.anna > 0);
    });
}

// covers: RSK-14
#[test]
fn a_concern_that_stays_open_for_long_says_so_in_the_list_and_on_its_page() {
    on_both(|database| async move {
        let mut school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let concern = examined(&school, &mut staff, &[("text", "Klusē.")]).await;
        for path in ["/concerns", concern.as_str()] {
            assert!(
                !staff.get(path).await.body.contains("Unresolved for long"),
                "{path}"
            );
        }
        school.town = school.town.at("2026-05-20T09:00:00Z");
        let mut later = school.browser(Role::SupportStaff, None).await;
        for path in ["/concerns", concern.as_str()] {
            let page = later.get(path).await;
            assert!(page.body.contains("Unresolved for long"), "{path}: {}", page.body);
        }
    });
}
