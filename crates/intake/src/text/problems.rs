//! What is wrong with a value of a row, and what would be accepted.

use super::Entry;

/// See [`crate::Problem`]: one text for each of its variants.
pub(super) const TEXTS: &[Entry] = &[
    (
        "row-error",
        "{row}. rinda, kolonna “{column}”, vērtība “{value}”: {text}",
        "Row {row}, column “{column}”, value “{value}”: {text}",
    ),
    (
        "row-error-empty",
        "{row}. rinda, kolonna “{column}”: {text}",
        "Row {row}, column “{column}”: {text}",
    ),
    (
        "required",
        "vērtības nav, bet tā ir obligāta. Pieņem: {accepts}",
        "the value is missing but required. Accepted: {accepts}",
    ),
    (
        "no-figure",
        "šeit rakstīts, ka datu nav, bet vērtība ir obligāta. Pieņem: {accepts}",
        "this says that there are no data, but the value is required. Accepted: {accepts}",
    ),
    (
        "pupil-missing",
        "nav ne personas koda, ne izglītojamā koda. Pieņem: personas kodu kolonnā personal_code vai iestādes piešķirtu kodu kolonnā pupil_code",
        "neither a personal code nor a pupil code is given. Accepted: a personal code in column personal_code or a code given by the institution in column pupil_code",
    ),
    (
        "personal-code-format",
        "tas nav personas kods. Pieņem: {accepts}",
        "this is not a personal code. Accepted: {accepts}",
    ),
    (
        "personal-code-century",
        "personas koda gadsimta cipars (septītais) ir {digit}. Pieņem: 0, 1 vai 2",
        "the century digit (the seventh) of the personal code is {digit}. Accepted: 0, 1 or 2",
    ),
    (
        "personal-code-date",
        "personas koda sākumā ir datums, kāda nav. Pieņem: pastāvošu datumu DDMMGG, piemēram, 150312-…",
        "the personal code begins with a date that does not exist. Accepted: an existing date DDMMYY, for example 150312-…",
    ),
    (
        "pupil-code-format",
        "tas nav izglītojamā kods. Pieņem: {accepts}",
        "this is not a pupil code. Accepted: {accepts}",
    ),
    (
        "personal-code-as-pupil-code",
        "šeit ir personas kods. Pieņem: personas kodu kolonnā personal_code, šajā kolonnā tikai iestādes piešķirtu kodu",
        "this is a personal code. Accepted: a personal code in column personal_code, here only a code given by the institution",
    ),
    (
        "date",
        "tas nav datums. Pieņem: {accepts}",
        "this is not a date. Accepted: {accepts}",
    ),
    (
        "date-range",
        "datums ir ārpus saprātīgām robežām. Pieņem: no 1900. līdz 2100. gadam",
        "the date is out of reasonable bounds. Accepted: years 1900 to 2100",
    ),
    (
        "period-reversed",
        "beigas ir pirms sākuma ({from}). Pieņem: datumu {from} vai vēlāku",
        "the end is before the start ({from}). Accepted: {from} or later",
    ),
    (
        "not-a-number",
        "tas nav skaitlis. Pieņem: {accepts}",
        "this is not a number. Accepted: {accepts}",
    ),
    (
        "not-whole",
        "tas nav vesels skaitlis. Pieņem: {accepts}",
        "this is not a whole number. Accepted: {accepts}",
    ),
    (
        "out-of-range",
        "skaitlis ir ārpus robežām. Pieņem: {accepts}",
        "the number is out of bounds. Accepted: {accepts}",
    ),
    (
        "not-accepted",
        "šādu vērtību nepieņem. Pieņem: {accepts}",
        "this value is not accepted. Accepted: {accepts}",
    ),
    (
        "too-long",
        "teksts ir pārāk garš. Pieņem: līdz {max} rakstzīmēm",
        "the text is too long. Accepted: up to {max} characters",
    ),
    (
        "control-character",
        "tekstā ir vadības rakstzīme. Pieņem: parastu tekstu",
        "the text holds a control character. Accepted: plain text",
    ),
    (
        "too-many-fields",
        "rindā ir {found} lauki, bet galvenē ir {expected}. Pieņem: tik lauku, cik galvenē; tekstu, kurā ir atdalītājs, liek pēdiņās",
        "the row has {found} fields, the header {expected}. Accepted: as many fields as the header has; a text that holds the separator goes into quotation marks",
    ),
    (
        "formula",
        "šūnā ir formula. Pieņem: vērtību; nokopējiet kolonnu un ielīmējiet “tikai vērtības”",
        "the cell holds a formula. Accepted: a value; copy the column and paste “values only”",
    ),
    (
        "merged-cells",
        "rindu skar sapludinātas šūnas {range}. Pieņem: atsevišķas šūnas, katrā sava vērtība; atceliet sapludināšanu",
        "the row is touched by merged cells {range}. Accepted: single cells with a value in each; unmerge them",
    ),
    (
        "cell-error",
        "šūnā ir izklājlapas kļūda. Pieņem: {accepts}",
        "the cell holds a spreadsheet error. Accepted: {accepts}",
    ),
    (
        "one-of-two",
        "nav ne {first}, ne {second}. Pieņem: vienu no abiem",
        "neither {first} nor {second} is given. Accepted: one of the two",
    ),
    (
        "check-digit",
        "personas koda kontrolcipars nesakrīt; rinda ir pieņemta, pārbaudiet kodu",
        "the check digit of the personal code does not match; the row is accepted, check the code",
    ),
    (
        "old-code-birth-date",
        "dzimšanas datums nesakrīt ar personas kodu; rinda ir pieņemta, pārbaudiet abus",
        "the birth date does not match the personal code; the row is accepted, check both",
    ),
];
