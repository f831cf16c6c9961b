//! Reports as files.

use super::Machine;

/// Two schools: one has two pupils in its lower grades.
fn town() -> Machine {
    let machine = Machine::initialised();
    machine.write(
        "institutions.csv",
        "code,name,kind\nOP,Ogres pamatskola,basic_school\nOV,Ogres vidusskola,secondary_school\n",
    );
    let mut pupils = String::from("pupil_code,given_name,family_name\n");
    let mut enrolments = String::from("pupil_code,institution_code,class,from\n");
    for (school, class, many) in [
        ("OP", "2.a", 2),
        ("OP", "8.a", 9),
        ("OV", "3.a", 12),
        ("OV", "8.b", 7),
    ] {
        for number in 0..many {
            let code = format!("{school}-{class}-{number}");
            pupils.push_str(&format!("{code},Anna,Kalniņa\n"));
            enrolments.push_str(&format!("{code},{school},{class},2026-09-01\n"));
        }
    }
    machine.write("pupils.csv", &pupils);
    machine.write("enrolments.csv", &enrolments);
    for kind in ["institutions", "pupils", "enrolments"] {
        let done = machine.run(&["import", kind, &format!("{kind}.csv")]);
        assert_eq!(done.code, Some(0), "{} {}", done.out, done.err);
    }
    machine
}

// covers: PRV-04
#[test]
fn a_published_report_withholds_small_counts_and_an_internal_one_does_not() {
    let machine = town();
    let enrolment = ["report", "enrolment", "--on", "2026-10-01"];
    let internal = machine.run(&enrolment);
    assert!(
        internal.out.contains("Ogres pamatskola,2,9,0,11,0,0,0,11\n"),
        "{internal:?}"
    );
    let published = machine.run(&[&enrolment[..], &["--published"]].concat());
    assert!(
        published.out.contains(
            "Ogres pamatskola,nerāda,nerāda,0,11,0,0,0,11\nOgres vidusskola,nerāda,nerāda,0,19,0,0,0,19\n"
        ),
        "{published:?}"
    );
    assert!(
        published.err.contains("4 figures are withheld"),
        "{}",
        published.err
    );
    let page = machine.run(&[&enrolment[..], &["--published", "-o", "public.html"]].concat());
    assert_eq!(page.code, Some(0), "{}", page.err);
    let html = std::fs::read_to_string(machine.path("public.html")).unwrap();
    assert!(html.contains("nerādīti skaitļi – 4"), "{html}");
    for part in [
        "<!DOCTYPE html>\n<html lang=\"lv\">",
        "<meta charset=\"utf-8\">",
        "<title>Izglītojamo skaits pa iestādēm</title>",
        // From whom it comes.
        "document__issuer",
        "dati uz 01.10.2026.",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn the_ending_of_the_file_chooses_the_format() {
    let machine = town();
    assert_eq!(
        machine.run(&["report", "staff", "-o", "staff.xlsx"]).code,
        Some(0)
    );
    assert!(
        std::fs::read(machine.path("staff.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
    assert_eq!(
        machine.run(&["report", "staff", "-o", "staff.docx"]).code,
        Some(0)
    );
    let docx = std::fs::read(machine.path("staff.docx")).unwrap();
    assert!(docx.starts_with(b"PK"));
    let pdf = machine.run(&["report", "staff", "-o", "staff.pdf"]);
    if cfg!(feature = "pdf") {
        assert_eq!(pdf.code, Some(0), "{}", pdf.err);
        let pdf = std::fs::read(machine.path("staff.pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
    } else {
        pdf.refused(1, &["DOCX"]);
    }
    machine
        .run(&["report", "staff", "-o", "staff.ods"])
        .refused(2, &[".ods", "--format"]);
    assert_eq!(
        machine
            .run(&["report", "staff", "--format", "csv", "-o", "staff.ods"])
            .code,
        Some(0)
    );
}

// covers: COOP-08
#[test]
fn a_document_about_one_record_asks_for_its_number_and_is_no_table() {
    let machine = Machine::initialised();
    for kind in ["support-plan", "minutes", "case-report"] {
        machine.run(&["report", kind]).refused(2, &[kind, "--id"]);
        machine
            .run(&["report", kind, "--id", "7", "--format", "html"])
            .refused(1, &[kind, "7"]);
    }
    machine
        .run(&["report", "staff", "--id", "7"])
        .refused(2, &["staff", "--id"]);
}

// covers: REP-12, PLN-22, IND-22
#[test]
fn the_programme_the_yearly_report_and_the_evaluation_halfway_are_files_and_no_csv() {
    let machine = town();
    let none = machine.run(&["report", "programme", "-o", "programme.docx"]);
    assert_eq!(none.code, Some(1), "{none:?}");
    assert!(none.err.contains("balsts plan import"), "{}", none.err);
    let exported = balsts_domain::programme::shipped_text("ogres-novads").unwrap();
    machine.write("programme.toml", exported);
    let taken = machine.run(&["plan", "import", "programme.toml"]);
    assert_eq!(taken.code, Some(0), "{taken:?}");
    for kind in ["programme", "annual", "interim"] {
        let csv = machine.run(&["report", kind, "--year", "2026", "--format", "csv"]);
        assert_eq!(csv.code, Some(2), "{csv:?}");
        // What goes to the council and onto the web page stands in it as it may be published already.
        let name = format!("{kind}-published.html");
        let public = machine.run(&["report", kind, "--published", "-o", &name]);
        let code = if kind == "programme" { 2 } else { 0 };
        assert_eq!(public.code, Some(code), "{public:?}");
        for (form, begins) in [
            ("docx", &b"PK"[..]),
            ("xlsx", b"PK"),
            ("html", b"<!DOCTYPE html>"),
            ("pdf", b"%PDF"),
        ] {
            let name = format!("{kind}.{form}");
            let done = machine.run(&["report", kind, "--year", "2026", "-o", &name]);
            if form == "pdf" && !balsts_reports::document::Document::PDF {
                assert_eq!(done.code, Some(1), "{done:?}");
                continue;
            }
            assert_eq!(done.code, Some(0), "{done:?}");
            assert!(
                std::fs::read(machine.path(&name)).unwrap().starts_with(begins),
                "{name}"
            );
        }
    }
    let year = machine.run(&["report", "annual", "--year", "26", "-o", "annual.docx"]);
    assert_eq!(year.code, Some(2), "{year:?}");
}

// covers: REP-12
#[test]
fn a_document_that_is_no_table_refuses_what_would_narrow_one() {
    let machine = Machine::initialised();
    let narrowings = [
        &["--school-year", "2025/26"][..],
        &["--semester", "1"],
        &["--on", "2026-10-01"],
    ];
    for narrowing in narrowings {
        let args = [
            &["report", "annual", "--year", "2026", "-o", "annual.html"][..],
            narrowing,
        ]
        .concat();
        machine
            .run(&args)
            .refused(2, &["annual", "does not take", narrowing[0], "--year"]);
        machine
            .run_with(&args, &[("LANG", "lv_LV.UTF-8")], "")
            .refused(2, &["annual", "nepieņem", narrowing[0], "--year"]);
        let of_record = [
            &["report", "minutes", "--id", "7", "--format", "html"][..],
            narrowing,
        ]
        .concat();
        machine
            .run(&of_record)
            .refused(2, &["minutes", narrowing[0], "--id"]);
    }
    let all = [
        &["report", "programme", "-o", "programme.html", "--published"][..],
        &narrowings.concat()[..],
    ]
    .concat();
    machine
        .run(&all)
        .refused(2, &["--school-year, --semester, --on, --published"]);
    // A record stands for its own year.
    machine
        .run(&["report", "minutes", "--id", "7", "--year", "2026"])
        .refused(2, &["minutes", "--year", "--id"]);
    assert!(!machine.path("annual.html").exists());
    assert!(!machine.path("programme.html").exists());
}
