indicator-page = Programmas rādītāji
indicator-about = Vērtības, ko var aprēķināt no ierakstiem, aprēķina programma; pārējās ievada cilvēks, norādot avotu. Mācību gada vērtība ir pie tā gada, kurā tas beidzas.
indicator-years = Gads
indicator-summary = Sasniegti: { $met }. Ceļā: { $on-track }. Atpaliek: { $off-track }. Bez sākuma vērtības: { $no-baseline }. Bez datiem: { $no-data }. Nerāda: { $not-shown }.
indicator-age = Jaunākā datne ielādēta { $at }.
indicator-age-none = Neviena datne vēl nav ielādēta.
indicator-compute = Aprēķināt no jauna
indicator-csv = Lejupielādēt kā CSV
indicator-xlsx = Lejupielādēt kā XLSX
indicator-computed = Rādītāji ir aprēķināti.
indicator-empty = Šeit būs programmas rādītāji.
indicator-level-universal = Universālā prevencija
indicator-level-targeted = Mērķtiecīgā prevencija
indicator-level-tailored = Pielāgotā prevencija
indicator-level-none = Programmā bez prevencijas līmeņa
indicator-title = Rādītājs
indicator-baseline = Sākuma vērtība
indicator-value = Vērtība
indicator-value-of = { $year }. gada vērtība
indicator-targets = Mērķi
indicator-status = Kā veicas
indicator-data-source = Datu avots programmā
indicator-status-met = sasniegts
indicator-status-on-track = ceļā uz mērķi
indicator-status-off-track = atpaliek
indicator-status-no-baseline = nav sākuma vērtības
indicator-status-no-data = nav datu
indicator-status-not-shown = nerāda
indicator-reason-no-value = Šī gada vērtības vēl nav.
indicator-reason-no-target = Programmā mērķa nav.
indicator-reason-no-start = Nav ne sākuma vērtības, ne agrākas vērtības, ar ko salīdzināt.
indicator-reason-reached = { $year }. gada mērķis { $bound } ir sasniegts.
indicator-reason-missed = { $year }. gada mērķis { $bound } nav sasniegts.
indicator-reason-ahead-of-path = Taisnā ceļā uz { $year }. gada mērķi tagad būtu { $expected }; vērtība ir tāda vai labāka.
indicator-reason-behind-path = Taisnā ceļā uz { $year }. gada mērķi tagad būtu { $expected }; vērtība ir sliktāka.
indicator-reason-moved-right = Mainās vajadzīgajā virzienā, salīdzinot ar { $from }.
indicator-reason-moved-wrong = Mainās pretējā virzienā, salīdzinot ar { $from }.
indicator-reason-unmoved = Nav mainījies.
indicator-reason-judged = Tā izlēmis cilvēks; pamatojums ir zemāk.
indicator-reason-not-judged = Mērķis ir izteikts vārdos: jāizvērtē cilvēkam.
indicator-reason-of-parts = No vairākām vērtībām skaitās tā, kurai veicas sliktāk.
indicator-reason-not-shown = Vērtība attiecas uz pārāk maz bērniem, tāpēc nerāda ne to, ne to, kā veicas.
indicator-missing = nav datu: vajag { $needs }
indicator-no-data = nav datu
indicator-withheld = nerāda
indicator-withheld-why = Aiz šī skaitļa ir maz bērnu, tāpēc to šeit nerāda.
indicator-several = vairākas vērtības
indicator-is-typed = ievadīts
indicator-baseline-measured = { $value }, pirmā vērtība, { $year }. gads
indicator-baseline-pending = jānosaka līdz { $date }
indicator-baseline-none = nav norādīta
indicator-target-up = ↑ vairāk nekā iepriekš
indicator-target-down = ↓ mazāk nekā iepriekš
indicator-target-words = izteikts vārdos
indicator-pending = { $count ->
    [zero] { $count } sākuma vērtību vēl nav noteiktas:
    [one] { $count } sākuma vērtība vēl nav noteikta:
   *[other] { $count } sākuma vērtības vēl nav noteiktas:
 }
indicator-pending-due = līdz { $date }
indicator-pending-late = bija jānosaka līdz { $date }
indicator-counted = { $some } no { $all }
indicator-part = Daļa: { $part }.
indicator-assumption = Daļa no šī ir pieņēmums: neviens avots to pilnībā nenosaka.
indicator-defined-by = pēc programmām: { $source }
indicator-span-school-year = mācību gads, kas beidzas šajā gadā
indicator-span-calendar-year = kalendārais gads
indicator-span-day = pēdējā zināmā diena līdz mācību gada beigām
indicator-left-out = { $count ->
    [zero] { $count } iestāžu nav ieskaitītas: to ierakstu trūkst.
    [one] { $count } iestāde nav ieskaitīta: tās ierakstu trūkst.
   *[other] { $count } iestādes nav ieskaitītas: to ierakstu trūkst.
 }
indicator-doubts = Programmā tas paliek tā, kā apstiprināts, bet ir apšaubāms:
indicator-doubt-looser-than-baseline = { $year }. gada mērķis { $target } prasa mazāk nekā sākuma vērtība { $baseline }.
indicator-doubt-same-as-baseline = { $year }. gada mērķī ir tas pats skaitlis, kas sākuma vērtībā: { $value }.
indicator-doubt-loosens = { $to }. gada mērķis prasa mazāk nekā { $from }. gada mērķis.
indicator-doubt-over-hundred = Vairāk par simts procentiem nav iespējams: { $value }.
indicator-doubt-baseline-after-target = Sākuma vērtību noteiks { $planned }. gadā, bet pirmais mērķis ir { $first }. gadam.
indicator-doubt-turns-around = Līdz { $from }. gadam vērtībai jāmainās vienā virzienā, līdz { $to }. gadam – pretējā.
indicator-doubt-no-target = Mērķa nav.
indicator-chart = Pa gadiem, { $unit }
indicator-year = Gads
indicator-down = Ieraksti aiz šī skaitļa
indicator-down-pupils = Izglītojamie, kas ieskaitīti šajā skaitlī
indicator-down-schools = Cik ieskaitīto ir katrā iestādē
indicator-pupils-title = Kas ieskaitīti: { $indicator }
indicator-pupils-about = Izglītojamie, kurus rādītājs ieskaita { $year }. gadā pēc šodienas ierakstiem un kurus Jums ir tiesības redzēt. Ja kopš rādītāja aprēķina ir ielādēti jauni dati, aprēķiniet to no jauna.
indicator-pupils-count = { $count ->
    [zero] { $count } izglītojamo
    [one] { $count } izglītojamais
   *[other] { $count } izglītojamie
}
indicator-pupils-first = { $count ->
    [zero] Redzami pirmie { $count }.
    [one] Redzams pirmais { $count }.
   *[other] Redzami pirmie { $count }.
}
indicator-pupils-none = Neviens izglītojamais, kuru Jums ir tiesības redzēt, šajā gadā nav ieskaitīts.
indicator-schools-about = Cik izglītojamo, kurus rādītājs ieskaita { $year }. gadā pēc šodienas ierakstiem, katrā iestādē ir sarakstā. Kuriem izglītojamiem ir atbalsta plāns, Jums neparāda: plānus lasa iestādē, kas bērnam palīdz. Kas vairs nav nevienā sarakstā, ir ieskaitīts tikai kopskaitā.
indicator-schools-pupils = Ieskaitītie izglītojamie
indicator-schools-none = Nevienā iestādē šajā gadā neviens nav ieskaitīts.
indicator-type = Ievadīt vērtību
indicator-type-computed = Šo vērtību aprēķina no ierakstiem. Ievadītā to šim gadam aizstāj, un abas paliek vēsturē.
indicator-typed-values = Ievadītās vērtības
indicator-typed-none = Neviens vērtību nav ievadījis.
indicator-period = Laika posms
indicator-period-hint = Piemēram: 2025./2026. m. g. vai 2026. gada maijs
indicator-source = Avots
indicator-source-hint = Dokuments vai sistēma un kas apkopoja
indicator-why = Pamatojums
indicator-who = Kas un kad
indicator-value-hint = Skaitlis: 27 vai 0,94
indicator-numerator = Cik
indicator-denominator = No cik
indicator-denominator-hint = Ja vērtība nav ievadīta, daļu aprēķina no abiem
indicator-judge = Kā veicas, ja mērķis ir izteikts vārdos
indicator-judge-not = Nav izvērtēts
indicator-keep = Saglabāt vērtību
indicator-kept = Vērtība ir saglabāta.
