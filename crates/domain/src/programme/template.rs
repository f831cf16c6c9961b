//! A programme to start from, for a municipality that has none.

use super::{Activity, Programme, Task, Term};

const TEXT: &str = include_str!("../../../../programmes/template.toml");

/// The template for a municipality, for five years from a year on. Goals, activities and duties are what the five programmes have in
/// common; whoever starts from it replaces what does not fit.
pub fn template(municipality: &str, from: i16) -> Programme {
    let mut programme = Programme::from_toml(TEXT).unwrap_or_default();
    municipality.clone_into(&mut programme.municipality);
    let later = from - programme.period.from;
    programme.period.from += later;
    programme.period.to += later;
    for Activity { years, .. } in &mut programme.activities {
        for year in years {
            *year += later;
        }
    }
    for Task {
        term_text,
        start,
        end,
        ..
    } in &mut programme.tasks
    {
        *term_text = format!("{}.–{}.", programme.period.from, programme.period.to);
        if let Ok(term) = Term::parse(term_text) {
            (*start, *end) = (term.start, term.end);
        }
    }
    for indicator in &mut programme.indicators {
        if let Some(year) = &mut indicator.baseline.planned_year {
            *year += later;
            indicator.baseline.text = format!("Tiks noteikta {year}. gadā");
        }
        for target in &mut indicator.targets {
            target.year += later;
        }
    }
    programme
}
