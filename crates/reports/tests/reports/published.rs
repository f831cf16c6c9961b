//! The published tables come out with the headers and the numbers that others rely on.

use balsts_domain::disclosure::Shown;
use balsts_reports::absences::{AbsenceCounts, AbsenceRow, Absences};
use balsts_reports::enrolment::{Enrolment, EnrolmentCounts, EnrolmentRow};
use balsts_reports::incidents::Incidents;
use balsts_reports::staff::{Staff, StaffRow};
use balsts_reports::support_plans::{SupportPlanCounts, SupportPlanRow, SupportPlanTotal, SupportPlans};
use balsts_reports::table::{Label, Language};
use jiff::civil::date;

/// Annex 4 of the programme of Rēzeknes valstspilsēta.
pub fn absences() -> Absences {
    let rows = [
        ("Rēzeknes 2.vidusskola", 20143, 7101, 1529),
        ("Rēzeknes 3.pamatskola", 16717, 5150, 1044),
        ("Rēzeknes 4.vidusskola", 2741, 1076, 696),
        ("Rēzeknes 5.pamatskola", 11603, 3900, 494),
        ("Rēzeknes 6.pamatskola", 16191, 3672, 493),
        ("Rēzeknes sākumskola", 11381, 4563, 489),
        ("Rēzeknes Valsts 1.ģimnāzija", 11490, 9903, 502),
        ("Rēzeknes valsts poļu ģimnāzija", 13817, 7700, 1119),
    ];
    Absences {
        period: Label::new("2022./2023. m. g. 1. semestris", "semester 1 of 2022/23"),
        rows: rows
            .into_iter()
            .map(|(institution, illness, excused, unexcused)| AbsenceRow {
                institution: institution.to_owned(),
                lessons: Some(AbsenceCounts {
                    illness,
                    excused,
                    unexcused,
                }),
                unknown: None,
                stated_total: None,
            })
            .collect(),
    }
}

// covers: REG-11
#[test]
fn absences_add_up_by_row_and_by_reason() {
    let csv = absences().table().to_csv().unwrap();
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines[0], "institution,illness,excused,unexcused,total");
    assert_eq!(lines[1], "Rēzeknes 2.vidusskola,20143,7101,1529,28773");
    assert_eq!(lines.last(), Some(&"Kopā,104083,43065,6366,153514"));
    assert_eq!(lines.len(), 10);
}

// covers: REG-11
#[test]
fn an_institution_without_data_is_empty_and_named_not_zero() {
    let mut report = absences();
    report.rows[0].lessons = None;
    let table = report.table();
    let csv = table.to_csv().unwrap();
    assert_eq!(csv.lines().nth(1), Some("Rēzeknes 2.vidusskola,,,,"));
    assert_eq!(csv.lines().last(), Some("Kopā,83940,35964,4837,124741"));
    let html = table.to_html(Language::Latvian);
    assert!(html.contains("nav datu"), "{html}");
    assert!(
        html.contains("iestādes, par kurām nav datu: Rēzeknes 2.vidusskola."),
        "{html}"
    );
}

#[test]
fn without_any_data_the_total_is_not_known_either() {
    let mut report = absences();
    for row in &mut report.rows {
        row.lessons = None;
    }
    assert_eq!(report.table().to_csv().unwrap().lines().last(), Some("Kopā,,,,"));
}

// covers: REG-04
#[test]
fn enrolment_computes_its_sums_and_shows_a_stated_total_that_differs() {
    let school = |institution: &str, pupils, stated_total| EnrolmentRow {
        institution: institution.to_owned(),
        pupils: Some(pupils),
        stated_total,
    };
    let jaunogre = EnrolmentCounts {
        grades_1_6: 274,
        grades_7_9: 147,
        grades_10_12: 18,
        special_1_6: 13,
        special_7_9: 14,
        vocational_basic: 0,
    };
    let report = Enrolment {
        on: date(2023, 9, 1),
        rows: vec![
            school("Jaunogres vidusskola", jaunogre, Some(466)),
            school(
                "Cita skola",
                EnrolmentCounts {
                    grades_1_6: 10,
                    ..Default::default()
                },
                Some(11),
            ),
        ],
        stated_total: Some(477),
    };
    let table = report.table();
    let csv = table.to_csv().unwrap();
    assert_eq!(
        csv,
        "institution,grades_1_6,grades_7_9,grades_10_12,without_special,special_1_6,special_7_9,vocational_basic,total\n\
         Jaunogres vidusskola,274,147,18,439,13,14,0,466\n\
         Cita skola,10,0,0,10,0,0,0,10\n\
         Kopā,284,147,18,449,13,14,0,476\n"
    );
    let notes: Vec<_> = table.notes.iter().map(|note| note.lv.as_str()).collect();
    assert_eq!(
        notes,
        [
            "Cita skola: avotā norādīts 11, saskaitot iznāk 10.",
            "Kopā: avotā norādīts 477, saskaitot iznāk 476."
        ]
    );
}

// covers: REG-21
#[test]
fn staff_is_summed_exactly_by_role_and_in_all() {
    let row = |institution: &str, role: &str, fte_thousandths| StaffRow {
        institution: institution.to_owned(),
        role: role.to_owned(),
        fte_thousandths,
    };
    let report = Staff {
        on: None,
        rows: vec![
            row("Jaunogres vidusskola", "logopēds", 933),
            row("Jaunogres vidusskola", "psihologs", 1300),
            row("Ogres 1.vidusskola", "logopēds", 1333),
            row("Ogres 1.vidusskola", "karjeras konsultants", 1000),
        ],
    };
    let table = report.table();
    assert_eq!(
        table.to_csv().unwrap(),
        "institution,role,fte\n\
         Jaunogres vidusskola,logopēds,0.933\n\
         Jaunogres vidusskola,psihologs,1.3\n\
         Ogres 1.vidusskola,logopēds,1.333\n\
         Ogres 1.vidusskola,karjeras konsultants,1\n\
         Kopā,logopēds,2.266\n\
         Kopā,psihologs,1.3\n\
         Kopā,karjeras konsultants,1\n\
         Kopā,,4.566\n"
    );
    assert!(table.to_html(Language::Latvian).contains(">0,933</td>"));
    assert!(table.to_html(Language::English).contains(">1.300</td>"));
}

// covers: REG-21
#[test]
fn a_role_is_a_code_in_csv_and_words_on_a_page() {
    let report = Staff {
        on: None,
        rows: vec![StaffRow {
            institution: "Jaunogres vidusskola".to_owned(),
            role: "career_consultant".to_owned(),
            fte_thousandths: 500,
        }],
    };
    let table = report.table();
    assert!(
        table
            .to_csv()
            .unwrap()
            .contains("Jaunogres vidusskola,career_consultant,0.5\n")
    );
    for (language, words) in [
        (Language::Latvian, ">karjeras konsultants<"),
        (Language::English, ">career consultant<"),
    ] {
        let page = table.to_html(language);
        assert!(
            page.contains(words) && !page.contains("career_consultant"),
            "{page}"
        );
    }
}

// covers: REG-28
#[test]
fn pupils_with_plans_are_counted_by_the_caller_not_summed() {
    let row = |institution: &str, plans, pupils| SupportPlanRow {
        institution: institution.to_owned(),
        school_year: "2022/23".to_owned(),
        counts: SupportPlanCounts { plans, pupils },
    };
    let report = SupportPlans {
        plausible_per_pupil: None,
        rows: vec![
            row("Rēzeknes 2.vidusskola", Some(6), Some(5)),
            row("Rēzeknes 4.vidusskola", Some(8), Some(8)),
            row("Rēzeknes sākumskola", None, Some(1)),
        ],
        totals: vec![SupportPlanTotal {
            school_year: "2022/23".to_owned(),
            counts: SupportPlanCounts {
                plans: Some(14),
                pupils: Some(13),
            },
        }],
    };
    assert_eq!(
        report.table().to_csv().unwrap(),
        "institution,school_year,plans,pupils\n\
         Rēzeknes 2.vidusskola,2022/23,6,5\n\
         Rēzeknes 4.vidusskola,2022/23,8,8\n\
         Rēzeknes sākumskola,2022/23,,1\n\
         Kopā,2022/23,14,13\n"
    );
}

// covers: REG-21
#[test]
fn a_role_is_its_code_for_programs_and_its_words_for_people() {
    let report = Staff {
        on: None,
        rows: vec![StaffRow {
            institution: "Ogres 1.vidusskola".to_owned(),
            role: "special_educator".to_owned(),
            fte_thousandths: 500,
        }],
    };
    let table = report.table();
    let csv = table.to_csv().unwrap();
    assert!(csv.contains("Ogres 1.vidusskola,special_educator,0.5\n"), "{csv}");
    for (language, words) in [
        (Language::Latvian, "speciālais pedagogs"),
        (Language::English, "special educator"),
    ] {
        let html = table.to_html(language);
        assert!(
            html.contains(words) && !html.contains("special_educator"),
            "{html}"
        );
    }
}

#[test]
fn kinds_of_incidents_are_in_the_reader_s_language_and_as_named_in_csv() {
    let shown = |count| Shown {
        counts: vec![count, count],
        total: count,
    };
    let report = Incidents {
        school_year: "2025/26".to_owned(),
        lines: ["Verbāla agresija", "Savs vārds"]
            .map(|kind| ("Ogres 1.vidusskola".to_owned(), kind.to_owned()))
            .to_vec(),
        known: [true, true],
        incidents: shown(Some(7)),
        before: shown(Some(0)),
        victims: shown(Some(0)),
    };
    let table = report.table();
    let english = table.to_html(Language::English);
    assert!(
        english.contains("Verbal aggression") && english.contains("Savs vārds"),
        "{english}"
    );
    assert!(!english.contains("Verbāla"), "{english}");
    assert!(table.to_html(Language::Latvian).contains("Verbāla agresija"));
    assert!(
        table
            .to_csv()
            .unwrap()
            .contains("Ogres 1.vidusskola,Verbāla agresija,7,0,0")
    );
}
