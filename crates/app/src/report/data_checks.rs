//! What does not add up, in one list: published sources, the programme's own tables, targets of its indicators, data that are missing or old.

use balsts_domain::{
    indicators::Doubt,
    programme::{Place, conflicts},
};
use balsts_reports::{
    data_checks::{DataCheckRow, DataChecks},
    format::Language,
    table::Label,
};
use balsts_store::SourceNoteRow;

use crate::{AppError, Ctx, Result, indicator::IndicatorLine, programme::Which};

fn both(of: impl Fn(Language) -> String) -> Label {
    Label::new(of(Language::Latvian), of(Language::English))
}

/// A figure of a source in its unit.
fn figure(unit: &str, value: Option<i64>) -> Option<Label> {
    let value = value?;
    Some(both(|language| match unit {
        "fte" => language.number(value as f64 / 1_000.0, 3),
        "percent" => format!("{} %", language.number(value as f64 / 100.0, 2)),
        _ => language.number(value as f64, 0),
    }))
}

fn of_source(note: SourceNoteRow) -> DataCheckRow {
    DataCheckRow {
        part: Label::new("Publicētie avoti", "Published sources"),
        place: Label::new(note.place_lv, note.place_en),
        says: figure(&note.unit, note.says),
        computed: figure(&note.unit, note.computed),
        what: Label::new(note.explanation_lv, note.explanation_en),
    }
}

fn told(place: &Place) -> Label {
    Label::name(&place.text)
}

/// The indicator, its sub-row and the year of the target.
fn place(line: &IndicatorLine, doubt: Doubt) -> Label {
    let mut name = format!("{}. {}", line.indicator.nr, line.indicator.title);
    if let Some(dimension) = &line.indicator.dimension {
        name = format!("{name} – {dimension}");
    }
    match doubt {
        Doubt::LooserThanBaseline { year, .. }
        | Doubt::SameAsBaseline { year, .. }
        | Doubt::OverHundred { year: Some(year), .. } => Label::name(format!("{name} ({year})")),
        _ => Label::name(name),
    }
}

/// Years and values of a doubt, and what it is about.
fn of_doubt(doubt: Doubt) -> (Option<Label>, Option<Label>, Label) {
    let year = |year: i16| Some(Label::name(year.to_string()));
    let value =
        |value: balsts_domain::numbers::Decimal| Some(both(|language| language.decimal(&value.to_string())));
    match doubt {
        Doubt::LooserThanBaseline { target, baseline, .. } => (
            value(target),
            value(baseline),
            Label::new(
                "Mērķvērtība prasa mazāk, nekā jau ir sākumā.",
                "The target asks less than the baseline already is.",
            ),
        ),
        Doubt::SameAsBaseline { value: same, .. } => (
            value(same),
            value(same),
            Label::new(
                "Mērķvērtība ir tāda pati kā sākumā.",
                "The target is the baseline.",
            ),
        ),
        Doubt::Loosens { from, to } => (
            year(to),
            year(from),
            Label::new(
                "Vēlākā mērķvērtība prasa mazāk nekā agrākā.",
                "The later target asks less than the earlier one.",
            ),
        ),
        Doubt::OverHundred { value: share, .. } => (
            value(share),
            None,
            Label::new("Daļa ir lielāka par 100 %.", "A share of more than 100 %."),
        ),
        Doubt::BaselineAfterTarget { planned, first } => (
            year(planned),
            year(first),
            Label::new(
                "Sākuma vērtību noteiks tikai pēc pirmās mērķvērtības.",
                "The baseline is to be set after the first target is due.",
            ),
        ),
        Doubt::TurnsAround { from, to } => (
            year(to),
            year(from),
            Label::new(
                "Mērķa bultiņa maina virzienu.",
                "The arrow of the target turns around.",
            ),
        ),
        Doubt::NoTarget => (None, None, Label::new("Mērķvērtības nav.", "There is no target.")),
    }
}

impl Ctx {
    /// `data-checks`: everything known not to add up, the sources first. Institutions, never children.
    ///
    /// # Errors
    /// Those of [`Ctx::report`].
    pub async fn report_data_checks(&self) -> Result<DataChecks> {
        let mut rows: Vec<DataCheckRow> = self.source_notes().await?.into_iter().map(of_source).collect();
        rows.extend(self.programme_checks().await?);
        rows.extend(self.indicator_checks().await?);
        rows.extend(self.old_data().await?);
        Ok(DataChecks { rows })
    }

    async fn programme_checks(&self) -> Result<Vec<DataCheckRow>> {
        let Some(version) = self.programme(Which::Current).await? else {
            return Ok(Vec::new());
        };
        let part = || Label::new("Programma", "Programme");
        let noted = version.programme.irregularities.iter().map(|one| DataCheckRow {
            part: part(),
            place: Label::name(&one.place),
            says: None,
            computed: None,
            what: Label::name(&one.text),
        });
        let disagreeing = conflicts(&version.programme).into_iter().map(|one| DataCheckRow {
            part: part(),
            place: Label::name(&one.title),
            says: Some(told(&one.first)),
            computed: Some(told(&one.second)),
            what: Label::new(
                "Divas tabulas par vienu aktivitāti sola dažādus skaitļus.",
                "Two tables promise different numbers of one activity.",
            ),
        });
        // What the program finds in single cells of the file stands, with their names, where the document is looked at.
        Ok(noted.chain(disagreeing).collect())
    }

    /// Doubts about targets, for those who read indicators; none where there is no programme.
    async fn indicator_checks(&self) -> Result<Vec<DataCheckRow>> {
        let year = match self.indicators(self.today().year()).await {
            Ok(year) => year,
            Err(AppError::Forbidden | AppError::NotFound) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let rows = year.lines.iter().flat_map(|line| {
            line.doubts.iter().map(|doubt| {
                let (says, computed, what) = of_doubt(*doubt);
                DataCheckRow {
                    part: Label::new("Rādītāji", "Indicators"),
                    place: place(line, *doubt),
                    says,
                    computed,
                    what,
                }
            })
        });
        Ok(rows.collect())
    }

    async fn old_data(&self) -> Result<Vec<DataCheckRow>> {
        let schools = self.schools_with_old_absences().await?;
        let rows = schools.into_iter().map(|(institution, newest)| DataCheckRow {
            part: Label::new("Dati", "Data"),
            place: Label::name(&institution.name),
            says: newest.map(|day| both(|language| language.date(day))),
            computed: None,
            what: if newest.is_some() {
                Label::new(
                    "Kavējumu dati ir veci: rakstīta pēdējā diena.",
                    "Data on absences are old: their last day is given.",
                )
            } else {
                Label::new(
                    "Kavējumu datu nav: iestāde skaitļos nav ieskaitīta.",
                    "There are no data on absences: figures leave the institution out.",
                )
            },
        });
        Ok(rows.collect())
    }
}
