//! What is wrong with a whole file, and what is only worth knowing about it.

use super::Entry;

/// See [`crate::FileError`], [`crate::ProfileError`] and [`crate::Warning`]: one text for each of their variants.
pub(super) const TEXTS: &[Entry] = &[
    (
        "file-empty",
        "datne ir tukša (0 baitu). Pieņem: CSV vai XLSX ar galveni un vismaz vienu rindu",
        "the file is empty (0 bytes). Accepted: CSV or XLSX with a header and at least one row",
    ),
    (
        "file-header-only",
        "datnē ir tikai galvene. Pieņem: galveni un vismaz vienu rindu",
        "the file holds nothing but a header. Accepted: a header and at least one row",
    ),
    (
        "file-too-large",
        "datnē ir {bytes} baitu, atļauti {limit}. Pieņem: mazāku datni; CSV jebkurā lielumā var ielādēt ar komandrindu",
        "the file has {bytes} bytes, {limit} are allowed. Accepted: a smaller file; CSV of any size can be loaded from the command line",
    ),
    (
        "file-binary",
        "datne nav ne teksts, ne XLSX (baits {byte}). Pieņem: CSV vai XLSX",
        "the file is neither text nor XLSX (byte {byte}). Accepted: CSV or XLSX",
    ),
    (
        "file-old-excel",
        "datne ir vecā Excel formātā (XLS) vai aizsargāta ar paroli. Pieņem: XLSX bez paroles vai CSV; saglabājiet to no jauna",
        "the file is in the old Excel format (XLS) or protected by a password. Accepted: XLSX without a password, or CSV; save it anew",
    ),
    (
        "file-html",
        "datne ir tīmekļa lapa (HTML), lai gan izskatās pēc izklājlapas. Pieņem: CSV vai XLSX; atveriet to izklājlapu programmā un saglabājiet kā XLSX",
        "the file is a web page (HTML) although it looks like a spreadsheet. Accepted: CSV or XLSX; open it in a spreadsheet program and save it as XLSX",
    ),
    (
        "file-utf16",
        "datnes kodējums ir UTF-16. Pieņem: UTF-8 vai Windows-1257; saglabājiet kā “CSV UTF-8”",
        "the file is encoded in UTF-16. Accepted: UTF-8 or Windows-1257; save it as “CSV UTF-8”",
    ),
    (
        "file-encoding",
        "{row}. rinda nav derīga kodējumā {said} (baits {byte}). Pieņem: UTF-8 vai Windows-1257, vienu un to pašu visā datnē",
        "row {row} is not valid in {said} (byte {byte}). Accepted: UTF-8 or Windows-1257, the same throughout the file",
    ),
    (
        "file-encoding-mismatch",
        "norādīts kodējums {said}, bet datne ir {found}. Pieņem: norādi {found} vai nekādu norādi",
        "the encoding was said to be {said} but the file is {found}. Accepted: {found} said, or nothing said",
    ),
    (
        "file-separator",
        "galvene nedalās kolonnās. Pieņem: komatu, semikolu vai tabulatoru starp kolonnām",
        "the header does not split into columns. Accepted: comma, semicolon or tab between columns",
    ),
    (
        "file-separator-mismatch",
        "norādīts atdalītājs “{said}”, bet kolonnas atdala “{found}”. Pieņem: norādi “{found}” vai nekādu norādi",
        "the separator was said to be “{said}” but the columns are separated by “{found}”. Accepted: “{found}” said, or nothing said",
    ),
    (
        "file-headers-missing",
        "galvenē ({row}. rinda) trūkst: {missing}. Ir: {found}. Pieņem: kolonnas ar šiem nosaukumiem vai aprakstu (profilu), kurā tās nosauktas",
        "the header (row {row}) lacks: {missing}. It has: {found}. Accepted: columns of these names, or a profile that names them",
    ),
    (
        "file-header-doubled",
        "kolonna “{column}” galvenē ir divreiz: “{first}” un “{second}”. Pieņem: katru kolonnu vienu reizi",
        "column “{column}” is in the header twice: “{first}” and “{second}”. Accepted: each column once",
    ),
    (
        "file-header-formula",
        "galvenes šūnā {cell} ir formula. Pieņem: tekstu",
        "header cell {cell} holds a formula. Accepted: text",
    ),
    (
        "file-header-merged",
        "galvenes šūnas {range} ir sapludinātas. Pieņem: katrai kolonnai savu šūnu; atceliet sapludināšanu",
        "header cells {range} are merged. Accepted: one cell for each column; unmerge them",
    ),
    (
        "file-too-many-columns",
        "galvenē ir vairāk par {limit} kolonnām. Pieņem: līdz {limit}",
        "the header has more than {limit} columns. Accepted: up to {limit}",
    ),
    (
        "file-quote-open",
        "{row}. rindā sāktās pēdiņas nav aizvērtas. Pieņem: pēdiņas pa pāriem; pēdiņas tekstā dubulto",
        "the quotation mark opened in row {row} is not closed. Accepted: quotation marks in pairs; inside a text they are doubled",
    ),
    (
        "file-row-too-long",
        "{row}. rinda ir garāka par {limit} baitiem. Pieņem: īsākas rindas",
        "row {row} is longer than {limit} bytes. Accepted: shorter rows",
    ),
    (
        "file-not-spreadsheet",
        "arhīvs nav XLSX izklājlapa. Pieņem: XLSX vai CSV",
        "the archive is not an XLSX spreadsheet. Accepted: XLSX or CSV",
    ),
    (
        "file-damaged",
        "datne nav XLSX darbgrāmata vai ir bojāta. Pieņem: XLSX datni, ko izklājlapu programma atver; saglabājiet to no jauna",
        "the file is no XLSX workbook or is damaged. Accepted: an XLSX file that a spreadsheet program opens; save it anew",
    ),
    (
        "file-bomb",
        "XLSX datne izpakojoties kļūtu pārāk liela: {detail}. Pieņem: līdz {limit}",
        "the XLSX file would unpack to too much: {detail}. Accepted: up to {limit}",
    ),
    (
        "file-hidden-sheets",
        "darbgrāmatā ir slēptas lapas ar datiem: {hidden}. Pieņem: darbgrāmatu, kuras dati ir redzami; padariet lapu redzamu vai dzēsiet to",
        "the workbook hides sheets with data: {hidden}. Accepted: a workbook whose data can be seen; unhide the sheet or delete it",
    ),
    (
        "file-several-sheets",
        "darbgrāmatā ir vairākas lapas ar datiem: {sheets}. Pieņem: vienu lapu vai lapas nosaukumu",
        "the workbook has several sheets with data: {sheets}. Accepted: one sheet, or the name of the sheet",
    ),
    (
        "file-sheet-not-found",
        "lapas “{sheet}” nav. Ir: {sheets}. Pieņem: kādu no tām",
        "there is no sheet “{sheet}”. There are: {sheets}. Accepted: one of these",
    ),
    (
        "file-sheet-hidden",
        "lapa “{sheet}” ir slēpta. Pieņem: redzamu lapu; padariet to redzamu",
        "sheet “{sheet}” is hidden. Accepted: a visible sheet; unhide it",
    ),
    (
        "file-io",
        "datni neizdevās nolasīt: {detail}. Pieņem: pieejamu datni; mēģiniet vēlreiz",
        "the file could not be read: {detail}. Accepted: a readable file; try again",
    ),
    ("file-profile", "{text}", "{text}"),
    (
        "profile-line",
        "profila {line}. rinda: {text}",
        "line {line} of the profile: {text}",
    ),
    (
        "profile-syntax",
        "profils nav saprotams: {detail}. Pieņem: TOML, kā aprakstīts docs/import-profiles.md",
        "the profile cannot be understood: {detail}. Accepted: TOML as in docs/import-profiles.md",
    ),
    (
        "profile-kind",
        "profilā ir nezināms datu veids “{value}”. Pieņem: {accepts}",
        "the profile names an unknown kind “{value}”. Accepted: {accepts}",
    ),
    (
        "profile-other-kind",
        "profils ir datu veidam “{profile}”, bet datne ir “{file}”. Pieņem: profilu šim datu veidam",
        "the profile is for “{profile}” but the file is “{file}”. Accepted: a profile for this kind",
    ),
    (
        "profile-field",
        "profila sadaļā {section} ir nezināms lauks “{value}”. Pieņem: {accepts}",
        "section {section} of the profile names an unknown field “{value}”. Accepted: {accepts}",
    ),
    (
        "profile-code",
        "profila lauka “{field}” vērtību “{value}” nepieņem: {text}",
        "value “{value}” of field “{field}” in the profile is refused: {text}",
    ),
    (
        "profile-date-format",
        "profila datuma pieraksts “{value}” nav saprotams. Pieņem: d, m un y (piemēram, d/m/y)",
        "date format “{value}” of the profile cannot be understood. Accepted: d, m and y (for example d/m/y)",
    ),
    (
        "profile-wide",
        "profila sadaļā wide: {detail}. Pieņem: key un value kā divus dažādus laukus un vismaz vienu kolonnu",
        "section wide of the profile: {detail}. Accepted: key and value as two different fields and at least one column",
    ),
    (
        "profile-doubled",
        "profilā lauku “{field}” nosaka divreiz. Pieņem: katru lauku vienu reizi",
        "the profile sets field “{field}” twice. Accepted: each field once",
    ),
    (
        "profile-unknown",
        "profila “{name}” nav. Ir: {accepts}",
        "there is no profile “{name}”. There are: {accepts}",
    ),
    (
        "warning-row",
        "{row}. rinda, kolonna “{column}”, vērtība “{value}”: {text}",
        "Row {row}, column “{column}”, value “{value}”: {text}",
    ),
    (
        "warning-unknown-column",
        "kolonnu “{column}” nepazīst un nelasa",
        "column “{column}” is not known and is not read",
    ),
    (
        "warning-column-without-header",
        "{position}. kolonnai nav nosaukuma; to nelasa",
        "column {position} has no header and is not read",
    ),
    (
        "warning-hidden-sheet",
        "slēptā lapa “{sheet}” nav lasīta",
        "hidden sheet “{sheet}” was not read",
    ),
    (
        "warning-sheet-not-read",
        "lapa “{sheet}” nav lasīta, jo tajā nav šo datu galvenes",
        "sheet “{sheet}” was not read since it has no header of this kind",
    ),
    (
        "warning-outside-table",
        "šūna {cell} ir ārpus tabulas un nav lasīta (kā arī citas tādas)",
        "cell {cell} is outside the table and was not read (nor others like it)",
    ),
    (
        "warning-assumed-encoding",
        "datne nav UTF-8; lasīta kā Windows-1257. Pārbaudiet burtus ar garumzīmēm",
        "the file is not UTF-8; it was read as Windows-1257. Check letters with diacritics",
    ),
];
