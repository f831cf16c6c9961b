//! The support team of a school and the assistants of its classes.

use super::*;

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
