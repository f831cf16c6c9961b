//! One indicator: how it stands and why, how it is computed, its way through the years, and the way down to the records.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::{
    Ctx,
    indicator::{IndicatorLine, IndicatorYear},
};
use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolYear,
    indicators::{Method, Part},
};
use balsts_reports::{
    chart::{LineChart, Target as Aimed, Width},
    table::{Cell as Value, Decimal as Shown, Kind, Label},
};

use super::words::{
    self, baseline, doubt, is_latvian, missing, number, reason, status, target, title, value,
};
use crate::{
    kit::{
        Button, Chart, Column, Empty, Explanation, Failure, Figure, Html, Layout, Link, Notice, Page, Path,
        Row, SummaryList, Table, Tone,
    },
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

#[derive(Template)]
#[template(path = "indicator.html")]
struct IndicatorPage {
    layout: Layout,
    facts: SummaryList,
    figure: Figure,
    doubts: Option<Notice>,
    left_out: Option<String>,
    chart: Option<Chart>,
    down: Vec<Link>,
    /// Answers or participants that were counted.
    records: Option<Html>,
    type_value: Option<Button>,
    history: Table,
}

pub(super) async fn show(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let year = ctx.indicators(super::year_of(&layout, ctx.today())).await?;
    let Some(line) = year.lines.iter().find(|line| line.id == id) else {
        return Err(Failure::not_found());
    };
    let typed = ctx.typed_indicators(&id).await?;
    let rows = typed.iter().map(|row| {
        let at = balsts_store::timestamp(row.at).to_zoned(balsts_app::clock::riga());
        let decided = row
            .judged
            .as_deref()
            .and_then(balsts_domain::indicators::Status::from_code);
        let shown = match (&row.value, decided) {
            (Some(value), _) => texts.language.decimal(value),
            (None, Some(decided)) => {
                texts.t(&format!("indicator-status-{}", decided.code().replace('_', "-")))
            }
            (None, None) => texts.t("indicator-no-data"),
        };
        Row::new()
            .cell(row.year.to_string())
            .cell(shown)
            .cell(row.period.as_str())
            .cell(row.source.as_str())
            .cell(row.reason.as_str())
            .cell(format!("{}, {}", row.user_name, texts.moment(at.datetime())))
    });
    let columns = [
        "indicator-year",
        "indicator-value",
        "indicator-period",
        "indicator-source",
        "indicator-why",
        "indicator-who",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let records = ctx.records_behind(line, year.year).await?;
    let page = IndicatorPage {
        records: records.map(|table| Html::of_report(&table, texts.language)),
        facts: facts(texts, line),
        figure: figure(texts, line, &year),
        doubts: doubts(texts, line),
        left_out: line
            .value
            .as_ref()
            .and_then(|value| value.figure)
            .filter(|figure| figure.left_out > 0)
            .map(|figure| texts.t1("indicator-left-out", "count", f64::from(figure.left_out))),
        chart: chart(texts, line),
        down: down(texts, &ctx, line, year.year),
        type_value: signed_in
            .actor
            .may(Action::Write, Resource::Indicator)
            .then(|| super::type_button(texts, line, year.year)),
        history: Table::new(texts, texts.t("indicator-typed-values"), columns)
            .rows(rows)
            .cards()
            .or_empty(Empty::new(texts.t("indicator-typed-none"))),
        layout: layout
            .titled_as(format!("{}. {}", line.indicator.nr, title(line)))
            .back(format!("/indicators?year={}", year.year), "indicator-page"),
    };
    Ok(Page(page).into_response())
}

fn facts(texts: Texts, line: &IndicatorLine) -> SummaryList {
    let targets = Html::lines(
        line.indicator
            .targets
            .iter()
            .map(|one| Html::text(&format!("{}: {}", one.year, target(texts, one)))),
    );
    SummaryList::new(texts)
        .row(
            texts.t("indicator-status"),
            Html::of(&status(texts, line.verdict.status)).and(reason(texts, line)),
        )
        .row(texts.t("indicator-baseline"), baseline(texts, line))
        .row(texts.t("indicator-targets"), targets)
        .maybe(
            texts.t("indicator-data-source"),
            Some(line.indicator.data_source.as_str()).filter(|source| !source.is_empty()),
        )
}

/// The value with how it was computed.
fn figure(texts: Texts, line: &IndicatorLine, year: &IndicatorYear) -> Figure {
    let label = texts.t1("indicator-value-of", "year", Arg::Text(year.year.to_string()));
    let figure = match (&line.value, line.components.is_empty()) {
        (Some(one), _) => match one.shown {
            Some(shown) => Figure::new(texts, label, number(texts, shown, line.unit.as_deref()))
                .note(counted(texts, line)),
            None => Figure::new(texts, label, texts.t("indicator-withheld"))
                .note(texts.t("indicator-withheld-why")),
        },
        (None, false) => {
            Figure::new(texts, label, texts.t("indicator-several")).note(words::components(texts, line))
        }
        (None, true) => Figure::missing(texts, label, None).note(missing(texts, &line.missing)),
    };
    match explanation(texts, line) {
        Some(explanation) => figure.explained(explanation),
        None => figure,
    }
}

/// Numerator and denominator in words, or who typed the value.
fn counted(texts: Texts, line: &IndicatorLine) -> Html {
    let Some(one) = &line.value else {
        return Html::default();
    };
    let stretch = words::stretch(texts, one);
    if let Some(typed) = &one.typed {
        return value(texts, line, one).and(typed.source.as_str());
    }
    let plain = |number: balsts_domain::numbers::Decimal| texts.language.decimal(&number.to_string());
    let of = one.figure.and_then(|figure| {
        let args = [
            ("some".to_owned(), Arg::Text(plain(figure.numerator))),
            ("all".to_owned(), Arg::Text(plain(figure.denominator?))),
        ];
        Some(texts.t_args("indicator-counted", &args))
    });
    match of {
        Some(of) => Html::text(&of).and(stretch),
        None => Html::text(&stretch),
    }
}

fn explanation(texts: Texts, line: &IndicatorLine) -> Option<Explanation> {
    let definition = line.method()?.definition();
    let latvian = is_latvian(texts);
    let mut formula = if latvian {
        definition.formula_latvian.to_owned()
    } else {
        definition.formula_english.to_owned()
    };
    if let Some(part) = line.part().filter(|part| *part != Part::All) {
        let part = if latvian { part.latvian() } else { part.english() };
        formula = format!(
            "{formula} {}",
            texts.t1("indicator-part", "part", Arg::Text(part))
        );
    }
    if definition.assumption {
        formula = format!("{formula} {}", texts.t("indicator-assumption"));
    }
    let needs: Vec<&str> = definition
        .needs
        .iter()
        .map(|need| if latvian { need.latvian() } else { need.english() })
        .collect();
    let source = format!(
        "{}; {}",
        needs.join(", "),
        texts.t1(
            "indicator-defined-by",
            "source",
            Arg::Text(definition.source.to_owned())
        )
    );
    let period = texts.t(match definition.span {
        balsts_domain::indicators::Span::SchoolYear => "indicator-span-school-year",
        balsts_domain::indicators::Span::CalendarYear => "indicator-span-calendar-year",
        balsts_domain::indicators::Span::Day => "indicator-span-day",
    });
    let until = line
        .value
        .as_ref()
        .and_then(|value| value.figure)
        .map(|figure| figure.until);
    Some(Explanation::new(texts, formula, period, source, until))
}

fn doubts(texts: Texts, line: &IndicatorLine) -> Option<Notice> {
    let lines = line
        .doubts
        .iter()
        .map(|one| Html::text(&doubt(texts, line, *one)));
    (!line.doubts.is_empty()).then(|| {
        let heading = Html::text(&texts.t("indicator-doubts"));
        Notice::of(
            texts,
            Tone::Attention,
            Html::lines(std::iter::once(heading).chain(lines)),
        )
    })
}

/// Values and targets through the years, where there are values of two years.
fn chart(texts: Texts, line: &IndicatorLine) -> Option<Chart> {
    let mut years: Vec<i16> = line.series.iter().map(|value| value.year).collect();
    let written = line.baseline.value.zip(line.baseline.year);
    years.extend(written.map(|(_, year)| year));
    years.extend(line.indicator.targets.iter().map(|target| target.year));
    years.sort_unstable();
    years.dedup();
    let cell = |number: balsts_domain::numbers::Decimal| {
        let scaled = number.trimmed().scaled(3);
        scaled.map_or(Value::Missing, |scaled| Value::Decimal(Shown::new(scaled, 3)))
    };
    let values: Vec<Value> = years
        .iter()
        .map(|year| {
            let measured = line.series.iter().find(|value| value.year == *year);
            match (measured, written) {
                (Some(value), _) => value.shown.map_or(Value::Withheld, cell),
                (None, Some((value, at))) if at == *year => cell(value),
                _ => Value::Missing,
            }
        })
        .collect();
    let known = values
        .iter()
        .filter(|value| matches!(value, Value::Decimal(_)))
        .count();
    let targets = line.indicator.targets.iter().filter_map(|target| {
        let trend = target.trend.map(balsts_domain::programme::Trend::code);
        let value = target
            .value
            .filter(|_| trend.is_none_or(|trend| trend == "below"))?;
        Some(Aimed {
            at: years.iter().position(|year| *year == target.year)?,
            value: cell(value),
        })
    });
    let unit = line.unit.clone().unwrap_or_default();
    let chart = LineChart {
        title: Label::name(texts.t1("indicator-chart", "unit", Arg::Text(unit))),
        time: Label::name(texts.t("indicator-year")),
        points: years.iter().map(|year| Label::name(year.to_string())).collect(),
        values,
        targets: targets.collect(),
        kind: Kind::Decimal(2),
    };
    let picture = chart.svg("indicator", texts.language, Width::Fluid);
    (known > 1).then(|| Chart::new(texts, &picture, &chart.table()))
}

/// The reports that show a method's figures by institution.
const fn reports(method: Method) -> &'static [&'static str] {
    match method {
        Method::EarlyLeavers | Method::EarlyLeaversShare | Method::LongUnexcusedShare => &["long-absences"],
        Method::RepeatersShare => &["repeaters"],
        Method::FirstYearLeaversShare | Method::NotContinuingShare => &["continuation"],
        Method::MobilityShare => &["mobility"],
        Method::ExamBelowShare => &["exams"],
        Method::LowAchievementShare => &[balsts_app::report::ANNUAL_MARKS],
        Method::ExtracurricularShare | Method::NoExtracurricularShare => &["extracurricular"],
        Method::PupilsPerSupportPost => &["staff", "enrolment"],
        Method::SupportPosts | Method::InstitutionsWithSpecialistsShare => &["staff"],
        Method::ConsultationsHeld => &["consultations"],
        Method::SupportedShare | Method::SupportedPupils => &["support-plans"],
        Method::CareerConsultationShare => &["support-coverage"],
        Method::TrainedTeachersShare => &["staff-training"],
        Method::MeetingsHeld => &["meetings"],
        Method::InstitutionsWithSystemShare
        | Method::CourseTeachersShare
        | Method::SurveyShare
        | Method::ProgrammeParticipants => &[],
    }
}

/// The way down to the records, as far as the reader is entitled to it.
fn down(texts: Texts, ctx: &Ctx, line: &IndicatorLine, year: i16) -> Vec<Link> {
    let actor = &ctx.actor;
    let Some(method) = line.method() else {
        return Vec::new();
    };
    let school_year = SchoolYear::new(year - 1);
    let mut links = Vec::new();
    if actor.may(Action::Read, Resource::Statistics) {
        for kind in reports(method) {
            let address = crate::kit::Address::new(format!("/reports/{kind}"));
            links.push(Link {
                href: address.with("year", school_year).to_string(),
                text: texts.t(&format!("municipality-report-{kind}")),
            });
        }
    }
    if ctx.may_see_behind(line) {
        links.push(Link {
            href: format!("/indicators/{}/pupils?year={year}", line.id),
            text: texts.t("indicator-down-pupils"),
        });
    } else if ctx.may_count_behind(line) {
        links.push(Link {
            href: format!("/indicators/{}/pupils?year={year}", line.id),
            text: texts.t("indicator-down-schools"),
        });
    }
    if method == Method::InstitutionsWithSystemShare {
        links.push(Link {
            href: "/institutions".to_owned(),
            text: texts.t("nav-institutions"),
        });
    }
    let of_files = matches!(
        method,
        Method::SurveyShare | Method::ProgrammeParticipants | Method::CourseTeachersShare
    );
    if of_files && actor.may(Action::Read, Resource::Load) {
        links.push(Link {
            href: "/loads".to_owned(),
            text: texts.t("nav-loads"),
        });
    }
    links
}
