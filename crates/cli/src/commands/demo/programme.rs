//! The adopted programme of a demonstration municipality, and what its board has reported of the work since; through the same use cases as real
//! ones.

use std::collections::HashMap;

use balsts_app::{
    App,
    programme::{
        report::{ReportWork, SentEvidence},
        version::TakeIn,
        work::WorkLine,
    },
};
use balsts_domain::programme::{Finding, Programme, ProgressState, shipped_text};
use balsts_synthetic::demo::{self, Role};
use jiff::ToSpan;

use crate::failure::Failure;

/// What was reported of the work, in turn: state, how many days ago, what was said, what the file that proves it holds.
const REPORTED: [Option<(ProgressState, i32, &str, &str)>; 6] = [
    Some((
        ProgressState::Continuous,
        40,
        "Notiek katru mācību gadu, kā plānots.",
        "",
    )),
    None,
    Some((
        ProgressState::InProgress,
        25,
        "Sagatavošana sākta, pirmās nodarbības būs nākamajā semestrī.",
        "",
    )),
    Some((
        ProgressState::Done,
        60,
        "Izdarīts, kopsavilkums pievienots.",
        "Nodarbības notika trīs reizes, katrā ap 20 dalībnieku. Novērtējums 4,6 no 5.\n",
    )),
    None,
    Some((
        ProgressState::Postponed,
        10,
        "Nav atrasts lektors; pārcelts uz nākamo mācību gadu.",
        "",
    )),
];

/// Takes the shipped programme in, where there is one for the municipality, and reports some of its work as the board.
pub(super) async fn adopt(
    app: &App,
    municipality: &str,
    users: &HashMap<&'static str, i64>,
) -> Result<(), Failure> {
    let Some(text) = shipped_text(municipality) else {
        return Ok(());
    };
    let programme = Programme::from_toml(text).map_err(|error| Failure::Failed(error.to_string()))?;
    let operator = app.operator(municipality).await?;
    let taken = operator.take_in_programme(&programme, &TakeIn::default()).await?;
    if taken.is_refused() {
        let first = taken.findings.iter().find(|one| one.is_error());
        let sentence = first.map(|one: &Finding| one.sentence(false));
        return Err(Failure::Failed(format!(
            "programme of {municipality}: {}",
            sentence.unwrap_or_default()
        )));
    }
    let board = demo::accounts()
        .iter()
        .find(|one| one.municipality == municipality && one.role == Role::EducationBoard)
        .and_then(|account| users.get(account.email));
    let Some(board) = board else { return Ok(()) };
    let board = app.ctx(app.actor(*board).await?.0);
    super::annual::write(&board).await?;
    let mut work: Vec<WorkLine> = board.programme_work(false).await?;
    work.sort_by(|one, other| one.number.cmp(&other.number));
    for (line, reported) in work.iter().zip(REPORTED.iter().cycle()) {
        let Some((state, days_ago, note, evidence)) = *reported else {
            continue;
        };
        let report = ReportWork {
            table: line.table,
            key: line.key.clone(),
            party: String::new(),
            state: Some(state),
            on: board.today().checked_sub(days_ago.days()).ok(),
            note: note.to_owned(),
            evidence: String::new(),
        };
        let file = SentEvidence {
            name: "kopsavilkums.txt".to_owned(),
            bytes: evidence.as_bytes().to_vec(),
        };
        let files = if evidence.is_empty() {
            Vec::new()
        } else {
            vec![file]
        };
        board.report_work(&report, files).await?;
    }
    Ok(())
}
