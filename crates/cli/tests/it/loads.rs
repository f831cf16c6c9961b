//! Loading files: where they come from, the list of loads, taking one back, and the table of errors.

use super::Machine;

const INSTITUTIONS: &str = "code,name,kind\nOP,Ogres pamatskola,pamatskola\n";
const STAFF: &str = "institution_code,role,fte,as_of\nOP,psihologs,1,2025-09-01\n";

pub fn with_school() -> Machine {
    let machine = Machine::initialised();
    machine.write("institutions.csv", INSTITUTIONS);
    machine.write("staff.csv", STAFF);
    let done = machine.run(&[
        "import",
        "institutions",
        "institutions.csv",
        "--source",
        "viis",
        "--as-of",
        "2025-09-01",
    ]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    machine
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

// covers: REG-30
#[test]
fn an_import_says_its_source_and_the_list_of_loads_shows_it() {
    let machine = with_school();
    machine
        .run(&["import", "staff", "staff.csv", "--source", "telepathy"])
        .refused(2, &["telepathy", "e_klase", "registration_sheets"]);
    machine
        .run(&["import", "staff", "staff.csv", "--source", "other"])
        .refused(1, &["source_note: Name the source in words."]);
    machine
        .run(&[
            "import",
            "staff",
            "staff.csv",
            "--source",
            "viis",
            "--as-of",
            "2999-01-01",
        ])
        .refused(1, &["as_of: This day has not come yet."]);
    machine
        .run(&["import", "staff", "staff.csv", "--as-of", "yesterday"])
        .refused(2, &["yesterday"]);
    let other = [
        "import",
        "staff",
        "staff.csv",
        "--source",
        "other",
        "--source-note",
        "payroll",
    ];
    assert_eq!(machine.run(&other).code, Some(0));
    let all = json(&machine.run(&["loads", "list", "--format", "json"]).out);
    let origin = |at: usize| {
        let one = &all[at];
        (
            one["kind"].as_str().unwrap().to_owned(),
            one["source"].clone(),
            one["source_note"].clone(),
            one["file"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(
        origin(0),
        (
            "staff".to_owned(),
            "other".into(),
            "payroll".into(),
            "staff.csv".to_owned()
        ),
        "newest first"
    );
    assert_eq!(
        origin(1),
        (
            "institutions".to_owned(),
            "viis".into(),
            serde_json::Value::Null,
            "institutions.csv".to_owned()
        )
    );
    assert_eq!(all[1]["as_of"], "2025-09-01");
    assert_eq!(
        (&all[0]["by"], &all[0]["new"], &all[0]["undoable"]),
        (&"command line".into(), &1.into(), &true.into())
    );
    let csv = machine.run(&["loads", "list", "--format", "csv"]).out;
    assert!(
        csv.starts_with("id,kind,file,source,source_note,as_of,loaded_at,by,rows,new,changed,gone,unchanged,undone_at,undoable\n"),
        "{csv}"
    );
    let text = machine.run(&["loads", "list", "--most", "1"]).out;
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(
        text.contains("other (payroll)") && text.contains("undoable"),
        "{text}"
    );
}

// covers: REG-30
#[test]
fn the_same_file_again_is_unchanged_and_a_load_of_its_own_that_can_be_taken_back() {
    let machine = with_school();
    let import = ["import", "staff", "staff.csv", "--format", "json"];
    assert_eq!(json(&machine.run(&import).out)["accepted"], 1);
    let again = machine.run(&import);
    assert_eq!(again.code, Some(0), "{}", again.err);
    let report = json(&again.out);
    assert_eq!(
        (&report["accepted"], &report["unchanged"]),
        (&0.into(), &1.into())
    );
    let list = || json(&machine.run(&["loads", "list", "--format", "json"]).out);
    let all = list();
    assert_eq!(all.as_array().unwrap().len(), 3);
    assert_eq!((&all[0]["new"], &all[0]["unchanged"]), (&0.into(), &1.into()));
    let id = |at: usize| all[at]["id"].to_string();
    for at in [0, 1] {
        let undone = machine.run(&["loads", "undo", &id(at)]);
        assert_eq!(undone.code, Some(0), "{}", undone.err);
    }
    machine
        .run(&["loads", "undo", &id(1)])
        .refused(1, &["This load is already undone"]);
    machine
        .run(&["loads", "undo", "99"])
        .refused(1, &["there is no load 99", "balsts loads list"]);
    machine.run(&["loads", "undo", "last"]).refused(2, &["last"]);
    let all = list();
    assert!(
        all[0]["undone_at"].is_string() && all[0]["undoable"] == false,
        "{all}"
    );
    assert_eq!(
        json(&machine.run(&import).out)["accepted"],
        1,
        "the records went with it"
    );
}

// covers: REG-31
#[test]
fn the_refused_rows_are_written_as_a_table_and_come_back_mended() {
    let machine = with_school();
    let bad = format!("{STAFF}OP,logopēds,daudz,2025-09-01\nOP,burvis,1,2025-09-01\n");
    machine.write("staff.csv", &bad);
    let import = |file: &str, errors: &str| machine.run(&["import", "staff", file, "--errors", errors]);
    import("staff.csv", "errors.txt").refused(2, &[".csv or .xlsx"]);
    import("staff.csv", "./staff.csv").refused(2, &["overwrite"]);
    for name in ["errors.csv", "errors.xlsx"] {
        import("staff.csv", name).refused(1, &[&format!("the refused rows are in {name}")]);
        import(name, "again.csv").refused(1, &["daudz", "burvis", "row 3"]);
    }
    let table = std::fs::read_to_string(machine.path("errors.csv")).unwrap();
    assert!(!table.contains("OP;psihologs"), "{table}");
    machine.write(
        "mended.csv",
        &table.replace("daudz", "0,5").replace("burvis", "medmāsa"),
    );
    let done = import("mended.csv", "none.csv");
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(
        done.out.contains("2 accepted") && done.err.contains("none.csv was not written"),
        "{done:?}"
    );
    assert!(!machine.path("none.csv").exists());
}
