//! Enums that are lists of codes with their words: written once, so that a code can't lack a wording or a way back.

/// A wording in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Latvian.
    pub latvian: &'static str,
    /// English.
    pub english: &'static str,
}

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $code:literal, $latvian:literal, $english:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$inner])* $variant,)+ }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code in addresses and the database.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// The words for people.
            pub const fn words(self) -> $crate::cases::Words {
                match self { $(Self::$variant => $crate::cases::Words { latvian: $latvian, english: $english },)+ }
            }
        }
    };
}
pub(crate) use codes;
