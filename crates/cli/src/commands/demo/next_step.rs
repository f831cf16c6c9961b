//! What some young people of the demonstration do who are on no list any more; of the others nothing is known.

use balsts_app::{
    Ctx,
    next_step::{RecordNextStep, YoungPeopleFilter},
};
use balsts_domain::people::{NextStep, YoungGroup};
use jiff::ToSpan as _;

use crate::failure::Failure;

/// Steps with from whom they are known.
const STEPS: [(NextStep, &str); 6] = [
    (NextStep::Neither, "Pateica jaunietis, satikts jauniešu centrā"),
    (NextStep::VocationalStudies, "Pateica klases audzinātāja"),
    (NextStep::Work, "Pateica māte pa tālruni"),
    (NextStep::RegisteredAtNva, "Pateica jaunietis"),
    (NextStep::Abroad, "Pateica vecmāmiņa"),
    (NextStep::Neither, "Pateica bijusī klasesbiedrene"),
];

/// Writes them down as the education board would.
pub(super) async fn record(board: &Ctx) -> Result<(), Failure> {
    let filter = YoungPeopleFilter {
        group: Some(YoungGroup::NotKnown),
        ..YoungPeopleFilter::default()
    };
    let found = board.young_people(&filter, STEPS.len()).await?;
    let people = found.lists.iter().flat_map(|list| &list.people);
    for (person, (step, source)) in people.zip(STEPS) {
        let record = RecordNextStep {
            step: Some(step),
            day: found.on.checked_sub(20.days()).ok(),
            source: source.to_owned(),
        };
        board.record_next_step(&person.row.public_id, &record).await?;
    }
    Ok(())
}
