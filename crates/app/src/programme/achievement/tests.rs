//! Numbers of institutions put together: what adds up, what is reached, what can't be told.

use super::*;

fn row(year: i64, institution: Option<i64>, value: i64) -> AchievementRow {
    AchievementRow {
        id: 0,
        row_key: "1.1".to_owned(),
        position: 0,
        year,
        institution_id: institution,
        institution_name: institution.map(|id| format!("Skola {id}")),
        party: None,
        value,
        part: None,
        base: None,
        note: String::new(),
        user_name: None,
        at: 0,
    }
}

// covers: PLN-12
#[test]
fn counts_add_up_over_institutions_and_a_later_number_replaces() {
    let of = |text: &str| quantities(text).remove(0);
    let yearly = of("20 pasākumi gadā");
    let rows = [
        row(2026, Some(1), 8_000),
        row(2026, Some(2), 12_000),
        row(2026, Some(1), 3_000),
        row(2025, None, 99_000),
    ];
    let of_year =
        |quantity: &Quantity, rows: &[AchievementRow], year| value(quantity, &counted(quantity, rows, year));
    assert_eq!(of_year(&yearly, &rows, 2026), (Some(20_000), Basis::Sum));
    assert_eq!(enough(&yearly, Some(20_000)), Some(true));
    assert_eq!(enough(&yearly, Some(19_000)), Some(false));
    assert_eq!(of_year(&yearly, &rows, 2025), (Some(99_000), Basis::Whole));
    assert_eq!(of_year(&yearly, &rows, 2024), (None, Basis::Nothing));
    assert_eq!(enough(&yearly, None), None);
    let once = of("3 objekti");
    assert_eq!(of_year(&once, &rows, 2026), (Some(119_000), Basis::Sum));
    // What is for all together stands in place of what it is made of.
    let whole = [row(2026, None, 25_000), row(2026, Some(1), 8_000)];
    assert_eq!(of_year(&yearly, &whole, 2026), (Some(25_000), Basis::Whole));
    let names: Vec<String> = told(&yearly, &rows, 2026)
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["Skola 1", "Skola 2"]);
    let monthly = of("Katru mēnesi 1 pasākums");
    assert_eq!(enough(&monthly, Some(11_000)), Some(false));
    let each = of("Vismaz 1 pasākums katrā izglītības iestādē gadā.");
    assert_eq!(enough(&each, Some(50_000)), None);
}

// covers: PLN-12
#[test]
fn a_number_of_each_institution_is_reached_when_each_of_them_reached_it() {
    let each = quantities("2-3 pasākumi gadā katrā izglītības iestādē").remove(0);
    let party = |id: Option<i64>, counts| PartyView {
        party: balsts_domain::programme::Party {
            code: format!("{id:?}"),
            name: String::new(),
            institution: id,
            counts,
        },
        state: None,
        day: None,
        own: false,
    };
    // A supervisor, and one that no registry has, are not asked.
    let parties = [
        party(Some(1), true),
        party(Some(2), true),
        party(Some(3), false),
        party(None, true),
    ];
    let of = |rows: &[AchievementRow]| each_enough(&each, &parties, rows, 2026);
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[row(2026, Some(1), 2_000)]), None, "the other told nothing");
    assert_eq!(
        of(&[row(2026, Some(2), 2_000), row(2026, Some(1), 2_000)]),
        Some(true)
    );
    assert_eq!(of(&[row(2026, Some(1), 1_999)]), Some(false));
    // Many events at one school are none at another, and what is told of all together is told of none.
    assert_eq!(
        of(&[row(2026, Some(2), 1_000), row(2026, Some(1), 90_000)]),
        Some(false)
    );
    assert_eq!(of(&[row(2026, None, 90_000)]), None);
    assert_eq!(
        of(&[row(2025, Some(2), 5_000), row(2026, Some(1), 2_000)]),
        None,
        "every year anew"
    );
    assert_eq!(each_enough(&each, &parties[2..], &[], 2026), None);
}

// covers: PLN-12
#[test]
fn a_share_of_the_municipality_needs_the_numbers_it_is_made_of() {
    let parents = quantities("Iesaistīti vismaz 30% vecāku").remove(0);
    let of = |rows: &[AchievementRow]| value(&parents, &counted(&parents, rows, 2026));
    let share_of = |institution, part, base| AchievementRow {
        part: Some(part),
        base: Some(base),
        ..row(2026, Some(institution), share(part, base).unwrap())
    };
    // One school's share is not the municipality's.
    assert_eq!(of(&[row(2026, Some(1), 90_000)]), (None, Basis::NotFormed));
    assert_eq!(
        of(&[row(2026, Some(2), 90_000), share_of(1, 10, 100)]),
        (None, Basis::NotFormed)
    );
    // 10 of 100 and 90 of 100 are 100 of 200; a large school weighs more.
    assert_eq!(
        of(&[share_of(2, 90, 100), share_of(1, 10, 100)]),
        (Some(50_000), Basis::Fractions)
    );
    assert_eq!(
        of(&[share_of(2, 90, 100), share_of(1, 10, 300)]),
        (Some(25_000), Basis::Fractions)
    );
    // A later share of the same school replaces its earlier one, one of all together stands for all.
    assert_eq!(
        of(&[share_of(1, 30, 100), share_of(1, 10, 100)]),
        (Some(30_000), Basis::Fractions)
    );
    assert_eq!(
        of(&[row(2026, Some(1), 90_000), row(2025, None, 12_000)]),
        (Some(12_000), Basis::Whole)
    );
    assert_eq!(share(1, 3), Some(33_333));
    assert_eq!(share(0, 5), Some(0));
    assert_eq!(share(5, 5), Some(100_000));
    assert_eq!(share(0, 0), None);
}
