//! What holds of every value, baseline and target.

use proptest::prelude::*;

use super::*;

proptest! {
    // covers: IND-04
    #[test]
    fn a_better_value_never_stands_worse(
        start in 0_i64..100, first in 0_i64..100, last in 0_i64..100, value in 0_i64..100, more in 1_i64..50, year in 2024_i16..2030,
    ) {
        let rank = |status| match status {
            Status::OffTrack => 0,
            Status::OnTrack => 1,
            Status::Met => 2,
            Status::NoBaseline | Status::NoData | Status::NotShown => 3,
        };
        let baseline = Baseline { value: Some(start.into()), year: Some(2023), pending: None };
        let aims = [reach(2025, &first.to_string()), reach(2027, &last.to_string())];
        let at = |value: i64| {
            let values = BTreeMap::from([(year, Quantity::whole(value))]);
            rank(judge(&Question {
                better: Better::More, share: true, baseline, aims: &aims, values: &values, year, rules: Rules::default(), judged: None,
            }).status)
        };
        prop_assert!(at(value + more) >= at(value));
    }

    // covers: IND-04
    #[test]
    fn what_stands_exactly_on_the_line_is_on_track(start in 0_i64..50, rise in 1_i64..50, year in 2024_i16..2027) {
        let baseline = Baseline { value: Some(start.into()), year: Some(2023), pending: None };
        let aims = [reach(2027, &(start + rise).to_string())];
        let on_line = Quantity::whole(start).plus(Quantity::whole(rise).times(i64::from(year - 2023), 4));
        let values = BTreeMap::from([(year, on_line)]);
        let verdict = judge(&Question {
            better: Better::More, share: true, baseline, aims: &aims, values: &values, year, rules: Rules::default(), judged: None,
        });
        prop_assert_eq!(verdict.status, Status::OnTrack);
    }

    #[test]
    fn quantities_add_up_and_keep_their_order(a in -1_000_i64..1_000, b in 1_i64..1_000, c in -1_000_i64..1_000, d in 1_i64..1_000) {
        let one = Quantity::of(a.into(), b.into()).unwrap();
        let other = Quantity::of(c.into(), d.into()).unwrap();
        prop_assert_eq!(one.plus(other).minus(other), one);
        prop_assert_eq!(one < other, i128::from(a) * i128::from(d) < i128::from(c) * i128::from(b));
        let away = Quantity::from(one.rounded(2)).minus(one);
        let half = Quantity::whole(1).times(1, 200);
        prop_assert!(away <= half && Quantity::whole(0).minus(half) <= away);
    }
}
