//! The pupil's, the class's and the institution's page in the browser.

use axum::http::StatusCode;
use balsts_domain::{access::Role, attendance::AbsenceKind};
use balsts_testkit::{Database, Missed, NewPupil, Town, on_both, town};
use jiff::civil::date;

use crate::browser::Browser;

pub(crate) const ANNA: &str = "/pupils/p-140311-21234";

pub(crate) struct School {
    pub(crate) town: Town,
    pub(crate) institution: i64,
    pub(crate) anna: i64,
}

pub(crate) async fn school(database: &Database) -> School {
    let town = town(&database.store, "2025-11-20T09:00:00Z").await;
    let institution = town.institution("OGR1", "basic_school").await;
    town.institution("OGR2", "preschool").await;
    let anna = town
        .pupils(&[NewPupil::named("140311-21234", "Anna", "Bērziņa")])
        .await[0];
    town.enrol(&[anna], institution, "8.b", date(2025, 9, 1), None)
        .await;
    town.lessons(institution, "8.b", date(2025, 9, 1), date(2025, 11, 19), 360)
        .await;
    let missed = |day, lessons| Missed {
        pupil: anna,
        institution,
        on: date(2025, 9, day),
        lessons,
        kind: AbsenceKind::Unexcused,
    };
    town.absences(&[missed(8, 8), missed(9, 8), missed(10, 7)]).await;
    town.marks(
        institution,
        &[
            (anna, "Matemātika", date(2025, 5, 30), "semester", "7"),
            (anna, "Matemātika", date(2025, 9, 15), "current", "8"),
            (anna, "Matemātika", date(2025, 10, 1), "current", "6"),
        ],
    )
    .await;
    town.operator().evaluate_all().await.unwrap();
    School {
        town,
        institution,
        anna,
    }
}

impl School {
    /// A person at a browser, with a password of their own.
    pub(crate) async fn browser(&self, role: Role, class: Option<&str>) -> Browser {
        let institution = role.at_institution().then_some(self.institution);
        let user = self.town.person(role, institution, class).await;
        Browser::of(&self.town, user).await
    }
}

// covers: RSK-03, REG-14
#[test]
fn the_page_says_the_level_with_its_reasons_and_how_they_were_worked_out() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        let page = teacher.get(ANNA).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        for words in [
            "Anna Bērziņa",
            "23 unexcused lessons this semester",
            "MK 89",
            "Attendance by school day this semester",
            "from 8 to 6",
            "8 September 2025 8 lessons",
            "No person has decided yet",
            "/institutions/OGR1/classes/8.b",
        ] {
            assert!(page.body.contains(words), "{words} in {}", page.body);
        }
        assert!(!page.body.contains('['), "a text is missing: {}", page.body);
        // Eight weeks back lies the beginning of October: the absences of September are not in the list's line.
        let list = teacher.get("/pupils").await.body;
        assert!(list.contains("Lessons missed by week, 8 weeks"), "{list}");
        assert!(list.contains("steady at 0"), "{list}");
        for part in ["support", "history", "access"] {
            let page = teacher.get(&format!("{ANNA}?part={part}")).await;
            assert_eq!(page.status, StatusCode::OK, "{part}");
            assert!(
                !page.body.contains('['),
                "{part}: a text is missing: {}",
                page.body
            );
        }
        assert_eq!(
            teacher.get(&format!("{ANNA}?part=circumstances")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            teacher.get(&format!("{ANNA}?part=nothing")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            teacher.get(&format!("{ANNA}/level")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            teacher.get("/pupils/p-nobody").await.status,
            StatusCode::NOT_FOUND
        );
    });
}

// covers: PRV-05, REG-24, REG-25, RSK-01
#[test]
fn a_circumstance_changes_nothing_on_the_page_of_those_not_entitled() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let parts = ["", "?part=support", "?part=history", "?part=access"];
        let mut before = Vec::new();
        for part in parts {
            before.push(teacher.get(&format!("{ANNA}{part}")).await.body);
        }
        school
            .town
            .circumstance(school.anna, "disability", date(2025, 9, 1))
            .await;
        school.town.operator().evaluate_all().await.unwrap();
        for (part, before) in parts.into_iter().zip(before) {
            let after = teacher.get(&format!("{ANNA}{part}")).await.body;
            assert!(after == before, "{part} tells of a circumstance");
        }
        school
            .town
            .operator()
            .load(
                balsts_intake::Kind::Institutions,
                std::io::Cursor::new("code,name,kind\nOP,Ogres pamatskola,pamatskola\n"),
                "iestādes.csv",
                &balsts_app::load::LoadOptions::default(),
                |_| {},
            )
            .await
            .unwrap();
        school
            .town
            .circumstance_said_by(school.anna, "bilingual", date(2025, 9, 1), "OP")
            .await;
        let page = staff.get(&format!("{ANNA}?part=circumstances")).await;
        assert!(page.body.contains("Disability"), "{}", page.body);
        assert!(
            page.body.contains("sociālais dienests") && page.body.contains("Ogres pamatskola"),
            "{}",
            page.body
        );
        let page = staff.get(ANNA).await;
        assert!(
            page.body.contains("Disability"),
            "the reason is there for those entitled"
        );
    });
}

// covers: RSK-03
#[test]
fn a_level_is_decided_with_a_reason() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let path = format!("{ANNA}/level");
        let form = staff.get(&path).await;
        assert!(
            form.body.contains("name=\"proposed\" value=\"high\""),
            "{}",
            form.body
        );
        let refused = staff
            .post(
                &path,
                &[("verdict", "confirm"), ("proposed", "high"), ("reason", "")],
            )
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let undecided = staff
            .post(
                &path,
                &[("verdict", "change"), ("proposed", "high"), ("reason", "Runāju.")],
            )
            .await;
        assert!(
            undecided.body.contains("Choose the level that you set"),
            "{}",
            undecided.body
        );
        assert!(undecided.body.contains("Runāju."), "what was typed stays");
        let stale = staff
            .post(
                &path,
                &[("verdict", "confirm"), ("proposed", "low"), ("reason", "Runāju.")],
            )
            .await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = staff
            .post(
                &path,
                &[
                    ("verdict", "confirm"),
                    ("proposed", "high"),
                    ("reason", "Runāju ar māti."),
                ],
            )
            .await;
        assert_eq!(done.location.as_deref(), Some(ANNA));
        let page = staff.get(ANNA).await;
        assert!(
            page.body.contains("A person has confirmed it") && page.body.contains("Runāju ar māti."),
            "{}",
            page.body
        );
        let history = staff.get(&format!("{ANNA}?part=history")).await;
        assert!(
            history.body.contains("Decision about the level of support"),
            "{}",
            history.body
        );
    });
}

// covers: PRV-03, PRV-07
#[test]
fn the_data_protection_officer_sees_who_looked_and_nothing_of_the_child_else() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        teacher.get(ANNA).await;
        let mut officer = school.browser(Role::DataProtectionOfficer, None).await;
        let page = officer.get(ANNA).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.body.contains("opened the child’s page: Overview"),
            "{}",
            page.body
        );
        assert!(page.body.contains("Is the teacher of class 8.b"), "{}", page.body);
        assert!(!page.body.contains("unexcused lesson") && !page.body.contains("Matemātika"));
        assert_eq!(
            officer.get(&format!("{ANNA}?part=overview")).await.status,
            StatusCode::NOT_FOUND
        );
    });
}

// covers: REG-02, REG-03
#[test]
fn institutions_and_classes_have_their_pages() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut head = school.browser(Role::SchoolHead, None).await;
        let list = head.get("/institutions").await;
        assert!(
            list.body.contains("/institutions/OGR1") && list.body.contains("preschool"),
            "{}",
            list.body
        );
        let page = head.get("/institutions/OGR1").await;
        for words in [
            "basic school",
            "Pupils by level of support",
            "Lessons missed by month",
            "absence by lesson",
        ] {
            assert!(page.body.contains(words), "{words} in {}", page.body);
        }
        assert!(!page.body.contains('['), "a text is missing: {}", page.body);
        let other = head.get("/institutions/OGR2").await;
        assert!(!other.body.contains("Pupils by level of support"));
        let class = head.get("/institutions/OGR1/classes/8.b").await;
        assert!(
            class.body.contains("Bērziņa Anna") && class.body.contains("23 without excuse"),
            "{}",
            class.body
        );
        assert_eq!(
            head.get("/institutions/OGR1/classes/9.z").await.status,
            StatusCode::NOT_FOUND
        );
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.a")).await;
        assert_eq!(
            teacher.get("/institutions/OGR1/classes/8.b").await.status,
            StatusCode::NOT_FOUND
        );
    });
}

// covers: REG-14
#[test]
fn whoever_calls_the_parents_writes_down_the_reason_and_the_attendance_shows_it() {
    on_both(|database| async move {
        let school = school(&database).await;
        let missed = Missed {
            pupil: school.anna,
            institution: school.institution,
            on: date(2025, 11, 20),
            lessons: 4,
            kind: AbsenceKind::Unknown,
        };
        school.town.absences(&[missed]).await;
        school.town.operator().evaluate_all().await.unwrap();
        let mut teacher = school.browser(Role::ClassTeacher, Some("8.b")).await;
        let list = teacher.get("/duties?code=contact_parents").await.body;
        let done = list
            .split('"')
            .find(|part| part.starts_with("/duties/") && part.ends_with("/done"))
            .unwrap()
            .to_owned();
        let page = teacher.get(&done).await.body;
        assert!(page.contains("Which reason was found?"), "{page}");
        let silent = teacher.post(&done, &[("note", "Zvanīju mātei.")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            silent.body.contains("Choose the reason found") && silent.body.contains("Zvanīju mātei."),
            "{}",
            silent.body
        );
        let told = [("note", "Zvanīju mātei."), ("found", "illness")];
        let answer = teacher.post(&done, &told).await;
        assert_eq!(answer.location.as_deref(), Some("/duties"), "{}", answer.body);
        let overview = teacher.get(&format!("{ANNA}?part=overview")).await.body;
        let table = overview
            .split("Reasons found out from the parents")
            .last()
            .unwrap();
        let row = table.split("</table>").next().unwrap();
        assert!(row.contains("illness") && row.contains("class_teacher"), "{row}");
        // Whoever had the form open all the while loses nothing, and sees what stands.
        let mut head = school.browser(Role::SchoolHead, None).await;
        let late = [("note", "Tēvs atzvanīja."), ("found", "illness"), ("seen", "0")];
        let second = head.post(&done, &late).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        for words in ["Zvanīju mātei.", "Tēvs atzvanīja.</textarea>"] {
            assert!(second.body.contains(words), "{words}: {}", second.body);
        }
        let seen = second.body.split("name=\"seen\" value=\"").nth(1).unwrap();
        let seen = seen.split('"').next().unwrap().to_owned();
        let again = [late[0], late[1], ("seen", seen.as_str())];
        assert_eq!(head.post(&done, &again).await.status, StatusCode::SEE_OTHER);
        let list = head.get("/duties?state=done").await.body;
        assert!(
            list.contains("Zvanīju mātei.") && list.contains("Tēvs atzvanīja."),
            "{list}"
        );
        // A second press finds the duty open again, as was wanted.
        let reopen = done.replace("/done", "/reopen");
        for _ in 0..2 {
            let opened = teacher.post(&reopen, &[]).await;
            assert_eq!(opened.location.as_deref(), Some("/duties"), "{}", opened.body);
        }
        assert!(
            teacher
                .get("/duties?code=contact_parents")
                .await
                .body
                .contains(&done)
        );
    });
}

// covers: ROL-04, ROL-05
#[test]
fn the_speciality_of_support_staff_stands_beside_the_name_and_changes_no_right() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut administrator = school.browser(Role::Administrator, None).await;
        let institution = school.institution.to_string();
        let form = [
            ("name", "Inta Logopēde"),
            ("email", "inta@ogre.test"),
            ("role", "support_staff"),
            ("institution", institution.as_str()),
            ("speciality", "speech_therapist"),
            ("password", "gara parole 12"),
        ];
        let added = administrator.post("/accounts/new", &form).await;
        let place = added.location.unwrap();
        let page = administrator.get(&place).await.body;
        assert!(page.contains("speech therapist"), "{page}");
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let access = staff.get(&format!("{ANNA}?part=access")).await.body;
        assert!(
            access.contains("Inta Logopēde") && access.contains(": speech therapist"),
            "{access}"
        );
        let rules = administrator.get("/settings/access").await.body;
        assert!(
            rules.contains("Within the support staff rights are equal"),
            "{rules}"
        );
    });
}

// covers: PRV-07
#[test]
fn every_opening_of_a_list_of_names_is_written_down_once() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut board = school.browser(Role::EducationBoard, None).await;
        let mut staff = school.browser(Role::SupportStaff, None).await;
        board.get("/not-enrolled").await;
        staff.get("/institutions/OGR1/classes/8.b").await;
        staff.get("/concerns").await;
        staff.get("/duties?state=overdue").await;
        staff.get("/plans").await;
        staff.get("/unmet-needs").await;
        board.get("/approvals").await;
        let store = &school.town.app.store;
        let lines = store
            .audit_lines(
                school.town.municipality,
                &balsts_store::AuditFilter::default(),
                200,
            )
            .await
            .unwrap();
        let opened: Vec<_> = lines.iter().filter(|line| line.action == "list.read").collect();
        for list in [
            "not_enrolled",
            "class",
            "concerns",
            "duties",
            "plans",
            "unmet_needs",
            "approvals",
        ] {
            let begins = format!("list={list} rows=");
            let entries = opened.iter().filter(|line| line.detail.starts_with(&begins));
            assert_eq!(entries.count(), 1, "{list} in {opened:?}");
        }
        let of = |list: &str| opened.iter().find(|line| line.detail.contains(list)).unwrap();
        assert!(
            of("list=class").detail.starts_with("list=class rows=1 "),
            "{opened:?}"
        );
        assert!(of("list=duties").detail.contains("state=overdue"), "{opened:?}");
        assert_eq!(store.verify_audit().await.unwrap().broken_at, None);
    });
}

// covers: RSK-12
#[test]
fn past_signs_say_their_semester() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        town.enrol(
            &[school.anna],
            school.institution,
            "7.b",
            date(2024, 9, 1),
            Some(date(2025, 8, 31)),
        )
        .await;
        town.lessons(
            school.institution,
            "7.b",
            date(2024, 9, 1),
            date(2025, 5, 30),
            900,
        )
        .await;
        let missed = [9, 10, 11].map(|day| Missed {
            pupil: school.anna,
            institution: school.institution,
            on: date(2025, 4, day),
            lessons: 8,
            kind: AbsenceKind::Unexcused,
        });
        town.absences(&missed).await;
        town.operator().evaluate_all().await.unwrap();
        let mut staff = school.browser(Role::SupportStaff, None).await;
        let history = staff.get(&format!("{ANNA}?part=history")).await.body;
        for said in [
            "23 unexcused lessons in semester 1 of the 2025/2026 school year",
            "24 unexcused lessons in semester 2 of the 2024/2025 school year",
        ] {
            assert!(history.contains(said), "{said}: {history}");
        }
        assert!(!history.contains("this semester"), "{history}");
    });
}

// covers: RSK-03
#[test]
fn more_than_six_months_are_counted_to_the_day() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-04-20T09:00:00Z").await;
        let institution = town.institution("OGR1", "basic_school").await;
        let anna = town
            .pupils(&[NewPupil::named("140311-21234", "Anna", "Bērziņa")])
            .await[0];
        town.enrol(&[anna], institution, "8.b", date(2025, 9, 1), None)
            .await;
        town.lessons(institution, "8.b", date(2025, 9, 1), date(2026, 4, 19), 900)
            .await;
        let days = town.operator().calendar().await.unwrap().school_days(None, None);
        let mut missed = Vec::new();
        let mut day = date(2025, 10, 1);
        while day < date(2026, 4, 20) {
            if days.is_school_day(day) {
                missed.push(Missed {
                    pupil: anna,
                    institution,
                    on: day,
                    lessons: 7,
                    kind: AbsenceKind::Unexcused,
                });
            }
            day = day.tomorrow().unwrap();
        }
        town.absences(&missed).await;
        town.operator().evaluate_all().await.unwrap();
        let school = School {
            town,
            institution,
            anna,
        };
        let page = school
            .browser(Role::SupportStaff, None)
            .await
            .get(ANNA)
            .await
            .body;
        for said in ["more than 6 (months)", "whole months: 6, days: 19"] {
            assert!(page.contains(said), "{said}: {page}");
        }
    });
}
