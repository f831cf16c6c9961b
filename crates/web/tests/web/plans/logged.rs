//! Support that was given: logged, and confirmed by the pupil on a phone.

use super::*;

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
