//! Computed values as they are kept: what they were counted from, in a form that later versions of the program can read.

use balsts_domain::{
    indicators::{Figure, Measured, Method, Need, Part, Unit},
    numbers::Decimal,
};
use balsts_store::IndicatorSnapshotRow;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    figure: Option<KeptFigure>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    missing: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct KeptFigure {
    numerator: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    denominator: Option<String>,
    of_children: bool,
    unit: String,
    until: Date,
    left_out: u32,
}

const NEEDS: [Need; 16] = [
    Need::Enrolments,
    Need::Absences,
    Need::Marks,
    Need::Exams,
    Need::Extracurricular,
    Need::Staff,
    Need::SupportPlans,
    Need::Consultations,
    Need::SupportTeams,
    Need::StaffSessions,
    Need::Teachers,
    Need::Meetings,
    Need::SurveyAnswers,
    Need::Participation,
    Need::NextSchoolYear,
    Need::TypedValue,
];

/// The text of a value.
pub(super) fn body(measured: &Measured) -> String {
    let kept = match measured {
        Measured::Known(figure) => Kept {
            figure: Some(KeptFigure {
                numerator: figure.numerator.to_string(),
                denominator: figure.denominator.map(|number| number.to_string()),
                of_children: figure.of_children,
                unit: figure.unit.written().to_owned(),
                until: figure.until,
                left_out: figure.left_out,
            }),
            missing: Vec::new(),
        },
        Measured::Missing(needs) => Kept {
            figure: None,
            missing: needs.iter().map(|need| need.code().to_owned()).collect(),
        },
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

fn figure(kept: &KeptFigure) -> Option<Figure> {
    Some(Figure {
        numerator: Decimal::parse(&kept.numerator)?,
        denominator: match &kept.denominator {
            Some(number) => Some(Decimal::parse(number)?),
            None => None,
        },
        of_children: kept.of_children,
        unit: Unit::parse(&kept.unit)?,
        until: kept.until,
        left_out: kept.left_out,
    })
}

/// Reads a kept value; `None` for one of a method that there is no longer.
pub(super) fn read(row: &IndicatorSnapshotRow) -> Option<((Method, Part, i16), Measured)> {
    let key = (
        Method::from_code(&row.method)?,
        Part::parse(&row.part)?,
        i16::try_from(row.year).ok()?,
    );
    let kept: Kept = serde_json::from_str(&row.body).ok()?;
    let measured = match &kept.figure {
        Some(kept) => Measured::Known(figure(kept)?),
        None => Measured::Missing(
            NEEDS
                .into_iter()
                .filter(|need| kept.missing.iter().any(|code| code == need.code()))
                .collect(),
        ),
    };
    Some((key, measured))
}
