//! What the domain and the generator of synthetic municipalities say is what files may say.

use std::io::Cursor;
use std::ops::ControlFlow;

use balsts_domain::achievement::MarkKind;
use balsts_domain::attendance::AbsenceKind;
use balsts_domain::people::GuardianRelation;
use balsts_domain::registry::{DeclaredStatus, InstitutionKind, LeavingReason, StudyForm, SupportRole};
use balsts_intake::{ColumnType, Kind, Limits, Options, Row, read};
use balsts_synthetic::{Spec, in_memory};

fn listed(kind: Kind, column: &str) -> Vec<&'static str> {
    let column = kind.columns().iter().find(|other| other.name == column).unwrap();
    let (ColumnType::Choice(choices) | ColumnType::Choices(choices)) = column.of else {
        panic!("{kind} {} has no choices", column.name)
    };
    choices.iter().map(|choice| choice.code).collect()
}

// covers: REG-31
#[test]
fn messages_list_every_code_that_the_domain_knows() {
    assert_eq!(
        listed(Kind::Institutions, "kind"),
        InstitutionKind::ALL.map(InstitutionKind::code)
    );
    assert_eq!(
        listed(Kind::Staff, "role"),
        SupportRole::ALL.map(SupportRole::code)
    );
    assert_eq!(
        listed(Kind::Enrolments, "study_form"),
        StudyForm::ALL.map(StudyForm::code)
    );
    assert_eq!(
        listed(Kind::Enrolments, "leaving_reason"),
        LeavingReason::ALL.map(LeavingReason::code)
    );
    assert_eq!(
        listed(Kind::DeclaredChildren, "status"),
        DeclaredStatus::ALL.map(DeclaredStatus::code)
    );
    assert_eq!(
        listed(Kind::Guardians, "relation"),
        GuardianRelation::ALL.map(GuardianRelation::code)
    );
    assert_eq!(
        listed(Kind::Absences, "kind"),
        AbsenceKind::ALL.map(AbsenceKind::code)
    );
    assert_eq!(listed(Kind::Marks, "kind"), MarkKind::ALL.map(MarkKind::code));
    for kind in Kind::ALL {
        for column in kind.columns() {
            if let ColumnType::Choice(choices) | ColumnType::Choices(choices) = column.of {
                for choice in choices {
                    let mut cells = crate::kinds::example(kind);
                    let index = kind.columns().iter().position(|other| other == column).unwrap();
                    for spelling in std::iter::once(&choice.code).chain(choice.aliases) {
                        cells[index] = spelling;
                        let names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
                        let quoted = cells
                            .iter()
                            .map(|cell| format!("\"{cell}\""))
                            .collect::<Vec<_>>()
                            .join(";");
                        let text = format!("{}\n{quoted}\n", names.join(";"));
                        let found = crate::files::read_text(kind, &text).unwrap();
                        assert!(
                            found.errors.is_empty(),
                            "{kind} {} {spelling}: {:?}",
                            column.name,
                            found.errors
                        );
                    }
                }
            }
        }
    }
}

// covers: REG-31
#[test]
fn what_the_generator_writes_is_read_without_an_error() {
    let files = in_memory(&Spec::new(300, 2, 7)).unwrap();
    assert!(files.len() > 10, "{}", files.len());
    for file in files {
        let kind = Kind::parse(file.kind.name()).unwrap_or_else(|| panic!("{} is a kind", file.kind.name()));
        let options = Options {
            limits: Limits::command_line(),
            ..Options::default()
        };
        let mut good = 0;
        let summary = read(kind, Cursor::new(&file.out), &options, &mut |_,
                                                                         row: Result<
            Row<'_>,
            _,
        >| {
            assert!(row.is_ok(), "{kind}: {row:?}");
            good += 1;
            ControlFlow::Continue(())
        })
        .unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert_eq!(
            (good, summary.warnings.len()),
            (file.rows, 0),
            "{kind}: {:?}",
            summary.warnings
        );
    }
}
