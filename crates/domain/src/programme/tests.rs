//! The shipped programmes: each table holds what the documents hold, counted and summed.

use std::collections::BTreeMap;

use super::*;

/// A sum of the letters and digits of all cells of a table: a value that changes by itself is seen.
fn sum(sheet: &Sheet) -> u64 {
    let cells = sheet.rows.iter().flatten().map(ToString::to_string);
    cells
        .flat_map(String::into_bytes)
        .fold(14_695_981_039_346_656_037_u64, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(1_099_511_628_211)
        })
}

// covers: PLN-06, PLN-21
#[test]
fn the_five_programmes_hold_what_their_documents_hold() {
    let programmes = shipped();
    assert_eq!(programmes.len(), 5);
    let lines: Vec<String> = programmes
        .iter()
        .flat_map(|programme| {
            programme.sheets().into_iter().map(|sheet| {
                format!(
                    "{} {} {} {:016x}",
                    programme.municipality,
                    sheet.table.code(),
                    sheet.rows.len(),
                    sum(&sheet)
                )
            })
        })
        .collect();
    insta::assert_snapshot!("shipped_tables", lines.join("\n"));
}

// covers: PLN-21
#[test]
fn toml_and_back_loses_nothing() {
    for programme in shipped() {
        assert_eq!(Programme::from_toml(&programme.to_toml()).unwrap(), programme);
    }
}

// covers: PLN-02, PLN-04, PLN-05
#[test]
fn goals_are_linked_and_not_matched_by_number() {
    let programmes = shipped();
    let of = |code: &str| programmes.iter().find(|one| one.municipality == code).unwrap();
    let ogre = of("ogres-novads");
    let linked = ogre.goal_of(PreventionLevel::Targeted, "4").unwrap();
    assert_eq!(
        (linked.level, linked.nr.as_str()),
        (PreventionLevel::Targeted, "3")
    );
    assert_eq!(
        ogre.goal_keys(),
        ["U/1", "U/2", "U/3", "M/3", "M/4", "P/5", "P/6"]
    );
    let county = of("rezeknes-novads");
    assert_eq!(county.goal_of(PreventionLevel::Tailored, "7").unwrap().nr, "6");
    assert!(county.goal_of(PreventionLevel::Targeted, "6").is_none());
    assert_eq!(
        of("rezekne").goal_of(PreventionLevel::Tailored, "7").unwrap().nr,
        "7"
    );
}

// covers: PLN-02
#[test]
fn every_goal_and_activity_belongs_to_a_level_and_ventspils_indicators_to_none() {
    for programme in shipped() {
        let without = programme
            .indicators
            .iter()
            .filter(|one| one.level.is_none())
            .count();
        let expected = if programme.municipality == "ventspils" {
            6
        } else {
            0
        };
        assert_eq!(without, expected, "{}", programme.municipality);
    }
}

// covers: PLN-21, PLN-16, IND-09
#[test]
fn what_is_odd_in_the_documents_is_found_and_nothing_of_it_refuses_them() {
    let lines: Vec<String> = shipped()
        .iter()
        .flat_map(|programme| {
            check(programme).into_iter().map(|one| {
                assert!(
                    !one.is_error(),
                    "{}: {}",
                    programme.municipality,
                    one.sentence(false)
                );
                format!("{} {}", programme.municipality, one.sentence(false))
            })
        })
        .collect();
    insta::assert_snapshot!("shipped_findings", lines.join("\n"));
}

// covers: PLN-08
#[test]
fn every_term_of_the_documents_is_read_as_its_days() {
    for programme in shipped() {
        for task in &programme.tasks {
            let term = Term::parse(&task.term_text).unwrap();
            assert_eq!(
                (term.start, term.end),
                (task.start, task.end),
                "{}",
                task.term_text
            );
        }
    }
}

// covers: IND-09
#[test]
fn implausible_targets_are_told() {
    let targets = |code: &str| -> BTreeMap<FindingCode, usize> {
        let programme = shipped()
            .into_iter()
            .find(|one| one.municipality == code)
            .unwrap();
        let mut counts = BTreeMap::new();
        for finding in check(&programme).iter().filter(|one| one.table == Table::Targets) {
            *counts.entry(finding.code).or_default() += 1;
        }
        counts
    };
    let ogre = targets("ogres-novads");
    // 0.02 % against < 0.05 %, twice in each of two indicators.
    assert_eq!(ogre.get(&FindingCode::TargetLooser), Some(&4));
    assert_eq!(ogre.get(&FindingCode::TargetBeforeBaseline), Some(&1));
    // 4.5 % against < 4.5 %.
    assert_eq!(targets("ventspils").get(&FindingCode::TargetEqual), Some(&1));
    assert_eq!(
        targets("rezekne").get(&FindingCode::RelativeWithoutBaseline),
        Some(&5)
    );
    assert!(targets("tukuma-novads").is_empty());
}

// covers: PLN-13
#[test]
fn conflicting_quantities_of_the_documents_are_found() {
    let programmes = shipped();
    let of = |code: &str| {
        let programme = programmes.iter().find(|one| one.municipality == code).unwrap();
        conflicts(programme)
            .into_iter()
            .map(|one| (one.activity, one.first.text, one.second.text))
            .collect::<Vec<_>>()
    };
    let ogre = of("ogres-novads");
    assert!(ogre.iter().any(|(key, first, second)| {
        key == "1.3" && first.starts_with("30 %") && second.starts_with("60%")
    }));
    assert!(ogre.iter().any(|(key, ..)| key == "4.2"), "{ogre:?}");
    let county = of("rezeknes-novads");
    assert!(county.iter().any(|(key, first, second)| {
        key == "3.2" && first.contains("visa cikla") && second.contains("gadā")
    }));
}

// covers: PLN-21
#[test]
fn what_is_wrong_refuses_a_programme_and_says_where() {
    let sound = template("ogres-novads", 2028);
    assert_eq!(check(&sound), []);
    let codes = |change: &dyn Fn(&mut Programme)| {
        let mut programme = sound.clone();
        change(&mut programme);
        check(&programme)
            .into_iter()
            .filter(Finding::is_error)
            .map(|one| (one.code, one.table, one.row, one.column))
            .collect::<Vec<_>>()
    };
    use FindingCode as C;
    assert_eq!(
        codes(&|programme| programme.goals[1].nr = "1".to_owned())[0],
        (C::RepeatedGoalNumber, Table::Goals, 2, "nr")
    );
    assert_eq!(
        codes(&|programme| programme.tasks[1].activity_nr = "9.9".to_owned()),
        [(C::TaskWithoutActivity, Table::Tasks, 2, "activity_nr")]
    );
    assert_eq!(
        codes(&|programme| programme.activities[2].years.clear()),
        [(C::ActivityWithoutYears, Table::Activities, 3, "years")]
    );
    assert_eq!(
        codes(&|programme| programme.activities[0].responsible = vec!["Nezināmā iestāde".to_owned()]),
        [(C::UnknownInstitution, Table::Activities, 1, "responsible")]
    );
    assert_eq!(
        codes(&|programme| programme.activities[0].expected_result = "120 % vecāku".to_owned()),
        [(C::ShareOver, Table::Activities, 1, "expected_result")]
    );
    assert_eq!(
        codes(&|programme| programme.period.to = programme.period.from + 2)
            .iter()
            .filter(|one| one.0 == C::Period)
            .count(),
        1
    );
    assert_eq!(
        codes(&|programme| programme.tasks[0].term_text = "drīz".to_owned()),
        [(C::Term, Table::Tasks, 1, "term_text")]
    );
    // What the document notes itself is no error.
    let noted = codes(&|programme| {
        programme.activities[2].years.clear();
        programme.irregularities.push(Irregularity {
            place: "3.1".to_owned(),
            kind: "empty_years".to_owned(),
            text: "Gadu nav.".to_owned(),
        });
    });
    assert_eq!(noted, []);
}

fn of_shipped(code: &str) -> Programme {
    Programme::from_toml(shipped_text(code).unwrap()).unwrap()
}

/// What refuses a programme that is taken in where none was before.
fn refused(programme: &Programme) -> Vec<(FindingCode, Table, usize, &'static str)> {
    check_taken_in(programme, None)
        .into_iter()
        .filter(Finding::is_error)
        .map(|one| (one.code, one.table, one.row, one.column))
        .collect()
}

// covers: PLN-21
#[test]
fn a_spoiled_cell_is_not_excused_by_what_the_document_notes_of_others() {
    use FindingCode as C;
    for programme in shipped() {
        assert_eq!(refused(&programme), [], "{}", programme.municipality);
        let mut spoiled = programme.clone();
        let unknown = "Nezināmā iestāde".to_owned();
        // The document of Ventspils has no table of tasks.
        let at = if let Some(task) = spoiled.tasks.first_mut() {
            task.executor.push(unknown);
            (Table::Tasks, "executor")
        } else {
            spoiled.activities[0].responsible.push(unknown);
            (Table::Activities, "responsible")
        };
        assert_eq!(
            refused(&spoiled),
            [(C::UnknownInstitution, at.0, 1, at.1)],
            "{}",
            programme.municipality
        );
        // What stands in the version before keeps standing.
        assert!(
            !check_taken_in(&spoiled, Some(&spoiled))
                .iter()
                .any(Finding::is_error)
        );
    }
    let mut ogre = of_shipped("ogres-novads");
    ogre.tasks[0].activity_nr = "9.9".to_owned();
    assert_eq!(
        refused(&ogre),
        [(C::TaskWithoutActivity, Table::Tasks, 1, "activity_nr")]
    );
    // Goals 3 of two levels are noted; a third of that number and two of another are not.
    for (at, nr) in [(4, "3"), (3, "1")] {
        let mut ogre = of_shipped("ogres-novads");
        ogre.goals[at].nr = nr.to_owned();
        let found = refused(&ogre);
        assert!(
            found
                .iter()
                .any(|one| (one.1, one.2, one.3) == (Table::Goals, at + 1, "nr")),
            "{found:?}"
        );
    }
    // One activity of Tukums has no years, and only that one may have none.
    let mut tukums = of_shipped("tukuma-novads");
    tukums.activities[0].years.clear();
    assert_eq!(
        refused(&tukums),
        [(C::ActivityWithoutYears, Table::Activities, 1, "years")]
    );
}

// covers: PLN-21, IND-09
#[test]
fn what_is_doubtful_in_a_target_names_its_own_row_and_column() {
    let mut programme = template("ogres-novads", 2028);
    let at = programme
        .indicators
        .iter()
        .rposition(|one| !one.targets.is_empty())
        .unwrap();
    let before: usize = programme.indicators[..at]
        .iter()
        .map(|one| one.targets.len())
        .sum();
    let target = &mut programme.indicators[at].targets[0];
    (target.value, target.unit, target.trend) = (
        Some(crate::numbers::Decimal::from(130)),
        Some("%".to_owned()),
        None,
    );
    let found = check(&programme);
    let over = found
        .iter()
        .find(|one| one.code == FindingCode::ShareOver)
        .unwrap();
    assert_eq!(
        (over.table, over.row, over.column),
        (Table::Targets, before + 1, "value")
    );
    let named = |column: &str| Table::Targets.columns().iter().any(|one| one.name == column);
    let of_targets = |one: &&Finding| one.table == Table::Targets;
    for programme in shipped() {
        for one in check(&programme).iter().filter(of_targets) {
            assert!(named(one.column), "{}", one.column);
        }
    }
}

// covers: IND-07, PLN-03
#[test]
fn each_programme_aims_at_years_of_its_own_and_some_at_one_goal_above_all() {
    let told: Vec<(String, Vec<i16>, bool)> = shipped()
        .into_iter()
        .map(|programme| {
            let years: std::collections::BTreeSet<i16> = programme
                .indicators
                .iter()
                .flat_map(|indicator| indicator.targets.iter().map(|target| target.year))
                .collect();
            let has_goal = !programme.overall_goal.is_empty();
            (programme.municipality, years.into_iter().collect(), has_goal)
        })
        .collect();
    let expected = [
        ("rezeknes-novads", [2025, 2027], false),
        ("tukuma-novads", [2026, 2028], false),
        ("ogres-novads", [2025, 2027], false),
        ("ventspils", [2027, 2030], true),
        ("rezekne", [2025, 2028], true),
    ];
    for (municipality, years, has_goal) in expected {
        let one = told.iter().find(|(code, ..)| code == municipality).unwrap();
        assert_eq!(
            (one.1.as_slice(), one.2),
            (&years[..], has_goal),
            "{municipality}"
        );
    }
}

// covers: REP-02
#[test]
fn each_programme_says_to_whom_its_yearly_report_goes() {
    let programmes = shipped();
    let goes_to = |municipality: &str| {
        let mut all = programmes.iter();
        let programme = all.find(|one| one.municipality == municipality).unwrap();
        programme.report_goes_to().unwrap().to_owned()
    };
    assert!(goes_to("rezeknes-novads").contains("Izglītības, kultūras un sporta komiteja"));
    for municipality in ["tukuma-novads", "ogres-novads", "rezekne"] {
        assert_eq!(goes_to(municipality), "pašvaldības vadība", "{municipality}");
    }
    let ventspils = goes_to("ventspils");
    assert!(ventspils.contains("sadarbības grupa") && ventspils.contains("Izglītības komisija"));
    assert_eq!(Programme::default().report_goes_to(), None);
}
