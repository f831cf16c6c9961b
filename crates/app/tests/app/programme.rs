mod numbers;
mod tasks;
mod versions;

use balsts_app::{
    AppError,
    programme::{
        Which,
        achievement::{Basis, WriteDown},
        report::ReportWork,
        version::{Decision, TakeIn},
        work::WorkLine,
    },
};
use balsts_domain::{
    access::Role,
    programme::{
        FindingCode, Irregularity, PreventionLevel, Programme, ProgressState, Table, Timing, VersionEvent,
        VersionKind, shipped_text, template,
    },
};
use balsts_store::CaseFilter;
use balsts_testkit::{on_both, town};
use jiff::civil::date;

fn ogre() -> Programme {
    Programme::from_toml(shipped_text("ogres-novads").unwrap()).unwrap()
}

fn decision() -> Decision {
    Decision {
        number: "OND/27/12".to_owned(),
        on: Some(date(2026, 11, 19)),
    }
}
