//! Settings of cases, with the defaults of `domain::cases::CaseSettings`.

use balsts_domain::cases::CaseSettings;

use super::plain::{Default, PlainEntry};

const D: CaseSettings = CaseSettings::DEFAULT;

const fn number(
    key: &'static str,
    default: u32,
    range: (i64, i64),
    source: &'static str,
    latvian: &'static str,
    english: &'static str,
) -> PlainEntry {
    PlainEntry {
        key,
        default: Default::Number(default as i64),
        range: Some(range),
        source: if source.is_empty() { "assumption" } else { source },
        assumption: source.is_empty(),
        latvian,
        english,
    }
}

const fn switch(
    key: &'static str,
    default: bool,
    source: &'static str,
    latvian: &'static str,
    english: &'static str,
) -> PlainEntry {
    PlainEntry {
        key,
        default: Default::Switch(default),
        range: None,
        source: if source.is_empty() { "assumption" } else { source },
        assumption: source.is_empty(),
        latvian,
        english,
    }
}

/// The settings.
pub(super) const ENTRIES: [PlainEntry; 19] = [
    number(
        "team_working_days",
        D.team_working_days,
        (1, 60),
        "",
        "Cik darbdienās sanāk atbalsta komanda",
        "Working days until the support team meets",
    ),
    number(
        "support_days",
        D.support_days,
        (7, 365),
        "",
        "Pēc cik dienām vērtē, vai sniegtais atbalsts ir palīdzējis",
        "Days after which given support is judged",
    ),
    number(
        "report_working_days",
        D.report_working_days,
        (1, 30),
        "Rēzeknes novads",
        "Cik darbdienās pēc mutiskas ziņas jābūt rakstiskam ziņojumam",
        "Working days until what was told is in writing",
    ),
    number(
        "answer_working_days",
        D.answer_working_days,
        (1, 60),
        "",
        "Cik darbdienās institūcija atbild uz ziņojumu",
        "Working days until an institution answers a report",
    ),
    number(
        "reported_days",
        D.reported_days,
        (7, 365),
        "",
        "Pēc cik dienām vērtē, vai institūciju rīcība ir palīdzējusi",
        "Days after which what the institutions did is judged",
    ),
    number(
        "group_working_days",
        D.group_working_days,
        (1, 60),
        "",
        "Cik darbdienās sadarbības grupa pieņem vai atdod lietu",
        "Working days until the cooperation group takes or returns a case",
    ),
    number(
        "decision_days",
        D.decision_days,
        (7, 180),
        "",
        "Cik dienās sadarbības grupa nolemj",
        "Days until the cooperation group decides",
    ),
    number(
        "result_days",
        D.result_days,
        (7, 365),
        "",
        "Pēc cik dienām vērtē grupas lēmuma rezultātu, ja grupa pati nav noteikusi",
        "Days after which the group’s decision is judged, where it sets none itself",
    ),
    number(
        "centre_days",
        D.centre_days,
        (7, 365),
        "",
        "Pēc cik dienām noskaidro, ko izdarījis Bērnu aizsardzības centrs",
        "Days after which what the Child Protection Centre did is asked for",
    ),
    number(
        "reminder_working_days",
        D.reminder_working_days,
        (0, 30),
        "",
        "Cik darbdienas iepriekš atgādina par termiņu",
        "Working days before a deadline on which it is reminded of",
    ),
    switch(
        "board_first",
        D.board_first,
        "Rēzeknes novads",
        "Vai izglītības pārvaldei ziņo pirms sociālā dienesta",
        "Whether the education board is told before the social service",
    ),
    switch(
        "plan_first",
        D.plan_first,
        "Ogre",
        "Vai pirms ziņošanas institūcijām jābūt apstiprinātam vai ģimenes noraidītam atbalsta plānam",
        "Whether a support plan, approved or declined by the family, comes before institutions are told",
    ),
    number(
        "social_lessons",
        D.social_lessons,
        (1, 1000),
        "",
        "No cik neattaisnotām stundām semestrī, ja ir arī sociālas grūtības, iesaista sociālo dienestu",
        "Unexcused lessons in the semester from which, with social difficulties, the social service is involved",
    ),
    switch(
        "social_substances",
        D.social_substances,
        "",
        "Vai sociālo dienestu iesaista, ja pamanīta vielu lietošana",
        "Whether noticed use of substances involves the social service",
    ),
    number(
        "social_not_enrolled_days",
        D.social_not_enrolled_days,
        (1, 365),
        "",
        "Pēc cik dienām bez izglītības iestādes iesaista sociālo dienestu",
        "Days on no institution’s list from which the social service is involved",
    ),
    number(
        "long_unsolved_days",
        D.long_unsolved_days,
        (7, 730),
        "",
        "No cik dienām lieta ir ilgstoši neatrisināta",
        "Days from which a case counts as long unsolved",
    ),
    switch(
        "admit_quick_action",
        D.admit_quick_action,
        "Tukums, Ogre",
        "Vai grupa pieņem lietas, kurās vajag ātru vairāku institūciju rīcību",
        "Whether the group takes cases that need quick action of several institutions",
    ),
    switch(
        "admit_one_cannot",
        D.admit_one_cannot,
        "Tukums, Ogre",
        "Vai grupa pieņem lietas, ko viena institūcija nevar atrisināt",
        "Whether the group takes cases that one institution cannot solve",
    ),
    switch(
        "admit_long_unsolved",
        D.admit_long_unsolved,
        "Tukums, Ogre",
        "Vai grupa pieņem ilgstoši neatrisinātas lietas",
        "Whether the group takes cases that are long unsolved",
    ),
];
