//! What the board of a demonstration municipality wrote for the last yearly report, and where it was presented; through the same use cases as real
//! work.

use balsts_app::{
    Ctx,
    annual::{WriteAnnual, WriteAnnualEvent},
    duty::CalendarDuty,
    programme::report::ReportWork,
};
use balsts_domain::{
    calendar::SchoolYear,
    duties::{DutyStatus, ProgrammeDutyCode},
    programme::{AnnualEvent, ProgressState},
};
use jiff::civil::Date;

use crate::failure::Failure;

/// Codes of what is said to the public.
const SAID: [&str; 3] = [
    ProgrammeDutyCode::NewspaperArticle.code(),
    ProgrammeDutyCode::MonthlyNews.code(),
    ProgrammeDutyCode::Podcast.code(),
];

/// Done, helped, hindered, to change: of activities, in turn.
const TEXTS: [[&str; 4]; 3] = [
    [
        "Notika divas grupas; dalībnieku aptauja rāda, ka nodarbības noderēja ikdienā.",
        "Nodarbības vakarā un bērnu pieskatīšana to laikā.",
        "Pagastos grūti atrast vadītāju.",
        "Viena grupa attālināti.",
    ],
    [
        "Darbs sākts ar pusi no iestādēm, pārējās pievienosies rudenī.",
        "Iestāžu vadītāju atbalsts.",
        "Trūkst speciālistu uz nepilnu slodzi.",
        "",
    ],
    [
        "Pasākumi notika kā plānots.",
        "Sadarbība ar jauniešu centriem.",
        "",
        "Skaitu gadā saskaņot starp plāna tabulām.",
    ],
];

/// Writes the texts of the report of the year before, and that it was presented and published.
pub(super) async fn write(board: &Ctx) -> Result<(), Failure> {
    let year = board.annual_year();
    let Some(view) = board.annual_outline(year).await? else {
        return Ok(());
    };
    let activities = view
        .programme
        .goals
        .iter()
        .flat_map(|goal| goal.activities.iter().take(2));
    for (activity, [done, helped, hindered, changes]) in activities.zip(TEXTS.iter().cycle()) {
        if let Some(line) = activity.work.first() {
            let report = ReportWork {
                table: line.table,
                key: line.key.clone(),
                party: String::new(),
                state: Some(ProgressState::InProgress),
                on: Date::new(year.year(), 3, 16)
                    .ok()
                    .filter(|on| *on <= board.today()),
                note: "Darbs notiek, starpposms izvērtēts darba grupā.".to_owned(),
                evidence: String::new(),
            };
            board.report_work(&report, Vec::new()).await?;
        }
        let text = WriteAnnual {
            key: activity.key.clone(),
            done: (*done).to_owned(),
            helped: (*helped).to_owned(),
            hindered: (*hindered).to_owned(),
            changes: (*changes).to_owned(),
            ..WriteAnnual::default()
        };
        board.write_annual(year, &text).await?;
    }
    let whole = WriteAnnual {
        done: "Programma darbojas visos trijos līmeņos. Vislabāk sokas vecāku izglītošana; lēnāk veidojas sadarbība ar vidusskolām.".to_owned(),
        helped: "Skolu atbalsta komandas un kopīgs pārskats par to, kas kuram jādara.".to_owned(),
        hindered: "Atbalsta speciālistu trūkums.".to_owned(),
        changes: "Darba uzdevumu termiņus pārskatīt līdz gada beigām.".to_owned(),
        ..WriteAnnual::default()
    };
    board.write_annual(year, &whole).await?;
    let events = [
        (AnnualEvent::Presented, "Domes izglītības komiteja", 8, 26),
        (
            AnnualEvent::Published,
            "https://example.org/programma/parskats",
            9,
            4,
        ),
    ];
    for (kind, place, month, day) in events {
        let on = Date::new(year.year(), month, day).ok();
        if on.is_some_and(|on| on <= board.today()) {
            let event = WriteAnnualEvent {
                kind: Some(kind),
                place: place.to_owned(),
                on,
                note: String::new(),
            };
            board.write_annual_event(year, &event).await?;
            board.close_annual_duty(year, &event).await?;
        }
    }
    say(board).await
}

/// Marks what was said to the public since the school year before: all but the latest of what the municipality itself says, and the articles of each
/// third institution.
async fn say(board: &Ctx) -> Result<(), Failure> {
    let today = board.today();
    let first = SchoolYear::of(today).previous().first_day();
    let calendar = board.reader_calendar(first, today, today).await?;
    let late = calendar
        .iter()
        .filter(|duty| duty.status == DutyStatus::Overdue && duty.is_marked_by_hand());
    let said: Vec<&CalendarDuty> = late.filter(|duty| SAID.contains(&duty.code.as_str())).collect();
    let (own, of_schools): (Vec<&CalendarDuty>, Vec<&CalendarDuty>) =
        said.into_iter().partition(|duty| duty.institution.is_none());
    let marked = own.iter().rev().skip(1).chain(of_schools.iter().step_by(3));
    for duty in marked {
        let institution = duty.institution.as_ref().map(|(_, code)| code.as_str());
        let note = "https://example.org/programma/jaunumi";
        board
            .mark_programme_duty_of(institution, (&duty.code, duty.due), Some(duty.due), note)
            .await?;
    }
    Ok(())
}
