//! Every indicator of the programmes that ship has its way, known by its title.

use super::*;

// covers: IND-01, IND-06
#[test]
fn every_indicator_of_the_five_programmes_has_its_way() {
    let of = |municipality: &str| {
        assignments()
            .iter()
            .filter(|row| row.municipality == municipality)
            .count()
    };
    assert_eq!(
        [
            "rezeknes-novads",
            "tukuma-novads",
            "ogres-novads",
            "ventspils",
            "rezekne"
        ]
        .map(of),
        [11, 9, 11, 6, 12]
    );
    let typed: Vec<_> = assignments()
        .iter()
        .filter(|row| matches!(row.way, Way::Typed(_)))
        .map(|row| (row.municipality, row.nr))
        .collect();
    assert_eq!(
        typed,
        [("ventspils", "5")],
        "ethnicity is not recorded for a child"
    );
    for row in assignments() {
        if let Way::Computed(_, parts) = row.way {
            assert!(parts.iter().all(|part| Part::parse(&part.code()) == Some(*part)));
        }
    }
    for method in Method::ALL {
        assert!(
            assignments()
                .iter()
                .any(|row| matches!(row.way, Way::Computed(used, _) if used == method)),
            "{}",
            method.code()
        );
        assert_eq!(Method::from_code(method.code()), Some(method));
        assert!(!method.needs().is_empty());
    }
}

// covers: IND-01, IND-06
#[test]
fn an_indicator_is_known_by_its_title_and_not_by_its_number() {
    let mut known = 0;
    for programme in crate::programme::shipped() {
        for indicator in &programme.indicators {
            let dimension = indicator.dimension.as_deref();
            let row = assignments().iter().find(|row| {
                row.municipality == programme.municipality
                    && row.nr == indicator.nr
                    && row.dimension == dimension
            });
            let way = row.map(|row| row.way);
            assert!(way.is_some(), "{} {}", programme.municipality, indicator.nr);
            let found = |title: &str| assigned(&programme.municipality, title, dimension);
            assert_eq!(found(&indicator.title), way, "{}", indicator.title);
            let retyped = format!(" {}. ", indicator.title.to_uppercase());
            assert_eq!(found(&retyped), way, "{retyped}");
            assert_eq!(found(&format!("{} citur", indicator.title)), None);
            assert_eq!(found(&indicator.nr), None, "a number is no title");
            known += 1;
        }
    }
    assert_eq!(known, assignments().len());
    let loud = assigned(
        "ogres-novads",
        "Pedagogu, kuri apguvuši PMP riska grupas izglītojamo identificēšanas praksi, īpatsvars",
        None,
    );
    assert_eq!(
        loud,
        Some(Way::Computed(Method::TrainedTeachersShare, &[Part::All]))
    );
    assert_eq!(assigned("jauna", "Izglītojamo mainība", None), None);
}
