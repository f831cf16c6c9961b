//! The sentences of findings in Latvian and English: the terminal and the browser say the same. `{name}` marks what is put in.

use super::Finding;
use crate::programme::Table;

type Entry = (&'static str, &'static str, &'static str);

const TEXTS: &[Entry] = &[
    (
        "missing-sheet",
        "darbgrāmatā nav darblapas “{value}”. Pieņem: darblapu ar šo nosaukumu, kaut tajā būtu tikai galvene",
        "the workbook has no sheet “{value}”. Accepted: a sheet of this name, even if it holds the header alone",
    ),
    (
        "empty-sheet",
        "darblapā “{value}” nav nevienas rindas. Pieņem: vienu rindu ar programmas kodu un gadiem",
        "sheet “{value}” has no row. Accepted: one row with the code and the years of the programme",
    ),
    (
        "unknown-sheet",
        "darblapai “{value}” šeit nav nozīmes, to neņem vērā",
        "sheet “{value}” means nothing here and is not read",
    ),
    (
        "missing-column",
        "trūkst kolonnas. Pieņem: kolonnu ar šādu galveni",
        "the column is missing. Accepted: a column with this header",
    ),
    (
        "unknown-column",
        "kolonnai “{value}” šeit nav nozīmes, to neņem vērā",
        "column “{value}” means nothing here and is not read",
    ),
    (
        "not-accepted",
        "šādu vērtību nepieņem. Pieņem: {accepts}",
        "this value is not accepted. Accepted: {accepts}",
    ),
    (
        "unreadable",
        "failu nevar izlasīt: {why}. Pieņem: failu, kādu izdod “balsts plan export”",
        "the file cannot be read: {why}. Accepted: a file as written by “balsts plan export”",
    ),
    (
        "target-of-nothing",
        "tāda rādītāja darblapā “indicators” nav. Pieņem: rādītāja numuru, apakšrindai ar daļu aiz defises, piemēram, 9-basic",
        "sheet “indicators” has no such indicator. Accepted: the number of an indicator, for a sub-row with its part after a hyphen, for example 9-basic",
    ),
    (
        "term",
        "termiņu nevar izlasīt ({why}). Pieņem: 2025.–2027., 2025., 2027., 2025./2026. m. g., 2025. gada janvāris – 2025. gada augusts",
        "the term cannot be read ({why}). Accepted: 2025.–2027., 2025., 2027., 2025./2026. m. g., 2025. gada janvāris – 2025. gada augusts",
    ),
    (
        "term-differs",
        "termiņš vārdos ir {from} – {to}, bet dienas ir citas. Pieņem: vienādus",
        "the term in words is {from} – {to}, but the days differ. Accepted: the same",
    ),
    (
        "outside-period",
        "termiņš ir ārpus programmas gadiem {from}–{to}",
        "the term lies outside the years {from}–{to} of the programme",
    ),
    (
        "period",
        "programmas gadi ir {from}–{to}. Pieņem: vismaz {shortest} gadus pēc kārtas",
        "the years of the programme are {from}–{to}. Accepted: at least {shortest} years in a row",
    ),
    (
        "duplicate-goal",
        "vienā līmenī šis mērķa numurs ir jau {first}. rindā. Pieņem: katram līmeņa mērķim savu numuru",
        "row {first} of this level has the same number. Accepted: a number of its own for each goal of a level",
    ),
    (
        "repeated-goal-number",
        "mērķa numurs ir jau citā līmenī, {first}. rindā. Pieņem: citu numuru",
        "the number of the goal is used in another level, row {first}. Accepted: another number",
    ),
    (
        "duplicate-number",
        "numurs ir jau {first}. rindā. Pieņem: numuru, kāda citai rindai nav",
        "row {first} has the same number. Accepted: a number that no other row has",
    ),
    (
        "number-gap",
        "numerācijā trūkst {missing}",
        "the numbering leaves out {missing}",
    ),
    (
        "goal-without-strategy",
        "aktivitāšu tabulas mērķim nav stratēģiskā mērķa",
        "the goal of the table of activities has no strategic goal",
    ),
    (
        "goal-without-activities",
        "stratēģiskajam mērķim nav nevienas aktivitātes",
        "no activity serves the strategic goal",
    ),
    (
        "activity-without-goal",
        "mērķa ar šādu numuru šajā līmenī nav. Pieņem: numuru no darblapas “plan_goals”, kur tās nav – no “goals”",
        "this level has no goal of this number. Accepted: a number from sheet “plan_goals” or, without it, from “goals”",
    ),
    ("untitled", "rindai nav nosaukuma", "the row has no title"),
    (
        "task-without-activity",
        "aktivitātes ar šādu numuru nav. Pieņem: numuru no darblapas “activities”",
        "there is no activity of this number. Accepted: a number from sheet “activities”",
    ),
    (
        "task-number",
        "uzdevuma numurs nesākas ar aktivitātes numuru {activity}",
        "the number of the task does not begin with that of its activity, {activity}",
    ),
    (
        "activity-without-years",
        "aktivitātei nav gadu. Pieņem: gadus ar komatiem, piemēram, 2025, 2027",
        "the activity has no years. Accepted: years with commas, for example 2025, 2027",
    ),
    (
        "year-outside",
        "gads ir ārpus programmas gadiem {from}–{to}",
        "the year lies outside the years {from}–{to} of the programme",
    ),
    (
        "nobody",
        "nav norādīts, kurš to dara",
        "nobody is named who does it",
    ),
    (
        "no-supervisor",
        "nav norādīts uzraugs",
        "nobody is named who supervises it",
    ),
    (
        "unknown-institution",
        "iestādes ar šādu nosaukumu sarakstā nav. Pieņem: nosaukumu no darblapas “institutions”",
        "the list has no institution of this name. Accepted: a name from sheet “institutions”",
    ),
    (
        "share-over",
        "īpatsvars ir lielāks par 100 %. Pieņem: 0–100",
        "the share is above 100 %. Accepted: 0–100",
    ),
    (
        "target-looser",
        "mērķis ir vājāks par bāzes vērtību {baseline}: to var sasniegt, nekā nemainot",
        "the target is looser than the baseline {baseline}: it is met by changing nothing",
    ),
    (
        "target-equal",
        "mērķis ir tāds pats kā bāzes vērtība {baseline}",
        "the target equals the baseline {baseline}",
    ),
    (
        "target-before-baseline",
        "mērķis ir {year}. gadam, bet bāzes vērtību sola tikai {promised}",
        "the target is for {year}, but the baseline is promised for {promised} only",
    ),
    (
        "targets-reversed",
        "{year}. gada mērķis ir vājāks par agrāka gada mērķi",
        "the target of {year} is looser than that of an earlier year",
    ),
    (
        "no-baseline",
        "nav ne bāzes vērtības, ne gada, kad to noteiks",
        "there is neither a baseline nor a year in which it will be known",
    ),
    (
        "relative-without-baseline",
        "mērķis ir pieaugums pret bāzes vērtību, kuras vēl nav",
        "the target is an increase over a baseline that is not known yet",
    ),
    (
        "no-targets",
        "rādītājam nav mērķvērtību",
        "the indicator has no targets",
    ),
    (
        "broken-link",
        "tāda stratēģiskā mērķa nav. Pieņem: līmeni un numuru no darblapas “goals”, piemēram, M/3",
        "there is no such strategic goal. Accepted: level and number from sheet “goals”, for example M/3",
    ),
    (
        "resource-of-nothing",
        "šādas aktivitātes nav ne aktivitāšu, ne uzdevumu tabulā",
        "neither the table of activities nor that of tasks has this activity",
    ),
    (
        "conflict",
        "citā tabulā ({other_table}, {other_row}. rinda) tam pašam ir “{other}”",
        "another table ({other_table}, row {other_row}) says “{other}” of the same",
    ),
    (
        "goal-dropped",
        "šajā versijā nav mērķa “{value}”, kuram spēkā esošajā programmā ir {activities} aktivitātes. Pieņem: versiju ar šo mērķi vai skaidru norādi, ka to svītro",
        "this version leaves out goal “{value}”, which has {activities} activities in the programme in force. Accepted: a version with this goal, or saying plainly that it is dropped",
    ),
    (
        "goal-locked",
        "vidusposma pārskatā stratēģiskos mērķus nemaina. Pieņem: mērķi, kāds tas ir spēkā esošajā programmā",
        "a mid-term review does not change strategic goals. Accepted: the goal as the programme in force has it",
    ),
    // What cells hold.
    ("accepts-text", "tekstu", "a text"),
    (
        "accepts-required",
        "tekstu; tukšu nedrīkst atstāt",
        "a text; it may not be empty",
    ),
    ("accepts-level", "U, M vai P", "U, M or P"),
    ("accepts-maybe-level", "U, M, P vai tukšu", "U, M, P or nothing"),
    (
        "accepts-year",
        "gadu, piemēram, 2027; tukšu nedrīkst atstāt",
        "a year, for example 2027; it may not be empty",
    ),
    (
        "accepts-maybe-year",
        "gadu, piemēram, 2027, vai tukšu",
        "a year, for example 2027, or nothing",
    ),
    (
        "accepts-required-integer",
        "veselu skaitli; tukšu nedrīkst atstāt",
        "a whole number; it may not be empty",
    ),
    (
        "accepts-integer",
        "veselu skaitli vai tukšu",
        "a whole number or nothing",
    ),
    (
        "accepts-number",
        "skaitli ar komatu vai punktu",
        "a number with decimal comma or point",
    ),
    (
        "accepts-list",
        "katru vērtību savā rindā",
        "each value on a line of its own",
    ),
    (
        "accepts-years",
        "gadus ar komatiem: 2025, 2027",
        "years with commas: 2025, 2027",
    ),
    ("accepts-flag", "x vai tukšu", "x or nothing"),
    (
        "accepts-day",
        "datumu: 2026-09-01 vai 01.09.2026.",
        "a date: 2026-09-01 or 01.09.2026.",
    ),
    (
        "accepts-trend",
        "below, up, down, increase_by vai tukšu",
        "below, up, down, increase_by or nothing",
    ),
    ("accepts-json", "JSON", "JSON"),
    // Why a term can't be read.
    ("term-no-year", "nav gada", "no year"),
    (
        "term-reversed",
        "beigas ir pirms sākuma",
        "it ends before it begins",
    ),
    (
        "term-school-year",
        "mācību gads ir divi gadi pēc kārtas",
        "a school year is two years in a row",
    ),
    (
        "term-unclear",
        "gadi un mēneši nesader",
        "years and months do not fit together",
    ),
    // Places.
    ("place-table", "Tabula “{table}”", "Table “{table}”"),
    (
        "place-row",
        "Tabula “{table}”, {row}. rinda",
        "Table “{table}”, row {row}",
    ),
    (
        "place-column",
        "Tabula “{table}”, {row}. rinda, kolonna “{column}”",
        "Table “{table}”, row {row}, column “{column}”",
    ),
    (
        "place-table-column",
        "Tabula “{table}”, kolonna “{column}”",
        "Table “{table}”, column “{column}”",
    ),
    (
        "place-value",
        "{place}, vērtība “{value}”",
        "{place}, value “{value}”",
    ),
];

/// At most so many letters of a value stand in a sentence.
const SHOWN: usize = 120;

fn entry(key: &str) -> Option<&'static Entry> {
    TEXTS.iter().find(|entry| entry.0 == key)
}

fn say(key: &str, latvian: bool, with: &[(&str, &str)]) -> String {
    let template = entry(key).map_or(key, |entry| if latvian { entry.1 } else { entry.2 });
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    // One pass, so that braces inside a value stay what they are.
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            break;
        };
        if let Some((_, value)) = with.iter().find(|(one, _)| *one == name) {
            out.push_str(value);
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn shown(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        None => line,
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}

pub(super) fn words(finding: &Finding, latvian: bool) -> String {
    let accepts = finding
        .accepts
        .map(|kind| say(&format!("accepts-{}", kind.code()), latvian, &[]))
        .unwrap_or_default();
    let value = shown(&finding.value);
    let details: Vec<(&str, String)> = finding
        .details
        .iter()
        .map(|(name, detail)| {
            let reason = format!("term-{detail}");
            if *name == "why" && entry(&reason).is_some() {
                (*name, say(&reason, latvian, &[]))
            } else {
                (*name, shown(detail))
            }
        })
        .collect();
    let mut with: Vec<(&str, &str)> = vec![("value", &value), ("accepts", &accepts)];
    with.extend(details.iter().map(|(name, detail)| (*name, detail.as_str())));
    say(finding.code.code(), latvian, &with)
}

pub(super) fn place(finding: &Finding, latvian: bool) -> String {
    let row = match finding.sheet_row {
        Some(row) => row.to_string(),
        None => finding.row.to_string(),
    };
    let has_row = finding.sheet_row.is_some() || finding.row > 0;
    let key = match (has_row, finding.column.is_empty()) {
        (true, false) => "place-column",
        (true, true) => "place-row",
        (false, false) => "place-table-column",
        (false, true) => "place-table",
    };
    say(
        key,
        latvian,
        &[
            ("table", table(finding.table)),
            ("row", &row),
            ("column", finding.column),
        ],
    )
}

fn table(table: Table) -> &'static str {
    table.code()
}

pub(super) fn sentence(finding: &Finding, latvian: bool) -> String {
    let place = place(finding, latvian);
    let place = if finding.value.is_empty() || finding.column.is_empty() {
        place
    } else {
        let value = shown(&finding.value);
        say("place-value", latvian, &[("place", &place), ("value", &value)])
    };
    format!("{place}: {}", words(finding, latvian))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::programme::{ColumnKind, FindingCode, TermError};

    fn names(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .collect()
    }

    // covers: PLN-21
    #[test]
    fn every_finding_is_said_in_both_languages() {
        let mut keys = BTreeSet::new();
        for (key, lv, en) in TEXTS {
            assert!(keys.insert(*key), "{key} twice");
            assert!(!lv.is_empty() && !en.is_empty(), "{key}");
            assert_eq!(names(lv), names(en), "{key}");
        }
        for code in FindingCode::ALL {
            assert!(keys.contains(code.code()), "{}", code.code());
        }
        for error in [
            TermError::NoYear,
            TermError::Reversed,
            TermError::SchoolYear,
            TermError::Unclear,
        ] {
            assert!(keys.contains(format!("term-{}", error.code()).as_str()));
        }
        for kind in [
            ColumnKind::Text,
            ColumnKind::Required,
            ColumnKind::Level,
            ColumnKind::MaybeLevel,
            ColumnKind::Year,
            ColumnKind::MaybeYear,
            ColumnKind::RequiredInteger,
            ColumnKind::Integer,
            ColumnKind::Number,
            ColumnKind::List,
            ColumnKind::Years,
            ColumnKind::Flag,
            ColumnKind::Day,
            ColumnKind::Trend,
            ColumnKind::Json,
        ] {
            assert!(keys.contains(format!("accepts-{}", kind.code()).as_str()));
        }
    }

    #[test]
    fn a_sentence_says_where_which_value_and_what_is_accepted() {
        let finding = Finding::new(FindingCode::NotAccepted, Table::Goals, 0, "level", "X")
            .in_row(4)
            .accepting(ColumnKind::Level);
        assert_eq!(
            finding.sentence(false),
            "Table “goals”, row 4, column “level”, value “X”: this value is not accepted. Accepted: U, M or P"
        );
    }
}
