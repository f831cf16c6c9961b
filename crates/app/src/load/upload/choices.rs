//! What a person chooses about an uploaded file, and what it means for reading it.

use balsts_domain::registry::Source;
use balsts_intake::{Encoding, Kind, Lang, Limits, Profile, ProfileError, Separator};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{FieldErrors, Result, load::LoadOptions};

/// A mapping profile that a person brings along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnProfile {
    /// Its name.
    pub name: String,
    /// Its text (TOML).
    pub text: String,
}

/// What a person chooses about an uploaded file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UploadChoices {
    /// Name of a mapping profile that ships with the program.
    pub profile: Option<String>,
    /// A profile of one's own; goes before one that ships.
    pub own_profile: Option<OwnProfile>,
    /// Code of the source; that of the profile when none.
    pub source: Option<String>,
    /// The source in words.
    pub source_note: Option<String>,
    /// The day as of which the file stands; the day of the load when none.
    pub as_of: Option<Date>,
    /// `utf-8` or `windows-1257`; found out when none.
    pub encoding: Option<String>,
    /// `,`, `;` or a tab; found out when none.
    pub separator: Option<String>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// The file is the whole truth for its kind, institutions and period.
    pub snapshot: bool,
    /// Store the good rows where some are bad.
    pub skip_bad_rows: bool,
    /// Store although much would change or go.
    pub accept_large_change: bool,
}

impl UploadChoices {
    /// The name of the profile that is read by.
    pub fn profile_name(&self) -> Option<&str> {
        let own = self.own_profile.as_ref().map(|own| own.name.as_str());
        own.or(self.profile.as_deref()).filter(|name| !name.is_empty())
    }

    /// The source said, or that of one's own profile.
    pub fn source(&self) -> Option<Source> {
        let said = self.source.as_deref().filter(|code| !code.is_empty());
        said.and_then(Source::parse).or_else(|| {
            let own = self.own_profile.as_ref()?;
            Profile::parse(&own.name, &own.text).ok()?.source
        })
    }

    /// The profile of a file of the kind.
    fn profile_of(&self, kind: Kind, lang: Lang, errors: &mut FieldErrors) -> Option<Profile> {
        if let Some(own) = &self.own_profile {
            let profile = Profile::parse(&own.name, &own.text).and_then(|profile| {
                let other = profile.kind;
                (other == kind).then_some(profile).ok_or(ProfileError::OtherKind {
                    profile: other,
                    file: kind,
                })
            });
            return profile
                .map_err(|error| {
                    let text = error.text(lang);
                    errors.add_with("own_profile", "error-load-own-profile", "text", text);
                })
                .ok();
        }
        let name = self.profile.as_deref().filter(|name| !name.is_empty())?;
        let profile = Profile::shipped(name);
        if profile.is_err() {
            errors.add("profile", "error-load-profile");
        }
        profile.ok()
    }

    pub(super) fn options(&self, kind: Kind, lang: Lang, limits: Limits) -> Result<LoadOptions> {
        let mut errors = FieldErrors::new();
        let profile = self.profile_of(kind, lang, &mut errors);
        let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let source = said(&self.source).and_then(|code| {
            let found = Source::parse(&code);
            if found.is_none() {
                errors.add("source", "error-load-source");
            }
            found
        });
        let encoding = said(&self.encoding).and_then(|name| {
            let found = Encoding::parse(&name);
            if found.is_none() {
                errors.add("encoding", "error-load-encoding");
            }
            found
        });
        let separator = said(&self.separator).and_then(|name| {
            let found = Separator::parse(&name);
            if found.is_none() {
                errors.add("separator", "error-load-separator");
            }
            found
        });
        errors.check()?;
        Ok(LoadOptions {
            profile,
            source,
            source_note: said(&self.source_note),
            as_of: self.as_of,
            encoding,
            separator,
            sheet: said(&self.sheet),
            limits,
            snapshot: self.snapshot,
            skip_bad_rows: self.skip_bad_rows,
            accept_large_change: self.accept_large_change,
            lang,
            ..LoadOptions::default()
        })
    }
}
