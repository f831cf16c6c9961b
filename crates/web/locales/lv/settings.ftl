settings-title = Iestatījumi
settings-lead = Katram slieksnim ir noklusējums, avots un atļautās robežas. Pieņēmums ir slieksnis, ko neviens avots neapstiprina: par to jāvienojas pašvaldībā.
settings-thresholds = Sliekšņi, pēc kuriem pamana bērnus
settings-meaning = Ko tas nozīmē
settings-value = Vērtība
settings-default = Noklusējums
settings-range = Robežas
settings-source = Avots
settings-assumption = Pieņēmums
settings-changed = Mainīts
settings-none = nav
settings-yes = Jā
settings-no = Nē
settings-entries = { $count ->
    [zero] { $count } ierakstu
    [one] { $count } ieraksts
   *[other] { $count } ieraksti
}
settings-between = No { $low } līdz { $high }.
settings-one-a-line = Katru savā rindā.
settings-unit-changes = { $count ->
    [zero] maiņu
    [one] maiņa
   *[other] maiņas
}
settings-unit-days = { $count ->
    [zero] dienu
    [one] diena
   *[other] dienas
}
settings-unit-incidents = { $count ->
    [zero] notikumu
    [one] notikums
   *[other] notikumi
}
settings-unit-lessons = { $count ->
    [zero] stundu
    [one] stunda
   *[other] stundas
}
settings-unit-mark = { $count ->
    [zero] baļļu
    [one] balle
   *[other] balles
}
settings-unit-marks = { $count ->
    [zero] vērtējumu
    [one] vērtējums
   *[other] vērtējumi
}
settings-unit-months = { $count ->
    [zero] mēnešu
    [one] mēnesis
   *[other] mēneši
}
settings-unit-percent = %
settings-unit-pupils = { $count ->
    [zero] bērnu
    [one] bērns
   *[other] bērni
}
settings-unit-records = { $count ->
    [zero] ierakstu
    [one] ieraksts
   *[other] ieraksti
}
settings-unit-school-days = { $count ->
    [zero] mācību dienu
    [one] mācību diena
   *[other] mācību dienas
}
settings-unit-school-years = { $count ->
    [zero] mācību gadu
    [one] mācību gads
   *[other] mācību gadi
}
settings-unit-subjects = { $count ->
    [zero] priekšmetu
    [one] priekšmets
   *[other] priekšmeti
}
settings-unit-times = { $count ->
    [zero] reižu
    [one] reize
   *[other] reizes
}
settings-change = Mainīt
settings-change-text = Pēc maiņas visus bērnus izvērtē no jauna. Iepriekšējās vērtības paliek vēsturē.
settings-reason = Kāpēc
settings-save = Saglabāt
settings-saved = Iestatījumi ir saglabāti.
settings-open = Apskatīt un mainīt
settings-now = Pašlaik spēkā
settings-row = { $number }. rinda
settings-default-is = Noklusējums: { $value }
settings-exams = Centralizēto eksāmenu sliekšņi
settings-exams-lead = Rezultāts zem sava gada un klases sliekšņa ir zems. Gadam, kura nav sarakstā, der pēdējais pirms tā. Rindu bez skaitļiem izņem.
settings-exams-grade = Klase
settings-exams-year = Gads, kurā beidzas mācību gads
settings-exams-percent = Slieksnis
settings-exams-confirmed = Vai apstiprināts?
settings-circumstances = Apstākļu līmeņi
settings-circumstances-lead = Atbalsta līmenis, ko ierosina esošs apstāklis. Neviens avots šos līmeņus nenosaka: visi ir pieņēmumi.
settings-circumstances-off = līmeni neierosina
settings-groups = Prioritārās mērķgrupas
settings-groups-lead = Grupas, ko pašvaldība grib redzēt atsevišķi. Grupai pieder izglītojamais, kuram ir kāds no tās apstākļiem. Rindu bez teksta un atzīmēm izņem.
settings-groups-name = Grupa
settings-groups-code = Kods adresēs
settings-groups-latvian = Nosaukums latviski
settings-groups-english = Nosaukums angliski
settings-groups-kinds = Apstākļi
settings-groups-ticked = Apstākļi: { $kinds }
settings-groups-facts = Fakti bez riska
settings-groups-set-aside = Noklusējums, nav spēkā
settings-groups-own = noteikusi pašvaldība
settings-versions = Kas un kāpēc mainīts
settings-versions-empty = Šeit būs redzams, kas, kad un kāpēc sliekšņus mainīja. Pašlaik ir spēkā noklusējumi.
settings-version = Versija
settings-when = Kad
settings-who = Kas
settings-what = Kas mainās
settings-group-load = Datņu ielāde
settings-group-disclosure = Publicējamās tabulas
settings-group-institution = Iestādes noteikumi
settings-group-money = Nauda un amatu normas
settings-group-retention = Glabāšanas termiņi
settings-group-reports = Pārskatu ticamība
settings-group-duties = Programmas pienākumu dienas
settings-group-indicators = Rādītāji un aptauju vārdi
settings-group-message = Ziņas
settings-replay = Ko citi sliekšņi būtu nozīmējuši
settings-replay-text = Izvēlieties dienu pagātnē un citus sliekšņus: redzēsiet, kurus bērnus tie tajā dienā būtu pamanījuši un kurus vairs ne. Nekas netiek saglabāts; ierakstā paliek tikai tas, ka skatījāties.
settings-replay-on = Kurā dienā
settings-replay-others = Citi sliekšņi
settings-replay-go = Salīdzināt
settings-replay-assessed = Izvērtēti bērni
settings-replay-named = Pamanīti tikai ar šiem sliekšņiem
settings-replay-no-longer = Vairs netiktu pamanīti
settings-replay-other-level = Cits atbalsta līmenis
settings-replay-other-reasons = Tas pats līmenis, citi iemesli
settings-replay-alike = Bez atšķirības
settings-not-named = nav iemesla
settings-child = Bērns
settings-before = Ar spēkā esošajiem
settings-after = Ar šiem
settings-reasons-gone = Iemesli, kuru vairs nebūtu
settings-reasons-new = Jauni iemesli
settings-calendar = Mācību gada kalendārs
settings-provisional = Šī gada datumi ir paredzami pēc iepriekšējo gadu parauga; Ministru kabinets tos vēl nav noteicis vai tie nav ievadīti.
settings-year = Mācību gads
settings-institution = Iestāde
settings-whole-municipality = Visa pašvaldība
settings-semesters = Semestri
settings-semester = Semestris
settings-semester-1 = 1. semestris
settings-semester-2 = 2. semestris
settings-grade-ends = { $grade }. klase mācās līdz
settings-period = Laiks
settings-school-days = Mācību dienas
settings-breaks = Brīvdienas
settings-break = Kuras
settings-break-autumn = Rudens
settings-break-winter = Ziemas
settings-break-spring = Pavasara
settings-break-extra = Papildu
settings-holidays = Svētku dienas
settings-date = Datums
settings-holiday = Svētki
settings-holiday-new-year = Jaungada diena
settings-holiday-good-friday = Lielā Piektdiena
settings-holiday-easter-sunday = Pirmās Lieldienas
settings-holiday-easter-monday = Otrās Lieldienas
settings-holiday-labour-day = Darba svētki
settings-holiday-independence-restoration = Neatkarības atjaunošanas diena
settings-holiday-mothers-day = Mātes diena
settings-holiday-whit-sunday = Vasarsvētki
settings-holiday-midsummer-eve = Līgo diena
settings-holiday-midsummer = Jāņu diena
settings-holiday-song-festival = Dziesmu un deju svētku noslēgums
settings-holiday-proclamation-day = Latvijas Republikas proklamēšanas diena
settings-holiday-christmas-eve = Ziemassvētku vakars
settings-holiday-christmas = Pirmie Ziemassvētki
settings-holiday-second-christmas = Otrie Ziemassvētki
settings-holiday-new-years-eve = Vecgada diena
settings-moved-from = par { $from }
settings-shifted = Pārceltās darbdienas
settings-shifted-off = Brīva diena
settings-shifted-worked = Strādā
settings-shifted-note = Valsts iestādēm tās ir saistošas, pašvaldībām ieteicamas. Vai iestāde tām seko, nosaka iestādes noteikumos.
settings-shifted-empty = Šajā mācību gadā pārceltas darbdienas nav zināmas.
settings-exceptions = Izņēmumi
settings-exceptions-empty = Šeit būs izņēmumi no kalendāra: papildu brīvdienas, mācību dienas brīvdienās, citi semestra datumi. Šim gadam to nav.
settings-grades = Klases
settings-grades-hint = Klašu numuri ar komatu; tukšs nozīmē visas.
settings-grades-all = visas
settings-whose = Kur
settings-whose-municipality = visā pašvaldībā
settings-whose-institution = šajā iestādē
settings-remove = Noņemt
settings-removed-reason = Izņēmums noņemts: { $source }
settings-exception-add = Pievienot izņēmumu
settings-exception-added = Izņēmums ir pievienots.
settings-exception-removed = Izņēmums ir noņemts.
settings-exception-semester = Kurš semestris
settings-exception-semester-hint = Tikai tad, ja mainās semestra sākums vai beigas.
settings-exception-from = Diena vai pirmā diena
settings-exception-to = Pēdējā diena
settings-exception-to-hint = Tikai papildu brīvdienām, kas ilgst vairākas dienas.
settings-exception-source = Kas to noteica un kur tas rakstīts
settings-change-extra-break = Papildu brīvdienas
settings-change-extra-school-day = Papildu mācību diena
settings-change-semester-begins = Semestris sākas citā dienā
settings-change-semester-ends = Semestris beidzas citā dienā
settings-year-change = Mācību gada datumi
settings-first-from = 1. semestra pirmā diena
settings-first-to = 1. semestra pēdējā diena
settings-second-from = 2. semestra pirmā diena
settings-second-to = 2. semestra pēdējā diena
settings-action = Ko drīkst
settings-action-read = skatīt
settings-action-write = rakstīt
settings-action-export = izņemt kā datni
settings-access-text = Šī ir visa piekļuves tabula, tieši tāda, kādu to lieto programma. Kas tajā nav ierakstīts, to loma nevar.
settings-access-equal = Atbalsta personāla tiesības pašlaik ir vienādas: personas specialitāti rāda, bet citas tiesības tā nedod.
settings-role-why-class-teacher = Klases audzinātājs pirmais pamana un tajā pašā dienā sazinās ar vecākiem; par citu klašu bērniem tas var ziņot, bet ne lasīt.
settings-role-why-support-staff = Atbalsta personāls palīdz bērniem savā iestādē un tāpēc redz visu, kas palīdzībai vajadzīgs.
settings-role-why-school-head = Iestādes vadība atbild par bērniem un datiem savā iestādē un redz, kas datus ir skatījies.
settings-role-why-education-board = Izglītības pārvalde koordinē: kam vajag palīdzību un vai pienākumi ir izpildīti, ne to, kas par bērnu runāts.
settings-role-why-child-rights-specialist = Bērnu tiesību aizsardzības speciālists redz bērnus, par kuriem ziņots, ka tie ir briesmās, kamēr tas nav nokārtots.
settings-role-why-municipal-leadership = Pašvaldības vadībai vajag rādītājus, ne vārdus.
settings-role-why-data-protection-officer = Datu aizsardzības speciālists redz, kas uz ko skatījies, ne to, ko tur redzēja.
settings-role-why-administrator = Administrators uztur kontus, iestatījumus un datņu ielādi; bērnu lapas tam nav vajadzīgas.
settings-group-support = Atbalsta plāni
settings-role-why-social-service = Sociālais dienests vada sociālos gadījumus; redz tikai tos gadījumus, kuros piedalās, un bērna datus, kas palīdzībai vajadzīgi.
settings-role-why-orphans-court = Bāriņtiesa vada gadījumus par šķiršanu no ģimenes; redz gadījumus, kuros piedalās, arī adopcijas noslēpumu.
settings-role-why-municipal-police = Pašvaldības policija palīdz, kad to lūdz; redz tai adresētos ziņojumus un to, kur bērnu meklēt.
settings-role-why-state-police = Valsts policija redz tai adresētos ziņojumus un to, kur bērnu meklēt.
settings-role-why-youth-worker = Jaunatnes darbinieks iesaista bērnu; redz, kas ir bērns un kāds ir nākamais datums, ne to, kas par ģimeni rakstīts. Uzrunā arī jauniešus ārpus sarakstiem, par kuriem neviens nezina, vai viņi mācās vai strādā.
settings-role-why-pmk = Komisija vērtē mācīšanos; redz vērtējumus un tai adresētos ziņojumus.
settings-role-why-probation = Probācijas dienests redz kavējumus un nākamo datumu gadījumos, kuros piedalās.
settings-role-why-medical = Ārstniecības iestāde ziņo par neierašanos; redz tai adresētos ziņojumus.
settings-role-why-ngo = Organizācija strādā savā programmā; bērnu un gadījumu datu tai nav.
settings-group-cases = Gadījumu termiņi un kārtība
