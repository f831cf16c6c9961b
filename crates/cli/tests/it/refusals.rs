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
fn a_kind_that_is_not_read_yet_is_refused_with_those_that_are() {
    let machine = Machine::initialised();
    machine.write("hours.csv", "personal_code\n");
    for (locale, said) in [
        ("en_GB.UTF-8", "not read yet. Accepted:"),
        ("lv_LV", "vēl nelasa. Pieņem:"),
    ] {
        for kind in ["consultations", "participation", "survey-answers"] {
            let done = machine.run_with(&["import", kind, "hours.csv"], &[("LC_ALL", locale)], "");
            done.refused(
                1,
                &[&format!("kind \"{kind}\""), said, "absences, absence-totals"],
            );
            assert_eq!(done.err.matches(kind).count(), 1, "{}", done.err);
        }
    }
    machine
        .run(&["import", "absenses", "hours.csv"])
        .refused(2, &["\"absenses\"", "absences, absence-totals"]);
    let help = machine.run(&["import", "--help"]);
    assert!(
        help.out.contains("support-plans") && !help.out.contains("consultations"),
        "{}",
        help.out
    );
}
