//! The level of support on a page: in words, with its reasons in sentences, each with how it was worked out, and what a person decided.

use askama::Template;
use balsts_app::{
    assessment::PupilSupport,
    pupil::{PupilView, Strength},
};
use balsts_domain::risk::{
    Level, Reading,
    decision::LevelState,
    signal::{Amount, Item, SignalCode},
};
use balsts_reports::format::Language;

use super::{when, words};
use crate::{
    kit::{Button, Html, SupportLevel},
    reason::{Reason, level_code},
    texts::{Arg, Texts},
};

/// Pieces of evidence listed with a reason; the newest.
const EVIDENCE: usize = 20;

/// Signals that fire above their threshold, not at it.
const MORE_THAN: [SignalCode; 2] = [SignalCode::UnexcusedOverLimit, SignalCode::LeftSchool];

/// A reason with how it was worked out.
#[derive(Template, Clone, Debug)]
#[template(path = "pupil_reason.html")]
pub(crate) struct ReasonBlock {
    texts: Texts,
    sentence: String,
    level: String,
    name: String,
    rule: &'static str,
    counted: Option<String>,
    threshold: String,
    period: String,
    source: String,
    age: Option<String>,
    evidence: Vec<String>,
}

impl askama::filters::HtmlSafe for ReasonBlock {}

impl ReasonBlock {
    fn of(texts: Texts, reading: &Reading) -> Option<Self> {
        let reason = Reason::of(reading)?;
        let definition = reading.code.definition();
        let latvian = texts.language == Language::Latvian;
        let unit = texts.t(&format!("pupil-unit-{}", reading.unit.code().replace('_', "-")));
        let counted = |amount: Amount| format!("{} ({unit})", number(texts, amount));
        let mut source = match definition.source {
            "assumption" => texts.t("pupil-source-none"),
            source => texts.rule_source(source),
        };
        if definition.assumption {
            source = format!("{source}. {}", texts.t("pupil-assumption"));
        }
        Some(Self {
            texts,
            sentence: reason.sentence(texts),
            level: reading
                .level()
                .map(|level| SupportLevel::of(texts, level.code()).words())
                .unwrap_or_default(),
            name: texts.t(&format!("reason-name-{}", definition.code.replace('_', "-"))),
            rule: if latvian {
                definition.rule_latvian
            } else {
                definition.rule
            },
            counted: match reading.code {
                SignalCode::LeftSchool => Some(months_and_days(texts, reading)),
                _ => reading.value.map(counted),
            },
            threshold: if MORE_THAN.contains(&reading.code) {
                texts.t1("pupil-more-than", "amount", counted(reading.threshold))
            } else {
                counted(reading.threshold)
            },
            period: words(
                texts,
                "pupil-span",
                [
                    ("from", Arg::Date(reading.window.from())),
                    ("to", Arg::Date(reading.window.to())),
                ],
            ),
            source,
            age: reading.newest.map(|newest| texts.date(newest)),
            evidence: reading
                .evidence
                .iter()
                .rev()
                .take(EVIDENCE)
                .map(|one| evidence(texts, one.on, &one.item))
                .collect(),
        })
    }
}

/// How long a pupil has been away: six months to the day are not more than six months, and whole months would look alike.
fn months_and_days(texts: Texts, reading: &Reading) -> String {
    let (from, to) = (reading.window.from(), reading.window.to());
    let span = to.since((jiff::Unit::Month, from)).unwrap_or_default();
    words(
        texts,
        "pupil-months-and-days",
        [
            ("months", Arg::Number(f64::from(span.get_months()))),
            ("days", Arg::Number(f64::from(span.get_days()))),
        ],
    )
}

fn number(texts: Texts, amount: Amount) -> String {
    match amount.as_whole() {
        Some(whole) => texts.count(whole),
        None => texts.language.number(amount.in_hundredths() as f64 / 100.0, 2),
    }
}

/// One thing that counted, with its day.
fn evidence(texts: Texts, on: jiff::civil::Date, item: &Item) -> String {
    let what = match item {
        Item::Lessons(lessons) => texts.t1("pupil-evidence-lessons", "count", *lessons),
        Item::Total(lessons) => texts.t1("pupil-evidence-total", "count", *lessons),
        Item::Mark { subject, mark } => format!("{subject}: {mark}"),
        Item::Times { subject, times } => words(
            texts,
            "pupil-evidence-times",
            [("subject", subject.into()), ("count", (*times).into())],
        ),
        Item::Exam {
            subject,
            hundredths,
            threshold,
        } => words(
            texts,
            "pupil-evidence-exam",
            [
                ("subject", subject.into()),
                (
                    "result",
                    texts.language.percent(f64::from(*hundredths) / 100.0, 2).into(),
                ),
                (
                    "threshold",
                    texts.language.percent(f64::from(*threshold) / 100.0, 2).into(),
                ),
            ],
        ),
        Item::Institution(_) => texts.t("pupil-evidence-institution"),
        Item::Record(_) => texts.t("pupil-evidence-record"),
        Item::SchoolYear(first) => texts.language.school_year(*first),
        Item::Circumstance(kind) => match texts.language {
            Language::Latvian => kind.latvian().to_owned(),
            Language::English => kind.english().to_owned(),
        },
    };
    format!("{} {what}", texts.date(on))
}

/// The level with everything that belongs to it.
#[derive(Template, Clone, Debug)]
#[template(path = "pupil_support_level.html")]
pub(crate) struct LevelBlock {
    texts: Texts,
    level: SupportLevel,
    since: Option<String>,
    reasons: Vec<ReasonBlock>,
    raised: bool,
    state: Option<String>,
    decision: Option<Html>,
    decide: Option<Button>,
    strengths: Option<Vec<String>>,
    lacking: Vec<String>,
}

impl askama::filters::HtmlSafe for LevelBlock {}

impl LevelBlock {
    pub(super) fn of(texts: Texts, view: &PupilView) -> Option<Self> {
        let support = view.level.as_ref()?;
        let mut block = Self::of_support(texts, support, view.knows_decisions);
        let something = support.shown.proposed.is_some() && view.may_decide;
        let href = format!("/pupils/{}/level", view.identity.public_id);
        block.decide = something.then(|| Button::link(texts.t("pupil-decide"), href));
        block.strengths = (view.attendance.is_some() || view.marks.is_some()).then(|| {
            view.strengths
                .iter()
                .map(|strength| strength_words(texts, strength))
                .collect()
        });
        Some(block)
    }

    pub(super) fn of_support(texts: Texts, support: &PupilSupport, knows_decisions: bool) -> Self {
        let shown = &support.shown;
        let unanswered: Vec<&Reading> = support.assessment.unanswered(support.view).collect();
        let level = match shown.level {
            Some(level) => level.code(),
            None if shown.proposed.is_none() && !unanswered.is_empty() => "unknown",
            None => "none",
        };
        let decision = support.decisions.first().filter(|_| knows_decisions).map(|row| {
            let verdict = match row.action.as_str() {
                "confirm" => "pupil-decision-confirm",
                "dismiss" => "pupil-decision-dismiss",
                _ => "pupil-decision-change",
            };
            let level = row
                .level
                .map(|level| SupportLevel::of(texts, level_code(level)).words())
                .unwrap_or_default();
            let sentence = words(
                texts,
                verdict,
                [
                    ("who", row.user_name.as_str().into()),
                    ("at", Arg::Moment(when(row.at))),
                    (
                        "proposed",
                        SupportLevel::of(texts, level_code(row.proposed_level))
                            .words()
                            .into(),
                    ),
                    ("level", level.into()),
                ],
            );
            Html::lines([Html::text(&sentence), Html::text(&row.reason)])
        });
        Self {
            texts,
            level: SupportLevel::of(texts, level),
            since: support
                .since
                .filter(|_| shown.proposed.is_some())
                .map(|day| texts.t1("pupil-level-since", "day", day)),
            reasons: support
                .assessment
                .reasons(support.view)
                .into_iter()
                .filter_map(|reading| ReasonBlock::of(texts, reading))
                .collect(),
            raised: shown.raised,
            state: state_words(texts, shown.state, shown.proposed),
            decision,
            decide: None,
            strengths: None,
            lacking: unanswered
                .into_iter()
                .filter_map(|reading| lacking(texts, reading))
                .collect(),
        }
    }
}

/// Where the proposal stands, with the level that the signals propose.
fn state_words(texts: Texts, state: LevelState, proposed: Option<Level>) -> Option<String> {
    let proposed = proposed?;
    let key = format!("pupil-level-state-{}", state.code());
    Some(texts.t1(&key, "proposed", SupportLevel::of(texts, proposed.code()).words()))
}

/// What the records do not answer, and up to when they are known.
pub(super) fn lacking(texts: Texts, reading: &Reading) -> Option<String> {
    let lacking = Reason::of(reading)?.lacking(texts);
    Some(match reading.newest {
        Some(newest) => words(
            texts,
            "pupil-lacking-until",
            [("what", lacking.into()), ("day", Arg::Date(newest))],
        ),
        None => words(texts, "pupil-lacking-never", [("what", lacking.into())]),
    })
}

fn strength_words(texts: Texts, strength: &Strength) -> String {
    match strength {
        Strength::SubjectUp { subject, from, to } => words(
            texts,
            "pupil-strength-subject",
            [
                ("subject", subject.into()),
                ("from", u32::from(*from).into()),
                ("to", u32::from(*to).into()),
            ],
        ),
        Strength::AttendanceBack { before, days } => words(
            texts,
            "pupil-strength-back",
            [("before", (*before).into()), ("days", (*days).into())],
        ),
        Strength::NoUnexcused { days } => texts.t1("pupil-strength-no-unexcused", "days", *days),
        Strength::Activity(programme) => texts.t1("pupil-strength-activity", "programme", programme),
    }
}
