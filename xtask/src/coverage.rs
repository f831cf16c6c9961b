//! Which rows of the requirements a test names: reads `docs/requirements.txt` and the comments `covers: REG-12, REG-13` in the
//! tests. A test that names a row that does not exist is an error, so that a typing mistake is not taken for coverage.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;

const LIST: &str = "docs/requirements.txt";

#[derive(Args)]
pub struct Arguments {
    /// Fails unless every row of this area, or named in this file, has a test; may be repeated.
    #[arg(long, value_name = "AREA|FILE")]
    require: Vec<String>,
    /// Prints only rows without a test.
    #[arg(long)]
    missing: bool,
}

/// One row of the list.
struct Requirement {
    id: String,
    area: String,
    name: String,
}

struct Coverage {
    requirements: Vec<Requirement>,
    /// Identifier to the places that name it, as `file:line`.
    tests: BTreeMap<String, Vec<String>>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let coverage = read()?;
    for requirement in &coverage.requirements {
        let places = coverage.tests.get(&requirement.id);
        if arguments.missing && places.is_some() {
            continue;
        }
        let mark = if places.is_some() { '+' } else { '-' };
        println!(
            "{mark} {:<8} {:<9} {}",
            requirement.id, requirement.area, requirement.name
        );
        for place in places.into_iter().flatten().filter(|_| !arguments.missing) {
            println!("             {place}");
        }
    }
    println!("{}", coverage.summary());
    for required in &arguments.require {
        coverage.require(required)?;
    }
    Ok(())
}

/// One line for the test run.
pub fn summary() -> Result<String> {
    Ok(read()?.summary())
}

impl Coverage {
    fn summary(&self) -> String {
        let mut lines = vec![format!(
            "requirement rows with a test: {} of {}",
            self.requirements
                .iter()
                .filter(|row| self.tests.contains_key(&row.id))
                .count(),
            self.requirements.len()
        )];
        let areas: BTreeSet<&str> = self.requirements.iter().map(|row| row.area.as_str()).collect();
        for area in areas {
            let rows = self.requirements.iter().filter(|row| row.area == area);
            let (with, all) = rows.fold((0, 0), |(with, all), row| {
                (with + usize::from(self.tests.contains_key(&row.id)), all + 1)
            });
            lines.push(format!("  {area}: {with} of {all}"));
        }
        lines.join("\n")
    }

    fn require(&self, required: &str) -> Result<()> {
        let wanted: BTreeSet<String> = if self.requirements.iter().any(|row| row.area == required) {
            self.requirements
                .iter()
                .filter(|row| row.area == required)
                .map(|row| row.id.clone())
                .collect()
        } else {
            let text = std::fs::read_to_string(required)
                .with_context(|| format!("`{required}` is neither an area of {LIST} nor a file"))?;
            identifiers(&text).map(str::to_owned).collect()
        };
        let missing: Vec<&str> = wanted
            .iter()
            .map(String::as_str)
            .filter(|id| !self.tests.contains_key(*id))
            .collect();
        if !missing.is_empty() {
            bail!("rows of {required} without a test: {}", missing.join(", "));
        }
        Ok(())
    }
}

fn read() -> Result<Coverage> {
    let text = std::fs::read_to_string(LIST).with_context(|| format!("could not read {LIST}"))?;
    let requirements = parse_list(&text)?;
    let mut tests: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in sources()? {
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))?;
        for (line, id) in named(&text) {
            if !requirements.iter().any(|row| row.id == id) {
                bail!("{}:{line} covers {id}, which is not in {LIST}", file.display());
            }
            tests
                .entry(id.to_owned())
                .or_default()
                .push(format!("{}:{line}", file.display()));
        }
    }
    Ok(Coverage { requirements, tests })
}

/// Lines of identifier, area and name, separated by tabs; lines that begin with `#` are remarks.
fn parse_list(text: &str) -> Result<Vec<Requirement>> {
    let mut rows: Vec<Requirement> = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let mut parts = line.split('\t');
        let (Some(id), Some(area), Some(name), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            bail!("{LIST}: not identifier, area and name: {line:?}");
        };
        if identifiers(id).next() != Some(id) {
            bail!("{LIST}: not an identifier: {id:?}");
        }
        if rows.iter().any(|row| row.id == id) {
            bail!("{LIST}: {id} is there twice");
        }
        rows.push(Requirement {
            id: id.to_owned(),
            area: area.to_owned(),
            name: name.to_owned(),
        });
    }
    Ok(rows)
}

/// The identifiers that comments of a file name after `covers:`, with their lines.
fn named(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).flat_map(|(number, line)| {
        let list = line
            .trim_start()
            .strip_prefix("//")
            .and_then(|comment| comment.trim_start().strip_prefix("covers:"))
            .unwrap_or_default();
        identifiers(list).map(move |id| (number, id))
    })
}

/// Words such as `REG-12`: three or four capital letters, a hyphen, two digits.
fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter(|word| {
            word.split_once('-').is_some_and(|(letters, digits)| {
                (3..=4).contains(&letters.len())
                    && letters.bytes().all(|byte| byte.is_ascii_uppercase())
                    && digits.len() == 2
                    && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
        })
}

/// Rust files of the crates and TypeScript of the journeys, without what is built or installed.
fn sources() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in ["crates", "xtask", "e2e"] {
        collect(Path::new(folder), &mut files)?;
    }
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !matches!(name.as_ref(), "target" | "node_modules" | "results") {
                collect(&path, files)?;
            }
        } else if path
            .extension()
            .is_some_and(|extension| ["rs", "ts", "js"].iter().any(|ending| extension == *ending))
        {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_name_rows_and_other_text_does_not() {
        let text =
            "    // covers: REG-12, ESC-03\nlet a = \"// covers: REG-13\";\n//covers: COOP-01 and PRV-1\n";
        let found: Vec<_> = named(text).collect();
        assert_eq!(found, [(1, "REG-12"), (1, "ESC-03"), (3, "COOP-01")]);
    }

    #[test]
    fn a_list_with_a_doubled_or_broken_row_is_refused() {
        assert_eq!(
            parse_list("# remark\n\nREG-01\tlater\tA name\n").unwrap().len(),
            1
        );
        assert!(parse_list("REG-01\tlater\tA\nREG-01\tlater\tB\n").is_err());
        assert!(parse_list("REG-01 later A\n").is_err());
        assert!(parse_list("REG-1\tlater\tA\n").is_err());
    }

    #[test]
    fn a_required_area_fails_while_a_row_of_it_has_no_test() {
        let requirements =
            parse_list("REG-01\tmain-job\tA\nREG-02\tmain-job\tB\nREG-03\tlater\tC\n").unwrap();
        let mut coverage = Coverage {
            requirements,
            tests: BTreeMap::new(),
        };
        coverage
            .tests
            .insert("REG-01".to_owned(), vec!["a.rs:1".to_owned()]);
        let error = coverage.require("main-job").unwrap_err().to_string();
        assert_eq!(error, "rows of main-job without a test: REG-02");
        coverage
            .tests
            .insert("REG-02".to_owned(), vec!["a.rs:2".to_owned()]);
        coverage.require("main-job").unwrap();
        assert!(coverage.require("no such area or file").is_err());
    }

    #[test]
    fn a_required_file_names_its_rows_in_any_text() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rows.txt");
        std::fs::write(&file, "REG-01, then REG-02.").unwrap();
        let requirements = parse_list("REG-01\tlater\tA\nREG-02\tlater\tB\n").unwrap();
        let coverage = Coverage {
            requirements,
            tests: BTreeMap::from([("REG-02".to_owned(), Vec::new())]),
        };
        let error = coverage.require(file.to_str().unwrap()).unwrap_err().to_string();
        assert!(error.ends_with("without a test: REG-01"), "{error}");
    }
}
