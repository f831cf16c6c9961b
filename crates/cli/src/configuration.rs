//! Configuration: `balsts.toml` in the working directory (or `--config FILE`), then the environment (`BALSTS_DATABASE`,
//! `BALSTS_LISTEN`, `BALSTS_LOG`, …), then the flags. This is the only place that reads the environment.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use balsts_app::mail::{MailServer, MailTls, Mailer};
use balsts_reports::format::Language;
use serde::{Deserialize, Serialize};

use crate::{failure::Failure, output::errln};

/// What the variables of the environment begin with.
const PREFIX: &str = "BALSTS_";

/// The settings of the installation.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Configuration {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// The file with the key of sealed texts; beside the database when not given.
    pub key_file: Option<String>,
    /// Address to listen on.
    pub listen: String,
    /// Log filter, `info`.
    pub log: String,
    /// `json` or `text`.
    pub log_format: String,
    /// Cookies are sent over TLS only; off for a demonstration on one's own machine.
    pub secure_cookies: bool,
    /// Largest upload in megabytes.
    pub upload_megabytes: u64,
    /// Where people reach the application, `https://balsts.novads.lv`: for links in e-mails. Empty: the address listened on.
    pub public_address: String,
    /// Name of the mail server. Empty: messages stay in the application.
    pub mail_host: String,
    /// Its port.
    pub mail_port: u16,
    /// `always`, `starttls` or `never`.
    pub mail_tls: String,
    /// Who sends, `Balsts <balsts@novads.lv>`.
    pub mail_from: String,
    /// Name for the mail server, where it asks for one.
    pub mail_user: String,
    /// Password for the mail server.
    pub mail_password: String,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            database: "sqlite:balsts.db".to_owned(),
            key_file: None,
            listen: "127.0.0.1:8080".to_owned(),
            log: "info".to_owned(),
            log_format: "json".to_owned(),
            secure_cookies: true,
            upload_megabytes: 64,
            public_address: String::new(),
            mail_host: String::new(),
            mail_port: 465,
            mail_tls: "always".to_owned(),
            mail_from: String::new(),
            mail_user: String::new(),
            mail_password: String::new(),
        }
    }
}

/// The language of messages that there are in both: Latvian where the terminal is set to it, else English.
pub fn language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|locale| !locale.is_empty());
    if set.is_some_and(|locale| locale.to_string_lossy().starts_with("lv")) {
        Language::Latvian
    } else {
        Language::English
    }
}

/// Settings in the environment. A name that this version does not know is said and left alone: a variable of another version, or of another
/// program, must not keep this one from starting. In the file, a name not known is a mistake.
fn environment() -> HashMap<String, String> {
    let known = serde_json::to_value(Configuration::default()).unwrap_or_default();
    let mut settings = HashMap::new();
    for (name, value) in std::env::vars_os() {
        let (Some(name), Some(value)) = (name.to_str(), value.to_str()) else {
            continue;
        };
        let Some(key) = name.strip_prefix(PREFIX) else {
            continue;
        };
        if known.get(key.to_ascii_lowercase()).is_some() {
            settings.insert(name.to_owned(), value.to_owned());
        } else {
            errln!("warning: {name} in the environment is no setting of this version and is ignored");
        }
    }
    settings
}

impl Configuration {
    /// The file of the database; none on PostgreSQL.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        let path = self.database.strip_prefix("sqlite:")?;
        let path = path.split('?').next().unwrap_or(path);
        Some(PathBuf::from(path.trim_start_matches("//")))
    }

    /// Reads file and environment.
    pub fn read(file: Option<&Path>) -> Result<Self, Failure> {
        let wrong = |error: config::ConfigError| Failure::Usage(format!("configuration: {error}"));
        let source = match file {
            Some(path) => config::File::from(path).required(true),
            // The whole name: `balsts` alone would also find the program itself.
            None => config::File::from(Path::new("balsts.toml")).required(false),
        };
        config::Config::builder()
            .add_source(source)
            .add_source(
                config::Environment::with_prefix("BALSTS")
                    .prefix_separator("_")
                    .try_parsing(true)
                    .source(Some(environment())),
            )
            .build()
            .and_then(config::Config::try_deserialize)
            .map_err(wrong)
    }

    /// The mail server, where one is set.
    pub fn mailer(&self) -> Result<Option<Mailer>, Failure> {
        if self.mail_host.is_empty() {
            return Ok(None);
        }
        let tls = MailTls::parse(&self.mail_tls).ok_or_else(|| {
            Failure::Usage(format!(
                "configuration: mail_tls is always, starttls or never, not {}",
                self.mail_tls
            ))
        })?;
        let credentials =
            (!self.mail_user.is_empty()).then(|| (self.mail_user.clone(), self.mail_password.clone()));
        let server = MailServer {
            host: self.mail_host.clone(),
            port: self.mail_port,
            tls,
            from: self.mail_from.clone(),
            credentials,
        };
        let mailer =
            Mailer::new(&server).map_err(|error| Failure::Usage(format!("configuration: {error}")))?;
        Ok(Some(mailer))
    }

    /// Where people reach the application that listens on `listening`.
    pub fn address(&self, listening: std::net::SocketAddr) -> String {
        if self.public_address.is_empty() {
            format!("http://{listening}")
        } else {
            self.public_address.clone()
        }
    }
}
