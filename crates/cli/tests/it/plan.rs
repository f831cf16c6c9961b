//! The programme as a file.

use super::Machine;

const OGRE: &str = include_str!("../../../../programmes/ogres-novads.toml");

/// A municipality with the programme of Ogre in force.
fn adopted() -> Machine {
    let machine = Machine::initialised();
    machine.write("ogre.toml", OGRE);
    let done = machine.run(&["plan", "import", "ogre.toml"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    machine
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

// covers: PLN-21
#[test]
fn toml_and_workbook_come_back_as_they_went() {
    let machine = adopted();
    for file in ["first.toml", "first.xlsx"] {
        let done = machine.run(&["plan", "export", "-o", file]);
        assert_eq!(done.code, Some(0), "{done:?}");
        let again = machine.run(&["plan", "import", file, "--format", "json"]);
        assert_eq!(again.code, Some(0), "{again:?}");
        let again = json(&again.out);
        assert_eq!(again["accepted"], true);
        assert_eq!(again["changes"], serde_json::json!([]), "{file}");
        assert_eq!(again["version"], serde_json::Value::Null);
    }
    let first = std::fs::read(machine.path("first.toml")).unwrap();
    assert_eq!(machine.run(&["plan", "export"]).out.into_bytes(), first);
}

// covers: PLN-21
#[test]
fn show_has_the_names_of_the_contract() {
    let machine = adopted();
    let shown = json(&machine.run(&["plan", "show", "--format", "json"]).out);
    for (list, many) in [
        ("goals", 7),
        ("indicators", 11),
        ("activities", 20),
        ("tasks", 22),
        ("resources", 24),
        ("results", 0),
        ("institutions", 54),
        ("irregularities", 31),
    ] {
        assert_eq!(shown[list].as_array().unwrap().len(), many, "{list}");
    }
    assert_eq!(shown["period"]["from"], 2024);
    assert_eq!(shown["version"], 1);
    assert_eq!(shown["goals"][3]["level"], "M");
    let indicator = &shown["indicators"][8];
    assert_eq!(indicator["dimension"], "vidusskolā");
    assert_eq!(indicator["baseline"]["value"], 0.02);
    assert_eq!(indicator["targets"][0]["trend"], "below");
    assert_eq!(shown["activities"][0]["nr"], serde_json::Value::Null);
    assert_eq!(shown["irregularities"][0]["where"], "3. mērķu tabula");
}

// covers: PLN-21
#[test]
fn a_bad_file_is_refused_by_cell_and_leaves_nothing_behind() {
    let machine = adopted();
    let bad = OGRE.replacen("nr = \"2\"", "nr = \"1\"", 1).replacen(
        "expected_result = \"30 %",
        "expected_result = \"130 %",
        1,
    );
    machine.write("bad.toml", &bad);
    machine.run(&["plan", "import", "bad.toml"]).refused(
        1,
        &[
            "Table “goals”, row 2, column “nr”, value “1”",
            "Accepted: a number of its own",
            "the share is above 100 %",
            "nothing was kept",
        ],
    );
    let checked = machine.run(&["plan", "check", "bad.toml", "--format", "json"]);
    assert_eq!(checked.code, Some(1));
    let found = json(&checked.out);
    let errors = found["findings"].as_array().unwrap();
    assert!(errors.iter().any(|one| one["code"] == "duplicate-goal"));
    machine.write("broken.toml", "municipality = \"ogres-novads\"\nperiod = 3\n");
    machine
        .run(&["plan", "import", "broken.toml"])
        .refused(1, &["broken.toml:2"]);
    machine
        .run(&["plan", "import", "missing.toml"])
        .refused(1, &["missing.toml", "accepted"]);
    let shown = json(&machine.run(&["plan", "show", "--format", "json"]).out);
    assert_eq!(shown["version"], 1);
    let sound = machine.run(&["plan", "check"]);
    assert_eq!(sound.code, Some(0), "{sound:?}");
    assert!(sound.out.contains("doubt: Table “indicators”"), "{}", sound.out);
}

// covers: PLN-21
#[test]
fn an_institution_misspelt_in_one_task_is_refused_though_the_document_notes_spellings() {
    let machine = adopted();
    let spoiled = OGRE.replacen(
        "executor = [\"Sociālais dienests\"",
        "executor = [\"Nezināmā iestāde\"",
        1,
    );
    assert_ne!(spoiled, OGRE);
    machine.write("spoiled.toml", &spoiled);
    let cell = "Table “tasks”, row 1, column “executor”, value “Nezināmā iestāde”";
    machine
        .run(&["plan", "import", "spoiled.toml"])
        .refused(1, &[cell, "nothing was kept"]);
    let checked = machine.run(&["plan", "check", "spoiled.toml"]);
    assert_eq!(checked.code, Some(1), "{checked:?}");
    assert!(checked.out.contains(&format!("error: {cell}")), "{}", checked.out);
    let sound = machine.run(&["plan", "check", "ogre.toml"]);
    assert_eq!(sound.code, Some(0), "{sound:?}");
}

// covers: PLN-14
#[test]
fn a_goal_in_use_is_dropped_only_when_told() {
    let machine = adopted();
    let (before, after) = OGRE.split_once("[[goals]]").unwrap();
    let (_, rest) = after.split_once("[[goals]]").unwrap();
    let without =
        format!("{before}[[goals]]{rest}").replace("strategic_goal = \"U/1\"", "strategic_goal = \"U/2\"");
    machine.write("without.toml", &without);
    machine
        .run(&["plan", "import", "without.toml"])
        .refused(1, &["leaves out goal", "4 activities"]);
    let done = machine.run(&["plan", "import", "without.toml", "--drop-goals"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.out.contains("removed goals U/1"), "{}", done.out);
    assert!(done.err.contains("version 2 is a draft"));
    // What is in force is still what was adopted.
    let shown = json(&machine.run(&["plan", "show", "--format", "json"]).out);
    assert_eq!(shown["version"], 1);
    let draft = json(
        &machine
            .run(&["plan", "show", "--number", "2", "--format", "json"])
            .out,
    );
    assert_eq!(draft["goals"].as_array().unwrap().len(), 6);
}

// covers: PLN-14, REP-12
#[test]
fn the_document_is_that_of_the_version_of_a_year() {
    let machine = adopted();
    let report = |year| machine.run(&["report", "programme", "--year", year, "--format", "html"]);
    let done = report("2026");
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.out.contains("Ogre"));
    report("2035").refused(1, &["2035", "--year"]);
    report("1026").refused(2, &["1026", "2000"]);
}
