//! Any bytes as a file of any KIND: read or refused, never a panic. `cargo +nightly fuzz run read`
#![no_main]

use std::io::Cursor;
use std::ops::ControlFlow;

use balsts_intake::{Kind, Lang, Options, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else {
        return;
    };
    let kind = Kind::ALL[usize::from(*kind) % Kind::ALL.len()];
    let outcome = read(kind, Cursor::new(bytes), &Options::default(), &mut |_, row| {
        if let Err(errors) = row {
            for error in errors {
                assert!(!error.text(Lang::Lv).is_empty());
            }
        }
        ControlFlow::Continue(())
    });
    if let Err(error) = outcome {
        assert!(!error.text(Lang::Lv).is_empty());
    }
});
