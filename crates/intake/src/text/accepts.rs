//! What a column accepts, by its type.

use super::Entry;

/// See [`crate::ColumnType`]: one text for each of its variants.
pub(super) const TEXTS: &[Entry] = &[
    (
        "accepts-personal-code",
        "personas kodu DDMMGG-CNNNN vai 3XNNNN-NNNNN, ar defisi vai bez tās",
        "a personal code DDMMYY-CNNNN or 3XNNNN-NNNNN, with or without the hyphen",
    ),
    (
        "accepts-pupil-code",
        "iestādes piešķirtu kodu: 1–40 burtus, ciparus, punktus, defises, pasvītras vai slīpsvītras",
        "a code given by the institution: 1–40 letters, digits, dots, hyphens, underscores or slashes",
    ),
    (
        "accepts-code",
        "iestādes kodu vai nosaukumu līdz {max} rakstzīmēm",
        "an institution's code or name of up to {max} characters",
    ),
    (
        "accepts-text",
        "tekstu līdz {max} rakstzīmēm",
        "text of up to {max} characters",
    ),
    (
        "accepts-email",
        "e-pasta adresi, piemēram, vards@skola.lv",
        "an e-mail address, for example vards@skola.lv",
    ),
    (
        "accepts-date",
        "2026-09-01, 01.09.2026, 01.09.2026. vai izklājlapas datumu",
        "2026-09-01, 01.09.2026, 01.09.2026. or a spreadsheet date",
    ),
    (
        "accepts-period",
        "datumu (2026-09-01, 01.09.2026., izklājlapas datumu), mēnesi (2026-09, 2026. gada septembris) vai mācību gadu (2026/27)",
        "a date (2026-09-01, 01.09.2026., a spreadsheet date), a month (2026-09, 2026. gada septembris) or a school year (2026/27)",
    ),
    (
        "accepts-class",
        "klasi, piemēram, 8.b, 10.A vai 1",
        "a class, for example 8.b, 10.A or 1",
    ),
    (
        "accepts-whole",
        "veselu skaitli no {min} līdz {max}",
        "a whole number from {min} to {max}",
    ),
    (
        "accepts-decimal",
        "skaitli no {min} līdz {max} (ar komatu vai punktu)",
        "a number from {min} to {max} (with decimal comma or point)",
    ),
    (
        "accepts-positive",
        "skaitli, kas lielāks par 0 un līdz {max} (ar komatu vai punktu)",
        "a number above 0 and up to {max} (with decimal comma or point)",
    ),
    (
        "accepts-mark",
        "1–10, S, T, A, P, nv, i vai ni",
        "1–10, S, T, A, P, nv, i or ni",
    ),
    (
        "accepts-yes-no",
        "jā vai nē (arī yes/no, 1/0, true/false)",
        "jā or nē (also yes/no, 1/0, true/false)",
    ),
    ("accepts-choice", "{choices}", "{choices}"),
    (
        "accepts-choices",
        "{choices}; vairākus raksta ar semikolu starp tiem",
        "{choices}; several with a semicolon between them",
    ),
    (
        "accepts-programme-code",
        "izglītības programmas kodu: 8 ciparus, piemēram, 21011111",
        "an education programme code: 8 digits, for example 21011111",
    ),
    (
        "accepts-school-year",
        "mācību gadu, piemēram, 2026/27 vai 2026./2027. m.g.",
        "a school year, for example 2026/27 or 2026./2027. m.g.",
    ),
    ("accepts-semester", "1 vai 2", "1 or 2"),
    (
        "accepts-list",
        "kodus ar semikolu starp tiem",
        "codes with a semicolon between them",
    ),
];
