use super::*;
use proptest::prelude::*;

fn code(text: &str) -> ProgrammeCode {
    text.parse().unwrap()
}

// covers: REG-20
#[test]
fn the_digits_say_what_the_programme_is() {
    let learning = code("21015611");
    assert_eq!(learning.programme_type(), ProgrammeType::Basic);
    assert_eq!(learning.special_type(), Some(SpecialType::Learning));
    assert_eq!(learning.language(), Some(ProgrammeLanguage::Latvian));
    assert_eq!(learning.form(), Some(StudyForm::FullTime));
    let preschool = code("01015821");
    assert_eq!(
        (preschool.level(), preschool.programme_type()),
        (0, ProgrammeType::Preschool)
    );
    assert_eq!(preschool.language(), Some(ProgrammeLanguage::Minority));
    assert_eq!(preschool.to_string(), "01015821");
    assert!(!code("21011111").is_special() && !code("31016011").is_special());
    // A vocational code has other meanings in its last digits.
    assert_eq!(
        (code("33015021").is_special(), code("33015021").form()),
        (false, None)
    );
    for text in ["2101561", "210156111", "2101561x", "", "-2101561"] {
        assert!(text.parse::<ProgrammeCode>().is_err(), "{text}");
    }
}

// covers: REG-20
#[test]
fn a_contradicting_text_is_told_and_the_code_wins() {
    // Printed by Rēzeknes novads: learning needs by the code, language by the text.
    let printed = "Speciālās pamatizglītības mazākumtautību programma izglītojamajiem ar valodas attīstības traucējumiem";
    assert_eq!(
        code("21015621").contradictions(printed),
        [ProgrammeWarning::SpecialType {
            code: SpecialType::Learning,
            text: SpecialType::Language
        }]
    );
    assert!(code("21015521").contradictions(printed).is_empty());
    assert_eq!(
        code("21015511").contradictions(printed),
        [ProgrammeWarning::Language]
    );
    for (fitting, text) in [
        (
            "21015911",
            "Speciālās pamatizglītības programma izglītojamajiem ar smagiem garīgās attīstības vai vairākiem smagiem attīstības traucējumiem",
        ),
        (
            "01015611",
            "speciālās pirmsskolas izglītības programma izglītojamiem ar jauktiem attīstības traucējumiem",
        ),
        (
            "11015711",
            "speciālās pamatizglītības 1. posma (1.–6. klase) izglītības programma izglītojamiem ar garīgās veselības traucējumiem",
        ),
        ("21011111", "Pamatizglītības programma"),
        ("21011111", ""),
    ] {
        assert_eq!(code(fitting).contradictions(text), [], "{text}");
    }
    assert_eq!(
        code("21011111").contradictions("speciālā programma"),
        [ProgrammeWarning::NotSpecial]
    );
    assert_eq!(
        code("31016011").contradictions("Pamatizglītības programma"),
        [ProgrammeWarning::Level]
    );
}

// covers: REG-20
#[test]
fn a_grade_of_another_level_contradicts_the_code() {
    let of = |text: &str, grade| code(text).contradicts_grade(grade);
    assert!(of("01015811", Some(1)) && !of("01015811", None));
    assert!(of("11015611", Some(7)) && !of("11015611", Some(6)));
    assert!(of("21015611", Some(10)) && of("21015611", None) && !of("21015611", Some(9)));
    assert!(of("31016011", Some(9)) && !of("33015021", Some(9)));
}

proptest! {
    #[test]
    fn text_and_back(number in 0_u32..100_000_000) {
        let code = ProgrammeCode::from_number(number).unwrap();
        prop_assert_eq!(code.to_string().parse(), Ok(code));
        let _ = (code.special_type(), code.language(), code.form(), code.programme_type());
    }
}
