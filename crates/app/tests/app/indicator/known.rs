//! Indicators whose answer was worked out by hand from the words of the programmes, with records beside them that must not count.

use balsts_app::{Ctx, body::AddBody, consultation::LogConsultation, meeting::PlanMeeting};
use balsts_domain::{
    access::Role,
    cooperation::{Basis, BodyKind, Level, MeetingEvent, MemberRight},
    support::{ConsultationKind, UnmetReason},
};
use balsts_intake::Kind;
use balsts_testkit::{Enrolled, NewPupil, Town, code_of, on_both, town, town_of};
use jiff::civil::{Date, date};
use serde_json::json;

use super::{
    computed, figures,
    help::{load, read},
    missing,
};
use crate::{
    meeting::{join, plan},
    report::children,
    support_plan::{draft, hour, school, version},
};

/// Pupils whose codes count from a number, with the codes.
async fn named(town: &Town, first: usize, many: usize) -> (Vec<i64>, Vec<String>) {
    let codes: Vec<String> = (first..first + many).map(code_of).collect();
    let new: Vec<NewPupil<'_>> = codes
        .iter()
        .map(|code| NewPupil::named(code, "Anna", "Bērziņa"))
        .collect();
    (town.pupils(&new).await, codes)
}

/// A body that somebody chairs.
async fn body(board: &Ctx, chair: &Ctx, name: &str) -> i64 {
    let add = AddBody {
        parent: None,
        kind: BodyKind::CooperationGroup,
        name: name.to_owned(),
        level: Level::Case,
        basis: Basis::Act,
        basis_title: "MK 545/2017".to_owned(),
        basis_day: None,
    };
    let body = board.add_body(&add).await.unwrap();
    join(board, body, chair, MemberRight::Chair).await;
    body
}

/// A meeting of a day to which these things happened one after the other.
async fn meeting(chair: &Ctx, body: i64, day: Date, events: &[MeetingEvent]) {
    let planned = PlanMeeting {
        on_day_off: true,
        ..plan(body, day)
    };
    let id = chair.plan_meeting(&planned).await.unwrap();
    for event in events {
        let version = chair.meeting(id).await.unwrap().row.version;
        chair.change_meeting(id, version, *event).await.unwrap();
    }
}

// covers: IND-08, COOP-07
#[test]
fn meetings_count_when_they_were_held_in_the_calendar_year() {
    const HELD: [MeetingEvent; 3] = [MeetingEvent::Call, MeetingEvent::Open, MeetingEvent::Close];
    on_both(|database| async move {
        let town = town_of(&database.store, "rezekne", "2026-11-20T09:00:00Z").await;
        let chair = town.as_role(Role::ChildRightsSpecialist, None, None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let group = body(&board, &chair, "Sadarbības grupa").await;
        let second = body(&board, &chair, "Starpinstitūciju darba grupa").await;
        // A body that has not met: there are no meetings, which is an answer.
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "11"), [json!(0), json!(null), json!(0)]);
        // The first day of the year; one that nobody called; another body on the same day.
        meeting(&chair, group, date(2026, 1, 1), &HELD).await;
        meeting(&chair, group, date(2026, 6, 10), &HELD[1..]).await;
        meeting(&chair, second, date(2026, 6, 10), &HELD).await;
        // The day before the year, called off, only planned, under way and without minutes that stand.
        meeting(&chair, group, date(2025, 12, 31), &HELD).await;
        meeting(
            &chair,
            group,
            date(2026, 9, 9),
            &[MeetingEvent::Call, MeetingEvent::Cancel],
        )
        .await;
        meeting(&chair, group, date(2026, 10, 7), &[]).await;
        meeting(&chair, group, date(2026, 11, 18), &HELD[..2]).await;
        let other = town_of(&database.store, "ogres-novads", "2026-11-20T09:00:00Z").await;
        let their_board = other.as_role(Role::EducationBoard, None, None).await;
        let their_chair = other.as_role(Role::ChildRightsSpecialist, None, None).await;
        let theirs = body(&their_board, &their_chair, "Sadarbības grupa").await;
        meeting(&their_chair, theirs, date(2026, 6, 10), &HELD).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "11"), [json!(3), json!(null), json!(3)]);
        assert_eq!(found["11"]["unit"], "sanāksmes");
        assert_eq!(
            found["11"]["status"], "off_track",
            "6 in 2025 and 9 in 2028: 7 in 2026"
        );
        let before = computed(&town.operator(), 2025).await;
        assert_eq!(figures(&before, "11"), [json!(1), json!(null), json!(1)]);
    });
}

// covers: IND-19, IAP-12
#[test]
fn a_pupil_with_support_counts_once_in_the_school_year() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezekne", "2026-05-20T09:00:00Z").await;
        let one = town.institution("REZ1", "basic_school").await;
        let two = town.institution("REZ2", "secondary_school").await;
        let ids = children(&town, 10).await;
        let rows: Vec<Enrolled<'_>> = ids
            .iter()
            .map(|id| Enrolled::new(*id, one, "9.a", date(2024, 9, 1)))
            .collect();
        town.enrolments(&rows).await;
        // Both semesters; the second alone; at two schools: three pupils, five plans.
        town.support_plan(ids[0], one, 2025, 1).await;
        town.support_plan(ids[0], one, 2025, 2).await;
        town.support_plan(ids[1], one, 2025, 2).await;
        town.support_plan(ids[2], one, 2025, 1).await;
        town.support_plan(ids[2], two, 2025, 1).await;
        // The school year before and the one after.
        town.support_plan(ids[3], one, 2024, 2).await;
        town.support_plan(ids[4], one, 2026, 1).await;
        let other = town_of(&database.store, "ogres-novads", "2026-05-20T09:00:00Z").await;
        let theirs = other.institution("OGR1", "basic_school").await;
        let (their_pupils, _) = named(&other, 500, 1).await;
        other.support_plan(their_pupils[0], theirs, 2025, 1).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "12"), [json!(3), json!(null), json!(3)]);
        assert_eq!(found["12"]["as_of"], "2025/26");
        let before = computed(&town.operator(), 2025).await;
        assert_eq!(figures(&before, "12"), [json!(1), json!(null), json!(1)]);
    });
}

// covers: IND-19, IAP-12
#[test]
fn career_consultations_of_grades_7_to_12_reach_each_pupil_once() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-05-20T09:00:00Z").await;
        let school = town.institution("OGR1", "secondary_school").await;
        let (ids, codes) = named(&town, 1, 11).await;
        let (from, to) = (date(2025, 9, 1), date(2026, 8, 31));
        let mut rows: Vec<Enrolled<'_>> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| {
                let class = match at {
                    0..4 => "7.a",
                    4..8 => "12.a",
                    8..10 => "6.a",
                    _ => "8.a",
                };
                Enrolled::new(*id, school, class, from).until(to)
            })
            .collect();
        // Who left in February is on no list in May.
        rows[10] = Enrolled::new(ids[10], school, "8.a", from).until(date(2026, 2, 27));
        rows.push(Enrolled::new(ids[1], school, "6.a", date(2024, 9, 1)).until(date(2025, 8, 31)));
        town.enrolments(&rows).await;
        let mut text = "personal_code;institution_code;date;kind;subject_or_role;hours\n".to_owned();
        for (at, day, kind, role) in [
            // The first day and today, of the lowest and of the highest grade; the same pupil again.
            (0, "2025-09-01", "support_staff", "karjeras konsultants"),
            (0, "2026-03-02", "support_staff", "karjeras konsultants"),
            (4, "2026-05-20", "support_staff", "karjeras konsultants"),
            // The school year before, another specialist, a subject, grade 6, and who has left.
            (1, "2025-05-20", "support_staff", "karjeras konsultants"),
            (2, "2026-03-02", "support_staff", "psihologs"),
            (3, "2026-03-02", "subject", "Matemātika"),
            (8, "2026-03-02", "support_staff", "karjeras konsultants"),
            (10, "2025-10-06", "support_staff", "karjeras konsultants"),
        ] {
            text += &format!("{};OGR1;{day};{kind};{role};1\n", codes[at]);
        }
        load(&town.operator(), Kind::Consultations, &text).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "8"), [json!(2), json!(8), json!(25)]);
        assert_eq!(found["8"]["method"], "career_consultation_share");
    });
}

// covers: IND-19, IAP-09, IAP-12
#[test]
fn neither_a_draft_nor_a_missed_or_withdrawn_consultation_is_support() {
    on_both(|database| async move {
        let of = school(&database).await;
        let operator = of.town.operator();
        let staff = of
            .town
            .as_role(Role::SupportStaff, Some(of.institution), None)
            .await;
        let plan = draft(&staff).await;
        let found = computed(&operator, 2026).await;
        assert_eq!(missing(&found, "7"), Some("support-plans"), "a draft");
        staff
            .submit_plan(plan, version(&staff, plan).await)
            .await
            .unwrap();
        let head = of
            .town
            .as_role(Role::SchoolHead, Some(of.institution), None)
            .await;
        head.approve_plan(plan, version(&head, plan).await).await.unwrap();
        let board = of.town.as_role(Role::EducationBoard, None, None).await;
        board
            .approve_plan(plan, version(&board, plan).await)
            .await
            .unwrap();
        let career = LogConsultation {
            kind: Some(ConsultationKind::SupportStaff),
            subject_or_role: "career_consultant".to_owned(),
            ..hour(None, date(2025, 10, 6))
        };
        let missed = LogConsultation {
            missed: Some(UnmetReason::PupilRefuses),
            ..career.clone()
        };
        staff.log_consultation(plan, &missed).await.unwrap();
        let found = computed(&operator, 2026).await;
        assert_eq!(figures(&found, "7"), [json!(1), json!(1), json!(100)]);
        assert_eq!(missing(&found, "8"), Some("consultations"), "missed");
        let held = staff.log_consultation(plan, &career).await.unwrap();
        let found = computed(&operator, 2026).await;
        assert_eq!(figures(&found, "8"), [json!(1), json!(1), json!(100)]);
        staff.withdraw_consultation(plan, held).await.unwrap();
        let found = computed(&operator, 2026).await;
        assert_eq!(missing(&found, "8"), Some("consultations"), "withdrawn");
    });
}

/// A file of answers: survey, question, day, answer and how often, at one institution.
fn answers(institution: &str, rows: &[(&str, &str, &str, &str, u32)]) -> String {
    let mut text = "survey;question;date;institution_code;answer;count\n".to_owned();
    for (survey, question, day, answer, count) in rows {
        text += &format!("{survey};{question};{day};{institution};{answer};{count}\n");
    }
    text
}

// covers: IND-18
#[test]
fn shares_of_answers_on_safety_violence_help_and_wellbeing() {
    const SAFE: &str = "Es skolā jūtos droši";
    const HURT: &str = "Vai skolā esi piedzīvojis vardarbību?";
    const HELP: &str = "Kā vērtē saņemto atbalsta pakalpojumu?";
    const USE: &str = "Cik noderīgs bija atbalsta pakalpojums?";
    const ACCESS: &str = "Atbalsta pakalpojumu pieejamība ģimenēm";
    on_both(|database| async move {
        let now = "2026-05-20T09:00:00Z";
        let tukums = town_of(&database.store, "tukuma-novads", now).await;
        tukums.institution("TUK1", "basic_school").await;
        let ogre = town(&database.store, now).await;
        ogre.institution("OGR1", "basic_school").await;
        let rezekne = town_of(&database.store, "rezekne", now).await;
        rezekne.institution("REZ1", "basic_school").await;
        let of_tukums = answers(
            "TUK1",
            &[
                ("Edurio", SAFE, "2026-01-01", "Pilnībā piekrītu", 30),
                ("Edurio", SAFE, "2026-05-20", "Drīzāk piekrītu", 12),
                ("Edurio", SAFE, "2026-03-02", "Daļēji", 8),
                ("Edurio", SAFE, "2026-03-02", "Nepiekrītu", 10),
                ("Edurio", SAFE, "2026-03-02", "Nezinu", 7),
                ("Edurio", SAFE, "2026-03-02", "Nevēlos atbildēt", 6),
                ("Edurio", SAFE, "2025-12-31", "Nepiekrītu", 90),
                ("Edurio", "Vai skolā ir interesanti?", "2026-03-02", "Jā", 99),
                ("Edurio", HURT, "2026-03-02", "Nekad", 150),
                ("Edurio", HURT, "2026-03-02", "Reti", 20),
                ("Edurio", HURT, "2026-03-02", "Dažreiz", 10),
                ("Edurio", HURT, "2026-03-02", "Bieži", 5),
                ("Edurio", HURT, "2026-03-02", "Nezinu", 15),
                ("Edurio", HURT, "2025-12-31", "Bieži", 100),
            ],
        );
        load(&tukums.operator(), Kind::SurveyAnswers, &of_tukums).await;
        let of_ogre = answers(
            "OGR1",
            &[
                ("Jaunieši", HELP, "2026-03-02", "5", 10),
                ("Jaunieši", HELP, "2026-03-02", "4", 14),
                ("Jaunieši", HELP, "2026-03-02", "3", 8),
                ("Jaunieši", HELP, "2026-03-02", "Grūti pateikt", 4),
                // A scale up to ten: 8 is good, 7 is not.
                ("Bērni", USE, "2026-03-02", "10", 6),
                ("Bērni", USE, "2026-03-02", "8", 5),
                ("Bērni", USE, "2026-03-02", "7", 9),
                // What pupils of one municipality answer says nothing of another.
                ("Edurio", SAFE, "2026-03-02", "Nepiekrītu", 70),
                ("Edurio", HURT, "2026-03-02", "Bieži", 70),
            ],
        );
        load(&ogre.operator(), Kind::SurveyAnswers, &of_ogre).await;
        let of_rezekne = answers(
            "REZ1",
            &[
                // The survey says what it is about, the question alone does not.
                (ACCESS, "Vai zināt, kur griezties?", "2026-03-02", "Jā", 18),
                (ACCESS, "Vai zināt, kur griezties?", "2026-03-02", "Drīzāk jā", 12),
                (ACCESS, "Vai zināt, kur griezties?", "2026-03-02", "Drīzāk nē", 20),
                ("EMU", "Kāda ir pedagogu labbūtība?", "2026-03-02", "Labi", 12),
                ("EMU", "Kāda ir pedagogu labbūtība?", "2026-03-02", "Viduvēji", 6),
                ("EMU", "Kāda ir pedagogu labbūtība?", "2026-03-02", "Slikti", 6),
            ],
        );
        load(&rezekne.operator(), Kind::SurveyAnswers, &of_rezekne).await;
        let found = computed(&tukums.operator(), 2026).await;
        assert_eq!(figures(&found, "1"), [json!(42), json!(60), json!(70)]);
        assert_eq!(
            figures(&found, "2"),
            [json!(35), json!(185), json!(18.92)],
            "who met with it seldom did meet with it"
        );
        let before = computed(&tukums.operator(), 2025).await;
        assert_eq!(figures(&before, "1"), [json!(0), json!(90), json!(0)]);
        assert_eq!(figures(&before, "2"), [json!(100), json!(100), json!(100)]);
        let found = computed(&ogre.operator(), 2026).await;
        assert_eq!(figures(&found, "2"), [json!(35), json!(52), json!(67.31)]);
        let found = computed(&rezekne.operator(), 2026).await;
        assert_eq!(figures(&found, "4"), [json!(30), json!(50), json!(60)]);
        assert_eq!(figures(&found, "10"), [json!(12), json!(24), json!(50)]);
        assert_eq!(
            missing(&found, "5"),
            Some("survey-answers"),
            "the well-being of teachers is not that of pupils"
        );
        let blank = answers("TUK1", &[("Edurio", SAFE, "2026-03-02", "", 3)]);
        let refused = read(&tukums.operator(), Kind::SurveyAnswers, &blank).await;
        assert!(refused.is_refused(), "a blank is no answer");
    });
}

// covers: IND-19, IND-17
#[test]
fn events_of_non_formal_education_count_each_pupil_once_and_pupils_alone() {
    const CAMP: &str = "Neformālās izglītības nometne";
    const CLUB: &str = "Neformālais pulciņš";
    on_both(|database| async move {
        let town = town_of(&database.store, "rezekne", "2026-05-20T09:00:00Z").await;
        let school = town.institution("REZ1", "basic_school").await;
        town.institution("REZ2", "basic_school").await;
        let (ids, codes) = named(&town, 1, 3).await;
        let rows: Vec<Enrolled<'_>> = ids
            .iter()
            .map(|id| Enrolled::new(*id, school, "5.a", date(2024, 9, 1)))
            .collect();
        town.enrolments(&rows).await;
        let head = "programme;date;target_group;institution_code;personal_code;count\n";
        let parents = format!("{head}{CAMP} vecākiem;2026-03-02;parents;REZ1;;40\n");
        load(&town.operator(), Kind::Participation, &parents).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(
            missing(&found, "3"),
            Some("participation"),
            "parents are no pupils"
        );
        let mut text = head.to_owned();
        for (programme, day, group, place, code, count) in [
            // The first: twice at the camp, at the club, and there on the list of another school. The second: today.
            (CAMP, "2025-09-01", "pupils", "REZ1", codes[0].as_str(), ""),
            (CAMP, "2026-02-09", "pupils", "REZ1", codes[0].as_str(), ""),
            (CLUB, "2026-05-20", "pupils", "REZ1", codes[0].as_str(), ""),
            (CLUB, "2026-05-20", "pupils", "REZ2", codes[0].as_str(), ""),
            (CLUB, "2026-05-20", "pupils", "REZ1", codes[1].as_str(), ""),
            // The school year before.
            (CLUB, "2025-08-31", "pupils", "REZ1", codes[2].as_str(), ""),
            // By number: the same come again, so the fullest day counts.
            (CLUB, "2026-03-02", "pupils", "REZ1", "", "12"),
            (CLUB, "2026-03-09", "pupils", "REZ1", "", "10"),
            (CLUB, "2025-08-31", "pupils", "REZ1", "", "80"),
            // Something else.
            ("Koris", "2026-03-02", "pupils", "REZ1", "", "99"),
        ] {
            text += &format!("{programme};{day};{group};{place};{code};{count}\n");
        }
        load(&town.operator(), Kind::Participation, &text).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "3"), [json!(14), json!(null), json!(14)]);
        let before = computed(&town.operator(), 2025).await;
        assert_eq!(figures(&before, "3"), [json!(81), json!(null), json!(81)]);
    });
}

// covers: IND-08
#[test]
fn mobility_of_a_year_that_begins_on_2_september_is_divided_by_the_lists_of_that_day() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ventspils", "2026-11-20T09:00:00Z").await;
        let one = town.institution("VEN1", "basic_school").await;
        let ids = children(&town, 12).await;
        // 1 September 2024 was a Sunday: lists begin with the lessons.
        let (from, to) = (date(2024, 9, 2), date(2025, 8, 31));
        let mut rows = vec![
            // Left in February.
            Enrolled {
                leaving: Some("own_wish"),
                ..Enrolled::new(ids[0], one, "5.a", from).until(date(2025, 2, 3))
            },
            // Came in October.
            Enrolled::new(ids[1], one, "5.a", date(2024, 10, 1)).until(to),
        ];
        for id in &ids[2..] {
            rows.push(Enrolled::new(*id, one, "7.a", from).until(to));
        }
        town.enrolments(&rows).await;
        let found = computed(&town.operator(), 2025).await;
        assert_eq!(figures(&found, "6"), [json!(2), json!(11), json!(18.18)]);
    });
}

// covers: IND-08
#[test]
fn mobility_is_divided_by_each_pupil_in_grades_of_schools_on_1_september() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ventspils", "2026-11-20T09:00:00Z").await;
        let one = town.institution("VEN1", "basic_school;preschool").await;
        let two = town.institution("VEN2", "basic_school").await;
        let club = town.institution("VEN3", "interest_education").await;
        let ids = children(&town, 20).await;
        let (from, to) = (date(2025, 9, 1), date(2026, 8, 31));
        let mut rows = vec![
            // In two programmes of a school at once: one pupil.
            Enrolled {
                programme: Some("21011111"),
                ..Enrolled::new(ids[0], one, "5.a", date(2025, 8, 25)).until(to)
            },
            Enrolled {
                programme: Some("21015611"),
                ..Enrolled::new(ids[0], one, "5.a", from).until(to)
            },
            // Left in February, and went over on the second day: both were there on the first.
            Enrolled {
                leaving: Some("own_wish"),
                ..Enrolled::new(ids[1], one, "5.a", from).until(date(2026, 2, 2))
            },
            Enrolled {
                leaving: Some("transferred"),
                ..Enrolled::new(ids[2], one, "5.a", from).until(from)
            },
            Enrolled::new(ids[2], two, "5.a", date(2025, 9, 2)).until(to),
            // Came in October: moved, and was not there on the first day.
            Enrolled::new(ids[3], one, "5.a", date(2025, 10, 1)).until(to),
            // Began on the second day of September: neither.
            Enrolled::new(ids[4], one, "5.a", date(2025, 9, 2)).until(to),
            // The year before, a preschool group, a house of interest education.
            Enrolled::new(ids[5], one, "8.a", date(2024, 9, 1)).until(date(2025, 8, 31)),
            Enrolled::new(ids[6], one, "Saulītes", from).until(to),
            Enrolled::new(ids[7], club, "5.a", from).until(to),
        ];
        for id in &ids[8..] {
            rows.push(Enrolled::new(*id, two, "7.a", from).until(to));
        }
        town.enrolments(&rows).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "6"), [json!(3), json!(15), json!(20)]);
        assert_eq!(found["6"]["method"], "mobility_share");
    });
}
