//! The part of an institution in the browser: its list, the page, the answer, and what the school sees of it.

use super::*;

/// The address of the first part in a list.
fn first_part(body: &str) -> String {
    let id: String = body
        .split("/plan-parts/")
        .nth(1)
        .unwrap_or_else(|| panic!("no part in {body}"))
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    format!("/plan-parts/{id}")
}

// covers: IAP-06
#[test]
fn an_institution_answers_for_its_part_and_the_school_reads_it() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let mut social = school.browser(Role::SocialService, None).await;
        let mut police = school.browser(Role::MunicipalPolice, None).await;
        let plan = draft(&mut staff).await;
        let parts = format!("{plan}/parts");
        let wrong = staff
            .post(
                &parts,
                &[
                    ("partner", "social_service"),
                    ("task", "Ģimenes asistents"),
                    ("hours", "daudz"),
                ],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = staff
            .post(
                &parts,
                &[
                    ("partner", "social_service"),
                    ("task", "Ģimenes asistents"),
                    ("hours", "12"),
                ],
            )
            .await;
        assert_eq!(done.location.as_deref(), Some(parts.as_str()), "{}", done.body);

        let home = social.get("/").await;
        let page = first_part(&home.body);
        let list = social.get("/plan-parts").await;
        assert!(list.body.contains(&page) && list.body.contains("Ģimenes asistents"));
        let shown = social.get(&page).await;
        assert_eq!(shown.status, StatusCode::OK);
        for words in ["Anna Bērziņa, 8.b", "Ģimenes asistents", "12"] {
            assert!(shown.body.contains(words), "{words} in {}", shown.body);
        }
        for hidden in [
            "Matemātika",
            "Māte palīdz",
            "Vērtējums vismaz 4",
            "Too little money",
            "[plans-",
        ] {
            assert!(!shown.body.contains(hidden), "{hidden} in {}", shown.body);
        }
        assert_eq!(police.get(&page).await.status, StatusCode::NOT_FOUND);
        let foreign = police.post(&page, &[("answer", "agree"), ("words", "")]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        assert_eq!(staff.get(&page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(social.get(&plan).await.status, StatusCode::NOT_FOUND);

        for bad in [
            [("answer", ""), ("words", "Piebilde")],
            [("answer", "decline"), ("words", " ")],
        ] {
            let refused = social.post(&page, &bad).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad:?}");
            assert!(refused.body.contains(bad[1].1), "what was typed stays");
        }
        let check = staff.get(&format!("{plan}/check")).await;
        assert!(
            check.body.contains("have not yet agreed") && check.body.contains("waits for the institution"),
            "{}",
            check.body
        );
        let done = social
            .post(&page, &[("answer", "decline"), ("words", "Nav asistentu")])
            .await;
        assert_eq!(done.location.as_deref(), Some("/plan-parts"), "{}", done.body);
        let read = staff.get(&plan).await;
        assert!(
            read.body.contains("Nav asistentu") && read.body.contains("the institution declines"),
            "{}",
            read.body
        );
        let done = social.post(&page, &[("answer", "agree"), ("words", "")]).await;
        assert!(done.location.is_some(), "{}", done.body);
        let check = staff.get(&format!("{plan}/check")).await;
        assert!(!check.body.contains("have not yet agreed"), "{}", check.body);

        let id = page.rsplit('/').next().unwrap().to_owned();
        let form = staff.get(&format!("{parts}?part={id}")).await;
        assert_eq!(hidden(&form.body, "part"), id);
        let done = staff
            .post(
                &parts,
                &[
                    ("part", id.as_str()),
                    ("partner", "social_service"),
                    ("task", "Ģimenes asistents un saruna"),
                    ("hours", "12"),
                ],
            )
            .await;
        assert!(done.location.is_some(), "{}", done.body);
        let list = social.get("/plan-parts").await;
        assert!(list.body.contains("changed since it was agreed"), "{}", list.body);
        let new = first_part(&list.body);
        let moved = social.get(&page).await;
        assert_eq!(
            moved.location.as_deref(),
            Some(new.as_str()),
            "the old address leads on"
        );
        let late = social
            .post(&page, &[("answer", "agree"), ("words", "Kā norunāts")])
            .await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["Kā norunāts", "The school has changed this part", "un saruna"] {
            assert!(late.body.contains(words), "{words} in {}", late.body);
        }
        let mut officer = school.browser(Role::DataProtectionOfficer, None).await;
        let seen = officer.get("/audit?matter=reads").await;
        assert!(seen.body.contains("support_plan.part_read"), "{}", seen.body);
    });
}

// covers: IAP-06
#[test]
fn hours_that_cannot_be_written_down_yet_stay_as_typed() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let mut social = school.browser(Role::SocialService, None).await;
        let mut police = school.browser(Role::MunicipalPolice, None).await;
        let plan = draft(&mut staff).await;
        staff
            .post(
                &format!("{plan}/parts"),
                &[("partner", "social_service"), ("task", "Ģimenes asistents")],
            )
            .await;
        let page = first_part(&social.get("/plan-parts").await.body);
        let hours = format!("{page}/hours");
        let shown = social.get(&hours).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
        assert!(
            !shown.body.contains("[plans-"),
            "a text is missing: {}",
            shown.body
        );
        assert!(!shown.body.contains("name=\"hours\""), "nothing to write yet");
        let early = [
            ("on-day", "6"),
            ("on-month", "10"),
            ("on-year", "2025"),
            ("hours", "2,5"),
            ("note", "Mājas apmeklējums"),
        ];
        let refused = social.post(&hours, &early).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["once the plan is in force", "Mājas apmeklējums", "2,5"] {
            assert!(refused.body.contains(words), "{words} in {}", refused.body);
        }
        assert_eq!(police.get(&hours).await.status, StatusCode::NOT_FOUND);
        assert_eq!(police.post(&hours, &early).await.status, StatusCode::NOT_FOUND);
        let twice = social
            .post(&format!("{hours}/take-back"), &[("hours", "7")])
            .await;
        assert_eq!(twice.location, Some(hours), "nothing stands there: harmless");
    });
}
