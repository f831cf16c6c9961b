//! Collects what is wrong with a file and what is worth knowing: lists the first, counts all.

use balsts_domain::people::folded;
use balsts_intake::{Kind, Lang, Rejected, RowError, shown};

use super::problem::{LoadProblem, LoadRemark};

#[derive(Debug)]
pub(super) struct Findings {
    pub lang: Lang,
    most: usize,
    pub rejected: Vec<Rejected>,
    pub rejected_total: u64,
    pub warnings: Vec<String>,
    pub warnings_total: u64,
    /// Places in `rejected` whose column is still the contract's name, not the file's.
    unnamed: Vec<usize>,
}

impl Findings {
    pub fn new(lang: Lang, most: usize) -> Self {
        Self {
            lang,
            most,
            rejected: Vec::new(),
            rejected_total: 0,
            warnings: Vec::new(),
            warnings_total: 0,
            unnamed: Vec::new(),
        }
    }

    /// What the reader of the file refused.
    pub fn unreadable(&mut self, errors: &[RowError]) {
        for error in errors {
            self.rejected_total += 1;
            if self.rejected.len() < self.most {
                self.rejected.push(error.rejected(self.lang));
            }
        }
    }

    /// What the stored records refuse.
    pub fn refuse(&mut self, row: u64, column: &str, value: &str, problem: &LoadProblem) {
        self.rejected_total += 1;
        if self.rejected.len() < self.most {
            self.unnamed.push(self.rejected.len());
            self.rejected.push(Rejected {
                row,
                column: column.to_owned(),
                value: shown(value),
                error: problem.text(self.lang),
            });
        }
    }

    pub fn remark(&mut self, remark: &LoadRemark) {
        self.warnings_total += 1;
        if self.warnings.len() < self.most {
            self.warnings.push(remark.text(self.lang));
        }
    }

    pub fn warn(&mut self, text: String) {
        if self.warnings.len() < self.most {
            self.warnings.push(text);
        }
    }

    /// Names columns as the file does, and puts the list into the order of the rows.
    pub fn conclude(&mut self, kind: Kind, headers: &[String]) {
        for index in std::mem::take(&mut self.unnamed) {
            let column = &mut self.rejected[index].column;
            if headers.iter().any(|header| header == column) {
                continue;
            }
            let names = kind.columns().iter().find(|own| own.name == column);
            let header = headers.iter().find(|header| {
                let header = folded(header);
                names.is_some_and(|own| {
                    folded(own.name) == header || own.aliases.iter().any(|alias| folded(alias) == header)
                })
            });
            if let Some(header) = header {
                column.clone_from(header);
            }
        }
        self.rejected.sort_by_key(|rejected| rejected.row);
    }
}
