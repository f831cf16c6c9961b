//! `docs/rules/` is made from the code: it cannot be wrong. Each rule names its source, whether it is an assumption, and the tests that
//! speak of it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use balsts_domain::achievement::exam_thresholds;
use balsts_domain::calendar::{Calendar, Period, Semester};
use balsts_domain::disclosure::SMALLEST_CELL;
use balsts_domain::duties::{DutyCode, ProgrammeDutyCode, SUBMISSION_DAYS};
use balsts_domain::indicators::{METHOD_RULES, Method, Part, TypedWhy, Way, assignments};
use balsts_domain::risk::settings::{self, BuiltIn, Entry};
use balsts_domain::risk::signal::{DEFINITIONS, Definition};

const MADE: &str = "<!-- Made from the code by the test `rules` of crates/domain; change the code. -->\n\n";

fn source_of(source: &str, assumption: bool) -> String {
    if assumption && source != "assumption" {
        format!("{source} (**assumption**)")
    } else if assumption {
        "**assumption**".to_owned()
    } else {
        source.to_owned()
    }
}

fn default_of(entry: &Entry) -> String {
    match entry.default {
        BuiltIn::Number(number) => number.to_string(),
        BuiltIn::Switch(true) => "yes".to_owned(),
        BuiltIn::Switch(false) => "no".to_owned(),
        BuiltIn::Table => "a table".to_owned(),
    }
}

/// Files of tests with their text.
fn sources(below: &Path, found: &mut Vec<(PathBuf, String)>) {
    let mut entries: Vec<_> = std::fs::read_dir(below)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

/// Names of the tests of the domain whose text speaks of one of the words.
fn tests_of(words: &[String]) -> Vec<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut names = Vec::new();
    for (_, text) in &files {
        for part in text.split("#[test]\n").skip(1) {
            let Some((head, body)) = part.split_once("fn ").and_then(|(_, rest)| rest.split_once('(')) else {
                continue;
            };
            let body = body.split("\n    }\n\n    ///").next().unwrap_or(body);
            let body = body.split("\n}\n").next().unwrap_or(body);
            let speaks = |word: &String| {
                body.match_indices(word.as_str()).any(|(at, _)| {
                    !body[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                        && !body[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
                        // The state of a life cycle may be called like a signal.
                        && !body[..at].ends_with("State::")
                })
            };
            if words.iter().any(speaks) {
                names.push(head.to_owned());
            }
        }
    }
    names.sort();
    names.dedup();
    names
}

fn level_of(definition: &Definition) -> String {
    match definition.higher {
        Some(higher) => format!("{}; {higher}", definition.level),
        None => definition.level.to_string(),
    }
}

fn signals() -> String {
    let mut out = format!(
        "# Signals\n\n{MADE}A signal fires, does not fire, or the records do not answer. The level of a pupil is the highest of the signals that the reader may\n\
         see, one higher (at most `very_high`) when signals of three or more kinds are at `medium` or above among them. A person decides.\n",
    );
    for definition in &DEFINITIONS {
        write!(
            out,
            "\n## `{}`\n\n{}\n\n*Latviski:* {}\n\n- kind: {}; group: {}; level: {}; counted in: {}\n- source: {}\n",
            definition.code,
            definition.rule,
            definition.rule_latvian,
            definition.kind.code(),
            definition.group.code(),
            level_of(definition),
            definition.unit.code(),
            source_of(definition.source, definition.assumption),
        )
        .unwrap();
        for key in definition.settings {
            if let Some(entry) = settings::entry(key) {
                let unit = if entry.unit.is_empty() {
                    String::new()
                } else {
                    format!(" {}", entry.unit)
                };
                let source = source_of(entry.source, entry.assumption);
                writeln!(
                    out,
                    "- setting `{key}`: {}{unit}. {}. Source: {source}",
                    default_of(entry),
                    entry.what
                )
                .unwrap();
            }
        }
        let tests = tests_of(&[format!("{:?}", definition.signal)]);
        assert!(!tests.is_empty(), "no test speaks of {}", definition.code);
        writeln!(out, "- tests: {}", tests.join(", ")).unwrap();
    }
    out
}

fn duties() -> String {
    let mut out = format!(
        "# Duties\n\n{MADE}Duties are computed from records. Nothing blocks the duty to protect a child.\n\n\
         | code | what | who | source | tests |\n|---|---|---|---|---|\n"
    );
    for duty in DutyCode::ALL {
        let tests = tests_of(&[format!("{duty:?}")]);
        writeln!(
            out,
            "| `{}` | {} | {} | {} | {} |",
            duty.code(),
            duty.title(),
            duty.who().join(", "),
            duty.source(),
            tests.join(", ")
        )
        .unwrap();
    }
    writeln!(
        out,
        "\n## Of the programme\n\nThe dates are those of each programme; schools submit by {SUBMISSION_DAYS} where a municipality sets no other days.\n\n\
         | code | what |\n|---|---|"
    )
    .unwrap();
    for duty in ProgrammeDutyCode::ALL {
        writeln!(out, "| `{}` | {} |", duty.code(), duty.english()).unwrap();
    }
    out.push_str("\n## Terms and what is shown beside them\n\n| setting | default | unit | what | source |\n|---|---|---|---|---|\n");
    let about = |entry: &&Entry| entry.about == settings::About::Concerns;
    for entry in settings::REGISTRY.iter().filter(about) {
        writeln!(
            out,
            "| `{}` | {} | {} | {} | {} |",
            entry.key,
            default_of(entry),
            entry.unit,
            entry.what,
            source_of(entry.source, entry.assumption)
        )
        .unwrap();
    }
    out
}

fn indicators() -> String {
    let mut out = format!(
        "# Indicators\n\n{MADE}How targets are read, how each value is computed, and which method computes which indicator of the five programmes.\n\n\
         | rule | source |\n|---|---|\n"
    );
    for rule in METHOD_RULES {
        writeln!(
            out,
            "| {} | {} |",
            rule.english,
            source_of(rule.source, rule.assumption)
        )
        .unwrap();
    }
    out.push_str("\n## Methods\n\n| method | formula | unit | records | source |\n|---|---|---|---|---|\n");
    for method in Method::ALL {
        let definition = method.definition();
        let needs: Vec<&str> = definition.needs.iter().map(|need| need.code()).collect();
        writeln!(
            out,
            "| `{}` | {} | {} | {} | {} |",
            method.code(),
            definition.formula_english,
            definition.unit.english(),
            needs.join(", "),
            source_of(definition.source, definition.assumption)
        )
        .unwrap();
    }
    out.push_str("\n## Indicators of the programmes\n\n| municipality | number | sub-row | value |\n|---|---|---|---|\n");
    for row in assignments() {
        let value = match row.way {
            Way::Computed(method, parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .filter(|part| **part != Part::All)
                    .map(|part| part.code())
                    .collect();
                format!("`{}` {}", method.code(), parts.join(", "))
            }
            Way::Typed(TypedWhy::Ethnicity) => {
                "typed by the board: ethnicity is not recorded for a child".to_owned()
            }
        };
        writeln!(
            out,
            "| {} | {} | {} | {} |",
            row.municipality,
            row.nr,
            row.dimension.unwrap_or_default(),
            value.trim_end()
        )
        .unwrap();
    }
    out
}

fn days(period: Period) -> String {
    format!("{} – {}", period.from(), period.to())
}

fn calendar() -> String {
    let mut out = format!(
        "# School years\n\n{MADE}Later years are provisional copies of the last pattern known.\n\n\
         | year | 1st semester | 2nd semester | ends of grades | breaks | source |\n|---|---|---|---|---|---|\n"
    );
    let calendar = Calendar::built_in();
    let mut years = calendar.known_years();
    years.extend(years.last().map(|year| year.next()));
    for year in years {
        let table = calendar.table(year);
        let ends: Vec<_> = table
            .grade_ends
            .iter()
            .map(|end| format!("{}: {}", end.grade, end.on))
            .collect();
        let breaks: Vec<_> = table.breaks.iter().map(|one| days(one.period)).collect();
        writeln!(
            out,
            "| {year} | {} | {} | {} | {} | {}{} |",
            days(table.semester(Semester::First, None)),
            days(table.semester(Semester::Second, None)),
            ends.join("; "),
            breaks.join("; "),
            table.source,
            if table.provisional {
                " (**provisional**)"
            } else {
                ""
            }
        )
        .unwrap();
    }
    out
}

fn exams() -> String {
    let mut out = format!(
        "# Thresholds of central exams\n\n{MADE}| grade | year | below, % | source |\n|---|---|---|---|\n"
    );
    for row in exam_thresholds() {
        let source = source_of(&row.source, row.assumption);
        writeln!(
            out,
            "| {} | {} | {} | {source} |",
            row.grade, row.year, row.percent
        )
        .unwrap();
    }
    out
}

fn disclosure() -> String {
    let tests = tests_of(&["withhold".to_owned(), "withhold_table".to_owned()]);
    format!(
        "# Disclosure\n\n{MADE}- Counts from 1 to {} are withheld in what is published (setting `smallest_cell`, default {SMALLEST_CELL}; **assumption**). Zero is shown.\n\
         - Where a total stands beside, the next smallest counts are withheld as well until two or more are hidden that sum to at least {SMALLEST_CELL},\n  and to more than one each; where none is left, the total goes.\n\
         - In a table the same holds for every row, column and sum shown, and nothing withheld follows from all sums together: neither by solving them,\n  \
         nor by the bounds that they set to what is at least one. Lessons are withheld by the pupils behind them.\n\
         - Where the value of an indicator is withheld, it is not told how the indicator stands. Indicators and the table of support plans of one report\n  \
         are decided on together, and so is every indicator with the report on the same pupils that gives its parts or the same figure.\n\
         - Concerns and late duties of institutions are about children: who may not see each child is shown their counts as all others.\n\
         - What is recorded of health, means and family (groups B, C, D) is shown only to readers entitled to a child's circumstances; level, reasons,\n  \
         duties and counts shown to others come from what those may see.\n\
         - Answers to surveys were given without a name: a share behind which too few answers stand is withheld from everybody, whoever may see each child.\n\
         - tests: {}\n",
        SMALLEST_CELL - 1,
        tests.join(", ")
    )
}

fn pages() -> [(&'static str, String); 6] {
    [
        ("signals", signals()),
        ("duties", duties()),
        ("calendar", calendar()),
        ("exams", exams()),
        ("disclosure", disclosure()),
        ("indicators", indicators()),
    ]
}

fn path_of(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/rules/{name}.md"))
}

// covers: RSK-06
#[test]
fn the_pages_of_the_rules_are_those_of_the_code() {
    for (name, page) in pages() {
        let stored = std::fs::read_to_string(path_of(name)).unwrap_or_default();
        assert_eq!(
            stored, page,
            "run `cargo test -p balsts-domain -- --ignored write_the_rules` and look at what changed in {name}"
        );
    }
}

#[test]
#[ignore = "writes docs/rules anew"]
fn write_the_rules() {
    for (name, page) in pages() {
        std::fs::write(path_of(name), page).unwrap();
    }
}
