//! Workbooks of a programme with something wrong in them: each is told by its cell, in both languages, and none of it is taken.

use balsts_domain::programme::{
    Cell, Finding, FindingCode, Programme, ReadSheet, Table, Term, check_taken_in, template,
};

/// The sheets of a programme as a workbook would give them.
fn workbook(programme: &Programme) -> Vec<ReadSheet> {
    let sheets = programme.sheets();
    let read = sheets.into_iter().map(|sheet| ReadSheet {
        name: sheet.table.code().to_owned(),
        header: sheet
            .table
            .columns()
            .iter()
            .map(|column| column.name.to_owned())
            .collect(),
        rows: (2..).zip(sheet.rows).collect(),
    });
    read.collect()
}

/// Sets a cell; the row as the sheet counts it.
fn set(sheets: &mut [ReadSheet], table: Table, row: u32, column: &str, text: &str) {
    let sheet = sheets
        .iter_mut()
        .find(|sheet| sheet.name == table.code())
        .unwrap();
    let at = sheet.header.iter().position(|name| name == column).unwrap();
    let (_, cells) = sheet.rows.iter_mut().find(|(number, _)| *number == row).unwrap();
    cells[at] = if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    };
}

fn looked_at(sheets: &[ReadSheet]) -> Vec<Finding> {
    match Programme::from_sheets(sheets) {
        Ok((programme, rows)) => rows.with_unread(check_taken_in(&programme, None)),
        Err(found) => found,
    }
}

/// What is wrong with the template once a cell of it is set so.
fn with(table: Table, row: u32, column: &str, text: &str) -> Vec<Finding> {
    let mut sheets = workbook(&template("ogres-novads", 2024));
    set(&mut sheets, table, row, column, text);
    looked_at(&sheets)
}

fn said(found: &[Finding], code: FindingCode) -> (bool, String, String) {
    let one = found
        .iter()
        .find(|one| one.code == code)
        .unwrap_or_else(|| panic!("{}: {found:?}", code.code()));
    (one.is_error(), one.sentence(true), one.sentence(false))
}

// covers: PLN-21
#[test]
fn each_bad_cell_is_told_by_its_place_in_both_languages() {
    use FindingCode as C;
    use Table as T;
    assert_eq!(looked_at(&workbook(&template("ogres-novads", 2024))), []);
    for (table, row, column, text, code, latvian, english) in [
        // A goal numbered twice.
        (
            T::Goals,
            3,
            "nr",
            "1",
            C::RepeatedGoalNumber,
            "mērķa numurs ir jau citā līmenī, 2. rindā",
            "used in another level, row 2",
        ),
        // A task of no activity.
        (
            T::Tasks,
            3,
            "activity_nr",
            "9.9",
            C::TaskWithoutActivity,
            "aktivitātes ar šādu numuru nav",
            "no activity of this number",
        ),
        (
            T::Tasks,
            2,
            "activity_nr",
            "",
            C::TaskWithoutActivity,
            "aktivitātes ar šādu numuru nav",
            "no activity of this number",
        ),
        (
            T::Tasks,
            3,
            "term_text",
            "drīz",
            C::Term,
            "termiņu nevar izlasīt (nav gada)",
            "cannot be read (no year)",
        ),
        // An activity without years.
        (
            T::Activities,
            4,
            "years",
            "",
            C::ActivityWithoutYears,
            "aktivitātei nav gadu",
            "has no years",
        ),
        (
            T::Activities,
            3,
            "years",
            "2024, drīz",
            C::NotAccepted,
            "gadus ar komatiem",
            "years with commas",
        ),
        // A year that no calendar has fits in no number of years.
        (
            T::Activities,
            3,
            "years",
            "99999",
            C::NotAccepted,
            "gadus ar komatiem",
            "years with commas",
        ),
        // An unknown institution.
        (
            T::Activities,
            2,
            "responsible",
            "Mēness pārvalde",
            C::UnknownInstitution,
            "sarakstā nav",
            "no institution of this name",
        ),
        (
            T::Tasks,
            2,
            "executor",
            "Mēness pārvalde",
            C::UnknownInstitution,
            "sarakstā nav",
            "no institution of this name",
        ),
        // A percentage over 100, at the upper end of a range as well.
        (
            T::Activities,
            2,
            "expected_result",
            "120 % vecāku",
            C::ShareOver,
            "lielāks par 100 %",
            "above 100 %",
        ),
        (
            T::Activities,
            2,
            "expected_result",
            "90-110% vecāku",
            C::ShareOver,
            "lielāks par 100 %",
            "above 100 %",
        ),
        (
            T::Document,
            2,
            "period.to",
            "2025",
            C::Period,
            "vismaz 4 gadus",
            "at least 4 years",
        ),
        (
            T::Document,
            2,
            "period.from",
            "",
            C::NotAccepted,
            "gadu, piemēram, 2027",
            "a year, for example 2027",
        ),
        (
            T::Document,
            2,
            "period.to",
            "20280",
            C::NotAccepted,
            "gadu, piemēram, 2027",
            "a year, for example 2027",
        ),
        (
            T::Goals,
            2,
            "level",
            "X",
            C::NotAccepted,
            "U, M vai P",
            "U, M or P",
        ),
        (
            T::Goals,
            4,
            "title",
            "",
            C::NotAccepted,
            "tukšu nedrīkst atstāt",
            "may not be empty",
        ),
        (
            T::Targets,
            4,
            "year",
            "divi",
            C::NotAccepted,
            "gadu, piemēram, 2027",
            "a year, for example 2027",
        ),
        (
            T::Targets,
            4,
            "indicator",
            "99",
            C::TargetOfNothing,
            "tāda rādītāja",
            "no such indicator",
        ),
        // JSON, and not of what stands there.
        (
            T::Targets,
            3,
            "components",
            "{\"viens\": 1}",
            C::NotAccepted,
            "JSON",
            "JSON",
        ),
        (
            T::Indicators,
            2,
            "baseline.semester",
            "999",
            C::NotAccepted,
            "veselu skaitli",
            "a whole number",
        ),
    ] {
        let found = with(table, row, column, text);
        let (is_error, lv, en) = said(&found, code);
        assert!(is_error, "{en}");
        let place = format!("Tabula “{}”, {row}. rinda, kolonna “{column}”", table.code());
        assert!(lv.starts_with(&place) && lv.contains(latvian), "{lv}");
        let place = format!("Table “{}”, row {row}, column “{column}”", table.code());
        assert!(en.starts_with(&place) && en.contains(english), "{en}");
        if !text.is_empty() {
            assert!(lv.contains(text) && en.contains(text), "{lv} / {en}");
        }
    }
}

// covers: PLN-21, IND-09
#[test]
fn a_target_looser_than_the_baseline_is_told_by_its_cell_and_is_for_people_to_judge() {
    let mut sheets = workbook(&template("ogres-novads", 2024));
    for (table, column, text) in [
        (Table::Indicators, "baseline.value", "5"),
        (Table::Indicators, "baseline.unit", "%"),
        (Table::Indicators, "baseline.text", "5 %"),
        (Table::Targets, "value", "6"),
        (Table::Targets, "unit", "%"),
        (Table::Targets, "trend", "below"),
        (Table::Targets, "text", "<6 %"),
    ] {
        set(&mut sheets, table, 2, column, text);
    }
    let (is_error, lv, en) = said(&looked_at(&sheets), FindingCode::TargetLooser);
    assert!(!is_error);
    assert!(
        lv.starts_with("Tabula “targets”, 2. rinda, kolonna “value”, vērtība “<6 %”"),
        "{lv}"
    );
    assert!(en.contains("looser than the baseline 5 %"), "{en}");
}

// covers: PLN-08, PLN-21
#[test]
fn the_spelling_of_a_source_is_a_term_and_its_days_follow_from_it() {
    let text = "2024. - 2028. gads janvāris -decembris";
    let mut sheets = workbook(&template("ogres-novads", 2024));
    for (column, text) in [("term_text", text), ("start", ""), ("end", "")] {
        set(&mut sheets, Table::Tasks, 2, column, text);
    }
    assert_eq!(looked_at(&sheets), []);
    let (programme, _) = Programme::from_sheets(&sheets).unwrap();
    let task = &programme.tasks[0];
    let term = Term::parse(text).unwrap();
    assert_eq!((task.start, task.end), (term.start, term.end));
    assert_eq!(
        (task.start.to_string(), task.end.to_string()),
        ("2024-01-01".to_owned(), "2028-12-31".to_owned())
    );
}

// covers: PLN-21
#[test]
fn a_missing_sheet_is_named_and_what_is_not_read_is_told_though_the_rest_is_taken() {
    let whole = workbook(&template("ogres-novads", 2024));
    for table in [
        Table::Document,
        Table::Goals,
        Table::Targets,
        Table::Tasks,
        Table::Results,
    ] {
        let mut sheets = whole.clone();
        sheets.retain(|sheet| sheet.name != table.code());
        let found = looked_at(&sheets);
        let (is_error, lv, en) = said(&found, FindingCode::MissingSheet);
        assert!(is_error);
        assert!(lv.contains(&format!("nav darblapas “{}”", table.code())), "{lv}");
        assert!(en.contains(&format!("no sheet “{}”", table.code())), "{en}");
    }
    // A column misspelt is a column whose texts would be lost without a word.
    let mut sheets = whole.clone();
    let activities = sheets
        .iter_mut()
        .find(|sheet| sheet.name == "activities")
        .unwrap();
    let at = activities
        .header
        .iter()
        .position(|name| name == "expected_result")
        .unwrap();
    activities.header[at] = "expected_reslut".to_owned();
    sheets.push(ReadSheet {
        name: "piezīmes".to_owned(),
        ..ReadSheet::default()
    });
    let found = looked_at(&sheets);
    let codes: Vec<(FindingCode, bool, &str)> = found
        .iter()
        .map(|one| (one.code, one.is_error(), one.value.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            (FindingCode::UnknownColumn, false, "expected_reslut"),
            (FindingCode::UnknownSheet, false, "piezīmes")
        ]
    );
    // Two sheets of one table: the second is not read.
    let mut sheets = whole;
    sheets.push(ReadSheet {
        name: "results".to_owned(),
        ..ReadSheet::default()
    });
    let found = looked_at(&sheets);
    let (is_error, ..) = said(&found, FindingCode::UnknownSheet);
    assert!(!is_error);
}

// covers: PLN-21
#[test]
fn a_goal_of_the_plan_numbered_twice_and_a_share_over_in_the_record_of_results_are_errors() {
    let mut shipped = balsts_domain::programme::shipped().into_iter();
    let county = shipped.find(|one| one.municipality == "rezeknes-novads").unwrap();
    let errors = |programme: &Programme| -> Vec<(FindingCode, Table, usize, &'static str)> {
        check_taken_in(programme, None)
            .into_iter()
            .filter(Finding::is_error)
            .map(|one| (one.code, one.table, one.row, one.column))
            .collect()
    };
    assert_eq!(errors(&county), []);
    let mut twice = county.clone();
    twice.plan_goals[1].nr = "1".to_owned();
    assert!(errors(&twice).contains(&(FindingCode::DuplicateGoal, Table::PlanGoals, 2, "nr")));
    let mut twice = county.clone();
    twice.task_table_goals[2].nr = "2".to_owned();
    assert_eq!(
        errors(&twice),
        [(FindingCode::DuplicateGoal, Table::TaskTableGoals, 3, "nr")]
    );
    let mut over = county;
    over.results_method[0].planned_result = "Iesaistīti 130% vecāku".to_owned();
    assert_eq!(
        errors(&over),
        [(FindingCode::ShareOver, Table::Results, 1, "planned_result")]
    );
}

// covers: PLN-21
#[test]
fn texts_that_are_empty_come_back_empty() {
    let mut programme = template("ogres-novads", 2024);
    programme.goals[0].title = String::new();
    programme.tasks[0].goal_nr = String::new();
    programme.institutions[3].canonical = String::new();
    assert_eq!(Programme::from_toml(&programme.to_toml()), Ok(programme));
}
