//! Activities by what other tables call them: the tables of tasks, resources and results name an activity by its number or by a title that is
//! worded somewhat differently.

use std::collections::{BTreeSet, HashMap};

use super::{PreventionLevel, Programme, Resource, ResultRow};
use crate::people::folded;

/// Titles less alike than this, in hundredths, are of different activities.
const ALIKE: usize = 34;

/// The beginnings of the words of a text.
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    stems_of(&folded(text))
}

fn stems_of(plain: &str) -> BTreeSet<String> {
    plain
        .split(' ')
        .filter(|word| word.chars().count() > 2)
        .map(|word| word.chars().take(5).collect())
        .collect()
}

/// How alike two titles are, in hundredths: stems they share among all stems.
fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    let all = one.union(other).count();
    if all == 0 {
        return 0;
    }
    one.intersection(other).count() * 100 / all
}

fn number(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// The keys of activities by the titles and numbers that tables have for them.
pub(super) struct Titles {
    named: Vec<(String, String)>,
    numbered: Vec<(PreventionLevel, String, String)>,
}

impl Titles {
    pub(super) fn of(programme: &Programme) -> Self {
        let mut titles = Self {
            named: Vec::new(),
            numbered: Vec::new(),
        };
        for (activity, key) in programme.activities.iter().zip(programme.activity_keys()) {
            titles.named.push((folded(&activity.title), key.clone()));
            if let Some(own) = activity.number() {
                titles
                    .numbered
                    .push((activity.level, number(own).to_owned(), key));
            }
        }
        let tasks = programme.tasks.iter();
        let tasks = tasks.map(|task| (folded(&task.activity_title), task.activity_nr.clone()));
        titles.named.extend(tasks);
        titles
    }

    /// The activity that a table calls so: by the very title, else by the most alike. Of equals the table of tasks has the word.
    pub(super) fn like(&self, title: &str) -> Option<String> {
        let plain = folded(title);
        if let Some((_, key)) = self.named.iter().rfind(|(named, _)| *named == plain) {
            return Some(key.clone());
        }
        let wanted = stems_of(&plain);
        self.named
            .iter()
            .map(|(named, key)| (likeness(&stems_of(named), &wanted), key))
            .filter(|(alike, _)| *alike >= ALIKE)
            .max_by_key(|(alike, _)| *alike)
            .map(|(_, key)| key.clone())
    }

    /// The activity whose needs a row of the table of resources tells: by its number where it has that of an activity, else by title.
    pub(super) fn of_resource(&self, resource: &Resource) -> Option<String> {
        let wanted = number(&resource.nr);
        let by_number = self
            .numbered
            .iter()
            .find(|(level, own, _)| !wanted.is_empty() && *level == resource.level && own == wanted);
        by_number
            .map(|(.., key)| key.clone())
            .or_else(|| self.like(&resource.activity))
    }
}

fn by_key<T>(rows: &[T], key: impl Fn(&T) -> Option<String>) -> HashMap<String, Vec<&T>> {
    let mut of: HashMap<String, Vec<&T>> = HashMap::new();
    for row in rows {
        if let Some(key) = key(row) {
            of.entry(key).or_default().push(row);
        }
    }
    of
}

impl Programme {
    /// Key of the activity that a table calls by a title, somewhat different wordings included.
    pub fn activity_like(&self, title: &str) -> Option<String> {
        Titles::of(self).like(title)
    }

    /// Rows of the table of resources by the key of the activity whose needs they tell.
    pub fn resources_by_activity(&self) -> HashMap<String, Vec<&Resource>> {
        let titles = Titles::of(self);
        by_key(&self.resources, |row| titles.of_resource(row))
    }

    /// Rows of the record of results by the key of the activity whose results they tell.
    pub fn results_by_activity(&self) -> HashMap<String, Vec<&ResultRow>> {
        let titles = Titles::of(self);
        by_key(&self.results_method, |row| titles.like(&row.activity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Programme {
        let mut shipped = super::super::shipped().into_iter();
        shipped.find(|one| one.municipality == code).unwrap()
    }

    // covers: RES-01
    #[test]
    fn an_activity_is_known_by_the_titles_that_other_tables_have_for_it() {
        let ogre = of("ogres-novads");
        for (title, key) in [
            (
                "BEA programma pirmsskolas vecuma bērnu vecākiem („Bērna emocionālā audzināšana)",
                Some("1.2"),
            ),
            ("Podkāsts Ogres noavada jauniešiem", Some("2.5")),
            ("Programma “Atbalsts pozitīvai uzvedībai”", Some("4.4")),
            ("Supervīzijas izglītības iestādēs (2 reizes gadā)", Some("5.1")),
            ("Lekcijas vecākiem", Some("1.3")),
            ("Podkāsts", None),
            ("Tālākizglītības kursi pedagoga palīgiem pirmsskolā", None),
        ] {
            assert_eq!(ogre.activity_like(title).as_deref(), key, "{title}");
        }
    }

    // covers: RES-01
    #[test]
    fn a_number_goes_before_a_title_and_belongs_to_its_level() {
        let mut rezekne = of("rezekne");
        let key = |programme: &Programme| Titles::of(programme).of_resource(&programme.resources[0]);
        // Its rows are numbered by themselves, `1` being no activity.
        assert_eq!(key(&rezekne).as_deref(), Some("1.1"));
        rezekne.resources[0].nr = "2.1.".to_owned();
        assert_eq!(key(&rezekne).as_deref(), Some("2.1"));
        rezekne.resources[0].level = PreventionLevel::Tailored;
        assert_eq!(key(&rezekne).as_deref(), Some("1.1"), "2.1 is of another level");
    }

    // covers: RES-01, RES-04
    #[test]
    fn rows_of_resources_and_results_are_told_by_activity() {
        let county = of("rezeknes-novads");
        let (resources, results) = (county.resources_by_activity(), county.results_by_activity());
        assert_eq!(resources.values().map(Vec::len).sum::<usize>(), 17);
        assert_eq!(results.values().map(Vec::len).sum::<usize>(), 17);
        assert_eq!(resources["7.4"][0].activity, "Pedagoga palīgu nodrošinājums");
        assert!(!resources.contains_key("6.2"), "the empty row needs nothing");
    }
}
