loads-title = Datnes
loads-lead = Skolu un pašvaldības datnes kļūst par ierakstiem četros soļos: augšupielāde, pārbaude, apskate, ielāde. Līdz ielādei nekas netiek mainīts.
loads-add = Ielādēt datni
loads-add-kind = Ielādēt: { $kind }
loads-other-kind = Cita veida datne
loads-choose-kind = Izvēlieties, par ko ir datne. Veidi ir secībā, kādā tie balstās cits uz citu.
loads-list = Ielādes
loads-empty = Šeit būs ielādētās datnes: kas, kad un ko ielādēja un kas tad mainījās. Vēl nekas nav ielādēts.
loads-waiting = Jūsu datnes, kas vēl nav ielādētas
loads-ages = Cik veci ir dati
loads-ages-empty = Šeit būs redzams, kad katra veida dati ielādēti pēdējoreiz.
loads-newest = Pēdējoreiz ielādēts vai apstiprināts
loads-age = Vecums
loads-days-ago = { $days ->
    [0] šodien
    [zero] pirms { $days } dienām
    [one] pirms { $days } dienas
   *[other] pirms { $days } dienām
}
loads-kind = Veids
loads-source = Avots
loads-source-hint = Sistēma vai dokumenti, no kuriem datne ņemta. Ja izkārtojums jau nosauc avotu, drīkst neizvēlēties.
loads-source-choose = Izvēlieties, no kurienes ir datne
loads-source-note = Avots vārdiem
loads-source-note-hint = Vajadzīgs, ja avots ir cits; citādi piezīme, ko der zināt.
loads-source-unsaid = avots nav norādīts
loads-source-never = no šī avota vēl nekas nav ielādēts
loads-sources = Avoti
loads-sources-note = Sarakstā ir sistēmas un dokumenti, no kuriem pašvaldību programmas ņem datus, arī tie, no kuriem vēl nekas nav ielādēts.
loads-as-of = Stāvoklis uz
loads-as-of-hint = Diena, uz kuru datne ir pareiza. Ja neraksta, tā ir ielādes diena.
loads-as-of-day = uz { $day }
loads-as-of-loading = ielādes dienu
loads-file = Datne
loads-file-limit = CSV vai XLSX, ne lielāka par { $megabytes } MB.
loads-when = Kad
loads-who = Kas
loads-by-command-line = no komandrindas
loads-new = Jauni
loads-changed = Mainīti
loads-gone = Pazuduši
loads-unchanged = Bez izmaiņām
loads-counts = Jauni { $new }, mainīti { $changed }, pazuduši { $gone }, bez izmaiņām { $unchanged }
loads-undo = Atsaukt ielādi
loads-undo-text = Ielādi var atsaukt pilnībā, kamēr nav pagājis atsaukšanas laiks un uz šiem datiem nebalstās kas vēlāks.
loads-undone = Ielāde ir atsaukta: ieraksti ir tādi, kādi bija pirms tās.
loads-undone-at = Atsaukta { $at }
loads-template = Lejupielādēt tukšu tabulu, ko aizpildīt (CSV)
loads-columns = Kolonnas
loads-column = Kolonna
loads-column-aliases = Kā to drīkst saukt
loads-column-need = Vai vajadzīga
loads-column-accepts = Ko pieņem
loads-need-required = Obligāta
loads-need-optional = Drīkst nebūt
loads-need-one-of = Vajadzīga šī vai tās aizstājēja
loads-profile = Datnes izkārtojums
loads-profile-hint = Ja datne nāk tieši no žurnāla, izvēlieties tā izkārtojumu.
loads-profile-none = Kolonnas kā tabulā zemāk
loads-profile-own = Savs izkārtojums
loads-own-profile = Izkārtojuma teksts
loads-own-profile-hint = TOML, kā aprakstīts docs/import-profiles.md. Ja te kas ir, to ņem izvēlētā izkārtojuma vietā.
loads-own-profile-file = Izkārtojuma datne
loads-own-profile-file-hint = Tā pati TOML datne, ko komandrindā dod ar --profile.
loads-profile-journal-lessons = Žurnāls, rinda katrai stundai
loads-profile-journal-day = Žurnāls, rinda katrai dienai
loads-profile-period-totals = Perioda kopsummas
loads-snapshot = Pilnība
loads-snapshot-yes = Datnē ir viss par šo veidu, iestādēm un laiku
loads-snapshot-hint = Tad ieraksti, kuru datnē vairs nav, tiks atzīmēti kā pazuduši.
loads-snapshot-chosen = Datnē ir viss par savu veidu, iestādēm un laiku
loads-skip-bad-rows = Kļūdainās rindas
loads-skip-bad-rows-yes = Ielādēt pareizās rindas arī tad, ja citās ir kļūdas
loads-skip-bad-rows-chosen = Pareizās rindas ielādē arī tad, ja citās ir kļūdas
loads-skip-bad-rows-now = { $count ->
    [zero] Ielādēt bez { $count } kļūdām, pārējās rindas ielādējot
    [one] Ielādēt bez rindas, kurā ir { $count } kļūda
   *[other] Ielādēt bez rindām, kurās ir { $count } kļūdas
}
loads-reading = Ja datne netiek nolasīta pareizi
loads-encoding = Kodējums
loads-separator = Atdalītājs
loads-separator-tab = tabulators
loads-sheet = Darblapa
loads-find-out = Noskaidrot pašam
loads-check = Pārbaudīt datni
loads-running = Datne tiek apstrādāta
loads-running-text = Lapa atjaunojas pati ik pēc trim sekundēm. To drīkst arī aizvērt: darbs turpinās, un datne būs atrodama sarakstā.
loads-running-again = Atjaunot tagad
loads-step-reading = Lasa un pārbauda rindas
loads-step-comparing = Salīdzina ar to, kas jau ir
loads-step-storing = Ielādē
loads-review = Kas mainīsies
loads-unchecked = Datne vēl nav pārbaudīta
loads-row = Rinda
loads-value = Vērtība
loads-value-none = (tukšs)
loads-error = Kas nav labi
loads-errors = Kļūdas
loads-errors-all = { $count ->
    [zero] Pavisam { $count } kļūdu.
    [one] Pavisam { $count } kļūda.
   *[other] Pavisam { $count } kļūdas.
}
loads-errors-download = Lejupielādēt kļūdaino rindu tabulu, izlabot un augšupielādēt to
loads-warnings = Ko vērts zināt
loads-warnings-more = { $count ->
    [zero] un vēl { $count } piezīmju
    [one] un vēl { $count } piezīme
   *[other] un vēl { $count } piezīmes
}
loads-preview-new = Jauni: { $count }
loads-preview-changed = Mainīti: { $count }
loads-preview-gone = Pazuduši: { $count }
loads-preview-first = Rādīti pirmie { $shown } no { $count }.
loads-refused-bad-rows = { $count ->
    [zero] Datnē ir { $count } kļūdu, tāpēc nekas nav ielādēts. Izlabojiet tās vai ielādējiet bez kļūdainajām rindām.
    [one] Datnē ir { $count } kļūda, tāpēc nekas nav ielādēts. Izlabojiet to vai ielādējiet bez kļūdainās rindas.
   *[other] Datnē ir { $count } kļūdas, tāpēc nekas nav ielādēts. Izlabojiet tās vai ielādējiet bez kļūdainajām rindām.
}
loads-refused-large-change = Mainītos { $changed } un pazustu { $gone } no { $stored } ierakstiem. Tas ir neparasti daudz; pārliecinieties, vai tā ir īstā datne.
loads-brake = Liela pārmaiņa
loads-brake-accept = Es to apskatīju, un tik daudz tiešām ir jāmaina
loads-nothing-to-do = Viss, kas datnē ir, jau ir ielādēts. Ja to apstiprināsiet, būs redzams, ka dati joprojām ir spēkā; neviens ieraksts nemainīsies.
loads-confirm = Apstiprināt, ka nekas nav mainījies
loads-load = Ielādēt
loads-discard = Neielādēt un dzēst augšupielādēto datni
loads-discarded = Datne ir dzēsta. Nekas nav mainīts.
loads-discarded-title = Šī datne netika ielādēta
loads-done-title = Datne ir ielādēta
loads-nothing-title = Apstiprināts: nekas nav mainījies
loads-stopped = Apstrāde apstājās. Mēģiniet vēlreiz; ja tā notiek atkal, sazinieties ar administratoru.
loads-broke-off = Augšupielāde pārtrūka. Mēģiniet vēlreiz.
loads-kind-institutions = Izglītības iestādes
loads-kind-staff = Atbalsta personāls
loads-kind-pupils = Bērni
loads-kind-guardians = Likumiskie pārstāvji
loads-kind-class-teachers = Klašu audzinātāji
loads-kind-enrolments = Iestāžu saraksti
loads-kind-absences = Kavētās stundas
loads-kind-absence-totals = Kavējumu kopsummas
loads-kind-lessons = Notikušās stundas
loads-kind-marks = Vērtējumi
loads-kind-exams = Centralizētie eksāmeni
loads-kind-incidents = Notikumi
loads-kind-extracurricular = Interešu izglītība
loads-kind-declared-children = Deklarētie bērni
loads-kind-circumstances = Apstākļi
loads-kind-support-plans = Agrāko gadu atbalsta plāni
loads-kind-consultations = Agrāko gadu konsultācijas
loads-kind-participation = Programmu un pasākumu dalībnieki
loads-kind-survey-answers = Aptauju atbildes
loads-kind-merge = Labojums: divi ieraksti par vienu bērnu
loads-kind-code = Labojums: bērna kods
loads-kind-turn = Mācību gada noslēgums
loads-about-institutions = Kādas izglītības iestādes pašvaldībā ir.
loads-about-staff = Atbalsta personāls iestādēs pēc amata un slodzes.
loads-about-pupils = Bērnu vārdi, kodi un dzimšanas datumi.
loads-about-guardians = Kam zvanīt par bērnu.
loads-about-class-teachers = Kurš audzina kuru klasi.
loads-about-enrolments = Kurš bērns no kura līdz kuram laikam ir kuras iestādes un klases sarakstā.
loads-about-absences = Katra kavētā stunda ar veidu: attaisnota, neattaisnota, slimība.
loads-about-absence-totals = Cik stundu kavēts periodā, ja žurnāls nedod katru stundu.
loads-about-lessons = Cik stundu klasē notika; bez tā nevar pateikt, kāda daļa kavēta.
loads-about-marks = Vērtējumi priekšmetos.
loads-about-exams = Centralizēto eksāmenu rezultāti.
loads-about-incidents = Iestādes notikumu reģistrs.
loads-about-extracurricular = Kurš bērns apmeklē kuru pulciņu.
loads-about-declared-children = Bērni, kas deklarēti pašvaldībā; no tiem redz, kurš nav nevienas iestādes sarakstā.
loads-about-circumstances = Iestādes reģistrētie apstākļi, ko redz tikai atbalsta personāls.
loads-about-support-plans = Agrāk sastādītie individuālie atbalsta plāni.
loads-about-consultations = Agrāk sniegto konsultāciju stundas pa mācību priekšmetiem un speciālistiem.
