//! Favourable answers and all answers with an opinion, question by question: the share and the table behind it are the same sums.

use std::collections::BTreeMap;

use balsts_domain::{indicators::Opinion, numbers::Decimal};
use balsts_store::AnswerSum;

/// A question of a survey with how often it was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AskedQuestion {
    /// Name of the survey.
    pub survey: String,
    /// The question.
    pub question: String,
    /// Favourable answers.
    pub good: i64,
    /// All others with an opinion.
    pub other: i64,
}

/// The questions that are about something: told by the question, or by the survey's name. `read` says what an answer means beside the highest
/// number among the answers to its question.
pub(super) fn questions(
    answers: &[AnswerSum],
    is_about: impl Fn(&str) -> bool,
    read: fn(&str, Option<Decimal>) -> Opinion,
) -> Vec<AskedQuestion> {
    let mut questions: BTreeMap<(&str, &str), Vec<&AnswerSum>> = BTreeMap::new();
    for answer in answers {
        questions
            .entry((&answer.survey, &answer.question))
            .or_default()
            .push(answer);
    }
    let mut found = Vec::new();
    for ((survey, question), answers) in questions {
        if !is_about(question) && !is_about(survey) {
            continue;
        }
        let highest = answers
            .iter()
            .filter_map(|answer| Decimal::parse(&answer.answer))
            .max();
        let (mut good, mut other) = (0, 0);
        for answer in answers {
            match read(&answer.answer, highest) {
                Opinion::Favourable => good += answer.given,
                Opinion::Other => other += answer.given,
                Opinion::None => {}
            }
        }
        found.push(AskedQuestion {
            survey: survey.to_owned(),
            question: question.to_owned(),
            good,
            other,
        });
    }
    found
}
