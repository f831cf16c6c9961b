//! The money of the programme: amounts, the draft of the budget, means that are followed, posts and norms.

mod budget;
mod counted;
mod means;

use balsts_app::{
    AppError, Ctx,
    load::LoadOptions,
    money::{
        AddMoney,
        means::{AddMeans, applications},
        school_bag::{BagShare, SchoolBag},
        sum,
    },
    programme::{Which, achievement::WriteDown, version::TakeIn},
    report::ReportPeriod,
    settings::PlainGroup,
};
use balsts_domain::{
    access::Role,
    money::{CallDoubt, FundingSource, MeansKind, MeansState, Purpose, SupportLimit},
};
use balsts_intake::Kind;
use balsts_testkit::{Database, Enrolled, NewPupil, Town, on_both, town, town_of};
use jiff::civil::date;
use serde_json::json;

async fn board(database: &Database) -> (Town, Ctx) {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let board = town.as_role(Role::EducationBoard, None, None).await;
    let programme = balsts_domain::programme::shipped()
        .into_iter()
        .find(|one| one.municipality == "rezeknes-novads")
        .unwrap();
    take_in(&town.operator(), &programme).await;
    (town, board)
}

async fn take_in(ctx: &Ctx, programme: &balsts_domain::programme::Programme) {
    ctx.take_in_programme(programme, &TakeIn::default())
        .await
        .unwrap();
}

fn amount(activity: &str, year: &str, purpose: Purpose, euros: &str) -> AddMoney {
    AddMoney {
        activity: activity.to_owned(),
        year: year.to_owned(),
        source: Some(FundingSource::Municipality),
        purpose: Some(purpose),
        amount: euros.to_owned(),
        note: "Rēķins Nr. 5".to_owned(),
    }
}

fn fields<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<String> {
    match result {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}
