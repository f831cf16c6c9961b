//! What an indicator was counted from, and which of it is not published.

use super::*;

// covers: IND-08
#[test]
fn a_value_is_what_it_was_counted_from() {
    let until = date(2026, 8, 31);
    assert_eq!(Figure::share(41, 5_064, until).shown(), Some(number("0.81")));
    assert_eq!(
        Figure::share(1, 0, until).shown(),
        None,
        "nothing to divide by is no zero"
    );
    assert_eq!(Figure::share(0, 3, until).shown(), Some(number("0")));
    assert_eq!(Figure::per_post(751, 9_996, until).shown(), Some(number("75.13")));
    assert_eq!(Figure::posts(12_300, until).shown(), Some(number("12.3")));
    assert_eq!(Figure::count(14, Unit::Pupils, until).shown(), Some(number("14")));
}

// covers: PRV-04
#[test]
fn few_children_in_a_share_or_outside_it_are_not_published() {
    let until = date(2026, 8, 31);
    assert!(Figure::share(4, 500, until).is_small(5));
    assert!(!Figure::share(5, 500, until).is_small(5));
    assert!(!Figure::share(0, 500, until).is_small(5));
    assert!(Figure::share(497, 500, until).is_small(5), "the three others");
    assert!(Figure::count(3, Unit::Pupils, until).is_small(5));
    assert!(!Figure::count(3, Unit::Meetings, until).is_small(5));
    assert!(!Figure::share(3, 4, until).not_of_children().is_small(5));
}
