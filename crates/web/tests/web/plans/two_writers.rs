//! Two who write a plan at once: each sees the other's text, and what is handed in is what was checked.

use super::*;

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
