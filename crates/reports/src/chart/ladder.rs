//! Steps one below the other, and the ways between them: on to the next one straight down, past some of them at the left, to the last or back at
//! the right. What it shows stands in a table beside it, too.

use std::collections::BTreeMap;

use super::canvas::{Canvas, Svg, Width, short};
use crate::format::Language;

const BOX: (f64, f64) = (300.0, 40.0);
const LEFT: f64 = 230.0;
const GAP: f64 = 46.0;
const SIDE: f64 = 200.0;
const LANE: f64 = 14.0;
const ARROW: f64 = 7.0;

/// Steps and the ways between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// Unique within a page.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
    /// The steps, from the first to the last.
    pub steps: Vec<String>,
    /// From which step to which, and what happens.
    pub ways: Vec<(usize, usize, String)>,
}

fn top(step: usize) -> f64 {
    step as f64 * (BOX.1 + GAP) + 2.0
}

impl Ladder {
    /// The picture.
    pub fn svg(&self, language: Language) -> Svg {
        let mut canvas = Canvas::new();
        let mut ways: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
        for (from, to, words) in &self.ways {
            let said = ways.entry((*from, *to)).or_default();
            if !said.contains(&words.as_str()) {
                said.push(words);
            }
        }
        // Ways that end at the same step share a lane.
        let mut lanes: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
        for ((from, to), said) in &ways {
            let words = said.join("; ");
            if *to == from + 1 {
                down(&mut canvas, *from, &words);
            } else {
                let right = *to < *from || *to + 1 == self.steps.len();
                let of_side = &mut lanes[usize::from(right)];
                let lane = of_side.iter().position(|end| end == to).unwrap_or_else(|| {
                    of_side.push(*to);
                    of_side.len() - 1
                });
                around(&mut canvas, (*from, *to), lane, right, &words);
            }
        }
        for (index, step) in self.steps.iter().enumerate() {
            let y = top(index);
            canvas.raw(&format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\" fill=\"#fff\" stroke=\"#0b5d4e\" stroke-width=\"2\"/>",
                short(LEFT),
                short(y),
                short(BOX.0),
                short(BOX.1)
            ));
            let middle = short(LEFT + BOX.0 / 2.0);
            canvas.text(&middle, y + 26.0, "middle", " font-weight=\"600\"", step);
        }
        let height = top(self.steps.len()) - GAP + 4.0;
        let width = LEFT + BOX.0 + SIDE + 30.0;
        canvas.finish(
            &self.id,
            language,
            &self.title,
            &self.description,
            (Width::Fixed(width as u16), height),
        )
    }
}

/// The point of an arrow at a place, pointing along `(dx, dy)`.
fn point(canvas: &mut Canvas, (x, y): (f64, f64), (dx, dy): (f64, f64)) {
    let back = (x - dx * ARROW, y - dy * ARROW);
    let aside = (dy * ARROW / 2.0, dx * ARROW / 2.0);
    canvas.raw(&format!(
        "<path d=\"M{} {}L{} {}L{} {}Z\" fill=\"#504b45\"/>",
        short(x),
        short(y),
        short(back.0 + aside.0),
        short(back.1 + aside.1),
        short(back.0 - aside.0),
        short(back.1 - aside.1)
    ));
}

fn line(canvas: &mut Canvas, way: &str) {
    canvas.raw(&format!(
        "<path d=\"{way}\" fill=\"none\" stroke=\"#504b45\" stroke-width=\"1.5\"/>"
    ));
}

/// Straight down to the next step.
fn down(canvas: &mut Canvas, from: usize, words: &str) {
    let (x, y) = (LEFT + BOX.0 / 2.0, top(from) + BOX.1);
    let end = top(from + 1);
    line(
        canvas,
        &format!("M{} {}V{}", short(x), short(y), short(end - ARROW)),
    );
    point(canvas, (x, end), (0.0, 1.0));
    canvas.text(&short(x + 10.0), y + GAP / 2.0 + 5.0, "start", "", words);
}

/// Past other steps in a lane of its own.
fn around(canvas: &mut Canvas, (from, to): (usize, usize), lane: usize, right: bool, words: &str) {
    let (y, end) = (top(from) + BOX.1 * 0.28, top(to) + BOX.1 * 0.75);
    let away = SIDE - lane as f64 * LANE;
    let (edge, turn, into) = if right {
        (LEFT + BOX.0, LEFT + BOX.0 + away, -1.0)
    } else {
        (LEFT, LEFT - away, 1.0)
    };
    let way = format!(
        "M{} {}H{}V{}H{}",
        short(edge),
        short(y),
        short(turn),
        short(end),
        short(edge - into * ARROW)
    );
    line(canvas, &way);
    point(canvas, (edge, end), (into, 0.0));
    let (x, anchor) = if right {
        (edge + 8.0, "start")
    } else {
        (edge - 8.0, "end")
    };
    canvas.text(&short(x), y - 5.0, anchor, " font-size=\"14\"", words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ladder_says_what_leads_where_once() {
        let ladder = Ladder {
            id: "steps".to_owned(),
            title: "Soļi".to_owned(),
            description: "Trīs soļi.".to_owned(),
            steps: ["Pirmais", "Otrais", "Trešais"].map(str::to_owned).to_vec(),
            ways: vec![
                (0, 1, "tālāk".to_owned()),
                (1, 2, "tālāk".to_owned()),
                (0, 2, "izlaist <soli>".to_owned()),
                (0, 2, "izlaist <soli>".to_owned()),
                (2, 0, "atpakaļ".to_owned()),
            ],
        };
        let svg = ladder.svg(Language::Latvian);
        let svg = svg.as_str();
        for words in ["Pirmais", "Otrais", "Trešais", "atpakaļ", "izlaist &lt;soli&gt;"] {
            assert_eq!(svg.matches(words).count(), 1, "{words}: {svg}");
        }
        assert_eq!(svg.matches(">tālāk<").count(), 2);
        assert!(svg.contains("<title id=\"steps-title\">Soļi</title>"));
    }
}
