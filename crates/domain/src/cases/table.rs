//! The escalation as one table, after Ogre's chart "PMP situāciju risināšana" and the roles of Rēzeknes novads and Tukums. The page of the
//! application, the page in the docs and the diagram are all written from it.

use std::fmt::Write as _;

use super::code::codes;
use super::event::{CaseEvent as E, Need};
use super::form::FORMS;
use super::response::{FITTING, Gravity};
use super::settings::CaseSettings;
use super::{CaseEvent, CaseState as S, CaseState, Party};
use crate::life_cycle::diagram;

codes! {
    /// Who may bring an event about.
    By {
        /// Head or support staff of the school that takes part.
        School = "school", "izglītības iestāde", "the school";
        /// The lead institution, or the person to whom it delegated.
        Lead = "lead", "lietas vadītājs", "the lead of the case";
        /// The head of the school, the lead outside schools, the child rights specialist.
        Deciding = "deciding", "iestādes vadītājs, lietas vadītājs vai bērnu tiesību speciālists", "the head, the lead or the child rights specialist";
        /// The head of the school, or the lead outside schools: never somebody to whom they delegated.
        Head = "head", "iestādes vadītājs, ja lietu vada izglītības iestāde, citādi lietas vadītājs", "the head where a school leads, else the lead";
        /// The child rights specialist, who leads the cooperation group.
        Group = "group", "sadarbības grupas vadītājs", "the head of the cooperation group";
        /// The institution asked to lead.
        Asked = "asked", "institūcija, kurai to lūdz", "the institution that is asked";
        /// Everybody who takes part.
        Part = "part", "ikviens lietas dalībnieks", "everybody who takes part";
        /// Everybody, at once, whatever the state.
        Anybody = "anybody", "ikviens", "everybody";
        /// The program, when a day has passed.
        Program = "program", "programma, kad termiņš pagājis", "the program, once the day has passed";
    }
}

/// By when the next step is due.
#[derive(Debug, Clone, Copy)]
pub enum Due {
    /// As before.
    Keep,
    /// Nothing more is due.
    Nothing,
    /// Working days, by setting.
    Working(&'static str, fn(&CaseSettings) -> u32),
    /// Days, by setting; moved on to a working day.
    Days(&'static str, fn(&CaseSettings) -> u32),
    /// The date that was given.
    Given,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What happens.
    pub event: CaseEvent,
    /// In which states it can.
    pub from: &'static [CaseState],
    /// The state afterwards; `None`: the same.
    pub to: Option<CaseState>,
    /// Who may.
    pub by: &'static [By],
    /// What it asks for.
    pub needs: &'static [Need],
    /// By when the next step is due.
    pub due: Due,
    /// Where the row comes from; empty where it is the practice of the product itself.
    pub source: &'static str,
}

const OPEN: &[S] = &[
    S::Identified,
    S::Team,
    S::Support,
    S::ToReport,
    S::Reported,
    S::BeforeGroup,
    S::InGroup,
    S::Decided,
    S::ToCentre,
    S::AtCentre,
];

const fn row(
    event: E,
    from: &'static [S],
    to: Option<S>,
    by: &'static [By],
    needs: &'static [Need],
    due: Due,
    source: &'static str,
) -> Row {
    Row {
        event,
        from,
        to,
        by,
        needs,
        due,
        source,
    }
}

const OGRE: &str = "Ogre, \"PMP situāciju risināšana\"";
const REZEKNE: &str = "Rēzeknes novads";
const TUKUMS: &str = "Tukums";

/// The table.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row(E::CallTeam,      &[S::Identified],                        Some(S::Team),        &[By::School],                &[],                             Due::Working("team_working_days", |s| s.team_working_days), OGRE),
    row(E::DecideSupport, &[S::Team],                              Some(S::Support),     &[By::School],                &[Need::Words],                  Due::Days("support_days", |s| s.support_days), OGRE),
    row(E::Solved,        &[S::Support, S::Reported, S::Decided, S::AtCentre], Some(S::Closed), &[By::Lead],           &[Need::Words],                  Due::Nothing, OGRE),
    row(E::NotSolved,     &[S::Support],                           Some(S::ToReport),    &[By::Lead],                  &[Need::Words, Need::Plan],      Due::Working("report_working_days", |s| s.report_working_days), OGRE),
    row(E::SendReports,   &[S::ToReport],                          Some(S::Reported),    &[By::Lead, By::School],      &[],                             Due::Days("reported_days", |s| s.reported_days), OGRE),
    row(E::NotSolved,     &[S::Reported],                          Some(S::BeforeGroup), &[By::Lead],                  &[Need::Words],                  Due::Working("group_working_days", |s| s.group_working_days), OGRE),
    row(E::NoAnswer,      &[S::Reported],                          Some(S::BeforeGroup), &[By::Program, By::Lead],     &[],                             Due::Working("group_working_days", |s| s.group_working_days), ""),
    row(E::GroupTakes,    &[S::BeforeGroup],                       Some(S::InGroup),     &[By::Group],                 &[Need::Criterion],              Due::Days("decision_days", |s| s.decision_days), TUKUMS),
    row(E::GroupReturns,  &[S::BeforeGroup, S::InGroup],           Some(S::Reported),    &[By::Group],                 &[Need::Reason],                 Due::Days("reported_days", |s| s.reported_days), TUKUMS),
    row(E::GroupDecides,  &[S::InGroup],                           Some(S::Decided),     &[By::Group],                 &[Need::Words],                  Due::Days("result_days", |s| s.result_days), TUKUMS),
    row(E::NotSolved,     &[S::Decided],                           Some(S::ToCentre),    &[By::Lead, By::Group],       &[Need::Words],                  Due::Working("report_working_days", |s| s.report_working_days), OGRE),
    row(E::ReportCentre,  &[S::ToCentre],                          Some(S::AtCentre),    &[By::Group],                 &[Need::Words],                  Due::Days("centre_days", |s| s.centre_days), OGRE),
    row(E::Override,      &[S::Identified, S::Team, S::Support],   Some(S::ToReport),    &[By::Deciding],              &[Need::Reason],                 Due::Working("report_working_days", |s| s.report_working_days), ""),
    row(E::Override,      &[S::ToReport, S::Reported],             Some(S::BeforeGroup), &[By::Deciding],              &[Need::Reason],                 Due::Working("group_working_days", |s| s.group_working_days), ""),
    row(E::Close,         OPEN,                                    Some(S::Closed),      &[By::Lead],                  &[Need::Outcome, Need::Words],   Due::Nothing, ""),
    row(E::Reopen,        &[S::Closed],                            Some(S::Team),        &[By::School, By::Lead],      &[Need::Reason],                 Due::Working("team_working_days", |s| s.team_working_days), ""),
    row(E::Review,        OPEN,                                    None,                 &[By::Lead],                  &[Need::Words, Need::Next],      Due::Given, OGRE),
    row(E::Note,          OPEN,                                    None,                 &[By::Part],                  &[Need::Words],                  Due::Keep, ""),
    row(E::NameOwner,     OPEN,                                    None,                 &[By::Lead],                  &[Need::Person],                 Due::Keep, REZEKNE),
    row(E::Delegate,      OPEN,                                    None,                 &[By::Head],                  &[Need::Person, Need::Until],    Due::Keep, REZEKNE),
    row(E::ProposeLead,   OPEN,                                    None,                 &[By::Lead],                  &[Need::Party, Need::Reason],    Due::Keep, REZEKNE),
    row(E::AcceptLead,    OPEN,                                    None,                 &[By::Asked],                 &[],                             Due::Keep, REZEKNE),
    row(E::RefuseLead,    OPEN,                                    None,                 &[By::Asked],                 &[Need::Reason],                 Due::Keep, REZEKNE),
    row(E::Invite,        OPEN,                                    None,                 &[By::Lead],                  &[Need::Party, Need::Reason],    Due::Keep, REZEKNE),
    row(E::EndPart,       OPEN,                                    None,                 &[By::Lead, By::Part],        &[Need::Party, Need::Reason],    Due::Keep, ""),
    row(E::HandOver,      OPEN,                                    None,                 &[By::School, By::Lead],      &[],                             Due::Keep, ""),
    row(E::Danger,        OPEN,                                    None,                 &[By::Anybody],               &[],                             Due::Working("report_working_days", |s| s.report_working_days), "Bērnu tiesību aizsardzības likums, 73. pants"),
    row(E::Danger,        &[S::Closed],                            Some(S::Reported),    &[By::Anybody],               &[],                             Due::Working("report_working_days", |s| s.report_working_days), "Bērnu tiesību aizsardzības likums, 73. pants"),
];

/// The row for an event in a state.
pub fn find(event: CaseEvent, from: CaseState) -> Option<&'static Row> {
    ROWS.iter()
        .find(|row| row.event == event && row.from.contains(&from))
}

/// The diagram of the steps that change the state, for Mermaid.
pub fn mermaid() -> String {
    let steps = ROWS
        .iter()
        .filter_map(|row| Some((row, row.to?)))
        .flat_map(|(row, to)| {
            let named = !matches!(row.event, E::Close | E::Danger);
            row.from
                .iter()
                .filter(move |_| named)
                .map(move |from| (from.code(), row.event.code(), to.code()))
        });
    let mut out = diagram([("[*]", "open", S::Identified.code())].into_iter().chain(steps));
    let _ = writeln!(out, "    {} --> [*]", S::Closed.code());
    out
}

/// The page of the docs: diagram and table.
pub fn page() -> String {
    let list = |words: Vec<&str>| words.join(", ");
    let mut out = String::from(
        "# Cases: states, events, who may, what is asked and by when\n\n\
         <!-- Made from crates/domain/src/cases/table.rs by its test `the_page_is_that_of_the_table`; change that. -->\n\n\
         A case can be closed with another outcome, and a danger reported, in every open state; both are left out of the diagram.\n\n\
         ```mermaid\n",
    );
    out.push_str(&mermaid());
    out.push_str("```\n\n| event | from | to | who may | asks for | next step due | source |\n|---|---|---|---|---|---|---|\n");
    for row in ROWS {
        let from = if row.from == OPEN {
            "every open state".to_owned()
        } else {
            list(row.from.iter().map(|state| state.code()).collect())
        };
        let due = match row.due {
            Due::Keep => "as before".to_owned(),
            Due::Nothing => "–".to_owned(),
            Due::Given => "the date given".to_owned(),
            Due::Working(name, of) => format!("{} working days (`{name}`)", of(&CaseSettings::DEFAULT)),
            Due::Days(name, of) => format!("{} days (`{name}`)", of(&CaseSettings::DEFAULT)),
        };
        let _ = writeln!(
            out,
            "| {} (`{}`) | {from} | {} | {} | {} | {due} | {} |",
            row.event.words().english,
            row.event.code(),
            row.to.map_or("the same", CaseState::code),
            list(row.by.iter().map(|by| by.words().english).collect()),
            list(row.needs.iter().map(|need| need.words().english).collect()),
            if row.source.is_empty() {
                "assumption"
            } else {
                row.source
            },
        );
    }
    out.push_str(
        "\n## Gradual response\n\nWhich measure fits what was done and how old the child is (`response.rs`).\n\n\
         | measure | for what | age | source |\n|---|---|---|---|\n",
    );
    for one in FITTING {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            one.measure.words().english,
            list(one.gravity.iter().map(|of| of.words().english).collect()),
            one.ages
                .map_or_else(|| "every".to_owned(), |(from, to)| format!("{from}–{to}")),
            one.source,
        );
    }
    out.push_str("\n| how grave | looked at by |\n|---|---|\n");
    for gravity in Gravity::ALL {
        let _ = writeln!(
            out,
            "| {} | {} |",
            gravity.words().english,
            gravity.reviewed_by().words().english
        );
    }
    out.push_str("\n## Short forms\n\n| form | written by | lets take part | read by, beside the writer | source |\n|---|---|---|---|---|\n");
    for form in FORMS {
        let parties = |all: &[Party]| {
            if all.len() == Party::ALL.len() {
                "everybody who takes part".to_owned()
            } else {
                list(all.iter().map(|party| party.words().english).collect())
            }
        };
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            form.kind.words().english,
            parties(form.by),
            parties(form.told),
            parties(form.read),
            form.source,
        );
    }
    out
}
