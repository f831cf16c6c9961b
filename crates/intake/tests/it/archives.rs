//! Archives that would take all memory, lie about their sizes or are broken: refused, and quickly.

use balsts_intake::{Kind, Limits, Options};
use proptest::prelude::*;

use crate::files::{CODE, read_bytes, read_with, refusal, repacked, sheet};

fn good() -> Vec<u8> {
    sheet(&[
        &["personal_code", "institution_code", "date", "lesson", "kind"],
        &[CODE, "OVSK", "2026-09-01", "1", "illness"],
        &[CODE, "OVSK", "2026-09-01", "2", "illness"],
    ])
}

fn with_part(part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    repacked(&good(), |name, content| {
        if name.ends_with(part) {
            change(String::from_utf8(content).unwrap()).into_bytes()
        } else {
            content
        }
    })
}

// covers: REG-31
#[test]
fn zip_bombs_are_refused_by_size_ratio_and_count() {
    let blown = with_part("sheet1.xml", |text| {
        text.replace("</sheetData>", &format!("{}</sheetData>", " ".repeat(3 << 20)))
    });
    assert!(blown.len() < 100_000);
    assert_eq!(refusal(read_bytes(Kind::Absences, &blown)), "file-bomb");
    let tight = |limits| Options {
        limits,
        ..Options::default()
    };
    let limits = Limits {
        unpacked_bytes: 4_000,
        ..Limits::default()
    };
    assert_eq!(
        refusal(read_with(Kind::Absences, &good(), &tight(limits))),
        "file-bomb"
    );
    let limits = Limits {
        parts: 3,
        ..Limits::default()
    };
    assert_eq!(
        refusal(read_with(Kind::Absences, &good(), &tight(limits))),
        "file-bomb"
    );
    let limits = Limits {
        shared_texts_bytes: 50,
        ..Limits::default()
    };
    assert_eq!(
        refusal(read_with(Kind::Absences, &good(), &tight(limits))),
        "file-bomb"
    );
}

// covers: REG-31
#[test]
fn an_archive_that_lies_about_its_sizes_is_refused() {
    let mut blown = with_part("sheet1.xml", |text| {
        text.replace("</sheetData>", &format!("{}</sheetData>", " ".repeat(3 << 20)))
    });
    // Central and local headers say that every part is small.
    let mut at = 0;
    while at + 30 < blown.len() {
        let said = match &blown[at..at + 4] {
            b"PK\x01\x02" => Some(at + 24),
            b"PK\x03\x04" => Some(at + 22),
            _ => None,
        };
        if let Some(said) = said
            && u32::from_le_bytes(blown[said..said + 4].try_into().unwrap()) > 1 << 20
        {
            blown[said..said + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
        at += 1;
    }
    let key = refusal(read_bytes(Kind::Absences, &blown));
    assert!(["file-bomb", "file-damaged"].contains(&key), "{key}");
}

// covers: REG-31
#[test]
fn counts_that_a_file_claims_about_itself_are_not_believed() {
    let texts = with_part("sharedStrings.xml", |text| {
        text.replacen("uniqueCount=\"", "uniqueCount=\"99999999999", 1)
    });
    assert_eq!(refusal(read_bytes(Kind::Absences, &texts)), "file-bomb");
    let shared = with_part("sheet1.xml", |text| {
        text.replacen(
            "<c r=\"D2\"",
            "<c r=\"F2\"><f t=\"shared\" si=\"4294967290\" ref=\"F2:F3\">1</f><v>1</v></c><c r=\"D2\"",
            1,
        )
    });
    assert_eq!(read_bytes(Kind::Absences, &shared).unwrap().good.len(), 2);
    let far = with_part("sheet1.xml", |text| {
        text.replace("r=\"A3\"", "r=\"ZZZZZZZZ99999999999\"")
    });
    assert!(read_bytes(Kind::Absences, &far).is_err());
    let dimension = with_part("sheet1.xml", |text| {
        let start = text.find("<dimension").unwrap();
        let end = start + text[start..].find("/>").unwrap() + 2;
        format!(
            "{}<dimension ref=\"A1:XFD1048576\"/>{}",
            &text[..start],
            &text[end..]
        )
    });
    assert_eq!(read_bytes(Kind::Absences, &dimension).unwrap().good.len(), 2);
}

// covers: REG-31
#[test]
fn rows_out_of_order_and_cut_archives_are_damaged() {
    let order = with_part("sheet1.xml", |text| {
        text.replace("<row r=\"3\"", "<row r=\"1\"")
            .replace("r=\"A3\"", "r=\"A1\"")
    });
    assert_eq!(refusal(read_bytes(Kind::Absences, &order)), "file-damaged");
    let whole = good();
    for length in (4..whole.len()).step_by(97) {
        assert!(read_bytes(Kind::Absences, &whole[..length]).is_err(), "{length}");
    }
    let no_book = repacked(&whole, |_, content| content);
    assert!(
        read_bytes(Kind::Absences, &no_book).is_ok(),
        "repacking itself does no harm"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    // covers: REG-31
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in 0_usize..4) {
        let head: &[u8] = [&b""[..], b"PK\x03\x04", b"personal_code,institution_code,date,lesson,kind\n", b"\xef\xbb\xbf"][head];
        let bytes = [head, &bytes].concat();
        for kind in Kind::ALL {
            _ = read_bytes(kind, &bytes);
        }
    }

    #[test]
    fn a_changed_byte_of_a_workbook_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut book = good();
        let at = at.index(book.len());
        book[at] = byte;
        _ = read_bytes(Kind::Absences, &book);
    }

    #[test]
    fn a_changed_piece_of_a_sheet_never_panics(at in any::<prop::sample::Index>(), piece in "[<>/a-zA-Z0-9=\" :&;-]{0,12}") {
        let book = with_part("sheet1.xml", |text| {
            let mut place = at.index(text.len());
            while !text.is_char_boundary(place) {
                place -= 1;
            }
            format!("{}{piece}{}", &text[..place], &text[place..])
        });
        _ = read_bytes(Kind::Absences, &book);
    }
}
