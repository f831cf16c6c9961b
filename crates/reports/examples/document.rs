//! Writes a document with every kind of block in every form, to be looked at: `cargo run -p balsts-reports --features pdf --example
//! document -- FOLDER`.

use balsts_reports::document::{Document, Grid, GridColumn};
use balsts_reports::format::Language;
use jiff::civil::date;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    let document = sample();
    std::fs::write(format!("{folder}/document.html"), document.to_html())?;
    std::fs::write(format!("{folder}/document.docx"), document.to_docx()?)?;
    std::fs::write(format!("{folder}/document.pdf"), document.to_pdf()?)?;
    Ok(())
}

fn sample() -> Document {
    let mut document = Document::new(Language::Latvian, "Individuālais atbalsta plāns");
    document.issuer = Some("Ogres 1. vidusskola".to_owned());
    document.date = Some(date(2026, 11, 26));
    document.restriction = Some("Ierobežotas pieejamības informācija".to_owned());
    document
        .facts([
            ("Izglītojamais", "Anna Bērziņa, 8.b klase"),
            ("Semestris", "2026./2027. m. g. 1. semestris"),
        ])
        .heading(1, "Pasākumi")
        .text("Kopā ar ģimeni vienojāmies par atbalstu līdz semestra beigām.\nNākamā saruna ir pēc mēneša.")
        .list([
            "konsultācijas matemātikā".to_owned(),
            "sarunas ar psihologu".to_owned(),
        ])
        .heading(2, "Stundas")
        .grid(Grid {
            caption: Some("Plānotās un notikušās stundas".to_owned()),
            columns: vec![
                GridColumn::text("Pasākums").width(3),
                GridColumn::text("Atbildīgais").width(2),
                GridColumn::figures("Plānots"),
                GridColumn::figures("Noticis"),
            ],
            rows: (1..=60)
                .map(|number| {
                    vec![
                        format!("{number}. konsultācija: =1+1 ir teksts, *nevis* #formula"),
                        "matemātikas skolotāja".to_owned(),
                        "2".to_owned(),
                        "1,5".to_owned(),
                    ]
                })
                .collect(),
            totals: vec![vec![
                "Kopā".to_owned(),
                String::new(),
                "120".to_owned(),
                "90".to_owned(),
            ]],
            ..Grid::default()
        })
        .note("Stundas skaita pēc konsultāciju žurnāla.")
        .signatures(["Skolas direktors".to_owned(), "Vecāks".to_owned()]);
    document
}
