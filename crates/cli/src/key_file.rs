//! The key file: opens what is sealed in the database, stands beside it and is kept apart from its backups. Created once, readable by
//! its owner only; several copies of the program on one PostgreSQL share the file.

use std::{
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use balsts_store::{Key, Store, StoreError};

use crate::{configuration::Configuration, failure::Failure, output::errln};

/// Where the key is: as configured, else beside an SQLite database (`balsts.db` → `balsts.key`), else in the working directory.
pub fn place(configuration: &Configuration) -> PathBuf {
    if let Some(path) = &configuration.key_file {
        return PathBuf::from(path);
    }
    configuration
        .sqlite_file()
        .map_or_else(|| PathBuf::from("balsts.key"), |file| file.with_extension("key"))
}

/// Opens the store with the key that is there.
pub async fn unlock(store: Store, configuration: &Configuration) -> Result<Store, Failure> {
    let path = place(configuration);
    let key = read(&path)?.ok_or_else(|| missing(&path))?;
    with(store, key, &path).await
}

/// Opens the store; a database that never had a key gets one.
pub async fn unlock_or_create(store: Store, configuration: &Configuration) -> Result<Store, Failure> {
    let path = place(configuration);
    let key = match read(&path)? {
        Some(key) => key,
        // A new key would open nothing of what is there.
        None if store.is_sealed().await? => return Err(missing(&path)),
        None => create(&path)?,
    };
    with(store, key, &path).await
}

async fn with(store: Store, key: Key, path: &Path) -> Result<Store, Failure> {
    match store.unlock(key).await {
        Ok(store) => Ok(store),
        Err(StoreError::WrongKey) => Err(both(
            path,
            "is not the key this database was sealed with; put the right one in its place",
            "nav atslēga, ar kuru šī datubāze ir šifrēta; nolieciet tā vietā īsto",
        )),
        Err(error) => Err(error.into()),
    }
}

fn both(path: &Path, english: &str, latvian: &str) -> Failure {
    let path = path.display();
    Failure::Refused(format!(
        "the key file {path} {english}\n        atslēgas fails {path} {latvian}"
    ))
}

fn missing(path: &Path) -> Failure {
    both(
        path,
        "is missing; put it back from where it is kept, or name its place with key_file or BALSTS_KEY_FILE \
         (a database that never had one gets it by `balsts migrate`)",
        "nav atrodams; nolieciet to atpakaļ no glabāšanas vietas vai norādiet to ar key_file vai BALSTS_KEY_FILE \
         (datubāzei, kurai tā nekad nav bijis, to izveido `balsts migrate`)",
    )
}

fn read(path: &Path) -> Result<Option<Key>, Failure> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(both(
                path,
                &format!("cannot be read: {error}"),
                &format!("nav nolasāms: {error}"),
            ));
        }
    };
    if is_open_to_others(path)? {
        return Err(both(
            path,
            "can be read by everybody on this machine: chmod 600 it",
            "ir lasāms ikvienam šajā datorā: izpildiet chmod 600",
        ));
    }
    Key::parse(&text).map(Some).ok_or_else(|| {
        both(
            path,
            "holds no key; put the right file in its place",
            "nesatur atslēgu; nolieciet tā vietā īsto failu",
        )
    })
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> Result<bool, Failure> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::metadata(path)?.permissions().mode() & 0o007 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> Result<bool, Failure> {
    Ok(false)
}

fn create(path: &Path) -> Result<Key, Failure> {
    let text = Key::generate()?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    errln!(
        "The key of the database is in {}: keep a copy of it, apart from the backups of the database.",
        path.display()
    );
    Key::parse(&text).ok_or_else(|| Failure::Failed("the new key cannot be read".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn configuration(folder: &Path) -> Configuration {
        Configuration {
            database: format!("sqlite:{}", folder.join("here.db").display()),
            ..Configuration::default()
        }
    }

    async fn database(configuration: &Configuration) -> Store {
        let store = Store::open(&configuration.database).await.unwrap();
        store.migrate().await.unwrap();
        store
    }

    #[test]
    fn the_key_stands_beside_the_database_unless_configured() {
        let mut configuration = Configuration::default();
        for (url, key) in [
            ("sqlite:balsts.db", "balsts.key"),
            ("sqlite:/srv/balsts.db?mode=rwc", "/srv/balsts.key"),
            ("sqlite:///srv/balsts.db", "/srv/balsts.key"),
            ("postgres://db/balsts", "balsts.key"),
        ] {
            url.clone_into(&mut configuration.database);
            assert_eq!(place(&configuration), PathBuf::from(key), "{url}");
        }
        configuration.key_file = Some("/etc/balsts/key".to_owned());
        assert_eq!(place(&configuration), PathBuf::from("/etc/balsts/key"));
    }

    #[tokio::test]
    async fn a_key_is_created_once_for_its_owner_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let configuration = configuration(folder.path());
        let path = place(&configuration);
        let refused = unlock(database(&configuration).await, &configuration).await;
        assert!(refused.unwrap_err().to_string().contains("is missing"));
        assert!(!path.exists());

        unlock_or_create(database(&configuration).await, &configuration)
            .await
            .unwrap();
        let first = std::fs::read_to_string(&path).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        unlock_or_create(database(&configuration).await, &configuration)
            .await
            .unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), first);

        std::fs::remove_file(&path).unwrap();
        let lost = unlock_or_create(database(&configuration).await, &configuration).await;
        let said = lost.unwrap_err().to_string();
        assert!(
            said.contains("is missing") && said.contains("nav atrodams"),
            "{said}"
        );
        assert!(!path.exists(), "a new key would open nothing");
    }

    #[tokio::test]
    async fn a_wrong_damaged_or_open_key_file_is_said_in_both_languages() {
        let folder = tempfile::tempdir().unwrap();
        let configuration = configuration(folder.path());
        let path = place(&configuration);
        unlock_or_create(database(&configuration).await, &configuration)
            .await
            .unwrap();
        for (text, english, latvian) in [
            (Key::generate().unwrap(), "is not the key", "nav atslēga"),
            ("balsts-key-1 00".to_owned(), "holds no key", "nesatur atslēgu"),
        ] {
            std::fs::write(&path, text).unwrap();
            let said = unlock(database(&configuration).await, &configuration)
                .await
                .unwrap_err()
                .to_string();
            assert!(said.contains(english) && said.contains(latvian), "{said}");
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
            let said = unlock(database(&configuration).await, &configuration)
                .await
                .unwrap_err()
                .to_string();
            assert!(said.contains("chmod 600"), "{said}");
        }
    }
}
