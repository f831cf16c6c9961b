//! Settings of what the programme asks through the year: each programme asks something else, and a municipality may ask otherwise.

use balsts_domain::duties::{ASKED, ASKED_BY_MOST, SUBMISSION_DAYS};

use super::plain::{Default, PlainEntry};

const fn asked(text: &'static str, source: &'static str, assumption: bool) -> PlainEntry {
    PlainEntry {
        key: "asked",
        default: Default::Text(text),
        range: None,
        source,
        assumption,
        latvian: "Ko programma prasa gada gaitā, katrs pienākums savā rindā: kas jādara; kad (01.06.–31.08., 2027, katru mēnesi, \
                  iesniegšanas dienās, sanāksmēs); kam (Izglītības pārvalde, darba grupa, jaunatnes darbinieks, iestādes vadītājs); \
                  pieņēmums, ja to neapstiprina avots",
        english: "What the programme asks through the year, a duty a line: what is to be done; when (01.06.–31.08., 2027, katru mēnesi, \
                  iesniegšanas dienās, sanāksmēs); of whom (Izglītības pārvalde, darba grupa, jaunatnes darbinieks, iestādes \
                  vadītājs); pieņēmums where no source confirms it",
    }
}

pub(super) const DUTIES: [PlainEntry; 2] = [
    PlainEntry {
        key: "submission_days",
        default: Default::Text(SUBMISSION_DAYS),
        range: None,
        source: "Rēzeknes novads",
        assumption: true,
        latvian: "Līdz kurām dienām skolas iesniedz ziņas par riska izglītojamo mācību dinamiku, atdalītas ar ;",
        english: "By which days schools report how their pupils at risk are learning, between ;",
    },
    asked(ASKED_BY_MOST, "assumption", true),
];

/// The source of each text of [`ASKED`], in its order.
static OF_PROGRAMMES: [PlainEntry; ASKED.len()] = [
    asked(ASKED[0].1, "Rēzeknes novads", false),
    asked(ASKED[1].1, "Tukums", false),
    asked(ASKED[2].1, "Ogre", false),
    asked(ASKED[3].1, "Ventspils", false),
    asked(ASKED[4].1, "Rēzekne", false),
];

/// The setting where the programme of a municipality says it otherwise than most.
pub(super) fn of_municipality(municipality: &str, key: &str) -> Option<&'static PlainEntry> {
    let at = ASKED.iter().position(|(code, _)| *code == municipality)?;
    OF_PROGRAMMES.get(at).filter(|entry| entry.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_programme_names_its_source() {
        for (code, source) in [
            ("rezeknes-novads", "Rēzeknes novads"),
            ("tukuma-novads", "Tukums"),
            ("ogres-novads", "Ogre"),
            ("ventspils", "Ventspils"),
            ("rezekne", "Rēzekne"),
        ] {
            let entry = of_municipality(code, "asked").unwrap();
            assert_eq!(entry.source, source);
        }
        assert!(of_municipality("ogres-novads", "submission_days").is_none());
        assert!(of_municipality("jauna", "asked").is_none());
    }
}
