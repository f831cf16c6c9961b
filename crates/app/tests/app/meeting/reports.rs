//! Reports about a case that wait for the group beside it.

use super::*;

// covers: ESC-25
#[test]
fn a_report_of_non_attendance_waits_for_the_group_beside_the_case() {
    on_both(|database| async move {
        let group = group(&database).await;
        let clinic = group.town.as_role(Role::Medical, None, None).await;
        let open = OpenCase {
            pupil: "p-010112-21234".to_owned(),
            kind: CaseKind::School,
            words: "Mēnesi nenāk; runāts ar māti.".to_owned(),
            concern: None,
        };
        let case = group.school.open_case(&open).await.unwrap();
        let joins = OpenCase {
            kind: CaseKind::Social,
            words: "Trīs reizes nav ieradusies.".to_owned(),
            ..open
        };
        clinic.open_case(&joins).await.unwrap();
        let values = [
            ("place", "clinic"),
            ("since", "2026-10-01"),
            ("facts", "Neierodas uz vizītēm."),
        ];
        let notice = AddForm {
            kind: FormKind::NonAttendance,
            values: values
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
        };
        clinic.add_case_form(&case, &notice).await.unwrap();
        group.school.add_case_form(&case, &notice).await.unwrap();
        assert!(
            kinds(&group.chair)
                .await
                .contains(&"case_before_group".to_owned())
        );
        let meeting = group.plan(date(2026, 11, 25)).await;
        let view = group.chair.meeting(meeting).await.unwrap();
        assert_eq!(
            (view.waiting.len(), view.cases.len()),
            (1, 0),
            "two reports, one item"
        );
        let item = view.waiting[0].id;
        let said = &view.waiting[0].restricted_text;
        assert!(
            said.contains("Neierodas uz vizītēm.") && said.contains("01.10.2026."),
            "{said}"
        );
        let draw = DrawItems {
            items: vec![item],
            ..DrawItems::default()
        };
        assert_eq!(group.chair.draw_items(meeting, &draw).await.unwrap(), 1);
        assert_eq!(
            group.state(&case).await,
            "identified",
            "the case goes its own way"
        );
        let back = ReturnWhat::Item(item);
        group
            .chair
            .return_item(meeting, back, "Skola jau strādā.")
            .await
            .unwrap();
        assert!(kinds(&clinic).await.contains(&"report_answered".to_owned()));

        // Reported again, it waits again; with the case it is over.
        group.school.add_case_form(&case, &notice).await.unwrap();
        assert_eq!(group.chair.meeting(meeting).await.unwrap().waiting.len(), 1);
        let version = group.school.case(&case).await.unwrap().line.row.version;
        let close = Event {
            outcome: Some(Outcome::Unfounded),
            ..Event::new(CaseEvent::Close, "Bērns atkal nāk")
        };
        group.school.step_case(&case, version, &close).await.unwrap();
        assert!(group.chair.meeting(meeting).await.unwrap().waiting.is_empty());
    });
}

// covers: ESC-25, ESC-05
#[test]
fn a_case_is_heard_though_a_report_about_it_waits() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (case, number) = group.refer("010112-21234").await;
        let values = [("place", "school"), ("since", "2026-10-01"), ("facts", "Nenāk.")];
        let notice = AddForm {
            kind: FormKind::NonAttendance,
            values: values
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
        };
        group.school.add_case_form(&case, &notice).await.unwrap();
        let meeting = group.plan(date(2026, 11, 25)).await;
        let view = group.chair.meeting(meeting).await.unwrap();
        assert_eq!((view.waiting.len(), view.cases.len()), (1, 1));
        group.draw(meeting, &[number]).await;
        assert_eq!(group.state(&case).await, "in_group");
    });
}
