//! `cargo xtask bench`: compares the program with a yardstick measured in the same run on the same machine and prints the ratios as
//! Markdown. A number of seconds says something about a machine; a ratio says something about the program.

mod absence_import;
mod criterion;
mod machine;
mod report_csv;
mod sqlite_shell;

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::tools::{self, Tool};

#[derive(Args)]
pub struct Arguments {
    /// Runs these comparisons alone; may be repeated.
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// How often each yardstick is run; the best time counts.
    #[arg(long, default_value_t = 5)]
    runs: u32,
    /// Fails when a ratio is over its limit.
    #[arg(long)]
    check: bool,
}

/// A comparison of the list: its name for `--only`, and how it is measured.
pub struct Benchmark {
    name: &'static str,
    measure: fn(&Context) -> Result<Comparison>,
}

/// What all measurements are given.
pub struct Context {
    pub runs: u32,
}

/// Ours beside the yardstick, with what a reader needs to repeat it.
pub struct Comparison {
    /// What is measured, in words.
    pub subject: &'static str,
    pub ours: Duration,
    /// What it is compared with, in words: the query, the command.
    pub yardstick: String,
    pub theirs: Duration,
    /// Ours may take this many times the yardstick.
    pub limit: f64,
    /// Rows, cache, anything that changes the number.
    pub circumstances: String,
}

impl Comparison {
    fn ratio(&self) -> f64 {
        self.ours.as_secs_f64() / self.theirs.as_secs_f64().max(f64::EPSILON)
    }

    fn holds(&self) -> bool {
        self.ratio() <= self.limit
    }
}

/// Every comparison: a new one is a file in this folder and a line here.
const ALL: &[Benchmark] = &[
    Benchmark {
        name: "report-csv",
        measure: report_csv::measure,
    },
    Benchmark {
        name: "absence-import",
        measure: absence_import::measure,
    },
];

pub fn run(arguments: &Arguments) -> Result<()> {
    if let Some(unknown) = arguments
        .only
        .iter()
        .find(|name| ALL.iter().all(|known| known.name != **name))
    {
        let names: Vec<&str> = ALL.iter().map(|known| known.name).collect();
        bail!("there is no benchmark {unknown}; there are: {}", names.join(", "));
    }
    tools::require(&[Tool::Sqlite])?;
    let context = Context {
        runs: arguments.runs.max(1),
    };
    let chosen = ALL
        .iter()
        .filter(|known| arguments.only.is_empty() || arguments.only.iter().any(|name| name == known.name));
    let mut comparisons = Vec::new();
    for benchmark in chosen {
        eprintln!("measuring {}", benchmark.name);
        let comparison =
            (benchmark.measure)(&context).with_context(|| format!("benchmark {}", benchmark.name))?;
        comparisons.push((benchmark.name, comparison));
    }
    print!("{}", markdown(&machine::description(), &comparisons));
    let slow: Vec<&str> = comparisons
        .iter()
        .filter(|(_, comparison)| !comparison.holds())
        .map(|(name, _)| *name)
        .collect();
    if arguments.check && !slow.is_empty() {
        bail!("over the limit: {}", slow.join(", "));
    }
    Ok(())
}

fn markdown(machine: &str, comparisons: &[(&str, Comparison)]) -> String {
    let mut out = format!("Measured by `cargo xtask bench` on {machine}.\n\n");
    out.push_str("| benchmark | ours | yardstick | ratio | limit | holds |\n|---|---:|---:|---:|---:|---|\n");
    for (name, comparison) in comparisons {
        out.push_str(&format!(
            "| `{name}` | {} | {} | {:.2} | {:.2} | {} |\n",
            milliseconds(comparison.ours),
            milliseconds(comparison.theirs),
            comparison.ratio(),
            comparison.limit,
            if comparison.holds() { "yes" } else { "**no**" }
        ));
    }
    out.push('\n');
    for (name, comparison) in comparisons {
        out.push_str(&format!(
            "- `{name}`: {}; yardstick: {}; {}.\n",
            comparison.subject, comparison.yardstick, comparison.circumstances
        ));
    }
    out
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comparison(ours: u64, theirs: u64) -> Comparison {
        Comparison {
            subject: "a list of pupils",
            ours: Duration::from_millis(ours),
            yardstick: "one query".to_owned(),
            theirs: Duration::from_millis(theirs),
            limit: 2.0,
            circumstances: "5 rows, warm cache".to_owned(),
        }
    }

    #[test]
    fn a_ratio_over_its_limit_is_marked() {
        let table = markdown(
            "2 cores",
            &[("fast", comparison(20, 10)), ("slow", comparison(21, 10))],
        );
        assert!(table.contains("on 2 cores."), "{table}");
        assert!(
            table.contains("| `fast` | 20.0 ms | 10.0 ms | 2.00 | 2.00 | yes |"),
            "{table}"
        );
        assert!(
            table.contains("| `slow` | 21.0 ms | 10.0 ms | 2.10 | 2.00 | **no** |"),
            "{table}"
        );
        assert!(
            table.contains("- `fast`: a list of pupils; yardstick: one query; 5 rows, warm cache."),
            "{table}"
        );
    }
}
