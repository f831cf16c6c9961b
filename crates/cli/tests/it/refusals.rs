//! What is refused, and how that is said: a sentence with the value and what would be accepted, never the key of a text.

use super::Machine;

const ADD: [&str; 4] = ["user", "add", "--name", "Zane"];

// covers: REG-31
#[test]
fn a_refusal_names_the_value_and_what_is_accepted() {
    let machine = Machine::initialised();
    machine
        .run(&["assess", "--institution", "OPX"])
        .refused(1, &["\"OPX\"", "no institutions yet"]);
    machine.write(
        "schools.csv",
        "code,name,kind\nOP,Ogres pamatskola,basic_school\n",
    );
    assert_eq!(
        machine.run(&["import", "institutions", "schools.csv"]).code,
        Some(0)
    );
    machine.run(&["assess", "--institution", "OPX"]).refused(
        1,
        &[
            "institution \"OPX\"",
            "no institution with this code",
            "Accepted: OP",
        ],
    );
    machine
        .run(&["calendar", "show", "2026", "--institution", "OPX"])
        .refused(1, &["\"OPX\"", "Accepted: OP"]);
    machine
        .run(&["assess", "--pupil", "010112-99999"])
        .refused(1, &["pupil \"010112-99999\"", "a personal code, a former one"]);
    machine
        .run(&["municipality", "add", "Ogres Novads", "Ogre"])
        .refused(1, &["code \"Ogres Novads\"", "for example ogres-novads"]);
    machine
        .run(&["municipality", "add", "pasvaldiba", "Again"])
        .refused(
            1,
            &[
                "code \"pasvaldiba\"",
                "There is a municipality with this code already",
            ],
        );
    let unknown = [
        &ADD[..],
        &["a@example.org", "--role", "school_head", "--institution", "OPX"],
    ]
    .concat();
    machine.run(&unknown).refused(1, &["\"OPX\"", "Accepted: OP"]);
    let taken = [&ADD[..], &["first@example.org", "--role", "administrator"]].concat();
    machine.run_with(&taken, &[], "correct horse battery\n").refused(
        1,
        &["email \"first@example.org\"", "account with this email already"],
    );
    let nowhere = [&ADD[..], &["nowhere", "--role", "school_head"]].concat();
    let all = machine.run_with(&nowhere, &[], "short\n");
    all.refused(
        1,
        &[
            "email \"nowhere\"",
            "password: A password needs",
            "institution: Choose the institution",
        ],
    );
    assert!(!all.err.contains("error-"), "{}", all.err);
    let latvian = machine.run_with(
        &["assess", "--institution", "OPX"],
        &[("LANG", "lv_LV.UTF-8")],
        "",
    );
    latvian.refused(1, &["\"OPX\"", "Pieņem: OP"]);
}

// covers: REG-31
#[test]
fn a_kind_that_there_is_not_is_refused_with_those_that_are() {
    let machine = Machine::initialised();
    machine.write("hours.csv", "personal_code\n");
    machine
        .run(&["import", "absenses", "hours.csv"])
        .refused(2, &["“absenses”", "absences, absence-totals"]);
    let help = machine.run(&["import", "--help"]);
    assert!(
        help.out.contains("consultations") && help.out.contains("participation, survey-answers"),
        "{}",
        help.out
    );
}

/// Rows of absences: one with a lesson that there is not, and two that contradict each other.
const BAD: &str = "personal_code,institution_code,date,lesson,kind\n\
    010112-21234,OP,2025-11-20,40,unexcused\n\
    010112-21234,OP,2025-11-20,3,unexcused\n\
    010112-21234,OP,2025-11-20,3,illness\n";

/// With a school and a pupil of it.
fn with_pupil() -> Machine {
    let machine = crate::loads::with_school();
    machine.write(
        "pupils.csv",
        "personal_code,given_name,family_name\n010112-21234,Anna,Bērziņa\n",
    );
    machine.write(
        "enrolments.csv",
        "personal_code,institution_code,class,from\n010112-21234,OP,8.b,2025-09-01\n",
    );
    for (kind, file) in [("pupils", "pupils.csv"), ("enrolments", "enrolments.csv")] {
        let done = machine.run(&["import", kind, file]);
        assert_eq!(done.code, Some(0), "{}", done.err);
    }
    machine
}

// covers: REG-31
#[test]
fn a_refused_row_is_told_with_its_file_row_column_and_value() {
    let machine = with_pupil();
    machine.write("bad.csv", BAD);
    let done = machine.run(&["import", "absences", "bad.csv"]);
    done.refused(
        1,
        &[
            "bad.csv, row 2, column “lesson”, value “40”: ",
            "bad.csv, row 4: ",
            "bad.csv: ",
        ],
    );
    for line in done.err.lines() {
        assert!(line.starts_with("bad.csv"), "{line}");
    }
    assert!(!done.err.contains("\"\""), "{}", done.err);
}

// covers: REG-31
#[test]
fn everything_about_a_file_is_in_the_language_asked_for() {
    let machine = with_pupil();
    machine.write("bad.csv", BAD);
    machine.write("broken.xlsx", "PK\u{3}\u{4} this is no archive");
    machine.write("empty.csv", "");
    machine.write(
        "extra.csv",
        "code,name,kind,colour\nOV,Ogres vidusskola,vidusskola,zila\n",
    );
    let import = |kind: &str, file: &str, more: &[&str]| {
        let args = [&["import", kind, file, "--language", "lv"], more].concat();
        let done = machine.run(&args);
        format!("{}{}", done.out, done.err)
    };
    let said = [
        import("absences", "bad.csv", &[]),
        import("absences", "nowhere.csv", &[]),
        import("absences", ".", &[]),
        import("absenses", "bad.csv", &[]),
        import("absences", "broken.xlsx", &[]),
        import("absences", "empty.csv", &[]),
        import("institutions", "extra.csv", &[]),
        import("absences", "bad.csv", &["--source", "gossip"]),
        import("absences", "bad.csv", &["--profile", "none"]),
        import("absences", "bad.csv", &["--encoding", "ebcdic"]),
        import("absences", "bad.csv", &["--separator", "x"]),
        import("absences", "bad.csv", &["--errors", "bad.csv"]),
        import("absences", "bad.csv", &["--errors", "rest.csv"]),
    ];
    for text in &said {
        assert!(!text.trim().is_empty());
        for english in [
            "row ", "rows", "warning", "read", "Accepted", "archive", "Zip", "there is", "No such", " file",
            "column",
        ] {
            assert!(!text.contains(english), "“{english}” in {text}");
        }
    }
    assert!(
        said[4].contains("nav XLSX darbgrāmata vai ir bojāta"),
        "{}",
        said[4]
    );
    assert!(said[6].contains("extra.csv, brīdinājums: "), "{}", said[6]);
}
