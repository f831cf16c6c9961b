//! What readers are shown comes only from the records they may see: a restricted record more or less changes nothing for the others.

use balsts_app::{Ctx, assessment::AssessOptions, concern::SendConcern, pupil::PupilPart};
use balsts_domain::{
    access::Role,
    attendance::AbsenceKind::Unexcused,
    concern::Urgency,
    risk::{Circumstance, Group, signal::DEFINITIONS},
};
use balsts_store::{DutyFilter, DutyState, PupilFilter};
use balsts_testkit::{Missed, NewPupil, Town, on_both, town};
use jiff::civil::date;

const ANNA: &str = "p-140311-21234";

/// Everything of lists, pages, counts and exports that a reader is shown of pupils, as text.
async fn shown(ctx: &Ctx, ids: (i64, &str)) -> String {
    let mut out = Vec::new();
    let everybody = PupilFilter {
        everybody: true,
        ..PupilFilter::default()
    };
    let list = ctx.pupils(&everybody, 50).await.unwrap();
    out.push(format!("{list:#?}"));
    for definition in &DEFINITIONS {
        let filter = PupilFilter {
            signal: Some(definition.code.to_owned()),
            ..everybody.clone()
        };
        let found = ctx.pupils(&filter, 50).await.unwrap().pupils.len();
        out.push(format!("{} {found}", definition.code));
    }
    for state in [DutyState::Open, DutyState::Overdue, DutyState::Done] {
        let filter = DutyFilter {
            state,
            ..DutyFilter::default()
        };
        out.push(format!("{:#?}", ctx.duties(&filter, 50).await.unwrap()));
    }
    out.push(format!("{:#?}", ctx.duty_counts().await.unwrap()));
    out.push(format!("{:#?}", ctx.class(ids.1, "8.b").await.unwrap()));
    if let Some(figures) = ctx.institution(ids.1).await.unwrap().figures {
        let work = figures.work.map(|work| (work.duties, work.overdue));
        out.push(format!("{:#?} {work:?}", figures.levels));
    }
    let report = ctx.assess(&AssessOptions::default()).await.unwrap();
    out.push(serde_json::to_string_pretty(&report).unwrap());
    for part in PupilPart::ALL {
        let Ok(view) = ctx.pupil(ANNA, Some(part)).await else {
            continue;
        };
        out.push(format!(
            "{:?} {:#?} {:#?} {:#?} {}",
            view.parts, view.duties, view.signs, view.watchers, view.danger
        ));
        if let Some(level) = view.level {
            let assessment = &level.assessment;
            let reasons = serde_json::to_string_pretty(&assessment.reasons(level.view)).unwrap();
            let duties: Vec<_> = assessment.visible_duties(level.view).collect();
            out.push(format!(
                "{:?} {:?} {:?} {reasons} {duties:?} {}",
                level.shown,
                level.since,
                level.decisions,
                assessment.unanswered(level.view).count()
            ));
        }
    }
    out.join("\n")
}

struct Readers {
    teacher: Ctx,
    board: Ctx,
    staff: Ctx,
}

async fn readers(town: &Town, institution: i64) -> Readers {
    Readers {
        teacher: town
            .as_role(Role::ClassTeacher, Some(institution), Some("8.b"))
            .await,
        board: town.as_role(Role::EducationBoard, None, None).await,
        staff: town.as_role(Role::SupportStaff, Some(institution), None).await,
    }
}

// covers: PRV-03, PRV-05
#[test]
fn a_restricted_record_changes_nothing_that_others_are_shown() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let institution = town.institution("OGR1", "basic_school").await;
        let pupils = town
            .pupils(&[
                NewPupil::named("140311-21234", "Anna", "Bērziņa"),
                NewPupil::named("150311-21235", "Jānis", "Kalns"),
            ])
            .await;
        let anna = pupils[0];
        town.enrol(&pupils, institution, "8.b", date(2025, 9, 1), None)
            .await;
        town.lessons(institution, "8.b", date(2025, 9, 1), date(2025, 11, 19), 360)
            .await;
        town.absences(&[Missed {
            pupil: anna,
            institution,
            on: date(2025, 9, 8),
            lessons: 9,
            kind: Unexcused,
        }])
        .await;
        // Files of circumstances were read before: only what they say of Anna is new.
        town.circumstance(pupils[1], "addiction", date(2025, 9, 1)).await;
        town.operator().evaluate_all().await.unwrap();
        let readers = readers(&town, institution).await;
        let ids = (institution, "OGR1");
        let before = (
            shown(&readers.teacher, ids).await,
            shown(&readers.board, ids).await,
            shown(&readers.staff, ids).await,
        );

        let restricted: Vec<Circumstance> = Circumstance::all()
            .filter(|kind| kind.group().is_some_and(Group::is_restricted))
            .collect();
        for (at, kind) in restricted.iter().enumerate().step_by(5) {
            town.circumstance(anna, kind.code(), date(2025, 10, 1 + at as i8 % 20))
                .await;
            town.operator().evaluate_all().await.unwrap();
        }
        let reported: Vec<_> = Group::D.factors().chain(Group::B.factors()).collect();
        readers
            .staff
            .send_concern(&SendConcern {
                pupil: ANNA.to_owned(),
                factors: reported,
                text: "Mājās nav droši".to_owned(),
                urgency: Urgency::Normal,
                danger: true,
            })
            .await
            .unwrap();
        assert_eq!(before.0, shown(&readers.teacher, ids).await, "the class teacher");
        assert_eq!(before.1, shown(&readers.board, ids).await, "the education board");
        assert_ne!(
            before.2,
            shown(&readers.staff, ids).await,
            "the support staff is entitled"
        );

        // Who may not see a duty cannot close it either.
        let (duties, _) = readers.staff.duties(&DutyFilter::default(), 50).await.unwrap();
        let hidden = duties.iter().find(|duty| duty.code == "protect_child").unwrap();
        assert!(
            readers
                .teacher
                .finish_duty(hidden.id, "darīts", None, 0)
                .await
                .is_err()
        );
        readers
            .staff
            .finish_duty(hidden.id, "ziņots", None, 0)
            .await
            .unwrap();
        assert_eq!(before.0, shown(&readers.teacher, ids).await);
        assert!(readers.teacher.reopen_duty(hidden.id).await.is_err());
    });
}

// covers: RSK-16, PRV-04
#[test]
fn target_groups_are_counted_without_small_cells_and_filtered_for_those_entitled() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let institution = town.institution("OGR1", "basic_school").await;
        let pupils = town
            .pupils(&[
                NewPupil::named("140311-21234", "Anna", "Bērziņa"),
                NewPupil::named("150311-21235", "Jānis", "Kalns"),
            ])
            .await;
        town.enrol(&pupils, institution, "8.b", date(2025, 9, 1), None)
            .await;
        town.circumstance(pupils[0], "out_of_family_care", date(2025, 9, 1))
            .await;
        let readers = readers(&town, institution).await;
        let figures = readers.board.priority_figures().await.unwrap();
        let (care, counted) = &figures.groups[0];
        assert_eq!((care.code.as_str(), figures.smallest), ("out_of_family_care", 5));
        assert_eq!((counted.counts.as_slice(), counted.total), (&[None][..], None));
        assert_eq!(figures.groups[1].1.total, Some(0));

        let filter = PupilFilter {
            kinds: Some(readers.staff.priority_kinds("out_of_family_care").await.unwrap()),
            everybody: true,
            ..PupilFilter::default()
        };
        let found = readers.staff.pupils(&filter, 10).await.unwrap().pupils;
        assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [pupils[0]]);
        assert!(
            readers
                .teacher
                .pupils(&filter, 10)
                .await
                .unwrap()
                .pupils
                .is_empty()
        );
        assert!(readers.board.pupils(&filter, 10).await.unwrap().pupils.is_empty());
    });
}

// covers: RSK-16
#[test]
fn each_target_group_is_counted_by_itself_and_each_pupil_once() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let codes: Vec<String> = (0..12).map(|number| format!("32{number:04}-11111")).collect();
        let new: Vec<NewPupil<'_>> = codes
            .iter()
            .map(|code| NewPupil::named(code, "Anna", "Bērziņa"))
            .collect();
        let pupils = town.pupils(&new).await;
        for (at, (code, from, to)) in [("OGR1", 0, 6), ("OGR2", 6, 12)].into_iter().enumerate() {
            let institution = town.institution(code, "basic_school").await;
            let kind = ["out_of_family_care", "bilingual"][at];
            town.enrol(&pupils[from..to], institution, "8.b", date(2025, 9, 1), None)
                .await;
            for pupil in &pupils[from..to] {
                town.circumstance(*pupil, kind, date(2025, 9, 1)).await;
                town.circumstance(*pupil, kind, date(2025, 10, 1)).await;
            }
        }
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let figures = board.priority_figures().await.unwrap();
        let counts = |code: &str| {
            let group = figures.groups.iter().find(|(group, _)| group.code == code);
            group.unwrap().1.counts.clone()
        };
        assert_eq!(counts("out_of_family_care"), [Some(6), Some(0)]);
        assert_eq!(counts("bilingual"), [Some(0), Some(6)]);
        assert_eq!(counts("low_functioning_families"), [Some(0), Some(0)]);
    });
}
