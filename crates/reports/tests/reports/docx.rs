//! Every kind of document as DOCX holds what the standard (ECMA-376) asks of a package: its parts, each with its kind; relations that lead to a part;
//! numbers used once; children of an element in the order of its schema. A program that is strict opens no file without these.

#![expect(
    clippy::unwrap_used,
    reason = "what reads a package for tests fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use balsts_domain::numbers::Decimal;
use balsts_domain::programme::{Baseline, Indicator, PreventionLevel, ProgressState, Timing, shipped};
use balsts_reports::annual::{
    Activity, Annual, Change, Goal, IndicatorRow, Interim, Money, Number, Overdue, Policy, Reported, Texts,
};
use balsts_reports::body_year::{Proposal, Question, YearPaper};
use balsts_reports::document::{Document, Grid, GridColumn, GridGroup};
use balsts_reports::format::Language;
use balsts_reports::meetings::BodyYear;
use balsts_reports::minutes::{Decision, Item, Minutes, Person};
use balsts_reports::programme::{Paper, Reached};
use balsts_reports::support_plan::{Consultation, Measure, Part, Risk, SupportPlan};
use balsts_reports::table::Label;
use jiff::civil::date;

/// Elements with their children in the order of the schema, those that the documents could have.
const ORDER: [(&str, &str); 23] = [
    ("w:document", "w:background w:body"),
    ("w:body", "* w:sectPr"),
    (
        "w:sectPr",
        "w:headerReference w:footerReference w:footnotePr w:endnotePr w:type w:pgSz w:pgMar w:paperSrc w:pgBorders w:lnNumType \
         w:pgNumType w:cols w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid",
    ),
    ("w:p", "w:pPr *"),
    (
        "w:pPr",
        "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr w:suppressLineNumbers w:pBdr w:shd w:tabs \
         w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi \
         w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection \
         w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange",
    ),
    ("w:numPr", "w:ilvl w:numId"),
    ("w:r", "w:rPr *"),
    (
        "w:rPr",
        "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss w:imprint w:noProof \
         w:snapToGrid w:vanish w:webHidden w:color w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd \
         w:fitText w:vertAlign w:rtl w:cs w:em w:lang w:eastAsianLayout w:specVanish w:oMath",
    ),
    ("w:tbl", "w:tblPr w:tblGrid w:tr"),
    (
        "w:tblPr",
        "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc w:tblCellSpacing \
         w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook w:tblCaption w:tblDescription",
    ),
    (
        "w:tblBorders",
        "w:top w:left w:bottom w:right w:insideH w:insideV",
    ),
    ("w:tblGrid", "w:gridCol"),
    ("w:tr", "w:tblPrEx w:trPr w:tc"),
    ("w:tc", "w:tcPr w:p"),
    (
        "w:tcPr",
        "w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection w:tcFitText w:vAlign w:hideMark",
    ),
    (
        "wp:inline",
        "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
    ),
    ("pic:pic", "pic:nvPicPr pic:blipFill pic:spPr"),
    ("w:styles", "w:docDefaults w:latentStyles w:style"),
    (
        "w:style",
        "w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:locked \
         w:pPr w:rPr w:tblPr w:trPr w:tcPr w:tblStylePr",
    ),
    (
        "w:numbering",
        "w:numPicBullet w:abstractNum w:num w:numIdMacAtCleanup",
    ),
    (
        "w:abstractNum",
        "w:nsid w:multiLevelType w:tmpl w:name w:styleLink w:numStyleLink w:lvl",
    ),
    (
        "w:lvl",
        "w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId w:legacy w:lvlJc w:pPr w:rPr",
    ),
    ("w:settings", "w:zoom w:defaultTabStop w:compat"),
];

/// An element of a part.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
}

impl Element {
    fn read(tag: &str) -> Self {
        let (name, mut rest) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        let mut attributes = BTreeMap::new();
        while let Some((attribute, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap();
            let doubled = attributes.insert(attribute.trim().to_owned(), value.to_owned());
            assert_eq!(doubled, None, "{attribute} twice in {tag}");
            rest = after;
        }
        Self {
            name: name.to_owned(),
            attributes,
            children: Vec::new(),
        }
    }

    /// The root of a part as a program writes it: without comments and without sections of raw text.
    fn of(xml: &str) -> Self {
        let mut open = vec![Self::default()];
        for piece in xml.split('<').skip(1) {
            let tag = piece.split_once('>').unwrap().0;
            if tag.starts_with('?') {
                continue;
            }
            if let Some(name) = tag.strip_prefix('/') {
                let closed = open.pop().unwrap();
                assert_eq!(closed.name, name);
                open.last_mut().unwrap().children.push(closed);
            } else if let Some(tag) = tag.strip_suffix('/') {
                let element = Self::read(tag.trim_end());
                open.last_mut().unwrap().children.push(element);
            } else {
                open.push(Self::read(tag));
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        open.remove(0).children.remove(0)
    }

    /// This one and all under it.
    fn all(&self) -> Vec<&Self> {
        let mut found = vec![self];
        for child in &self.children {
            found.extend(child.all());
        }
        found
    }

    fn named<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        self.all().into_iter().filter(|one| one.name == name).collect()
    }

    fn says(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }
}

/// The parts of a package by name.
fn parts(docx: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut found = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        if file.is_dir() {
            continue;
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let doubled = found.insert(file.name().unwrap().into_owned(), bytes);
        assert!(doubled.is_none(), "a part stands twice in the package");
    }
    found
}

fn check_order(place: &str, element: &Element) {
    for one in element.all() {
        let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == one.name) else {
            continue;
        };
        let order: Vec<&str> = order.split_whitespace().collect();
        let any = order.iter().position(|name| *name == "*");
        let mut last = 0;
        for child in &one.children {
            let at = order.iter().position(|name| *name == child.name).or(any);
            let at = at.unwrap_or_else(|| panic!("{place}: {} in {}", child.name, one.name));
            assert!(
                at >= last,
                "{place}: {} stands too late in {}",
                child.name,
                one.name
            );
            last = at;
        }
    }
}

/// Each value of an attribute, once.
fn once<'a>(place: &str, elements: &[&'a Element], attribute: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    for one in elements {
        let value = one.says(attribute);
        assert!(
            seen.insert(value),
            "{place}: {} {attribute} {value:?} twice",
            one.name
        );
    }
    seen
}

/// The folder and the name in it that relations of a part are kept under.
fn relations_of(part: &str) -> (String, String) {
    let (folder, name) = part
        .rsplit_once('/')
        .map_or(("", part), |(folder, name)| (folder, name));
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    (folder.clone(), format!("{folder}_rels/{name}.rels"))
}

fn check_tables(place: &str, body: &Element) {
    for table in body.named("w:tbl") {
        let columns = table.named("w:gridCol");
        for column in &columns {
            let attributes: Vec<&String> = column.attributes.keys().collect();
            assert_eq!(attributes, ["w:w"], "{place}");
        }
        for row in table.named("w:tr") {
            let mut wide = 0;
            for cell in row.named("w:tc") {
                assert!(
                    cell.children.last().is_some_and(|last| last.name == "w:p"),
                    "{place}: a cell ends with a paragraph"
                );
                let span = cell.named("w:gridSpan");
                wide += span
                    .first()
                    .map_or(1, |span| span.says("w:val").parse::<usize>().unwrap());
            }
            assert_eq!(wide, columns.len(), "{place}: the cells of a row fill the grid");
        }
    }
}

/// Holds a document against the standard.
fn check(place: &str, document: &Document) {
    let parts = parts(&document.to_docx().unwrap());
    let read = |name: &str| {
        let bytes = parts
            .get(name)
            .unwrap_or_else(|| panic!("{place}: there is no {name}"));
        Element::of(std::str::from_utf8(bytes).unwrap())
    };
    let kinds = read("[Content_Types].xml");
    let (defaults, overrides) = (kinds.named("Default"), kinds.named("Override"));
    let defaults = once(place, &defaults, "Extension");
    let overrides = once(place, &overrides, "PartName");
    for name in overrides.iter().filter_map(|name| name.strip_prefix('/')) {
        assert!(
            parts.contains_key(name),
            "{place}: a kind is said of {name}, which is not there"
        );
    }
    let main = [
        ("word/document.xml", "document.main+xml"),
        ("word/styles.xml", "styles+xml"),
        ("word/numbering.xml", "numbering+xml"),
        ("word/settings.xml", "settings+xml"),
        ("docProps/core.xml", "core-properties+xml"),
    ];
    for (name, kind) in main {
        assert!(parts.contains_key(name), "{place}: there is no {name}");
        let said = kinds.named("Override");
        let said = said.iter().find(|one| one.says("PartName") == format!("/{name}"));
        assert!(
            said.is_some_and(|one| one.says("ContentType").ends_with(kind)),
            "{place}: {name} is no {kind}"
        );
    }
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        assert!(
            defaults.contains(ending) || overrides.contains(format!("/{name}").as_str()),
            "{place}: no kind is said of {name}"
        );
        if !matches!(ending, "xml" | "rels") {
            continue;
        }
        let part = read(name);
        check_order(&format!("{place}, {name}"), &part);
        let (folder, relations) = relations_of(name);
        let relations = parts.contains_key(&relations).then(|| read(&relations));
        let relations: Vec<&Element> = relations
            .iter()
            .flat_map(|part| part.named("Relationship"))
            .collect();
        let known = once(place, &relations, "Id");
        for one in &relations {
            let target = format!("{folder}{}", one.says("Target"));
            assert!(parts.contains_key(&target), "{place}: {name} leads to {target}");
        }
        for one in part.all() {
            for attribute in ["r:id", "r:embed"] {
                let id = one.says(attribute);
                assert!(id.is_empty() || known.contains(id), "{place}: {name} names {id}");
            }
        }
    }
    let package = read("_rels/.rels");
    let package = package.named("Relationship");
    once(place, &package, "Id");
    for one in &package {
        let target = one.says("Target");
        assert!(
            parts.contains_key(target),
            "{place}: the package leads to {target}"
        );
    }
    let begins = package
        .iter()
        .filter(|one| one.says("Type").ends_with("/officeDocument"));
    let begins: Vec<&str> = begins.map(|one| one.says("Target")).collect();
    assert_eq!(begins, ["word/document.xml"], "{place}");
    check_body(
        place,
        &read("word/document.xml"),
        &read("word/styles.xml"),
        &read("word/numbering.xml"),
    );
}

fn check_body(place: &str, body: &Element, styles: &Element, lists: &Element) {
    once(place, &body.named("w:p"), "w14:paraId");
    once(place, &body.named("wp:docPr"), "id");
    let defined = styles.named("w:style");
    let defined = once(place, &defined, "w:styleId");
    for style in body.named("w:pStyle") {
        let name = style.says("w:val");
        assert!(defined.contains(name), "{place}: the style {name}");
    }
    let levels = lists.named("w:abstractNum");
    let levels = once(place, &levels, "w:abstractNumId");
    let numbers = lists.named("w:num");
    for number in &numbers {
        let of = number.named("w:abstractNumId");
        assert!(
            levels.contains(of[0].says("w:val")),
            "{place}: a list without levels"
        );
    }
    let numbers = once(place, &numbers, "w:numId");
    for number in body.named("w:numId") {
        assert!(
            numbers.contains(number.says("w:val")),
            "{place}: a list that is not there"
        );
    }
    check_tables(place, body);
}

fn annual() -> Annual {
    let texts = Texts {
        done: "Apmācīti 24 vecāki.\nDivas grupas.".to_owned(),
        impact: "Mazāk kavējumu".to_owned(),
        helped: "Telpas".to_owned(),
        hindered: "<Laika> & vadītāju trūkums".to_owned(),
        changes: "Otra grupa".to_owned(),
    };
    Annual {
        municipality: "Pašvaldība".to_owned(),
        programme: "Programma".to_owned(),
        version: 1,
        year: 2026,
        school_year: 2025,
        as_of: date(2026, 8, 31),
        on: date(2026, 11, 27),
        goals: vec![Goal {
            level: PreventionLevel::Universal,
            nr: "1.".to_owned(),
            title: "Vecāku kompetence".to_owned(),
            expected: vec!["Zina vairāk".to_owned(), "Nāk biežāk".to_owned()],
            activities: vec![Activity {
                nr: "1.1".to_owned(),
                title: "Grupas".to_owned(),
                promised: "30% vecāku".to_owned(),
                state: ProgressState::InProgress,
                timing: Timing::Overdue,
                reported: vec![Reported {
                    on: date(2026, 3, 2),
                    by: Some("Skola".to_owned()),
                    of: String::new(),
                    state: ProgressState::InProgress,
                    note: String::new(),
                }],
                numbers: vec![Number {
                    promised: Label::new("30\u{a0}% vecāku", "30% vecāku"),
                    reached: Some(Label::new("12,5\u{a0}%", "12.5%")),
                    is_enough: Some(false),
                }],
                texts: texts.clone(),
            }],
        }],
        overdue: vec![Overdue {
            nr: "1.1.1".to_owned(),
            title: "Sagatavot".to_owned(),
            activity: "Grupas".to_owned(),
            who: "Skola".to_owned(),
            due: Some(date(2026, 6, 30)),
        }],
        indicators: vec![IndicatorRow {
            indicator: Indicator {
                nr: "1".to_owned(),
                title: "Kavējumi".to_owned(),
                baseline: Baseline {
                    value: Some(Decimal::new(94, 2)),
                    year: Some(2023),
                    ..Baseline::default()
                },
                ..Indicator::default()
            },
            value: Some(Decimal::new(81, 2)),
            is_withheld: false,
            values: vec![(2026, Decimal::new(81, 2))],
            status: Label::new("ceļā uz mērķi", "on track"),
        }],
        money: vec![Money {
            activity: "1.1 Grupas".to_owned(),
            source: Label::name("ESF"),
            planned: Some(100_000),
            spent: None,
        }],
        policies: vec![Policy {
            title: "Pamatnostādnes".to_owned(),
            issuer: Label::new("Valsts", "The State"),
            on: date(2026, 4, 1),
            place: "https://likumi.lv/".to_owned(),
            asks: "Atbalsts <katram>".to_owned(),
            activity: "1.1 Grupas".to_owned(),
            state: Label::new("ņemts vērā", "taken into account"),
            version: Some(2),
            note: "Jauna versija".to_owned(),
        }],
        situation: Vec::new(),
        whole: texts,
        events: Vec::new(),
    }
}

fn minutes() -> Minutes {
    Minutes {
        body: "Sadarbības grupa".to_owned(),
        day: date(2026, 11, 25),
        begins: "10:00".to_owned(),
        place: "Brīvības iela 33".to_owned(),
        present: vec![Person {
            name: "Ilze Kalniņa".to_owned(),
            organisation: "Sociālais dienests".to_owned(),
            right: "vadītājs".to_owned(),
        }],
        absent: Vec::new(),
        cases: vec![Item {
            title: "Bērziņa Anna, 8.b".to_owned(),
            state: "izlemts".to_owned(),
            minutes: "Māte piekrīt.\nSkola palīdz.".to_owned(),
            decisions: vec![Decision {
                what: "Apmeklē ģimeni".to_owned(),
                who: "Ilze Kalniņa, Sociālais dienests".to_owned(),
                due: date(2026, 12, 1),
                judge: date(2026, 12, 15),
            }],
        }],
        questions: Vec::new(),
        proposals: vec![("Dome".to_owned(), "Vakara autobuss".to_owned())],
    }
}

fn plan() -> SupportPlan {
    SupportPlan {
        pupil: "Anna Bērziņa".to_owned(),
        class: Some("8.b".to_owned()),
        institution: "Ogres 1. vidusskola".to_owned(),
        kind: Label::new("individuālais atbalsta plāns", "individual support plan"),
        term: Label::name("2025/26, 1"),
        state: Label::name("spēkā"),
        goals: "Vērtējums vismaz 4".to_owned(),
        family: "Māte palīdz".to_owned(),
        application: Some((Label::name("māte"), date(2025, 10, 1))),
        consent: Some((true, Label::name("māte"), date(2025, 10, 3))),
        risks: vec![Risk {
            factor: Label::name("mācīšanās grūtības"),
            level: Label::name("vidējs"),
            description: String::new(),
            outcome: Some(Label::name("mazinājies")),
            outcome_note: "labi".to_owned(),
        }],
        measures: vec![Measure {
            what: Label::new("konsultācijas", "consultations"),
            detail: String::new(),
            planned_hours_thousandths: Some(12_000),
            given_hours_thousandths: 1_500,
            amount_cents: None,
            responsible: "Ilze Liepa".to_owned(),
            due: None,
        }],
        parts: vec![Part {
            institution: Label::name("sociālais dienests"),
            task: "apmeklē ģimeni".to_owned(),
            planned_hours_thousandths: Some(12_000),
            given_hours_thousandths: 2_500,
            contact: String::new(),
            due: Some(date(2025, 12, 1)),
            standing: Label::name("saskaņots"),
            answered_on: Some(date(2025, 10, 3)),
            answered_by: "Ilze Liepa".to_owned(),
        }],
        consultations: vec![Consultation {
            on: date(2025, 10, 8),
            what: Label::name("matemātika"),
            hours_thousandths: 1_500,
            missed: false,
            confirmed: true,
            by: "Ilze Liepa".to_owned(),
        }],
        conclusion: Some("Izdevās".to_owned()),
        continues: Some(false),
    }
}

fn body_year() -> YearPaper {
    YearPaper {
        year: 2026,
        work: BodyYear {
            body: "Sadarbības grupa".to_owned(),
            meetings: 4,
            ..BodyYear::default()
        },
        questions: vec![Question {
            on: date(2026, 11, 25),
            title: "Vakara autobuss".to_owned(),
            minutes: "Bērni pulciņos netiek.".to_owned(),
            decisions: vec!["Sagatavo aprēķinu".to_owned()],
        }],
        proposals: vec![Proposal {
            on: date(2026, 11, 25),
            to: "domei".to_owned(),
            text: "Piešķirt līdzekļus".to_owned(),
            answer: None,
        }],
    }
}

// covers: REP-12
#[test]
fn every_kind_of_document_is_a_package_as_the_standard_asks() {
    for language in Language::ALL {
        check("the yearly report", &annual().document(language));
        let interim = Interim {
            report: annual(),
            years: (2024, 2028),
            due: Some(date(2026, 12, 31)),
            changes: vec![Change {
                year: 2026,
                activity: None,
                text: "Jauns rādītājs".to_owned(),
            }],
        };
        check("the evaluation halfway", &interim.document(language));
        check("minutes", &minutes().document(language));
        check("a support plan", &plan().document(language, date(2025, 10, 6)));
        check(
            "the year of a body",
            &body_year().document(language, date(2026, 12, 30)),
        );
        check("nothing", &Document::new(language, "Nekas"));
    }
    for programme in shipped() {
        let paper = Paper {
            language: Language::Latvian,
            on: date(2026, 11, 27),
            municipality: "Pašvaldība".to_owned(),
            version: 1,
            state: "spēkā".to_owned(),
            decision: None,
            results: vec![Reached {
                reached: "30% → 12,5%".to_owned(),
                factors: "Veicināja: telpas".to_owned(),
            }],
        };
        let document = balsts_reports::programme::document(&programme, &paper);
        check(&programme.municipality, &document);
    }
}

// covers: REP-12
#[test]
fn headings_over_columns_fill_the_grid_and_every_block_stands_in_order() {
    let mut document = Document::new(Language::English, "All blocks");
    document.restriction = Some("Restricted".to_owned());
    document
        .heading(3, "Heading")
        .text("One\ntwo")
        .note("A note")
        .facts([("Name", "Value")])
        .list(["one".to_owned(), "two".to_owned()])
        .grid(Grid {
            groups: vec![
                GridGroup {
                    heading: None,
                    columns: 1,
                },
                GridGroup {
                    heading: Some("Years".to_owned()),
                    columns: 2,
                },
            ],
            columns: vec![
                GridColumn::text("Goal").merged(),
                GridColumn::figures("2025"),
                GridColumn::figures("2026"),
            ],
            rows: vec![vec!["one".to_owned(), "1".to_owned(), "2".to_owned()]; 2],
            totals: vec![vec!["Total".to_owned(), "2".to_owned(), "4".to_owned()]],
            ..Grid::default()
        })
        .signatures(["Head".to_owned()]);
    check("every block", &document);
}
