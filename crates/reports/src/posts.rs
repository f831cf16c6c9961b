//! The report of posts of support staff beside the norm, and what is missing.

use jiff::civil::Date;

use crate::absences::total_name;
use crate::table::{Cell, Column, Decimal, Kind, Label, Table};

/// A speciality at a school, in thousandths of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRow {
    pub institution: Label,
    pub role: Label,
    /// Posts that the institution has; `None` where no file says what staff it has.
    pub thousandths: Option<i64>,
    /// What the norm asks for; `None` where it asks for none.
    pub asked: Option<i64>,
}

impl PostRow {
    fn lacks(&self) -> Option<i64> {
        Some((self.asked? - self.thousandths?).max(0))
    }
}

/// The report `posts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posts {
    pub on: Date,
    pub rows: Vec<PostRow>,
}

impl Posts {
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            Label::new(
                "Atbalsta personāla amati un norma",
                "Posts of support staff and the norm",
            ),
            vec![
                Column::institution(),
                Column::new("role", "Amats", "Role", Kind::Text),
                Column::new("fte", "Likmes", "Full-time equivalents", Kind::Decimal(3)),
                Column::new("norm", "Norma", "Norm", Kind::Decimal(3)),
                Column::new("lacks", "Trūkst", "Missing", Kind::Decimal(3)),
            ],
        )
        .captioned("Likmju skaits", "Full-time equivalents");
        table.as_of = Some(self.on);
        let thousandths = |value: Option<i64>| match value {
            Some(value) => Cell::Decimal(Decimal::thousandths(value)),
            None => Cell::Missing,
        };
        table.rows = self
            .rows
            .iter()
            .map(|row| {
                vec![
                    Cell::Label(row.institution.clone()),
                    Cell::Label(row.role.clone()),
                    thousandths(row.thousandths),
                    thousandths(row.asked),
                    thousandths(row.lacks()),
                ]
            })
            .collect();
        if self.rows.is_empty() {
            table.no_data();
        } else {
            // Of what nobody has told, no sum is known: it is not zero.
            let sum = |of: fn(&PostRow) -> Option<i64>| {
                self.rows.iter().filter_map(of).reduce(|all, one| all + one)
            };
            table.totals = vec![vec![
                total_name(),
                Cell::text(""),
                thousandths(sum(|row| row.thousandths)),
                thousandths(sum(|row| row.asked)),
                thousandths(sum(PostRow::lacks)),
            ]];
        }
        if self.rows.iter().any(|row| row.thousandths.is_none()) {
            table.notes.push(Label::new(
                "Kur likmes nav norādītas, iestādes personāla datu nav: cik tai trūkst, nav zināms, un kopsummā likmes un trūkstošais ir \
                 bez šīm iestādēm.",
                "Where no posts are given, there are no staff data of the institution: what it lacks is not known, and the totals of posts and \
                 of what is missing leave these institutions out.",
            ));
        }
        table.notes.push(Label::new(
            "Norma ir iestatījums: pilna likme vidusskolā un puse pamatskolā pēc Rēzeknes novada programmas; karjeras konsultanta \
             slodze pēc izglītojamo skaita, virs 100 izglītojamiem tie paši soļi ir pieņēmums. Kur ir vairāk, nekā prasīts, \
             cita iestāde no tā neiegūst. Amatus, ko pašvaldība finansē pirmsskolās kopā, skaita tām visām kopā; kamēr kāda pirmsskola \
             savu personālu nav norādījusi, to skaits nav zināms.",
            "The norm is a setting: a full post at a secondary school and half a post at a basic school, as in the programme of Rēzeknes \
             novads; the load of a career consultant goes by the number of pupils, the same steps above 100 are an assumption. Where \
             there is more than asked for, no other institution gains by it. Posts that the municipality funds at preschools together are \
             counted of all of them together; while a preschool has not told its staff, their number is not known.",
        ));
        table
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: RES-10
    #[test]
    fn what_one_school_has_too_much_another_still_lacks() {
        let row = |institution: &str, thousandths, asked| PostRow {
            institution: Label::name(institution),
            role: Label::new("psihologs", "psychologist"),
            thousandths,
            asked,
        };
        let posts = Posts {
            on: date(2026, 11, 20),
            rows: vec![
                row("A", Some(1_500), Some(1_000)),
                row("B", Some(200), Some(500)),
                row("C", Some(100), None),
                row("D", None, Some(500)),
            ],
        };
        assert_eq!(
            posts.table().to_csv().unwrap(),
            "institution,role,fte,norm,lacks\nA,psihologs,1.5,1,0\nB,psihologs,0.2,0.5,0.3\nC,psihologs,0.1,,\nD,psihologs,,0.5,\nKopā,,1.8,2,0.3\n"
        );
        assert_eq!(posts.table().notes.len(), 2, "it is said why D has no posts");
    }
}
