//! Invented people's names: Latvian given and family names, and names of Russian, Polish and Lithuanian origin as
//! they are spelt in Latvian, each family name in both genders.

use crate::dice::Dice;

/// Where a family's name comes from; decides given names and, mostly, the language of the home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Latvian,
    Russian,
    Polish,
    Lithuanian,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
}

impl Sex {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// A family name as a man and as a woman bears it.
pub(crate) type Family = (&'static str, &'static str);

impl Origin {
    pub(crate) fn draw(dice: &mut Dice, latvian_per_mille: u32) -> Self {
        if dice.per_mille(latvian_per_mille) {
            return Self::Latvian;
        }
        match dice.weighted(&[80, 14, 6]) {
            0 => Self::Russian,
            1 => Self::Polish,
            _ => Self::Lithuanian,
        }
    }

    pub(crate) fn family(self, dice: &mut Dice) -> Family {
        *dice.pick(match self {
            Self::Latvian => LATVIAN,
            Self::Russian => RUSSIAN,
            Self::Polish => POLISH,
            Self::Lithuanian => LITHUANIAN,
        })
    }

    pub(crate) fn given(self, sex: Sex, dice: &mut Dice) -> &'static str {
        dice.pick(match (self, sex) {
            (Self::Russian, Sex::Female) => RUSSIAN_GIRLS,
            (Self::Russian, Sex::Male) => RUSSIAN_BOYS,
            (Self::Polish, Sex::Female) => POLISH_GIRLS,
            (Self::Polish, Sex::Male) => POLISH_BOYS,
            (_, Sex::Female) => GIRLS,
            (_, Sex::Male) => BOYS,
        })
    }
}

pub(crate) const fn of(family: Family, sex: Sex) -> &'static str {
    match sex {
        Sex::Male => family.0,
        Sex::Female => family.1,
    }
}

const GIRLS: &[&str] = &[
    "Agnese", "Alise", "Amanda", "Amēlija", "Anete", "Anna", "Annija", "Ance", "Asnate", "Baiba", "Beāte", "Betija",
    "Dārta", "Diāna", "Dita", "Elīna", "Elīza", "Elizabete", "Elza", "Emīlija", "Endija", "Estere",
    "Ernesta", "Eva", "Evelīna", "Grēta", "Gundega", "Gunta", "Ieva", "Ilze", "Inga", "Inese", "Jana", "Justīne",
    "Karlīna", "Katrīna", "Keita", "Kate", "Krista", "Kristiāna", "Kristīne", "Lāsma", "Laura", "Lelde", "Līga", "Līva",
    "Linda", "Loreta", "Lote", "Madara", "Made", "Marta", "Marija", "Megija", "Melānija", "Monta", "Nikola", "Nora",
    "Odrija", "Paula", "Patrīcija", "Rasa", "Rēzija", "Rūta", "Sabīne", "Samanta", "Santa", "Sāra", "Signe", "Sofija",
    "Šarlote", "Terēze", "Tīna", "Una", "Undīne", "Vanesa", "Vēsma", "Viktorija", "Zane", "Zelma", "Žanete",
];

const BOYS: &[&str] = &[
    "Adrians", "Aivis", "Aleksis", "Andris", "Ansis", "Armands", "Arnolds", "Artis", "Artūrs", "Augusts", "Ādams",
    "Bruno", "Dagnis", "Dāvids", "Dāvis", "Dominiks", "Edgars", "Edvards", "Eduards", "Eižens", "Elvis", "Emīls",
    "Kārlis Jānis", "Endijs", "Ernests", "Ervīns", "Fricis", "Gatis", "Gustavs", "Ģirts", "Haralds", "Helmuts", "Henrijs",
    "Hugo", "Ivo", "Intars", "Jānis", "Jēkabs", "Jurģis", "Kaspars", "Kārlis", "Kristaps", "Kristers", "Kristiāns",
    "Krišjānis", "Kristofers", "Ķirils", "Leo", "Linards", "Luīss", "Lūkass", "Mareks", "Markuss", "Mārcis", "Mārtiņš",
    "Matīss", "Mikus", "Miks", "Niklāvs", "Niks", "Normunds", "Olivers", "Oskars", "Oto", "Patriks", "Pauls", "Pēteris",
    "Raivis", "Ralfs", "Raitis", "Reinis", "Renārs", "Rihards", "Roberts", "Rodrigo", "Rūdolfs", "Sandis", "Tomass",
    "Toms", "Uldis", "Uģis", "Valters", "Viesturs", "Zigmārs",
];

const RUSSIAN_GIRLS: &[&str] = &[
    "Aleksandra", "Aļina", "Anastasija", "Angelīna", "Anna", "Arina", "Darja", "Diāna", "Dominika", "Jeļizaveta",
    "Jekaterina", "Jeva", "Jūlija", "Karina", "Kira", "Ksenija", "Ļubova", "Marija", "Margarita", "Milana", "Nadežda",
    "Natālija", "Nika", "Oļesja", "Poļina", "Sofija", "Svetlana", "Taisija", "Uļjana", "Valērija", "Varvara", "Vasilisa",
    "Veronika", "Viktorija", "Vladislava",
];

const RUSSIAN_BOYS: &[&str] = &[
    "Aleksandrs", "Aleksejs", "Andrejs", "Antons", "Artjoms", "Bogdans", "Daniels", "Daņila", "Dmitrijs", "Fjodors",
    "Gļebs", "Igors", "Iļja", "Ivans", "Jegors", "Jevgeņijs", "Kirils", "Konstantīns", "Ļevs", "Makars", "Maksims",
    "Matvejs", "Mihails", "Mirons", "Ņikita", "Oļegs", "Pāvels", "Platons", "Romāns", "Ruslans", "Savelijs", "Sergejs",
    "Stepans", "Timofejs", "Timurs", "Vladislavs", "Vladimirs", "Vsevolods", "Zahars",
];

const POLISH_GIRLS: &[&str] = &[
    "Agnese", "Aleksandra", "Barbara", "Beata", "Dominika", "Gabriela", "Hanna", "Izabella", "Johanna",
    "Karolīna", "Lilija", "Magdalēna", "Malvīne", "Natālija", "Patrīcija", "Valentīna", "Veronika", "Viktorija", "Zuzanna",
];

const POLISH_BOYS: &[&str] = &[
    "Aleksandrs", "Bartolomejs", "Dominiks", "Eriks", "Filips", "Francisks", "Jakubs", "Juzefs", "Kaspars", "Kazimirs",
    "Konrads", "Leons", "Mihals", "Ignats", "Pāvels", "Pjotrs", "Staņislavs", "Tadeušs", "Viktors", "Zigmunds",
];

const LATVIAN: &[Family] = &[
    ("Apinis", "Apine"), ("Auniņš", "Auniņa"), ("Āboliņš", "Āboliņa"), ("Ābele", "Ābele"), ("Balodis", "Balode"),
    ("Baltiņš", "Baltiņa"), ("Bērziņš", "Bērziņa"), ("Bite", "Bite"), ("Blūms", "Blūma"), ("Briedis", "Briede"),
    ("Brūveris", "Brūvere"), ("Celmiņš", "Celmiņa"), ("Cīrulis", "Cīrule"), ("Dambis", "Dambe"), ("Dzenis", "Dzene"),
    ("Dzērve", "Dzērve"), ("Dūmiņš", "Dūmiņa"), ("Egle", "Egle"), ("Eglītis", "Eglīte"), ("Ezeriņš", "Ezeriņa"),
    ("Freimanis", "Freimane"), ("Gailis", "Gaile"), ("Gailītis", "Gailīte"), ("Grauds", "Grauda"), ("Grīnbergs", "Grīnberga"),
    ("Gulbis", "Gulbe"), ("Irbe", "Irbe"), ("Jansons", "Jansone"), ("Jaunzems", "Jaunzeme"), ("Jurēvičs", "Jurēviča"),
    ("Kalējs", "Kalēja"), ("Kalniņš", "Kalniņa"), ("Kalnbērzs", "Kalnbērza"), ("Kārkliņš", "Kārkliņa"), ("Kauliņš", "Kauliņa"),
    ("Kļaviņš", "Kļaviņa"), ("Krastiņš", "Krastiņa"), ("Krauklis", "Kraukle"), ("Krēsliņš", "Krēsliņa"), ("Krieviņš", "Krieviņa"),
    ("Krūmiņš", "Krūmiņa"), ("Ķirsis", "Ķirse"), ("Lācis", "Lāce"), ("Lapiņš", "Lapiņa"), ("Lapsa", "Lapsa"),
    ("Liepa", "Liepa"), ("Liepiņš", "Liepiņa"), ("Līdaka", "Līdaka"), ("Lūsis", "Lūse"), ("Mednis", "Medne"),
    ("Meiers", "Meiere"), ("Mežulis", "Mežule"), ("Mucenieks", "Muceniece"), ("Niedre", "Niedre"), ("Ozoliņš", "Ozoliņa"),
    ("Ozols", "Ozola"), ("Paegle", "Paegle"), ("Pētersons", "Pētersone"), ("Podnieks", "Podniece"), ("Priede", "Priede"),
    ("Priedītis", "Priedīte"), ("Pūce", "Pūce"), ("Purmalis", "Purmale"), ("Puriņš", "Puriņa"), ("Riekstiņš", "Riekstiņa"),
    ("Roze", "Roze"), ("Rozītis", "Rozīte"), ("Rubenis", "Rubene"), ("Rudzītis", "Rudzīte"), ("Saulītis", "Saulīte"),
    ("Siliņš", "Siliņa"), ("Skuja", "Skuja"), ("Sproģis", "Sproģe"), ("Straume", "Straume"), ("Strautiņš", "Strautiņa"),
    ("Strazdiņš", "Strazdiņa"), ("Strazds", "Strazda"), ("Šmits", "Šmite"), ("Šteinbergs", "Šteinberga"), ("Tauriņš", "Tauriņa"),
    ("Upenieks", "Upeniece"), ("Upītis", "Upīte"), ("Vanags", "Vanaga"), ("Vanadziņš", "Vanadziņa"), ("Vējš", "Vēja"),
    ("Vilciņš", "Vilciņa"), ("Vilks", "Vilka"), ("Vītoliņš", "Vītoliņa"), ("Vītols", "Vītola"), ("Zaķis", "Zaķe"),
    ("Zariņš", "Zariņa"), ("Zeltiņš", "Zeltiņa"), ("Zemītis", "Zemīte"), ("Ziediņš", "Ziediņa"), ("Zunda", "Zunda"),
    ("Zvaigzne", "Zvaigzne"), ("Zvirbulis", "Zvirbule"), ("Žagars", "Žagare"), ("Žīgurs", "Žīgure"),
];

const RUSSIAN: &[Family] = &[
    ("Andrejevs", "Andrejeva"), ("Aleksejevs", "Aleksejeva"), ("Baranovs", "Baranova"), ("Belovs", "Belova"),
    ("Bogdanovs", "Bogdanova"), ("Jegorovs", "Jegorova"), ("Fjodorovs", "Fjodorova"), ("Golubevs", "Golubeva"),
    ("Grigorjevs", "Grigorjeva"), ("Ivanovs", "Ivanova"), ("Jakovļevs", "Jakovļeva"), ("Kiseļovs", "Kiseļova"),
    ("Kozlovs", "Kozlova"), ("Kuzņecovs", "Kuzņecova"), ("Lebedevs", "Lebedeva"), ("Makarovs", "Makarova"),
    ("Mihailovs", "Mihailova"), ("Morozovs", "Morozova"), ("Ņikitins", "Ņikitina"), ("Novikovs", "Novikova"),
    ("Orlovs", "Orlova"), ("Pavlovs", "Pavlova"), ("Petrovs", "Petrova"), ("Popovs", "Popova"), ("Romanovs", "Romanova"),
    ("Semjonovs", "Semjonova"), ("Sergejevs", "Sergejeva"), ("Smirnovs", "Smirnova"), ("Sokolovs", "Sokolova"),
    ("Solovjovs", "Solovjova"), ("Stepanovs", "Stepanova"), ("Tihomirovs", "Tihomirova"), ("Vasiļjevs", "Vasiļjeva"),
    ("Vinogradovs", "Vinogradova"), ("Volkovs", "Volkova"), ("Vorobjovs", "Vorobjova"), ("Zaicevs", "Zaiceva"),
    ("Ždanovs", "Ždanova"), ("Žukovs", "Žukova"),
];

const POLISH: &[Family] = &[
    ("Bortkevičs", "Bortkeviča"), ("Dombrovskis", "Dombrovska"), ("Gžibovskis", "Gžibovska"), ("Jablonskis", "Jablonska"),
    ("Jankovskis", "Jankovska"), ("Kaminskis", "Kaminska"), ("Kovaļevskis", "Kovaļevska"), ("Kozlovskis", "Kozlovska"),
    ("Ļeščinskis", "Ļeščinska"), ("Maļinovskis", "Maļinovska"), ("Mickevičs", "Mickeviča"), ("Novickis", "Novicka"),
    ("Osovskis", "Osovska"), ("Piotrovskis", "Piotrovska"), ("Romanovskis", "Romanovska"), ("Savickis", "Savicka"),
    ("Stankevičs", "Stankeviča"), ("Šimanskis", "Šimanska"), ("Višņevskis", "Višņevska"), ("Vitkovskis", "Vitkovska"),
    ("Zaļevskis", "Zaļevska"), ("Žukovskis", "Žukovska"),
];

const LITHUANIAN: &[Family] = &[
    ("Adamovičs", "Adamoviča"), ("Butkus", "Butkus"), ("Jankausks", "Jankauska"), ("Kazlausks", "Kazlauska"),
    ("Paulausks", "Paulauska"), ("Petkuns", "Petkune"), ("Rimkus", "Rimkus"), ("Stankus", "Stankus"), ("Urbons", "Urbone"),
    ("Žemaitis", "Žemaite"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_no_name_twice_and_only_letters_of_latvian() {
        let letters = "abcčdeēfgģhiījkķlļmnņoprsštuūvzžāABCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽĀ ";
        for list in [GIRLS, BOYS, RUSSIAN_GIRLS, RUSSIAN_BOYS, POLISH_GIRLS, POLISH_BOYS] {
            for (index, name) in list.iter().enumerate() {
                assert!(!list[..index].contains(name), "{name} twice");
                assert!(name.chars().all(|c| letters.contains(c)), "{name}");
            }
        }
        for list in [LATVIAN, RUSSIAN, POLISH, LITHUANIAN] {
            for (index, name) in list.iter().enumerate() {
                assert!(!list[..index].contains(name), "{name:?} twice");
                assert!((name.0.to_owned() + name.1).chars().all(|c| letters.contains(c)), "{name:?}");
            }
        }
    }
}
