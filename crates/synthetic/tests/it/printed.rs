//! The published tables once more, typed from the sources and not from the data files: what the demonstration must
//! reproduce. `-1` is a blank cell.

/// Name; grades 1–6, 7–9, 10–12, without special, special 1–6, 7–9, vocational basic, total (lines 290–468).
pub const SCHOOLS: [(&str, [i64; 8]); 18] = [
    ("Jaunogres vidusskola", [274, 147, 18, 439, 13, 14, -1, 466]),
    ("Ogres 1.vidusskola", [764, 368, 50, 1182, 27, 9, -1, 1218]),
    ("Ogres Centra pamatskola", [779, 287, -1, 1066, 32, 8, -1, 1106]),
    ("Ogresgala pamatskola", [82, 47, -1, 129, 13, 10, -1, 152]),
    ("Madlienas vidusskola", [108, 51, 46, 205, 9, 6, -1, 220]),
    ("Suntažu vidusskola", [113, 60, 6, 179, 11, 14, -1, 204]),
    ("Taurupes pamatskola", [57, 32, -1, 89, 2, 2, -1, 93]),
    ("Ķeipenes pamatskola", [34, 16, -1, 50, 6, 2, -1, 58]),
    ("Ikšķiles vidusskola", [802, 311, 56, 1169, 24, 14, -1, 1207]),
    ("Tīnūžu sākumskola", [88, -1, -1, -1, 24, -1, -1, 112]),
    ("Ķeguma vidusskola", [261, 92, 26, 379, 20, 7, -1, 406]),
    ("Birzgales pamatskola", [68, 29, -1, 97, 3, 3, -1, 103]),
    (
        "Edgara Kauliņa Lielvārdes vidusskola",
        [233, 139, 96, 468, 11, 12, -1, 491],
    ),
    ("Lielvārdes pamatskola", [223, 87, -1, 310, 12, 7, -1, 329]),
    ("Lēdmanes pamatskola", [72, 26, -1, 98, 2, 2, -1, 102]),
    ("Jumpravas pamatskola", [78, 36, -1, 114, 4, 6, -1, 124]),
    ("Ogres Valsts ģimnāzija", [-1, 149, 491, 640, -1, -1, -1, 640]),
    ("Valdemāra pamatskola", [-1, -1, -1, -1, 28, 26, 8, 62]),
];

/// Name; up to 5, 5 and over, both, special up to 5, special 5 and over, total (lines 501–677).
pub const PRESCHOOLS: [(&str, [i64; 6]); 20] = [
    ("Ikšķiles PII \"Urdaviņa\"", [181, 167, 348, 1, 4, 353]),
    ("Ogres PII \"Cīrulītis\"", [164, 139, 303, 0, 0, 303]),
    ("Lielvārdes PII \"Pūt vējiņi\"", [153, 133, 286, 3, 5, 294]),
    ("Ogres PII \"Strautiņš\"", [174, 128, 302, 1, 1, 304]),
    ("Ogres PII \"Saulīte\"", [120, 99, 219, 0, 0, 219]),
    ("Ķeguma PII \"Gaismiņa\"", [134, 96, 230, 0, 5, 235]),
    ("Ogres PII \"Dzīpariņš\"", [119, 97, 216, 0, 2, 218]),
    ("Ogres PII \"Zelta sietiņš\"", [105, 78, 183, 0, 14, 197]),
    ("Ikšķiles PII \"Čiekuriņš\"", [105, 64, 169, 0, 3, 172]),
    ("Ogres PII \"Riekstiņš\"", [91, 43, 134, 0, 0, 134]),
    ("Suntažu vidusskola (pirmsskola)", [43, 53, 96, 0, 0, 96]),
    ("Ogresgala PII \"Ābelīte\"", [69, 43, 112, 1, 2, 115]),
    ("Tīnūžu sākumskola (pirmsskola)", [39, 58, 97, 1, 6, 104]),
    ("Madlienas PII \"Taurenītis\"", [60, 28, 88, 1, 7, 96]),
    ("Lielvārdes pamatskola (pirmsskola)", [43, 53, 96, 0, 0, 96]),
    ("Birzgales PII \"Birztaliņa\"", [24, 30, 54, 0, 0, 54]),
    ("Jumpravas pamatskola (pirmsskola)", [40, 28, 68, 0, 1, 69]),
    ("Lēdmanes pamatskola (pirmsskola)", [24, 25, 49, 0, 0, 49]),
    ("Ķeipenes pamatskola (pirmsskola)", [24, 12, 36, 0, 0, 36]),
    ("Taurupes pamatskola (pirmsskola)", [18, 19, 37, 0, 0, 37]),
];

/// Columns of the table of support staff of schools, the last headed "speciālais pedagogs" once more.
pub const SCHOOL_ROLES: [&str; 7] = [
    "logopēds",
    "speciālais pedagogs",
    "speciālās izglītības skolotājs",
    "psihologs",
    "karjeras konsultants",
    "pedagoga palīgs",
    "sociālais pedagogs",
];

/// Posts as printed (lines 696–857).
pub const SCHOOL_POSTS: [(&str, [&str; 7]); 18] = [
    (
        "Jaunogres vidusskola",
        ["0,933", "1,278", "", "1,3", "", "1,733", ""],
    ),
    (
        "Ogres 1.vidusskola",
        ["1,333", "2,333", "", "2,333", "1", "", "2,000"],
    ),
    (
        "Ogres Centra pamatskola",
        ["2,33", "2,222", "", "1,33", "", "3,333", "2,253"],
    ),
    (
        "Ogresgala pamatskola",
        ["0,233", "1,348", "", "", "", "0,500", "0,500"],
    ),
    (
        "Madlienas vidusskola",
        ["0,500", "1", "", "", "0,1", "0,133", "1"],
    ),
    (
        "Suntažu vidusskola",
        ["", "", "4,327", "0,5", "0,25", "0,767", "1"],
    ),
    ("Taurupes pamatskola", ["", "", "", "0,2", "", "", "0,500"]),
    ("Ķeipenes pamatskola", ["0,25", "0,3", "", "", "", "", "0,500"]),
    (
        "Ikšķiles vidusskola",
        ["2,283", "4,132", "", "1,33", "", "2,001", "2,333"],
    ),
    (
        "Tīnūžu sākumskola",
        ["0,7", "2", "", "0,42", "0,188", "1,167", ""],
    ),
    ("Ķeguma vidusskola", ["0,9", "1,7", "", "", "", "", "1"]),
    ("Birzgales pamatskola", ["0,50", "0,5", "", "", "", "", "0,500"]),
    (
        "Edgara Kauliņa Lielvārdes vidusskola",
        ["0,96", "0,718", "1,965", "1,1", "0,5", "", "1"],
    ),
    ("Lielvārdes pamatskola", ["0,76", "0,233", "", "", "", "", "1"]),
    (
        "Lēdmanes pamatskola",
        ["0,37", "0,77", "", "", "0,1", "0,133", "0,500"],
    ),
    (
        "Jumpravas pamatskola",
        ["0,25", "0,3", "", "0,5", "0,12", "1", "1"],
    ),
    ("Ogres Valsts ģimnāzija", ["", "", "", "1", "1", "", ""]),
    (
        "Valdemāra pamatskola",
        ["1,00", "", "9,86", "0,750", "0,075", "0,833", "1"],
    ),
];

/// Posts of preschools as printed, in the order of [`PRESCHOOLS`]: logopēds, speciālais pedagogs, psihologs (lines 872–970).
pub const PRESCHOOL_POSTS: [[&str; 3]; 20] = [
    ["3,00", "1,00", "0,900"],
    ["2,300", "", "0,750"],
    ["1,80", "1,30", ""],
    ["2,300", "1,00", "0,750"],
    ["1,80", "", "0,555"],
    ["1,850", "1,00", ""],
    ["1,850", "", "0,500"],
    ["2,60", "1,00", "0,500"],
    ["1,333", "1,300", "0,400"],
    ["1,000", "", "0,350"],
    ["0,900", "", "0,250"],
    ["0,900", "", "0,300"],
    ["0,95", "1,000", "0,300"],
    ["1,300", "", "0,250"],
    ["0,500", "0,400", "0,200"],
    ["0,450", "", ""],
    ["0,500", "0,300", "0,200"],
    ["0,400", "", ""],
    ["0,350", "", "0,100"],
    ["0,330", "", "0,100"],
];

/// Schools of Rēzekne in the order of the annexes.
pub const REZEKNE: [&str; 8] = [
    "Rēzeknes 2.vidusskola",
    "Rēzeknes 3.pamatskola",
    "Rēzeknes 4.vidusskola",
    "Rēzeknes 5.pamatskola",
    "Rēzeknes 6.pamatskola",
    "Rēzeknes sākumskola",
    "Rēzeknes Valsts 1.ģimnāzija",
    "Rēzeknes valsts poļu ģimnāzija",
];

/// Annex 1: pupils supported, by school year (lines 280–285).
pub const SUPPORTED: [(&str, [i64; 8]); 6] = [
    ("2017/18", [0, 0, 24, 0, 0, 15, -1, 0]),
    ("2018/19", [0, 29, 32, 30, 20, 28, 17, 21]),
    ("2019/20", [24, 31, 28, 33, 30, 30, 18, 16]),
    ("2020/21", [29, 30, 19, 30, 29, 29, 20, 16]),
    ("2021/22", [36, 34, 28, 67, 49, 43, 19, 45]),
    ("2022/23", [32, 28, 11, 33, 24, 35, 45, 58]),
];

/// Annex 3: by school, 2019/20 to 2022/23 (lines 302–309).
pub const OVER_LIMIT: [[usize; 4]; 8] = [
    [0, 0, 0, 5],
    [8, 0, 0, 0],
    [0, 11, 5, 8],
    [2, 3, 2, 2],
    [0, 0, 0, 0],
    [0, 0, 0, 1],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
];

/// Annex 4: by school, illness, excused, unexcused, total (lines 318–325).
pub const ABSENCES: [[usize; 4]; 8] = [
    [20143, 7101, 1529, 28773],
    [16717, 5150, 1044, 22911],
    [2741, 1076, 696, 4513],
    [11603, 3900, 494, 15997],
    [16191, 3672, 493, 20356],
    [11381, 4563, 489, 16433],
    [11490, 9903, 502, 21895],
    [13817, 7700, 1119, 22636],
];
