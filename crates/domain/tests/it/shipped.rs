//! The five shipped programmes beside what was counted in their documents: a row that is lost, doubled or changed is seen with its name, whoever
//! regenerates a snapshot.

use balsts_domain::programme::{PreventionLevel, Programme, shipped};

/// Rows of a programme, table by table; three numbers are those of the levels.
fn counts(programme: &Programme) -> Vec<(&'static str, Vec<usize>)> {
    let by_level = |of: Vec<PreventionLevel>| -> Vec<usize> {
        let count = |level| of.iter().filter(|one| **one == level).count();
        PreventionLevel::ALL.map(count).to_vec()
    };
    let indicators = &programme.indicators;
    let mut numbers: Vec<&str> = indicators.iter().map(|one| one.nr.as_str()).collect();
    numbers.dedup();
    let bodies = &programme.cooperation_bodies;
    let tables = &programme.statistics_tables;
    vec![
        (
            "goals",
            by_level(programme.goals.iter().map(|one| one.level).collect()),
        ),
        (
            "expected_results",
            vec![programme.goals.iter().map(|one| one.expected_results.len()).sum()],
        ),
        ("plan_goals", vec![programme.plan_goals.len()]),
        ("task_table_goals", vec![programme.task_table_goals.len()]),
        ("indicators", vec![numbers.len()]),
        (
            "sub_rows",
            vec![indicators.iter().filter(|one| one.dimension.is_some()).count()],
        ),
        ("indicator_rows", vec![indicators.len()]),
        (
            "targets",
            vec![indicators.iter().map(|one| one.targets.len()).sum()],
        ),
        (
            "activities",
            by_level(programme.activities.iter().map(|one| one.level).collect()),
        ),
        (
            "activity_years",
            vec![programme.activities.iter().map(|one| one.years.len()).sum()],
        ),
        (
            "tasks",
            by_level(programme.tasks.iter().map(|one| one.level).collect()),
        ),
        ("resources", vec![programme.resources.len()]),
        ("results", vec![programme.results_method.len()]),
        ("institutions", vec![programme.institutions.len()]),
        (
            "institution_duties",
            vec![programme.institutions.iter().map(|one| one.duties.len()).sum()],
        ),
        ("bodies", vec![bodies.len()]),
        (
            "body_members",
            vec![bodies.iter().map(|one| one.members.len()).sum()],
        ),
        (
            "body_duties",
            vec![bodies.iter().map(|one| one.duties.len()).sum()],
        ),
        ("monitoring_duties", vec![programme.monitoring_duties.len()]),
        ("escalation_steps", vec![programme.escalation_flow.len()]),
        ("risk_factors", vec![programme.risk_factors.len()]),
        ("statistics_tables", vec![tables.len()]),
        (
            "statistics_rows",
            vec![tables.iter().map(|one| one.rows.len()).sum()],
        ),
        ("programmes", vec![programme.programmes.len()]),
        ("rules", vec![programme.rules.len()]),
        ("irregularities", vec![programme.irregularities.len()]),
    ]
}

/// The same as counted in the documents, in the order of [`shipped`].
const COUNTED: [(&str, [&[usize]; 5]); 26] = [
    (
        "goals",
        [&[3, 2, 1], &[5, 4, 1], &[3, 2, 2], &[3, 3, 1], &[3, 3, 1]],
    ),
    ("expected_results", [&[18], &[28], &[24], &[28], &[13]]),
    ("plan_goals", [&[7], &[10], &[6], &[7], &[0]]),
    ("task_table_goals", [&[7], &[0], &[6], &[0], &[0]]),
    ("indicators", [&[9], &[9], &[9], &[6], &[12]]),
    ("sub_rows", [&[3], &[0], &[3], &[0], &[0]]),
    ("indicator_rows", [&[11], &[9], &[11], &[6], &[12]]),
    ("targets", [&[22], &[18], &[22], &[12], &[24]]),
    (
        "activities",
        [&[7, 7, 2], &[13, 8, 4], &[9, 7, 4], &[8, 11, 4], &[5, 7, 2]],
    ),
    ("activity_years", [&[72], &[120], &[0], &[115], &[70]]),
    (
        "tasks",
        [&[11, 6, 4], &[0, 0, 0], &[12, 6, 4], &[0, 0, 0], &[15, 22, 7]],
    ),
    ("resources", [&[17], &[0], &[24], &[0], &[13]]),
    ("results", [&[17], &[0], &[0], &[0], &[13]]),
    ("institutions", [&[45], &[55], &[54], &[30], &[34]]),
    ("institution_duties", [&[156], &[15], &[169], &[4], &[26]]),
    ("bodies", [&[7], &[5], &[7], &[7], &[4]]),
    ("body_members", [&[19], &[10], &[18], &[21], &[9]]),
    ("body_duties", [&[29], &[19], &[30], &[6], &[8]]),
    ("monitoring_duties", [&[8], &[7], &[8], &[4], &[8]]),
    ("escalation_steps", [&[0], &[0], &[6], &[0], &[0]]),
    ("risk_factors", [&[12], &[30], &[12], &[26], &[9]]),
    ("statistics_tables", [&[11], &[8], &[10], &[8], &[4]]),
    ("statistics_rows", [&[59], &[45], &[115], &[67], &[24]]),
    ("programmes", [&[16], &[24], &[15], &[8], &[11]]),
    ("rules", [&[29], &[19], &[26], &[12], &[15]]),
    ("irregularities", [&[28], &[18], &[31], &[21], &[25]]),
];

// covers: PLN-02, PLN-03, PLN-04, PLN-05, PLN-06, PLN-21
#[test]
fn each_table_of_the_five_has_as_many_rows_as_its_document() {
    let programmes = shipped();
    assert_eq!(
        programmes
            .iter()
            .map(|one| one.municipality.as_str())
            .collect::<Vec<_>>(),
        [
            "rezeknes-novads",
            "tukuma-novads",
            "ogres-novads",
            "ventspils",
            "rezekne"
        ]
    );
    for (at, programme) in programmes.iter().enumerate() {
        let found = counts(programme);
        assert_eq!(found.len(), COUNTED.len());
        for ((table, rows), (name, counted)) in found.iter().zip(&COUNTED) {
            assert_eq!(table, name);
            assert_eq!(rows, counted[at], "{} {table}", programme.municipality);
        }
    }
}

/// Number, sub-row, baseline with its unit and year, and the targets with how they are meant.
fn indicator_lines(programme: &Programme) -> Vec<String> {
    let lines = programme.indicators.iter().map(|one| {
        let number = |value: Option<balsts_domain::numbers::Decimal>| {
            value.map_or_else(|| "–".to_owned(), |value| value.trimmed().to_string())
        };
        let mut line = format!(
            "{} {} | {} {} {}",
            one.nr,
            one.dimension.as_deref().unwrap_or("–"),
            number(one.baseline.value),
            one.baseline.unit.as_deref().unwrap_or("–"),
            one.baseline
                .year
                .map_or_else(|| "–".to_owned(), |year| year.to_string()),
        );
        for target in &one.targets {
            let trend = target
                .trend
                .map_or("reach", balsts_domain::programme::Trend::code);
            let aim = format!(" | {} {} {trend}", target.year, number(target.value));
            line.push_str(&aim);
        }
        line
    });
    lines.collect()
}

const REZEKNES_NOVADS: [&str; 11] = [
    "1 – | – – – | 2025 70 reach | 2027 80 reach",
    "2 – | – – – | 2025 70 reach | 2027 80 reach",
    "3 – | 67 % 2023 | 2025 75 reach | 2027 85 reach",
    "4 – | 77 % 2023 | 2025 85 reach | 2027 90 reach",
    "5 – | 60 % 2023 | 2025 70 reach | 2027 80 reach",
    "6 – | 4 % 2023 | 2025 8 reach | 2027 12 reach",
    "7 – | 35 % 2023 | 2025 45 reach | 2027 55 reach",
    "8 pamatskolā | 0 % 2022 | 2025 0 reach | 2027 0 reach",
    "8 vidusskolā | 0.02 % 2022 | 2025 0.05 below | 2027 0.05 below",
    "8 neklātienē | 43 % 2022 | 2025 20 reach | 2027 10 reach",
    "9 – | 0.02 % 2022 | 2025 0.05 below | 2027 0.05 reach",
];

const TUKUMA_NOVADS: [&str; 9] = [
    "1 – | – – – | 2026 – up | 2028 – up",
    "2 – | – – – | 2026 – down | 2028 – down",
    "3 – | – – – | 2026 – up | 2028 – up",
    "4 – | – – – | 2026 – down | 2028 – down",
    "5 – | 75.124 izglītojamie uz 1 slodzi 2023 | 2026 – down | 2028 – down",
    "6 – | 97.629 izglītojamie uz 1 slodzi 2023 | 2026 – down | 2028 – down",
    "7 – | 0.94 % 2022 | 2026 – down | 2028 – down",
    "8 – | – – – | 2026 – down | 2028 – down",
    "9 – | 14 izglītojamie 2022 | 2026 – down | 2028 – down",
];

const OGRES_NOVADS: [&str; 11] = [
    "1 – | – – – | 2025 70 reach | 2027 80 reach",
    "2 – | – – – | 2025 70 reach | 2027 80 reach",
    "3 – | 77 % 2023 | 2025 85 reach | 2027 90 reach",
    "4 – | – – 2023 | 2025 80 reach | 2027 90 reach",
    "6 – | 60 % 2023 | 2025 70 reach | 2027 80 reach",
    "7 – | 4 % 2023 | 2025 6 reach | 2027 8 reach",
    "8 – | 35 % 2023 | 2025 45 reach | 2027 60 reach",
    "9 pamatskolā | 0 % 2023 | 2025 0 reach | 2027 0 reach",
    "9 vidusskolā | 0.02 % 2023 | 2025 0.05 below | 2027 0.05 below",
    "9 neklātienē | 43 % 2023 | 2025 20 reach | 2027 10 reach",
    "10 – | 0.02 % 2023 | 2025 0.05 below | 2027 0.05 reach",
];

const VENTSPILS: [&str; 6] = [
    "1 – | 1.62 % 2023 | 2027 1.5 below | 2030 1 below",
    "2 – | 16.18 % 2023 | 2027 12 below | 2030 10 below",
    "3 – | 4.5 % 2023 | 2027 4.5 below | 2030 4 below",
    "4 – | 1.22 % 2023 | 2027 1 below | 2030 0.8 below",
    "5 – | 27 % 2023 | 2027 25 below | 2030 20 below",
    "6 – | 6.27 % 2023 | 2027 5 below | 2030 4 below",
];

const REZEKNE: [&str; 12] = [
    "1 – | – – – | 2025 50 reach | 2028 80 reach",
    "2 – | – – – | 2025 10 increase_by | 2028 35 increase_by",
    "3 – | – – – | 2025 10 increase_by | 2028 35 increase_by",
    "4 – | – – – | 2025 10 increase_by | 2028 35 increase_by",
    "5 – | 80 % – | 2025 85 reach | 2028 95 reach",
    "6 – | – – – | 2025 10 increase_by | 2028 35 increase_by",
    "7 – | – likmes 2022 | 2025 – increase_by | 2028 – increase_by",
    "8 – | 1492 konsultācijas 2022 | 2025 – up | 2028 – down",
    "9 – | 35 % 2022 | 2025 50 reach | 2028 75 reach",
    "10 – | – – – | 2025 10 increase_by | 2028 35 increase_by",
    "11 – | 4 sanāksmes – | 2025 6 reach | 2028 9 reach",
    "12 – | 266 skolēni 2022 | 2025 – up | 2028 – down",
];

// covers: PLN-06, PLN-21, IND-01
#[test]
fn baselines_and_targets_of_the_five_are_those_of_their_documents() {
    let programmes = shipped();
    let printed: [&[&str]; 5] = [
        &REZEKNES_NOVADS,
        &TUKUMA_NOVADS,
        &OGRES_NOVADS,
        &VENTSPILS,
        &REZEKNE,
    ];
    for (programme, printed) in programmes.iter().zip(printed) {
        assert_eq!(indicator_lines(programme), printed, "{}", programme.municipality);
    }
}

// covers: PLN-21
#[test]
fn years_decisions_and_some_rows_of_the_five_are_those_of_their_documents() {
    let programmes = shipped();
    let of = |code: &str| programmes.iter().find(|one| one.municipality == code).unwrap();
    let years: Vec<(i16, i16)> = programmes
        .iter()
        .map(|one| (one.period.from, one.period.to))
        .collect();
    assert_eq!(
        years,
        [
            (2024, 2028),
            (2024, 2028),
            (2024, 2027),
            (2024, 2030),
            (2024, 2028)
        ]
    );
    assert_eq!(
        of("ventspils").period.plan_table_years,
        [2024, 2025, 2026, 2027, 2028]
    );
    assert_eq!(
        of("tukuma-novads").document.approval_nr.as_deref(),
        Some("TND/23/611")
    );
    assert_eq!(
        of("tukuma-novads").document.approved_on,
        Some(jiff::civil::date(2023, 10, 26))
    );
    assert_eq!(
        of("rezeknes-novads").document.approved_on,
        Some(jiff::civil::date(2023, 10, 25))
    );
    assert_eq!(
        of("rezeknes-novads").goals.last().unwrap().title,
        "Atbalsta pakalpojumu pieejamības nodrošināšana"
    );
    assert_eq!(
        of("rezeknes-novads").activities.last().unwrap().title,
        "Karjeras konsultanti"
    );
    assert_eq!(
        of("rezeknes-novads").tasks.last().unwrap().title,
        "Nodrošināt likmes atbilstoši specifiskajām vajadzībām."
    );
    assert_eq!(
        of("rezeknes-novads").resources.last().unwrap().activity,
        "Preventīvie un terapeitiskie pakalpojumi"
    );
    assert_eq!(
        of("rezeknes-novads").results_method.last().unwrap().activity,
        "Pedagoga palīgu nodrošinājums"
    );
    assert_eq!(
        of("rezeknes-novads").cooperation_bodies.last().unwrap().name,
        "Rēzeknes novada domes Izglītības, kultūras un sporta komiteja"
    );
    assert_eq!(
        of("tukuma-novads").goals.last().unwrap().title,
        "Individuālu atbalsta pakalpojumu nodrošināšana izglītojamiem ar augstu PMP risku"
    );
    assert_eq!(
        of("tukuma-novads").activities.last().unwrap().title,
        "Uzticamības personas nodrošināšana augsta PMP riska jauniešiem – uzticamības persona izglītības iestādē, mentors, programma “jaunietis-jaunietim” u.tml."
    );
    assert_eq!(
        of("tukuma-novads").cooperation_bodies.last().unwrap().name,
        "Administratīvā komisija"
    );
    assert_eq!(
        of("ogres-novads").goals.last().unwrap().title,
        "Atbalsta pasākumi pedagogiem un skolas darbiniekiem, kas strādā ar PMP riska izglītojamajiem."
    );
    assert_eq!(
        of("ogres-novads").activities.last().unwrap().title,
        "Darbības ar ģimeni saistīto risku mazināšanā"
    );
    assert_eq!(
        of("ogres-novads").tasks.last().unwrap().title,
        "Organizēt individuālās sarunas ar vecākiem, sniegt individuālu palīdzību ar ģimeni saistīto risku novēršanā"
    );
    assert_eq!(
        of("ogres-novads").resources.last().unwrap().activity,
        "Darbības ar ģimeni saistīto risku novēršanā"
    );
    assert_eq!(
        of("ogres-novads").cooperation_bodies.last().unwrap().name,
        "Izglītības pārvaldes izveidota darba grupa"
    );
    assert_eq!(
        of("ventspils").goals.last().unwrap().title,
        "Nodrošināt individualizētus atbalsta pakalpojumus PMP riska grupas izglītojamiem"
    );
    assert_eq!(
        of("ventspils").activities.last().unwrap().title,
        "Atbalsts krīzes situācijās nonākušām ģimenēm, tajā skaitā romu tautības ģimenēm - izglītojošas nodarbības vecāku prasmju attīstīšanai, psihologa konsultācijas vecākiem, romu mediatora konsultācijas"
    );
    assert_eq!(
        of("ventspils").cooperation_bodies.last().unwrap().name,
        "Izglītības komisija"
    );
    assert_eq!(of("rezekne").goals.last().unwrap().title, "Krīzes intervence");
    assert_eq!(
        of("rezekne").activities.last().unwrap().title,
        "Institūciju rīcība atbilstoši konkrētam gadījuma PMP riska novēršanai"
    );
    assert_eq!(
        of("rezekne").tasks.last().unwrap().title,
        "Iesaistīto institūciju kompetenču un riski apzināšana"
    );
    assert_eq!(
        of("rezekne").resources.last().unwrap().activity,
        "Mērķtiecīga institūciju iesaiste PMP gadījuma risināšanā"
    );
    assert_eq!(
        of("rezekne").results_method.last().unwrap().activity,
        "Institūciju rīcība atbilstoši konkrētajam gadījumam PMP riska novēršanai"
    );
    assert_eq!(
        of("rezekne").cooperation_bodies.last().unwrap().name,
        "izglītības iestādes padome"
    );
}
