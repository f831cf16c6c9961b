//! Shares of favourable answers.

use std::collections::BTreeMap;

use balsts_domain::{indicators::Opinion, numbers::Decimal};
use balsts_store::AnswerSum;

/// Favourable answers and all answers with an opinion, of the questions that are about something: told by the question, or by the survey's name.
/// `read` says what an answer means beside the highest number among the answers to its question.
pub(super) fn favourable(
    answers: &[AnswerSum],
    is_about: impl Fn(&str) -> bool,
    read: fn(&str, Option<Decimal>) -> Opinion,
) -> (i64, i64) {
    let mut questions: BTreeMap<(&str, &str), Vec<&AnswerSum>> = BTreeMap::new();
    for answer in answers {
        questions
            .entry((&answer.survey, &answer.question))
            .or_default()
            .push(answer);
    }
    let (mut good, mut all) = (0, 0);
    for ((survey, question), answers) in questions {
        if !is_about(question) && !is_about(survey) {
            continue;
        }
        let highest = answers
            .iter()
            .filter_map(|answer| Decimal::parse(&answer.answer))
            .max();
        for answer in answers {
            match read(&answer.answer, highest) {
                Opinion::Favourable => {
                    good += answer.given;
                    all += answer.given;
                }
                Opinion::Other => all += answer.given,
                Opinion::None => {}
            }
        }
    }
    (good, all)
}
