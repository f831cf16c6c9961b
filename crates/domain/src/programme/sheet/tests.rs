//! Programmes as sheets and back.

use super::*;

fn read(sheets: &[Sheet]) -> Vec<ReadSheet> {
    sheets
        .iter()
        .map(|sheet| ReadSheet {
            name: sheet.table.code().to_owned(),
            header: sheet
                .table
                .columns()
                .iter()
                .map(|column| column.name.to_owned())
                .collect(),
            rows: (2..).zip(sheet.rows.iter().cloned()).collect(),
        })
        .collect()
}

// covers: PLN-21
#[test]
fn sheets_and_back_lose_nothing() {
    for programme in super::super::shipped() {
        let sheets = programme.sheets();
        let (again, _) = Programme::from_sheets(&read(&sheets)).unwrap();
        assert_eq!(again, programme, "{}", programme.municipality);
    }
}

// covers: PLN-21
#[test]
fn the_sheet_of_results_is_known_by_both_of_its_names() {
    let programme = super::super::shipped()
        .into_iter()
        .find(|one| !one.results_method.is_empty())
        .unwrap();
    let mut sheets = read(&programme.sheets());
    let results = sheets
        .iter_mut()
        .find(|sheet| sheet.name == "results_method")
        .unwrap();
    results.name = "results".to_owned();
    let (again, _) = Programme::from_sheets(&sheets).unwrap();
    assert_eq!(again, programme);
}

// covers: PLN-21
#[test]
fn a_missing_sheet_and_a_wrong_cell_are_named() {
    let programme = super::super::template("ogres-novads", 2028);
    let mut sheets = read(&programme.sheets());
    let goals = sheets.iter_mut().find(|sheet| sheet.name == "goals").unwrap();
    goals.rows[0].1[0] = Cell::Text("X".to_owned());
    sheets.retain(|sheet| sheet.name != "tasks");
    let found = Programme::from_sheets(&sheets).unwrap_err();
    let told: Vec<(FindingCode, Option<u32>, &str)> = found
        .iter()
        .map(|one| (one.code, one.sheet_row, one.column))
        .collect();
    assert_eq!(
        told,
        [
            (FindingCode::NotAccepted, Some(2), "level"),
            (FindingCode::MissingSheet, None, "")
        ]
    );
}
