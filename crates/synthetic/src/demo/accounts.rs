//! Ready accounts of the demonstration: one for each role and municipality, and who writes and answers concerns in every school with
//! stories; all people invented.

pub use balsts_domain::access::Role;

/// The password of every ready account.
pub const PASSWORD: &str = "Balsts-demo-2026";

/// An account that is ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Code of the municipality.
    pub municipality: &'static str,
    /// Address under which one signs in.
    pub email: &'static str,
    /// Name shown.
    pub name: &'static str,
    /// What the person does, in Latvian.
    pub post: &'static str,
    /// Role.
    pub role: Role,
    /// Code of the institution of those who work in one.
    pub institution: Option<&'static str>,
    /// Class of the class teacher.
    pub class: Option<&'static str>,
}

pub(crate) const OGRE_SCHOOL: &str = "ogres-1-vidusskola";
pub(crate) const OGRE_CLASS: &str = "8.b";
pub(crate) const OGRE_CLASS_TEACHER: &str = "klases.audzinatajs@ogre.example";
pub(crate) const IKSKILE_SCHOOL: &str = "ikskiles-vidusskola";
pub(crate) const IKSKILE_CLASS: &str = "8.a";
pub(crate) const IKSKILE_CLASS_TEACHER: &str = "klases.audzinatajs.ikskile@ogre.example";
pub(crate) const REZEKNE_SCHOOL: &str = "rezeknes-2-vidusskola";
pub(crate) const REZEKNE_CLASS: &str = "8.a";
pub(crate) const REZEKNE_CLASS_TEACHER: &str = "klases.audzinatajs@rezekne.example";

/// The account of a role in an institution.
pub fn account_at(institution: &str, role: Role) -> Option<&'static Account> {
    ACCOUNTS
        .iter()
        .find(|account| account.institution == Some(institution) && account.role == role)
}

/// Every ready account; the password of each is [`PASSWORD`].
pub const fn accounts() -> &'static [Account] {
    ACCOUNTS
}

const fn account(
    municipality: &'static str,
    role: Role,
    email: &'static str,
    name: &'static str,
    post: &'static str,
    institution: Option<&'static str>,
    class: Option<&'static str>,
) -> Account {
    Account {
        municipality,
        email,
        name,
        post,
        role,
        institution,
        class,
    }
}

const OGRE: &str = "ogres-novads";
const REZEKNE: &str = "rezekne";
const VENTSPILS: &str = "ventspils";
const TUKUMS: &str = "tukuma-novads";
const REZEKNES_NOVADS: &str = "rezeknes-novads";

/// Code and name of a municipality of which the demonstration has the adopted programme alone.
pub const PROGRAMME_ONLY: (&str, &str) = (REZEKNES_NOVADS, "Rēzeknes novads");

const ACCOUNTS: &[Account] = &[
    account(
        OGRE,
        Role::ClassTeacher,
        OGRE_CLASS_TEACHER,
        "Inese Kalnbērza",
        "8.b klases audzinātāja",
        Some(OGRE_SCHOOL),
        Some(OGRE_CLASS),
    ),
    account(
        OGRE,
        Role::SupportStaff,
        "socialais.pedagogs@ogre.example",
        "Baiba Strazda",
        "Sociālā pedagoģe",
        Some(OGRE_SCHOOL),
        None,
    ),
    account(
        OGRE,
        Role::SchoolHead,
        "direktors@ogre.example",
        "Andris Jaunzems",
        "Skolas direktors",
        Some(OGRE_SCHOOL),
        None,
    ),
    account(
        OGRE,
        Role::EducationBoard,
        "izglitibas.parvalde@ogre.example",
        "Gunta Vītola",
        "Izglītības pārvaldes speciāliste",
        None,
        None,
    ),
    account(
        OGRE,
        Role::ChildRightsSpecialist,
        "bernu.tiesibas@ogre.example",
        "Ilze Rubene",
        "Bērnu tiesību aizsardzības speciāliste",
        None,
        None,
    ),
    account(
        OGRE,
        Role::SocialService,
        "socialais.dienests@ogre.example",
        "Līga Priedniece",
        "Sociālā darbiniece",
        None,
        None,
    ),
    account(
        OGRE,
        Role::OrphansCourt,
        "barintiesa@ogre.example",
        "Rita Avotiņa",
        "Bāriņtiesas locekle",
        None,
        None,
    ),
    account(
        OGRE,
        Role::MunicipalPolice,
        "pasvaldibas.policija@ogre.example",
        "Mārtiņš Silenieks",
        "Pašvaldības policijas inspektors",
        None,
        None,
    ),
    account(
        OGRE,
        Role::StatePolice,
        "valsts.policija@ogre.example",
        "Juris Cielavs",
        "Valsts policijas nepilngadīgo lietu inspektors",
        None,
        None,
    ),
    account(
        OGRE,
        Role::YouthWorker,
        "jaunatne@ogre.example",
        "Elīna Pumpure",
        "Jaunatnes darbiniece",
        None,
        None,
    ),
    account(
        OGRE,
        Role::Pmk,
        "pmk@ogre.example",
        "Aija Zemzare",
        "Pedagoģiski medicīniskās komisijas locekle",
        None,
        None,
    ),
    account(
        OGRE,
        Role::Probation,
        "probacija@ogre.example",
        "Kaspars Egle",
        "Probācijas dienesta speciālists",
        None,
        None,
    ),
    account(
        OGRE,
        Role::Medical,
        "arsts@ogre.example",
        "Velta Smilga",
        "Ģimenes ārste",
        None,
        None,
    ),
    account(
        OGRE,
        Role::Ngo,
        "nvo@ogre.example",
        "Toms Lācis",
        "Biedrības programmas vadītājs",
        None,
        None,
    ),
    account(
        OGRE,
        Role::MunicipalLeadership,
        "vadiba@ogre.example",
        "Normunds Ezeriņš",
        "Pašvaldības vadība",
        None,
        None,
    ),
    account(
        OGRE,
        Role::DataProtectionOfficer,
        "datu.aizsardziba@ogre.example",
        "Sandis Krauklis",
        "Datu aizsardzības speciālists",
        None,
        None,
    ),
    account(
        OGRE,
        Role::Administrator,
        "administrators@ogre.example",
        "Uldis Podnieks",
        "Sistēmas administrators",
        None,
        None,
    ),
    account(
        OGRE,
        Role::ClassTeacher,
        IKSKILE_CLASS_TEACHER,
        "Dzintra Mežaraupe",
        "8.a klases audzinātāja Ikšķilē",
        Some(IKSKILE_SCHOOL),
        Some(IKSKILE_CLASS),
    ),
    account(
        OGRE,
        Role::SupportStaff,
        "socialais.pedagogs.ikskile@ogre.example",
        "Līga Avotniece",
        "Sociālā pedagoģe Ikšķilē",
        Some(IKSKILE_SCHOOL),
        None,
    ),
    account(
        REZEKNE,
        Role::ClassTeacher,
        REZEKNE_CLASS_TEACHER,
        "Svetlana Jablonska",
        "8.a klases audzinātāja",
        Some(REZEKNE_SCHOOL),
        Some(REZEKNE_CLASS),
    ),
    account(
        REZEKNE,
        Role::SupportStaff,
        "socialais.pedagogs@rezekne.example",
        "Valentīna Zvaigzne",
        "Sociālā pedagoģe",
        Some(REZEKNE_SCHOOL),
        None,
    ),
    account(
        REZEKNE,
        Role::SchoolHead,
        "direktore@rezekne.example",
        "Inga Savicka",
        "Skolas direktore",
        Some(REZEKNE_SCHOOL),
        None,
    ),
    account(
        REZEKNE,
        Role::EducationBoard,
        "izglitibas.parvalde@rezekne.example",
        "Artis Mednis",
        "Izglītības pārvaldes speciālists",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::ChildRightsSpecialist,
        "bernu.tiesibas@rezekne.example",
        "Diāna Ozola",
        "Bērnu tiesību aizsardzības speciāliste",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::SocialService,
        "socialais.dienests@rezekne.example",
        "Regīna Vaivode",
        "Sociālā darbiniece",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::OrphansCourt,
        "barintiesa@rezekne.example",
        "Anna Bārtule",
        "Bāriņtiesas locekle",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::MunicipalPolice,
        "pasvaldibas.policija@rezekne.example",
        "Edgars Rancāns",
        "Pašvaldības policijas inspektors",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::StatePolice,
        "valsts.policija@rezekne.example",
        "Aleksejs Strods",
        "Valsts policijas nepilngadīgo lietu inspektors",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::YouthWorker,
        "jaunatne@rezekne.example",
        "Ilona Spūle",
        "Jaunatnes darbiniece",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::Pmk,
        "pmk@rezekne.example",
        "Marija Kazāka",
        "Pedagoģiski medicīniskās komisijas locekle",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::Probation,
        "probacija@rezekne.example",
        "Jānis Zukuls",
        "Probācijas dienesta speciālists",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::Medical,
        "arsts@rezekne.example",
        "Skaidrīte Gailuma",
        "Ģimenes ārste",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::Ngo,
        "nvo@rezekne.example",
        "Vita Bukša",
        "Biedrības programmas vadītāja",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::MunicipalLeadership,
        "vadiba@rezekne.example",
        "Pēteris Kaminskis",
        "Pašvaldības vadība",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::DataProtectionOfficer,
        "datu.aizsardziba@rezekne.example",
        "Kristīne Upeniece",
        "Datu aizsardzības speciāliste",
        None,
        None,
    ),
    account(
        REZEKNE,
        Role::Administrator,
        "administrators@rezekne.example",
        "Viktors Līdaka",
        "Sistēmas administrators",
        None,
        None,
    ),
    account(
        VENTSPILS,
        Role::EducationBoard,
        "izglitibas.parvalde@ventspils.example",
        "Dzintra Vītoliņa",
        "izglītības pārvaldes speciāliste",
        None,
        None,
    ),
    account(
        TUKUMS,
        Role::EducationBoard,
        "izglitibas.parvalde@tukums.example",
        "Aivars Rudzītis",
        "izglītības pārvaldes speciālists",
        None,
        None,
    ),
    account(
        REZEKNES_NOVADS,
        Role::EducationBoard,
        "izglitibas.parvalde@rezeknesnovads.example",
        "Inta Rancāne",
        "izglītības un sporta pārvaldes speciāliste",
        None,
        None,
    ),
    account(
        REZEKNES_NOVADS,
        Role::MunicipalLeadership,
        "vadiba@rezeknesnovads.example",
        "Jāzeps Malnačs",
        "pašvaldības izpilddirektors",
        None,
        None,
    ),
];
