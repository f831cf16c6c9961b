//! `cargo xtask bench`: compares the program with a yardstick measured in the same run on the same machine and prints the ratios as
//! Markdown. A number of seconds says something about a machine; a ratio says something about the program.

mod absence_import;
mod amount;
mod criterion;
mod evaluation;
mod indicators;
mod machine;
mod measuring;
mod pages;
mod report_csv;
mod sqlite_shell;

use anyhow::{Context as _, Result, bail};
use clap::Args;

pub use amount::Amount;

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

/// An entry of the list: its name for `--only`, and how its comparisons are measured.
pub struct Benchmark {
    name: &'static str,
    measure: fn(&Context) -> Result<Vec<Comparison>>,
}

/// What all measurements are given.
pub struct Context {
    pub runs: u32,
}

/// Ours beside the yardstick, with what a reader needs to repeat it.
pub struct Comparison {
    /// Name in the table.
    pub name: &'static str,
    /// What is measured, in words.
    pub subject: &'static str,
    pub ours: Amount,
    /// What it is compared with, in words: the query, the command.
    pub yardstick: String,
    pub theirs: Amount,
    /// Ours may take this many times the yardstick.
    pub limit: f64,
    /// Rows, cache, anything that changes the number.
    pub circumstances: String,
}

impl Comparison {
    fn ratio(&self) -> f64 {
        self.ours.per(self.theirs)
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
        name: "evaluation",
        measure: evaluation::measure,
    },
    Benchmark {
        name: "indicators",
        measure: indicators::measure,
    },
    Benchmark {
        name: "absence-import",
        measure: absence_import::measure,
    },
    Benchmark {
        name: "pages",
        measure: pages::measure,
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
        let measured =
            (benchmark.measure)(&context).with_context(|| format!("benchmark {}", benchmark.name))?;
        comparisons.extend(measured);
    }
    print!("{}", markdown(&machine::description(), &comparisons));
    let slow: Vec<&str> = comparisons
        .iter()
        .filter(|comparison| !comparison.holds())
        .map(|comparison| comparison.name)
        .collect();
    if arguments.check && !slow.is_empty() {
        bail!("over the limit: {}", slow.join(", "));
    }
    Ok(())
}

fn markdown(machine: &str, comparisons: &[Comparison]) -> String {
    let mut out = format!("Measured by `cargo xtask bench` on {machine}.\n\n");
    out.push_str("| benchmark | ours | yardstick | ratio | limit | holds |\n|---|---:|---:|---:|---:|---|\n");
    for comparison in comparisons {
        out.push_str(&format!(
            "| `{}` | {} | {} | {:.2} | {:.2} | {} |\n",
            comparison.name,
            comparison.ours,
            comparison.theirs,
            comparison.ratio(),
            comparison.limit,
            if comparison.holds() { "yes" } else { "**no**" }
        ));
    }
    out.push('\n');
    for comparison in comparisons {
        out.push_str(&format!(
            "- `{}`: {}; yardstick: {}; {}.\n",
            comparison.name, comparison.subject, comparison.yardstick, comparison.circumstances
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn comparison(name: &'static str, ours: u64, theirs: u64) -> Comparison {
        Comparison {
            name,
            subject: "a list of pupils",
            ours: Amount::Time(Duration::from_millis(ours)),
            yardstick: "one query".to_owned(),
            theirs: Amount::Time(Duration::from_millis(theirs)),
            limit: 2.0,
            circumstances: "5 rows, warm cache".to_owned(),
        }
    }

    #[test]
    fn a_ratio_over_its_limit_is_marked() {
        let table = markdown(
            "2 cores",
            &[comparison("fast", 20, 10), comparison("slow", 21, 10)],
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
