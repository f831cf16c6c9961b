//! The numbers: key, default, allowed range, unit, what it is about, source, whether an assumption, and what it means.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    About, Circumstance, Entry, ExamThreshold, Level, PriorityGroup, default_groups, exam_thresholds,
    registry,
};

settings! {
    unexcused_watch = 8 in 1..=200, lessons, Signals, "assumption", true,
        "Unexcused lessons in the semester from which a pupil is watched",
        "Neattaisnoti kavētas stundas semestrī, no kurām izglītojamo sāk vērot";
    unexcused_near_limit = 15 in 1..=200, lessons, Signals, "assumption", true,
        "Unexcused lessons in the semester that are near the limit",
        "Neattaisnoti kavētas stundas semestrī, kas tuvojas robežai";
    unexcused_limit = 20 in 1..=200, lessons, Signals, "MK 89; Ogre, Rēzeknes novads", false,
        "Unexcused lessons in the semester; more than these are reported in VIIS",
        "Neattaisnoti kavētas stundas semestrī; ja to ir vairāk, ziņo VIIS";
    preschool_days = 3 in 1..=30, school_days, Signals, "practice of institutions", false,
        "Unexcused days in compulsory preschool",
        "Neattaisnoti kavētas dienas obligātajā pirmsskolas sagatavošanā";
    long_absence_months = 3 in 1..=9, months, Signals, "Tukums", false,
        "Months through which unexcused absence is long",
        "Mēneši, pēc kuriem neattaisnoti kavējumi ir ilgstoši";
    long_absence_share_percent = 50 in 10..=100, percent, Signals, "assumption", true,
        "Share of school days with unexcused lessons in a long absence",
        "Mācību dienu daļa ar neattaisnotiem kavējumiem ilgstošā prombūtnē";
    left_school_months = 6 in 1..=12, months, Signals, "Tukums", false,
        "Consecutive months without an attended school day, after which a pupil counts as having left",
        "Mēneši pēc kārtas bez apmeklētas mācību dienas, pēc kuriem mācības uzskata par pārtrauktām";
    whole_day_percent = 75 in 10..=100, percent, Signals, "assumption", true,
        "Missed lessons against the average of a day, from which the whole day counts as missed",
        "Kavēto stundu daļa no vidējā dienas stundu skaita, no kuras kavēta visa diena";
    whole_day_lessons = 4 in 1..=10, lessons, Signals, "assumption", true,
        "Missed lessons from which the whole day counts as missed where the lessons held are not known",
        "Kavētas stundas, no kurām kavēta visa diena, ja notikušo stundu skaits nav zināms";
    transfer_gap_school_days = 20 in 0..=180, school_days, Signals, "assumption", true,
        "School days between two enrolments up to which absence before and after belongs together",
        "Mācību dienas starp divām iestādēm, kuru dēļ prombūtne vēl nav pārtraukta";
    register_known_percent = 80 in 1..=100, percent, Signals, "assumption", true,
        "Share of school days with a register taken, from which `does not fire` may be said",
        "Mācību dienu daļa ar aizpildītu žurnālu, no kuras var teikt „signāla nav”";
    absence_rate_percent = 10 in 1..=100, percent, Signals, "assumption", true,
        "Absence against lessons held that is much",
        "Kavējumu īpatsvars, kas ir liels";
    absence_rate_high_percent = 20 in 1..=100, percent, Signals, "assumption", true,
        "Absence against lessons held that is very much",
        "Kavējumu īpatsvars, kas ir ļoti liels";
    absence_rate_school_days = 20 in 1..=100, school_days, Signals, "assumption", true,
        "School days of the semester before a rate is meaningful",
        "Semestra mācību dienas, pirms kurām īpatsvaram nav nozīmes";
    rising_lessons = 5 in 1..=100, lessons, Signals, "assumption", true,
        "Unexcused lessons in the last school days from which a rise is looked at",
        "Neattaisnoti kavētas stundas pēdējās mācību dienās, no kurām vērtē pieaugumu";
    rising_school_days = 20 in 5..=60, school_days, Signals, "assumption", true,
        "School days compared with as many before",
        "Mācību dienas, ko salīdzina ar tikpat iepriekšējām";
    rising_factor = 2 in 1..=10, times, Signals, "assumption", true,
        "How many times those before",
        "Cik reižu vairāk nekā iepriekš";
    sufficient_mark = 4 in 1..=10, mark, Signals, "MK 11/2022", false,
        "The lowest sufficient mark",
        "Zemākais pietiekamais vērtējums";
    insufficient_subjects = 1 in 1..=20, subjects, Signals, "MK 11/2022", false,
        "Subjects with an insufficient last mark",
        "Priekšmeti ar nepietiekamu pēdējo vērtējumu";
    insufficient_subjects_high = 2 in 1..=20, subjects, Signals, "MK 11/2022", false,
        "Subjects with an insufficient last mark that hinder promotion",
        "Priekšmeti ar nepietiekamu pēdējo vērtējumu, kas liedz pārcelšanu";
    insufficient_subjects_high_secondary = 1 in 1..=20, subjects, Signals, "MK 11/2022", false,
        "The same in grades 10 and 11",
        "Tas pats 10. un 11. klasē";
    marks_months = 12 in 1..=36, months, Signals, "assumption", true,
        "Months for which a subject's last mark speaks",
        "Mēneši, cik ilgi pēdējais vērtējums ir noteicošs";
    unmarked_work = 3 in 1..=50, marks, Signals, "assumption", true,
        "`nv` in one subject in the semester",
        "„nv” vienā priekšmetā semestrī";
    repeats_year = 1 in 1..=5, school_years, Signals, "Tukums, Ogre", false,
        "Repeated years including this one",
        "Atkārtoti mācību gadi kopā ar šo";
    repeats_year_high = 2 in 1..=5, school_years, Signals, "assumption", true,
        "Repeated years including this one that are grave",
        "Atkārtoti mācību gadi kopā ar šo, kas ir nopietni";
    exam_months = 24 in 1..=60, months, Signals, "assumption", true,
        "Months for which an exam speaks",
        "Mēneši, cik ilgi eksāmena rezultāts ir noteicošs";
    school_moves = 2 in 1..=10, changes, Signals, "assumption", true,
        "Changes of institution",
        "Iestādes maiņas";
    school_moves_months = 24 in 1..=120, months, Signals, "assumption", true,
        "Months in which changes of institution are counted",
        "Mēneši, kuros skaita iestādes maiņas";
    incidents = 2 in 1..=50, incidents, Signals, "assumption", true,
        "Incidents in which the pupil was involved",
        "Incidenti, kuros izglītojamais iesaistīts";
    incidents_high = 4 in 1..=50, incidents, Signals, "assumption", true,
        "Incidents that are grave",
        "Incidentu skaits, kas ir nopietns";
    incidents_days = 60 in 1..=400, days, Signals, "assumption", true,
        "Days in which incidents are counted",
        "Dienas, kurās skaita incidentus";
    victim_days = 365 in 1..=1500, days, Signals, "assumption", true,
        "Days for which an incident of which the pupil was the victim speaks",
        "Dienas, cik ilgi cietušā incidents ir noteicošs";
    substance_use_records = 1 in 1..=20, records, Signals, "assumption; Rēzeknes novads asks for a threshold", true,
        "Records of substance use from which they are a signal",
        "Ieraksti par vielu lietošanu, no kuriem tie ir signāls";
    substance_use_days = 180 in 1..=1500, days, Signals, "assumption; Rēzeknes novads asks for a threshold", true,
        "Days in which records of substance use are counted",
        "Dienas, kurās skaita ierakstus par vielu lietošanu";
    concern_answer_school_days = 5 in 1..=60, school_days, Concerns, "assumption", true,
        "School days in which a report of staff is answered",
        "Mācību dienas, kurās atbild uz darbinieka ziņojumu";
    concern_soon_school_days = 2 in 1..=60, school_days, Concerns, "assumption", true,
        "The same when the report is marked as soon",
        "Tas pats, ja ziņojums atzīmēts kā drīzs";
    unresolved_school_days = 40 in 5..=200, school_days, Concerns, "assumption", true,
        "School days after which an open risk is long unresolved",
        "Mācību dienas, pēc kurām atvērts risks ir ilgstoši neatrisināts";
    silence_signals = 3 in 1..=1000, pupils, Concerns, "assumption", true,
        "Pupils with signals from which an institution without any report is shown to the board",
        "Izglītojamie ar signāliem, no kuriem iestādi bez ziņojumiem rāda izglītības pārvaldei";
    silence_days = 90 in 1..=400, days, Concerns, "assumption", true,
        "Days in which reports of an institution are looked for",
        "Dienas, kurās meklē iestādes ziņojumus";
    history_years = 3 in 1..=9, school_years, Concerns, "Ventspils: signs show one to three years ahead", false,
        "Earlier school years shown in the early-warning view",
        "Iepriekšējie mācību gadi agrīnās brīdināšanas skatā";
}
