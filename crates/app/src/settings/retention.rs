//! For how many years records are kept, and for how many days what was typed and not sent. The controller decides; the defaults are assumptions.

use balsts_domain::retention::{DRAFT_DAYS, RecordKind};

use super::plain::{Default, PlainEntry};

const fn years(
    kind: RecordKind,
    key: &'static str,
    latvian: &'static str,
    english: &'static str,
) -> PlainEntry {
    PlainEntry {
        key,
        default: Default::Number(kind.years()),
        range: Some((1, 75)),
        source: "assumption",
        assumption: true,
        latvian,
        english,
    }
}

pub(super) const RETENTION: [PlainEntry; 17] = [
    years(
        RecordKind::SupportPlans,
        "years_support_plans",
        "Cik gadu glabā atbalsta plānus pēc to semestra beigām",
        "For how many years support plans are kept after the end of their semester",
    ),
    years(
        RecordKind::Concerns,
        "years_concerns",
        "Cik gadu glabā nokārtotus vai neapstiprinātus darbinieku ziņojumus",
        "For how many years reports of staff are kept once they are settled or not confirmed",
    ),
    years(
        RecordKind::TeamMeetings,
        "years_team_meetings",
        "Cik gadu glabā atbalsta komandas sanāksmju pierakstus",
        "For how many years the notes of support team meetings are kept",
    ),
    years(
        RecordKind::Observations,
        "years_observations",
        "Cik gadu glabā novērojumus",
        "For how many years observations are kept",
    ),
    years(
        RecordKind::Cases,
        "years_cases",
        "Cik gadu glabā slēgtus gadījumus",
        "For how many years closed cases are kept",
    ),
    years(
        RecordKind::Meetings,
        "years_meetings",
        "Cik gadu glabā sadarbības sanāksmju protokolus un lēmumus",
        "For how many years minutes and decisions of cooperation meetings are kept",
    ),
    years(
        RecordKind::DangerCalls,
        "years_danger_calls",
        "Cik gadu glabā ziņojumus par bērnu briesmās, kuri nepieder nevienam gadījumam",
        "For how many years calls about a child in danger are kept that belong to no case",
    ),
    years(
        RecordKind::Talks,
        "years_talks",
        "Cik gadu glabā sadarbības institūciju sarunu pierakstus",
        "For how many years the notes of talks of cooperation bodies are kept",
    ),
    years(
        RecordKind::CentreRequests,
        "years_centre_requests",
        "Cik gadu glabā lūgumus atbalsta centriem pēc to nokārtošanas",
        "For how many years requests to support centres are kept once they are settled",
    ),
    years(
        RecordKind::Screenings,
        "years_screenings",
        "Cik gadu glabā agrīno skrīningu rezultātus",
        "For how many years results of early screening are kept",
    ),
    years(
        RecordKind::ClassAssistants,
        "years_class_assistants",
        "Cik gadu glabā ziņas par klašu palīgiem pēc viņu pēdējās dienas",
        "For how many years assistants of classes are kept after their last day",
    ),
    years(
        RecordKind::RiskFactors,
        "years_risk_factors",
        "Cik gadu glabā apstiprinātos riska faktorus pēc to slēgšanas",
        "For how many years confirmed risk factors are kept once they are closed",
    ),
    years(
        RecordKind::CommissionReferrals,
        "years_commission_referrals",
        "Cik gadu glabā nosūtījumus pedagoģiski medicīniskajai komisijai pēc tās atzinuma",
        "For how many years referrals to the pedagogical medical commission are kept after its assessment",
    ),
    years(
        RecordKind::ContactBars,
        "years_contact_bars",
        "Cik gadu glabā saziņas aizliegumus pēc to atcelšanas",
        "For how many years bars on contact are kept once they are lifted",
    ),
    years(
        RecordKind::Incidents,
        "years_incidents",
        "Cik gadu glabā incidentu reģistra ierakstus",
        "For how many years entries of the register of incidents are kept",
    ),
    years(
        RecordKind::NextSteps,
        "years_next_steps",
        "Cik gadu glabā ziņas par skolu beigušo un pametušo jauniešu tālākajām gaitām",
        "For how many years it is kept what became of young people who left",
    ),
    PlainEntry {
        key: "days_drafts",
        default: Default::Number(DRAFT_DAYS),
        range: Some((7, 400)),
        source: "assumption",
        assumption: true,
        latvian: "Cik dienas pēc pēdējām izmaiņām glabā iesāktus, bet nenosūtītus tekstus; pēc tam tie tiek dzēsti paši",
        english: "For how many days after their last change texts that were begun and not sent are kept; after that they are removed by themselves",
    },
];
