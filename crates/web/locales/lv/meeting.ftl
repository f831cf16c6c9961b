meeting-title = Sanāksmes
meeting-back = Sanāksme
meeting-empty = Šeit būs sanāksmes, kurās Jūs piedalāties. Par katru uzaicinājumu saņemsiet ziņu.
meeting-new = Jauna sanāksme
meeting-plan = Ieplānot
meeting-planned = Sanāksme ir ieplānota. Izvēlieties darba kārtību un uzaiciniet dalībniekus.
meeting-when = Kad
meeting-day = Diena
meeting-begins = Sākums
meeting-begins-hint = Piemēram, 10:00
meeting-body = Grupa
meeting-place = Vieta
meeting-day-off = Brīvdiena
meeting-day-off-yes = Sanāksmei tiešām jānotiek brīvdienā vai svētkos
meeting-budget = Budžets
meeting-budget-yes = Plāno nākamā gada pasākumu budžetu
meeting-items = Jautājumi
meeting-state = Stāvoklis
meeting-state-planned = ieplānota
meeting-state-called = izsludināta
meeting-state-open = notiek
meeting-state-closed = beigusies
meeting-state-cancelled = atcelta
meeting-do-call = Izsludināt
meeting-do-open = Sākt sanāksmi
meeting-do-close = Beigt sanāksmi
meeting-do-cancel = Atcelt
meeting-do-reopen = Turpināt, tā beigta kļūdas pēc
meeting-is-called = Sanāksme ir izsludināta. Dalībnieki saņēma ziņu.
meeting-is-open = Sanāksme notiek.
meeting-is-closed = { $count ->
    [zero] Sanāksme ir beigusies. Uz nākamo pārcelti { $count } neizlemtu jautājumu.
    [one] Sanāksme ir beigusies. Uz nākamo pārcelts { $count } neizlemts jautājums.
   *[other] Sanāksme ir beigusies. Uz nākamo pārcelti { $count } neizlemti jautājumi.
}
meeting-is-cancelled = { $count ->
    [zero] Sanāksme ir atcelta. Uz nākamo pārcelti { $count } jautājumu.
    [one] Sanāksme ir atcelta. Uz nākamo pārcelts { $count } jautājums.
   *[other] Sanāksme ir atcelta. Uz nākamo pārcelti { $count } jautājumi.
}
meeting-agenda = Darba kārtība
meeting-agenda-empty = Darba kārtībā vēl nav neviena jautājuma
meeting-cases = Gadījumi
meeting-no-cases = Gadījumu nav.
meeting-questions = Sistēmas jautājumi
meeting-no-questions = Sistēmas jautājumu nav.
meeting-item-waiting = gaida sanāksmi
meeting-item-on-agenda = jāizskata
meeting-item-decided = izlemts
meeting-item-noted = pieņemts zināšanai
meeting-item-carried-over = pārcelts uz nākamo sanāksmi
meeting-item-returned = atgriezts
meeting-born = Dzimis
meeting-institution = Iesniedzējs
meeting-reason = Kāpēc grupā
meeting-carried = Turpinājums
meeting-carried-text = Iepriekšējā sanāksmē netika izlemts
meeting-restricted = Tikai dalībniekiem
meeting-share = Rādīt ekrānā: paslēpt to, kas tikai dalībniekiem, un gadījumus, kas gaida
meeting-unshare = Ekrānu vairs nerāda citiem
meeting-is-shared = Ekrāns ir kopīgs: ne tā, kas tikai dalībniekiem, ne gadījumu, kas gaida, lapā nav.
meeting-previous = Iepriekšējais
meeting-next = Nākamais
meeting-minutes = Protokols
meeting-minutes-title = Kopsavilkums
meeting-minutes-text = Ko sprieda
meeting-minutes-save = Saglabāt protokolu
meeting-minutes-saved = Protokols ir saglabāts.
meeting-minutes-theirs = Šeit pa to laiku rakstīja kāds cits. Nekas nav pazudis: Jūsu teksts ir saglabāts blakus, apvienojiet abus un saglabājiet.
meeting-minutes-mine = Jūsu teksts, kas vēl nav protokolā
meeting-late = Jūsu teksts, kas ierakstīts, kad sanāksme jau bija beigusies
meeting-late-used = Izmantots, noņemt
meeting-decisions = Lēmumi
meeting-no-decisions = Par šo jautājumu lēmumu vēl nav.
meeting-decision-days = Līdz { $due }, rezultātu vērtē { $judge }
meeting-what = Kas jādara
meeting-who = Kas to dara
meeting-who-else = kāds cits
meeting-person = Cita darītāja vārds un uzvārds
meeting-organisation = Cita darītāja iestāde
meeting-due = Līdz kuram datumam
meeting-judge = Kad vērtē rezultātu
meeting-decide = Pierakstīt lēmumu
meeting-decided = Lēmums ir pierakstīts, darītājs saņems ziņu. Ja termiņš iekrita brīvdienā, tas ir pārcelts uz nākamo darbdienu.
meeting-note = Pieņemt zināšanai bez lēmuma
meeting-is-noted = Jautājums ir pieņemts zināšanai.
meeting-lead = Sanāksmes vadīšana
meeting-present = Piedalās
meeting-absent = Nepiedalās
meeting-present-keep = Saglabāt, kas piedalās
meeting-present-kept = Ir pierakstīts, kas piedalās.
meeting-guest = Ko vēl uzaicināt
meeting-invite = Uzaicināt
meeting-invited = Uzaicināts.
meeting-waiting = Gaida sanāksmi
meeting-draw = Likt darba kārtībā
meeting-drawn = Jautājumi ir darba kārtībā.
meeting-return-which = Kuru gadījumu atgriezt
meeting-return-reason = Kāpēc
meeting-return = Atgriezt iesniedzējam
meeting-returned = Gadījums ir atgriezts, iesniedzējs saņems ziņu.
meeting-question = Jauns sistēmas jautājums
meeting-question-hint = Par visiem bērniem, nevis par vienu. Bez vārdiem.
meeting-question-text = Paskaidrojums
meeting-question-add = Pievienot jautājumu
meeting-question-added = Jautājums ir darba kārtībā.
meeting-proposal = Priekšlikums domei vai ministrijai
meeting-propose = Pierakstīt priekšlikumu
meeting-proposed = Priekšlikums ir pierakstīts.
meeting-print = Drukāt
meeting-decided-count = { $count ->
    [zero] Kopā { $count } lēmumu
    [one] Kopā { $count } lēmums
   *[other] Kopā { $count } lēmumi
}
meeting-cases-waiting = Gadījumi, kas gaida sadarbības grupu
meeting-case-since = { $name }; gaida kopš { $since }
meeting-criterion = Kāpēc grupa tos izskata
meeting-case-open = Atvērt gadījumu
meeting-brief-change = Mainīt, par ko runā
meeting-brief = Redz visi, kas piedalās
meeting-brief-restricted = Redz tikai grupas dalībnieki
meeting-brief-keep = Saglabāt
meeting-brief-kept = Saglabāts.
meeting-who-comes = Kas piedalās un kas vēl uzaicināms
meeting-return-title = Atgriezt gadījumu
