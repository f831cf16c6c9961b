//! The page of all columns is made from the tables: it cannot be wrong.

use std::fmt::Write;

use balsts_intake::{Group, Kind, Lang, Need};

const PAGE: &str = include_str!("../../../../docs/import-files.md");

fn page() -> String {
    let mut out = String::from(
        "# Import files\n\n\
         <!-- Made from the tables of crates/intake by its test `page`; change those. -->\n\n\
         CSV (comma, semicolon or tab; UTF-8 or Windows-1257) or XLSX, one kind a file, headers in the first row. A column is known by\n\
         its name or by one of its Latvian names, in any order; case, diacritics and spaces do not matter. Other layouts are read with a\n\
         [profile](import-profiles.md). Rows count from 1 with the header as row 1.\n\n\
         *Latviski:* katrai datnei viens datu veids, pirmajā rindā galvene. Kolonnas pazīst pēc latviskā vai angliskā nosaukuma.\n",
    );
    for kind in Kind::ALL {
        write!(
            out,
            "\n## `{kind}`\n\n| column | kolonna | needed | accepted | pieņem |\n|---|---|---|---|---|\n"
        )
        .unwrap();
        for (column, lv) in kind.described(Lang::En).into_iter().zip(kind.described(Lang::Lv)) {
            let need = match column.need {
                Need::Required => "yes",
                Need::Optional => "",
                Need::OneOf(Group::Pupil) => "one of both codes",
                Need::OneOf(Group::PupilOrCount) => "a code or `count`",
            };
            let aliases = column.aliases.join(", ");
            let cells = [&aliases, need, &column.accepts, &lv.accepts].map(|cell| cell.replace('|', "\\|"));
            writeln!(out, "| `{}` | {} |", column.name, cells.join(" | ")).unwrap();
        }
    }
    out
}

// covers: REG-31
#[test]
fn the_page_is_that_of_the_tables() {
    assert_eq!(
        PAGE,
        page(),
        "run `cargo test -p balsts-intake -- --ignored write_the_page` and look at what changed"
    );
}

#[test]
#[ignore = "writes docs/import-files.md anew"]
fn write_the_page() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/import-files.md");
    std::fs::write(path, page()).unwrap();
}
