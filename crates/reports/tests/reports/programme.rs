//! The five adopted programmes as documents: every row of every table stands in them, under the columns of its source.

use balsts_domain::programme::{Programme, shipped};
use balsts_reports::document::Document;
use balsts_reports::format::Language;
use balsts_reports::programme::{Paper, document};
use jiff::civil::date;

fn paper(programme: &Programme) -> Document {
    let paper = Paper {
        language: Language::Latvian,
        on: date(2026, 11, 27),
        municipality: "Pašvaldība".to_owned(),
        version: 1,
        state: "spēkā".to_owned(),
        decision: None,
        results: Vec::new(),
    };
    document(programme, &paper)
}

#[expect(clippy::unwrap_used, reason = "a fixture of tests")]
fn of(code: &str) -> String {
    let programme = shipped()
        .into_iter()
        .find(|one| one.municipality == code)
        .unwrap();
    paper(&programme).to_html()
}

/// The headings of the columns of the table after a heading.
#[expect(clippy::unwrap_used, reason = "a fixture of tests")]
fn columns(html: &str, heading: &str) -> Vec<String> {
    let after = html.split(&format!(">{heading}</h2>")).nth(1).unwrap();
    let head = after.split("</thead>").next().unwrap();
    head.split("<th ")
        .skip(1)
        .map(|cell| {
            let text = cell.split_once('>').unwrap().1;
            text.split("</th>").next().unwrap().to_owned()
        })
        .collect()
}

// covers: PLN-22, REP-12
#[test]
fn the_plan_of_each_has_the_columns_of_its_source() {
    let years = |from: i16, to: i16| (from..=to).map(|year| year.to_string()).collect::<Vec<_>>();
    let joined = |before: &[&str], after: &[&str], years: Vec<String>| -> Vec<String> {
        before
            .iter()
            .chain(&["Īstenošanas periods"])
            .chain(after)
            .map(|text| (*text).to_owned())
            .chain(years)
            .collect()
    };
    let full = [
        "Nr.",
        "Mērķis",
        "Nr.",
        "Prevencijas aktivitāte",
        "Sasniedzamais rezultāts",
        "Atbildīgā institūcija",
        "Iesaistītās institūcijas",
    ];
    let without_number: Vec<&str> = full
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != 2)
        .map(|(_, text)| *text)
        .collect();
    let tukums = [
        "Nr.",
        "Mērķis",
        "Nr.",
        "Prevencijas aktivitāte",
        "Izpildītājs",
        "Par uzraudzību atbildīgā institūcija",
    ];
    let plan = "Prevencijas aktivitāšu plāns";
    assert_eq!(
        columns(&of("rezeknes-novads"), plan),
        joined(&full, &[], years(2024, 2028))
    );
    assert_eq!(
        columns(&of("ogres-novads"), plan),
        joined(&without_number, &[], years(2024, 2027))
    );
    assert_eq!(
        columns(&of("ventspils"), plan),
        joined(&full, &["Finanšu avots"], years(2024, 2028))
    );
    assert_eq!(
        columns(&of("rezekne"), plan),
        joined(&full, &[], years(2024, 2028))
    );
    assert_eq!(
        columns(&of("tukuma-novads"), plan),
        joined(&tukums, &["Finanšu avots"], years(2024, 2028))
    );
    let results = columns(&of("rezekne"), "Rezultātu uzskaite un analīze");
    assert_eq!(results[3], "Rezultatīvais rādītājs");
    assert!(
        !of("ogres-novads").contains("Rezultātu uzskaite un analīze"),
        "Ogre has no such table"
    );
}

// covers: PLN-22, REP-12
#[test]
fn every_row_of_every_programme_stands_in_its_document_and_every_irregularity() {
    for programme in shipped() {
        let html = paper(&programme).to_html();
        let has = |text: &str| {
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let escaped = line
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;")
                    .replace('"', "&quot;")
                    .replace('\'', "&#39;");
                assert!(html.contains(&escaped), "{}: {line}", programme.municipality);
            }
        };
        for goal in &programme.goals {
            has(&goal.title);
            goal.expected_results.iter().for_each(|text| has(text));
        }
        programme.activities.iter().for_each(|one| has(&one.title));
        programme.tasks.iter().for_each(|one| has(&one.title));
        programme
            .resources
            .iter()
            .for_each(|one| has(&one.resources_text));
        programme
            .results_method
            .iter()
            .for_each(|one| has(&one.planned_result));
        programme.indicators.iter().for_each(|one| {
            has(&one.title);
            one.targets.iter().for_each(|target| has(&target.text));
        });
        programme.institutions.iter().for_each(|one| has(&one.name));
        programme.cooperation_bodies.iter().for_each(|one| has(&one.name));
        programme.monitoring_duties.iter().for_each(|one| has(&one.what));
        programme.irregularities.iter().for_each(|one| has(&one.text));
    }
}

// covers: REP-12
#[test]
fn every_programme_is_written_as_docx_and_pdf() {
    for programme in shipped() {
        let document = paper(&programme);
        assert!(document.to_docx().unwrap().starts_with(b"PK"));
        if Document::PDF {
            assert!(
                document.to_pdf().unwrap().starts_with(b"%PDF"),
                "{}",
                programme.municipality
            );
        }
    }
}
