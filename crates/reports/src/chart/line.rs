//! A line through time with the target beside it: an indicator of the programme, attendance by month.

use super::canvas::{AMBER, BRAND, Canvas, LINE, SOFT, Svg, Width, no_data, short};
use crate::format::Language;
use crate::table::html::shown;
use crate::table::{Cell, Column, Kind, Label, Table};

/// What is to be reached at a point in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Position among the points.
    pub at: usize,
    /// The value to reach.
    pub value: Cell,
}

/// A chart of one figure through time.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChart {
    /// What is shown: unit, period, area.
    pub title: Label,
    /// What the points are: «Mācību gads».
    pub time: Label,
    /// Names of the points in time.
    pub points: Vec<Label>,
    /// The figure at each; a gap where it is not known.
    pub values: Vec<Cell>,
    /// Targets, in order of time.
    pub targets: Vec<Target>,
    /// How the figures are written.
    pub kind: Kind,
}

const TOP: f64 = 26.0;
const PLOT: f64 = 180.0;
const LEFT: f64 = 0.13;
const RIGHT: f64 = 0.92;

impl LineChart {
    /// The picture. `id` tells its parts from those of other pictures on the page.
    pub fn svg(&self, id: &str, language: Language, width: Width) -> Svg {
        let mut canvas = Canvas::new();
        let (top, step) = self.scale();
        let y = |value: f64| TOP + PLOT * (1.0 - value / top);
        let mut tick = 0.0;
        while tick <= top * 1.0001 {
            canvas.raw(&segment(
                &width.at(0.0),
                y(tick),
                &width.at(1.0),
                y(tick),
                &format!("stroke=\"{LINE}\""),
            ));
            let style = format!(" font-size=\"14\" fill=\"{SOFT}\"");
            canvas.text("0", y(tick) - 4.0, "start", &style, &self.written(tick, language));
            tick += step;
        }
        let every = self.points.len().div_ceil(8).max(1);
        for (index, name) in self
            .points
            .iter()
            .enumerate()
            .filter(|(index, _)| index % every == 0)
        {
            let style = format!(" font-size=\"14\" fill=\"{SOFT}\"");
            canvas.text(
                &self.x(index, width),
                TOP + PLOT + 20.0,
                "middle",
                &style,
                name.in_language(language),
            );
        }
        self.draw_targets(&mut canvas, language, width, &y);
        self.draw_values(&mut canvas, language, width, &y);
        let mut height = TOP + PLOT + 30.0;
        if !self.targets.is_empty() {
            height += 24.0;
            let dash = format!("stroke=\"{AMBER}\" stroke-width=\"2\" stroke-dasharray=\"6 4\"");
            canvas.raw(&segment("0", height - 10.0, "28", height - 10.0, &dash));
            let word = match language {
                Language::Latvian => "mērķis",
                Language::English => "target",
            };
            canvas.text("36", height - 5.0, "start", "", word);
        }
        canvas.finish(
            id,
            language,
            self.title.in_language(language),
            &self.description(language),
            (width, height),
        )
    }

    fn draw_targets(&self, canvas: &mut Canvas, language: Language, width: Width, y: &impl Fn(f64) -> f64) {
        let known: Vec<(usize, f64, &Cell)> = self
            .targets
            .iter()
            .filter_map(|t| t.value.to_f64().map(|value| (t.at, value, &t.value)))
            .collect();
        for pair in known.windows(2) {
            if let [(from, start, _), (to, end, _)] = pair {
                let dash = format!("stroke=\"{AMBER}\" stroke-width=\"2\" stroke-dasharray=\"6 4\"");
                canvas.raw(&segment(
                    &self.x(*from, width),
                    y(*start),
                    &self.x(*to, width),
                    y(*end),
                    &dash,
                ));
            }
        }
        for (at, value, cell) in &known {
            let x = self.x(*at, width);
            let y = y(*value);
            // A ring, where values are filled dots.
            canvas.raw(&format!(
                "<circle cx=\"{x}\" cy=\"{}\" r=\"5\" fill=\"#fff\" stroke=\"{AMBER}\" stroke-width=\"2\"/>",
                short(y)
            ));
            let style = format!(" font-size=\"14\" fill=\"{AMBER}\"");
            canvas.text(&x, y + 21.0, "middle", &style, &shown(cell, self.kind, language));
        }
    }

    fn draw_values(&self, canvas: &mut Canvas, language: Language, width: Width, y: &impl Fn(f64) -> f64) {
        let values: Vec<Option<f64>> = self.values.iter().map(Cell::to_f64).collect();
        for (index, pair) in values.windows(2).enumerate() {
            if let [Some(start), Some(end)] = pair {
                let stroke = format!("stroke=\"{BRAND}\" stroke-width=\"3\" stroke-linecap=\"round\"");
                canvas.raw(&segment(
                    &self.x(index, width),
                    y(*start),
                    &self.x(index + 1, width),
                    y(*end),
                    &stroke,
                ));
            }
        }
        let last = values.iter().rposition(Option::is_some);
        for (index, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            let x = self.x(index, width);
            canvas.raw(&format!(
                "<circle cx=\"{x}\" cy=\"{}\" r=\"4.5\" fill=\"{BRAND}\"/>",
                short(y(*value))
            ));
            if values.len() <= 8 || Some(index) == last {
                let cell = self.values.get(index).unwrap_or(&Cell::Missing);
                canvas.text(
                    &x,
                    y(*value) - 11.0,
                    "middle",
                    " font-weight=\"600\"",
                    &shown(cell, self.kind, language),
                );
            }
        }
    }

    /// The same figures as a table.
    pub fn table(&self) -> Table {
        let column = |key, lv: &str, en: &str| Column::new(key, lv, en, self.kind);
        let mut columns = vec![Column {
            key: "time",
            heading: self.time.clone(),
            kind: Kind::Text,
        }];
        columns.push(column("value", "Vērtība", "Value"));
        if !self.targets.is_empty() {
            columns.push(column("target", "Mērķis", "Target"));
        }
        let mut table = Table::new(self.title.clone(), columns);
        for (index, point) in self.points.iter().enumerate() {
            let value = self.values.get(index).cloned().unwrap_or(Cell::Missing);
            let mut row = vec![Cell::Label(point.clone()), value];
            if !self.targets.is_empty() {
                let target = self.targets.iter().find(|target| target.at == index);
                row.push(target.map_or(Cell::Text("–".to_owned()), |target| target.value.clone()));
            }
            table.rows.push(row);
        }
        table
    }

    fn x(&self, index: usize, width: Width) -> String {
        let steps = self.points.len().saturating_sub(1).max(1) as f64;
        width.at(LEFT + (RIGHT - LEFT) * index as f64 / steps)
    }

    /// The top of the scale and the step of its lines: 1, 2 or 5 times a power of ten, at most five lines.
    fn scale(&self) -> (f64, f64) {
        let values = self
            .values
            .iter()
            .chain(self.targets.iter().map(|target| &target.value));
        let largest = values.filter_map(Cell::to_f64).fold(0.0, f64::max);
        if largest <= 0.0 {
            return (1.0, 1.0);
        }
        let rough = largest / 4.0;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|n| n * power)
            .find(|step| *step >= rough)
            .unwrap_or(rough);
        ((largest / step).ceil() * step, step)
    }

    fn written(&self, value: f64, language: Language) -> String {
        match self.kind {
            Kind::Percent(_) => language.percent(value, 2),
            _ => language.number(value, 2),
        }
    }

    fn description(&self, language: Language) -> String {
        let known: Vec<(&Label, &Cell)> = self
            .points
            .iter()
            .zip(&self.values)
            .filter(|(_, value)| value.to_f64().is_some())
            .collect();
        let say = |(point, value): &(&Label, &Cell)| {
            format!(
                "{}: {}",
                point.in_language(language),
                shown(value, self.kind, language)
            )
        };
        match (known.first(), known.last()) {
            (Some(first), Some(last)) if known.len() > 1 => format!("{}; {}.", say(first), say(last)),
            (Some(only), _) => format!("{}.", say(only)),
            _ => no_data(language).to_owned(),
        }
    }
}

fn segment(x1: &str, y1: f64, x2: &str, y2: f64, stroke: &str) -> String {
    format!(
        "<line x1=\"{x1}\" y1=\"{}\" x2=\"{x2}\" y2=\"{}\" {stroke}/>",
        short(y1),
        short(y2)
    )
}
