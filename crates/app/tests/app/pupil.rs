//! One pupil's page: who sees what of it, and that every opening is written down.

use balsts_app::{
    AppError, Ctx,
    assessment::Decide,
    pupil::{PupilPart, PupilView},
};
use balsts_domain::{
    access::{Grant, Resource, Role},
    attendance::AbsenceKind::{Illness, Unexcused},
    risk::{Level, decision::Verdict},
};
use balsts_testkit::{Database, Missed, NewPupil, Town, on_both, town};
use jiff::civil::date;

const ANNA: &str = "p-140311-21234";

struct School {
    town: Town,
    institution: i64,
    other: i64,
    anna: i64,
}

/// Anna of class 8.b has missed 23 lessons without excuse and some for illness.
async fn school(database: &Database) -> School {
    let town = town(&database.store, "2025-11-20T09:00:00Z").await;
    let institution = town.institution("OGR1", "basic_school").await;
    let other = town.institution("OGR2", "basic_school").await;
    let anna = town
        .pupils(&[NewPupil::named("140311-21234", "Anna", "Bērziņa")])
        .await[0];
    town.enrol(&[anna], institution, "8.b", date(2025, 9, 1), None)
        .await;
    town.lessons(institution, "8.b", date(2025, 9, 1), date(2025, 11, 19), 360)
        .await;
    let missed = |on, lessons, kind| Missed {
        pupil: anna,
        institution,
        on,
        lessons,
        kind,
    };
    town.absences(&[
        missed(date(2025, 9, 8), 8, Unexcused),
        missed(date(2025, 9, 9), 8, Unexcused),
        missed(date(2025, 9, 10), 7, Unexcused),
        missed(date(2025, 10, 6), 5, Illness),
    ])
    .await;
    town.marks(
        institution,
        &[
            (anna, "Matemātika", date(2024, 12, 20), "semester", "5"),
            (anna, "Matemātika", date(2025, 5, 30), "semester", "7"),
            (anna, "Matemātika", date(2025, 10, 1), "current", "8"),
        ],
    )
    .await;
    town.operator().evaluate_all().await.unwrap();
    School {
        town,
        institution,
        other,
        anna,
    }
}

impl School {
    async fn teacher(&self) -> Ctx {
        self.town
            .as_role(Role::ClassTeacher, Some(self.institution), Some("8.b"))
            .await
    }
}

async fn open(ctx: &Ctx, part: PupilPart) -> PupilView {
    ctx.pupil(ANNA, Some(part)).await.unwrap()
}

fn is_not_there(result: &balsts_app::Result<PupilView>) -> bool {
    matches!(result, Err(AppError::NotFound | AppError::Forbidden))
}

// covers: REG-07, PRV-03, ROL-01, ROL-02, ROL-03, ROL-04, ROL-05
#[test]
fn each_role_has_the_parts_that_the_access_table_gives_it() {
    use PupilPart::{Access, Case, Circumstances, History, Overview, Support};
    on_both(|database| async move {
        let school = school(&database).await;
        let all = [Overview, Support, Case, Circumstances, History, Access];
        let without = [Overview, Support, History, Access];

        let teacher = school.teacher().await;
        let view = open(&teacher, Support).await;
        assert_eq!(view.parts, without);
        assert!(view.guardians.is_some() && view.concerns.is_some() && view.duties.is_some());
        assert!(view.factors.is_none() && view.address.is_none());
        assert!(
            view.plans.is_some() && !view.may_plan,
            "reads plans of the class, begins none"
        );
        assert!(!view.knows_decisions && !view.may_decide);
        assert!(is_not_there(&teacher.pupil(ANNA, Some(Circumstances)).await));
        assert!(open(&teacher, Access).await.looks.is_none());

        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let view = open(&staff, Support).await;
        assert_eq!(view.parts, all);
        assert!(view.factors.is_some() && view.plans.is_some() && view.address.is_some() && view.may_decide);
        assert!(open(&staff, Circumstances).await.circumstances.is_some());

        let head = school
            .town
            .as_role(Role::SchoolHead, Some(school.institution), None)
            .await;
        assert_eq!(open(&head, Overview).await.parts, all);
        assert!(open(&head, Access).await.looks.is_some());

        let board = school.town.as_role(Role::EducationBoard, None, None).await;
        let view = open(&board, Support).await;
        assert_eq!(view.parts, [Overview, Support, Case, History, Access]);
        assert!(view.concerns.is_none() && view.factors.is_none() && view.guardians.is_none());
        assert!(view.duties.is_some() && view.address.is_some());
        assert!(open(&board, Overview).await.incidents.is_none());

        let officer = school.town.as_role(Role::DataProtectionOfficer, None, None).await;
        let view = officer.pupil(ANNA, None).await.unwrap();
        assert_eq!((view.part, view.parts), (Access, vec![Access]));
        assert!(view.level.is_none() && view.duties.is_none() && view.attendance.is_none());
        assert!(view.watchers.is_some() && view.looks.is_some());
        assert_eq!(view.identity.birth_day, None);

        let elsewhere = school
            .town
            .as_role(Role::SupportStaff, Some(school.other), None)
            .await;
        assert!(is_not_there(&elsewhere.pupil(ANNA, None).await));
        let specialist = school.town.as_role(Role::ChildRightsSpecialist, None, None).await;
        assert!(
            is_not_there(&specialist.pupil(ANNA, None).await),
            "no danger was reported"
        );
        for role in [Role::MunicipalLeadership, Role::Administrator] {
            let ctx = school.town.as_role(role, None, None).await;
            assert!(is_not_there(&ctx.pupil(ANNA, None).await), "{role:?}");
        }
    });
}

// covers: REG-07, REG-14, RSK-03, RSK-07
#[test]
fn the_overview_holds_attendance_marks_and_what_goes_well() {
    on_both(|database| async move {
        let school = school(&database).await;
        let teacher = school.teacher().await;
        let view = open(&teacher, PupilPart::Overview).await;
        let level = view.level.as_ref().unwrap();
        assert_eq!(level.shown.level, Some(Level::High));
        assert_eq!(view.next_step().unwrap().code, "viis_report");
        let attendance = view.attendance.as_ref().unwrap();
        assert_eq!(
            (attendance.missed.counted_unexcused(), attendance.missed.illness),
            (23, 5)
        );
        assert_eq!(attendance.until, Some(date(2025, 11, 19)));
        let said: Vec<String> = view.strengths.iter().map(|one| format!("{one:?}")).collect();
        assert!(said.iter().any(|one| one.contains("SubjectUp")), "{said:?}");
        let history = open(&teacher, PupilPart::History).await;
        let signs = history.signs.unwrap();
        assert!(!signs[0].signs.is_empty());
        assert_eq!(history.enrolments.len(), 1);
    });
}

// covers: PRV-07
#[test]
fn every_opening_is_one_entry_that_names_the_sections() {
    on_both(|database| async move {
        let school = school(&database).await;
        let teacher = school.teacher().await;
        open(&teacher, PupilPart::Overview).await;
        let officer = school.town.as_role(Role::DataProtectionOfficer, None, None).await;
        let looks = open(&officer, PupilPart::Access).await.looks.unwrap();
        let reads: Vec<_> = looks.iter().filter(|look| look.action == "pupil.read").collect();
        assert_eq!(reads.len(), 1, "{reads:?}");
        assert_eq!(
            reads[0].detail,
            "part=overview sections=identity,level,duties,attendance,marks,activities,incidents"
        );
        assert!(
            reads[0]
                .user_name
                .as_deref()
                .unwrap()
                .starts_with("class_teacher")
        );
        let again = open(&officer, PupilPart::Access).await.looks.unwrap();
        assert_eq!(
            again.iter().filter(|look| look.action == "pupil.read").count(),
            2,
            "the officer's own looking too"
        );
        assert!(is_not_there(
            &school
                .town
                .as_role(Role::SupportStaff, Some(school.other), None)
                .await
                .pupil(ANNA, None)
                .await
        ));
        let after = open(&officer, PupilPart::Access).await.looks.unwrap();
        assert_eq!(after.iter().filter(|look| look.action == "pupil.read").count(), 3);
    });
}

// covers: PRV-03
#[test]
fn who_can_see_the_child_is_said_with_the_reason() {
    on_both(|database| async move {
        let school = school(&database).await;
        let teacher = school.teacher().await;
        school
            .town
            .person(Role::SupportStaff, Some(school.institution), None)
            .await;
        school
            .town
            .person(Role::SupportStaff, Some(school.other), None)
            .await;
        school
            .town
            .person(Role::ClassTeacher, Some(school.institution), Some("8.a"))
            .await;
        school.town.person(Role::EducationBoard, None, None).await;
        school.town.person(Role::ChildRightsSpecialist, None, None).await;
        school.town.person(Role::Administrator, None, None).await;
        let watchers = open(&teacher, PupilPart::Access).await.watchers.unwrap();
        let seen: Vec<_> = watchers
            .iter()
            .map(|one| (one.role, one.grant, one.class.as_deref()))
            .collect();
        assert_eq!(
            seen,
            [
                (Role::ClassTeacher, Grant::Class, Some("8.b")),
                (Role::EducationBoard, Grant::Municipality, None),
                (Role::SupportStaff, Grant::Institution, None),
            ]
        );
        assert!(watchers[2].resources.contains(&Resource::Circumstances));
        assert!(!watchers[0].resources.contains(&Resource::Circumstances));
        assert_eq!(watchers[2].institution.as_deref(), Some("OGR1"));
    });
}

// covers: RSK-03
#[test]
fn a_decision_stands_beside_the_proposal() {
    on_both(|database| async move {
        let school = school(&database).await;
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let decide = Decide {
            verdict: Verdict::Changed(Level::Medium),
            reason: "Ģimene ir pārcēlusies.".to_owned(),
            proposed: Level::High,
            after: None,
        };
        staff.decide_level(ANNA, &decide).await.unwrap();
        let view = open(&staff, PupilPart::Overview).await;
        let level = view.level.unwrap();
        assert_eq!(
            (level.shown.level, level.shown.proposed),
            (Some(Level::Medium), Some(Level::High))
        );
        assert_eq!(level.decisions[0].reason, decide.reason);
        let teacher = open(&school.teacher().await, PupilPart::Overview).await;
        assert!(!teacher.knows_decisions);
        assert!(school.anna > 0);
    });
}

// covers: RSK-14
#[test]
fn a_concern_is_due_by_the_days_on_which_its_own_school_works() {
    use balsts_app::concern::SendConcern;
    use balsts_domain::calendar::{Change, Exception, Period, SchoolYear};
    on_both(|database| async move {
        let school = school(&database).await;
        let send = async |text: &str| {
            let concern = SendConcern {
                pupil: ANNA.to_owned(),
                factors: Vec::new(),
                text: text.to_owned(),
                urgency: balsts_domain::concern::Urgency::Normal,
                danger: false,
            };
            school.teacher().await.send_concern(&concern).await.unwrap()
        };
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let id = send("Ir noguris.").await;
        let due = staff.concern(id).await.unwrap().due;
        let closed = Exception {
            year: SchoolYear::new(2025),
            institution: None,
            grades: Vec::new(),
            change: Change::ExtraBreak {
                period: Period::new(date(2025, 11, 21), date(2025, 12, 31)).unwrap(),
            },
            source: "direktora rīkojums".to_owned(),
        };
        let head = school
            .town
            .as_role(Role::SchoolHead, Some(school.institution), None)
            .await;
        head.change_exceptions(Some(school.institution), 0, vec![closed], "Karantīna")
            .await
            .unwrap();
        let later = staff.concern(id).await.unwrap().due;
        assert!(
            due < date(2025, 12, 31) && later > date(2025, 12, 31),
            "{due} {later}"
        );
        let second = send("Joprojām ir noguris.").await;
        assert_eq!(staff.concern(second).await.unwrap().due, later);
    });
}

// covers: RSK-02, RSK-05
#[test]
fn a_pupil_has_risks_of_several_groups_each_with_its_day() {
    use balsts_app::concern::{ConcernStep, SendConcern};
    use balsts_domain::concern::Urgency;
    use balsts_domain::risk::{Factor, Group};
    on_both(|database| async move {
        let school = school(&database).await;
        let teacher = school.teacher().await;
        let id = teacher
            .send_concern(&SendConcern {
                pupil: ANNA.to_owned(),
                factors: vec![
                    Factor::LowAchievement,
                    Factor::DifficultJourney,
                    Factor::OutOfFamilyCare,
                ],
                text: "Kavē un nogurusi".to_owned(),
                urgency: Urgency::Normal,
                danger: false,
            })
            .await
            .unwrap();
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        for step in [
            ConcernStep::Examine("runāts ar Annu".to_owned()),
            ConcernStep::Confirm(
                [
                    Factor::LowAchievement,
                    Factor::DifficultJourney,
                    Factor::OutOfFamilyCare,
                ]
                .map(Into::into)
                .to_vec(),
                "apstiprināts".to_owned(),
            ),
        ] {
            let version = staff.concern(id).await.unwrap().row.version;
            staff.step_concern(id, version, step).await.unwrap();
        }
        let factors = open(&staff, PupilPart::Support).await.factors.unwrap();
        let mut groups: Vec<Group> = factors
            .iter()
            .map(|row| Factor::from_code(&row.factor).unwrap().group())
            .collect();
        groups.sort_unstable();
        assert_eq!(groups, [Group::A, Group::C, Group::D]);
        let today = balsts_domain::calendar::day_number(date(2025, 11, 20));
        assert!(
            factors
                .iter()
                .all(|row| row.opened_day == i64::from(today) && row.closed_day.is_none())
        );
        assert!(
            open(&school.teacher().await, PupilPart::Support)
                .await
                .factors
                .is_none()
        );
    });
}

// covers: REG-12
#[test]
fn lessons_of_another_school_do_not_hide_what_this_one_counted() {
    on_both(|database| async move {
        let school = school(&database).await;
        let (from, to) = (date(2025, 10, 1), date(2025, 10, 31));
        school
            .town
            .absence_totals(school.anna, school.other, from, to, [4, 0, 0])
            .await;
        let ctx = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let totals = |view: PupilView| view.attendance.unwrap().totals;
        let both = open(&ctx, PupilPart::Overview).await;
        assert_eq!(
            totals(both).len(),
            1,
            "the lessons of October are the first school's"
        );
        school
            .town
            .absence_totals(school.anna, school.institution, from, to, [0, 5, 0])
            .await;
        let same = open(&ctx, PupilPart::Overview).await;
        assert_eq!(
            totals(same)
                .iter()
                .map(|total| (total.unexcused, total.illness))
                .collect::<Vec<_>>(),
            [(4, 0)],
            "told lesson by lesson already"
        );
    });
}
