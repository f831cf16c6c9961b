//! Reports from records stored by hand, with answers counted by hand.

pub(crate) mod demonstration;
mod institutions;
mod progress;
mod published;
mod pupils;
mod recovered;
mod restricted;
mod two_years;

use balsts_app::{Ctx, report::ReportPeriod};
use balsts_domain::calendar::SchoolYear;
use balsts_testkit::{NewPupil, Town};

/// The lines of a report of a school year as CSV, the header left out.
pub(crate) async fn lines(ctx: &Ctx, kind: &str, year: i16) -> Vec<String> {
    let wanted = ReportPeriod {
        school_year: Some(SchoolYear::new(year)),
        ..ReportPeriod::default()
    };
    lines_of(ctx, kind, &wanted).await
}

async fn lines_of(ctx: &Ctx, kind: &str, wanted: &ReportPeriod) -> Vec<String> {
    let csv = ctx.report(kind, wanted).await.unwrap().to_csv().unwrap();
    csv.lines().skip(1).map(str::to_owned).collect()
}

/// So many pupils of whom nothing but a code is known.
pub(crate) async fn children(town: &Town, many: usize) -> Vec<i64> {
    let codes: Vec<String> = (0..many).map(|number| format!("{number}")).collect();
    let new: Vec<NewPupil<'_>> = codes
        .iter()
        .map(|code| NewPupil::named(code, "Anna", "Bērziņa"))
        .collect();
    town.pupils(&new).await
}
