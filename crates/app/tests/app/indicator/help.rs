//! Indicators that count help, staff, answers and participants.

use std::io::Cursor;

use balsts_app::{
    Ctx,
    indicator::IndicatorYear,
    load::{LoadOptions, LoadReport},
    support_team::{SessionForm, StaffSession, TeamOrder},
};
use balsts_domain::{access::Role, registry::Source, support::Hours};
use balsts_intake::Kind;
use balsts_testkit::{Enrolled, on_both, town, town_of};
use jiff::civil::date;
use serde_json::json;

use super::{by_id, computed, figures, missing};
use crate::report::children;

pub(super) async fn read(ctx: &Ctx, kind: Kind, text: &str) -> LoadReport {
    let options = LoadOptions {
        source: Some(Source::RegistrationSheets),
        ..LoadOptions::default()
    };
    let file = Cursor::new(text.as_bytes().to_vec());
    ctx.load(kind, file, "test.csv", &options, |_| {}).await.unwrap()
}

pub(super) async fn load(ctx: &Ctx, kind: Kind, text: &str) -> (u64, u64) {
    let report = read(ctx, kind, text).await;
    assert!(!report.is_refused(), "{:?}", report.rejected);
    (report.accepted, report.unchanged)
}

// covers: IND-15, IND-16, IND-19, RSK-18, RSK-20
#[test]
fn systems_specialists_support_and_trained_teachers() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let one = town.institution("OGR1", "basic_school").await;
        let two = town.institution("OGR2", "secondary_school").await;
        let ids = children(&town, 20).await;
        let from = date(2026, 9, 1);
        let rows: Vec<Enrolled<'_>> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| {
                let (school, class) = if at < 10 { (one, "7.a") } else { (two, "10.a") };
                Enrolled::new(*id, school, class, from)
            })
            .collect();
        town.enrolments(&rows).await;
        let operator = town.operator();
        let none = computed(&operator, 2027).await;
        for (id, needs) in [
            ("3", "support-teams"),
            ("4", "staff"),
            ("6", "setting:institution.teachers"),
            ("7", "support-plans"),
            ("8", "consultations"),
        ] {
            assert_eq!(missing(&none, id), Some(needs), "{id}");
        }
        let head = town.as_role(Role::SchoolHead, Some(one), None).await;
        let order = TeamOrder {
            number: "1-9/12".to_owned(),
            on: Some(date(2026, 9, 3)),
            duties: "Sastāda atbalsta plānus".to_owned(),
            keep_members: true,
        };
        head.order_support_team(one, &order).await.unwrap();
        let staff = "institution_code;role;fte;as_of\nOGR1;psihologs;1;2026-09-01\nOGR1;sociālais pedagogs;0,5;2026-09-01\n\
                     OGR1;logopēds;1;2026-09-01\nOGR2;psihologs;1;2026-09-01\n";
        load(&operator, Kind::Staff, staff).await;
        town.support_plan(ids[0], one, 2026, 1).await;
        town.support_plan(ids[0], one, 2026, 2).await;
        town.support_plan(ids[1], one, 2025, 1).await;
        town.support_plan(ids[10], two, 2026, 1).await;
        let teachers = [("teachers".to_owned(), 10.into())].into();
        let group = balsts_app::settings::PlainGroup::named("institution").unwrap();
        operator
            .change_plain_settings(group, Some(one), 0, &teachers, "zināms")
            .await
            .unwrap();
        let course = SessionForm {
            kind: Some(StaffSession::IdentificationCourse),
            on: Some(date(2026, 10, 5)),
            title: "Risku atpazīšana".to_owned(),
            participants: Some(7),
            hours: Hours::from_thousandths(6_000),
        };
        let team = town.as_role(Role::SupportStaff, Some(one), None).await;
        team.add_staff_session(one, &course).await.unwrap();
        let found = computed(&operator, 2027).await;
        assert_eq!(figures(&found, "3"), [json!(1), json!(2), json!(50)]);
        let year = operator.indicators(2027).await.unwrap();
        assert_eq!(
            records(&operator, &year, "3").await.unwrap(),
            ["OGR1,,jā,jā", "OGR2,,nē,nē"],
            "no self-assessment, an order, counted"
        );
        assert_eq!(figures(&found, "4"), [json!(1), json!(2), json!(50)]);
        assert_eq!(figures(&found, "6"), [json!(7), json!(10), json!(70)]);
        assert_eq!(
            figures(&found, "7"),
            [json!(1), json!(10), json!(10)],
            "grades 1–9, each once"
        );
        assert_eq!(found["7"]["status"], "met");
    });
}

// covers: IND-15
#[test]
fn pupils_to_one_post_at_schools_and_at_preschools() {
    on_both(|database| async move {
        let town = town_of(&database.store, "tukuma-novads", "2026-11-20T09:00:00Z").await;
        let school = town.institution("TUK1", "basic_school;preschool").await;
        let special = town.institution("TUK2", "special_school").await;
        let preschool = town.institution("TUK3", "preschool").await;
        let ids = children(&town, 30).await;
        let from = date(2026, 9, 1);
        let rows: Vec<Enrolled<'_>> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| match at {
                0..10 => Enrolled::new(*id, school, "3.a", from),
                10..15 => Enrolled::new(*id, school, "Saulītes", from),
                15..20 => Enrolled::new(*id, special, "3.a", from),
                _ => Enrolled::new(*id, preschool, "Zvaniņi", from),
            })
            .collect();
        town.enrolments(&rows).await;
        let staff = "institution_code;role;fte;as_of\nTUK1;psihologs;1,2;2026-09-01\nTUK2;psihologs;5;2026-09-01\n\
                     TUK3;logopēds;0,8;2026-09-01\n";
        load(&town.operator(), Kind::Staff, staff).await;
        let found = computed(&town.operator(), 2027).await;
        assert_eq!(figures(&found, "5"), [json!(15), json!(1.2), json!(12.5)]);
        assert_eq!(figures(&found, "6"), [json!(10), json!(0.8), json!(12.5)]);
        assert_eq!(found["5"]["as_of"], "2026-09-01");
    });
}

/// The rows of the records behind an indicator.
async fn records(ctx: &Ctx, year: &IndicatorYear, id: &str) -> Option<Vec<String>> {
    let line = year.lines.iter().find(|line| line.id == id).unwrap();
    let table = ctx.records_behind(line, year.year).await.unwrap()?;
    let csv = table.to_csv().unwrap();
    Some(csv.lines().skip(1).map(str::to_owned).collect())
}

// covers: IND-08, IND-18, IND-19, IND-05, COOP-07, PRV-10
#[test]
fn answers_participants_posts_and_consultations() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezekne", "2026-05-20T09:00:00Z").await;
        town.institution("REZ1", "preschool").await;
        let school = town.institution("REZ2", "basic_school").await;
        let operator = town.operator();
        let survey = "survey;question;date;institution_code;answer;count\n\
            Labbūtība;Emocionālā drošība skolā;2026-03-02;REZ2;Jā;40\nLabbūtība;Emocionālā drošība skolā;2026-03-02;REZ2;Drīzāk jā;20\n\
            Labbūtība;Emocionālā drošība skolā;2026-03-02;REZ2;Nē;15\nLabbūtība;Emocionālā drošība skolā;2026-03-02;REZ2;Nezinu;5\n\
            Labbūtība;Vai patīk ēdiens?;2026-03-02;REZ2;Nē;99\n";
        assert_eq!(load(&operator, Kind::SurveyAnswers, survey).await, (5, 0));
        assert_eq!(load(&operator, Kind::SurveyAnswers, survey).await, (0, 5));
        let singly = "survey;question;date;institution_code;answer\nVecāki;Vecāku atbalsta grupa noderēja;2026-02-02;REZ2;5\n\
            Vecāki;Vecāku atbalsta grupa noderēja;2026-02-02;REZ2;5\nVecāki;Vecāku atbalsta grupa noderēja;2026-02-02;REZ2;4\n\
            Vecāki;Vecāku atbalsta grupa noderēja;2026-02-02;REZ2;2\n";
        assert_eq!(
            load(&operator, Kind::SurveyAnswers, singly).await,
            (3, 0),
            "rows add up"
        );
        // Nobody reads what four people answered (PRV-10), not even the board, which sees each child.
        let board = town.as_role(Role::EducationBoard, None, None).await;
        for reader in [&operator, &board] {
            let few = by_id(&reader.compute_indicators(2026).await.unwrap());
            assert_eq!(figures(&few, "1"), [json!(null), json!(null), json!(null)]);
            assert!(few["1"]["missing"].is_null(), "withheld is not missing");
        }
        let more = "survey;question;date;institution_code;answer;count\n\
            Vecāki 2;Vecāku atbalsta grupa noderēja;2026-02-02;REZ2;5;20\nVecāki 2;Vecāku atbalsta grupa noderēja;2026-02-02;REZ2;4;7\n\
            Vecāki 2;Vecāku atbalsta grupa noderēja;2026-02-02;REZ2;2;9\n";
        assert_eq!(load(&operator, Kind::SurveyAnswers, more).await, (3, 0));
        let ids = town
            .pupils(&[balsts_testkit::NewPupil::named("010112-21234", "Anna", "Bērziņa")])
            .await;
        town.enrolments(&[Enrolled::new(ids[0], school, "5.a", date(2025, 9, 1))])
            .await;
        let participation = "programme;date;target_group;institution_code;personal_code;count\n\
            Smilšu terapija;2026-02-02;pupils;REZ2;010112-21234;\nSmilšu terapija;2026-02-09;pupils;REZ2;010112-21234;\n\
            Mūzikas terapija;2026-02-02;pupils;REZ2;;12\nMūzikas terapija;2026-02-09;pupils;REZ2;;10\n\
            Sociāli emocionālā audzināšana;2025-10-02;teachers;REZ2;;6\n";
        assert_eq!(load(&operator, Kind::Participation, participation).await, (5, 0));
        assert_eq!(load(&operator, Kind::Participation, participation).await, (0, 5));
        let staff = "institution_code;role;fte;as_of\nREZ1;logopēds;20,3;2025-09-01\nREZ2;sociālais pedagogs;4;2025-09-01\n";
        load(&operator, Kind::Staff, staff).await;
        let consultations = "personal_code;institution_code;date;kind;subject_or_role;hours\n\
            010112-21234;REZ2;2026-02-02;subject;Matemātika;1\n010112-21234;REZ2;2026-02-03;subject;Fizika;1\n\
            010112-21234;REZ2;2025-10-02;subject;Fizika;1\n010112-21234;REZ2;2026-02-02;teacher;;1\n";
        load(&operator, Kind::Consultations, consultations).await;
        let teachers = [("teachers".to_owned(), 12.into())].into();
        let group = balsts_app::settings::PlainGroup::named("institution").unwrap();
        operator
            .change_plain_settings(group, Some(school), 0, &teachers, "zināms")
            .await
            .unwrap();
        let found = computed(&operator, 2026).await;
        assert_eq!(
            figures(&found, "5"),
            [json!(60), json!(75), json!(80)],
            "who does not know has no opinion"
        );
        assert_eq!(figures(&found, "1"), [json!(30), json!(40), json!(75)]);
        assert_eq!(
            figures(&found, "6")[0],
            json!(13),
            "Anna once, of the counted the fullest day"
        );
        assert_eq!(figures(&found, "9"), [json!(6), json!(12), json!(50)]);
        assert_eq!(figures(&found, "8")[0], json!(2), "the second semester");
        assert_eq!(
            found["8"]["status"], "no_baseline",
            "from how many in 2025 it fell is not known"
        );
        let posts = found["7"]["components"].as_array().unwrap();
        assert_eq!(
            (&posts[0]["value"], &posts[1]["value"]),
            (&json!(0), &json!(20.3))
        );
        assert_eq!(
            posts[1]["status"], "on_track",
            "12,3 and 6 more by 2025, 12 more by 2028: 20,3 in 2026"
        );
        assert_eq!(found["7"]["status"], "off_track", "no social pedagogue");
        assert_eq!(missing(&found, "11"), Some("meetings"));
        assert_eq!(missing(&found, "12"), Some("support-plans"));

        // The way down: what was counted, question by question and list by list.
        let year = board.indicators(2026).await.unwrap();
        assert_eq!(
            records(&board, &year, "5").await.unwrap(),
            ["Emocionālā drošība skolā,Labbūtība,60,15,75", "Kopā,,60,15,75"]
        );
        assert_eq!(
            records(&board, &year, "1").await.unwrap(),
            [
                "Vecāku atbalsta grupa noderēja,Vecāki,nerāda,nerāda,nerāda",
                "Vecāku atbalsta grupa noderēja,Vecāki 2,nerāda,nerāda,nerāda",
                "Kopā,,30,10,40"
            ],
            "what four people answered is shown to nobody, and does not follow from the rest"
        );
        assert_eq!(
            records(&board, &year, "6").await.unwrap(),
            [
                "Mūzikas terapija,REZ2,0,12,12",
                "Smilšu terapija,REZ2,1,0,1",
                "Kopā,,1,12,13"
            ]
        );
        assert_eq!(
            records(&board, &year, "9").await.unwrap(),
            ["Sociāli emocionālā audzināšana,REZ2,0,6,6", "Kopā,,0,6,6"]
        );
        assert_eq!(
            records(&board, &year, "8").await,
            None,
            "consultations have a report of their own"
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let few = records(&leader, &year, "6").await.unwrap();
        assert!(few.concat().contains("nerāda"), "one child by name: {few:?}");
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        assert_eq!(
            records(&head, &year, "6").await,
            None,
            "other institutions are not the head's"
        );
    });
}
