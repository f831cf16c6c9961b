home-title = Kas šodien gaida mani
home-nothing = Šodien nekas negaida. Šeit būs pienākumi un ziņojumi to termiņu secībā.
home-danger = Bērns ir vai var būt briesmās
home-danger-text = Zvaniet tūlīt, pēc tam ierakstiet, kas izdarīts. Nav jāgaida neviens solis.
home-many = { $what }: { $count ->
    [zero] { $count } pienākumu
    [one] { $count } pienākums
   *[other] { $count } pienākumi
}
home-many-overdue = { $count ->
    [zero] { $count } nokavētu
    [one] { $count } nokavēts
   *[other] { $count } nokavēti
}
home-earliest = pirmais termiņš { $date }
home-more = Visi pienākumi
home-overdue = { $count ->
    [zero] { $count } pienākumiem termiņš ir pagājis
    [one] { $count } pienākumam termiņš ir pagājis
   *[other] { $count } pienākumiem termiņš ir pagājis
}
home-more-changes = Visas izmaiņas
home-answered = – ir atbildēts
home-programme-decision = Programmas { $number }. versija gaida domes lēmumu
home-proposed-cases = { $count ->
    [zero] Izlemt, vai atvērt gadījumu: { $count } bērniem ir pamats iesaistīt sociālo dienestu
    [one] Izlemt, vai atvērt gadījumu: { $count } bērnam ir pamats iesaistīt sociālo dienestu
   *[other] Izlemt, vai atvērt gadījumu: { $count } bērniem ir pamats iesaistīt sociālo dienestu
}
home-approve-plan = Apstiprināt atbalsta plānu: { $who }
home-approve-plans = { $count ->
    [zero] { $count } atbalsta plāni gaida apstiprinājumu
    [one] { $count } atbalsta plāns gaida apstiprinājumu
   *[other] { $count } atbalsta plāni gaida apstiprinājumu
}
home-answer-part = Atbildēt par Jūsu iestādes daļu atbalsta plānā: { $who }
home-answer-parts = { $count ->
    [zero] { $count } Jūsu iestādes daļu atbalsta plānos gaida atbildi
    [one] { $count } Jūsu iestādes daļa atbalsta plānos gaida atbildi
   *[other] { $count } Jūsu iestādes daļas atbalsta plānos gaida atbildi
}
home-owed-public = { $count ->
    [zero] { $count } epizožu, rakstu vai ziņu sabiedrībai gaida publicēšanu
    [one] { $count } epizode, raksts vai ziņa sabiedrībai gaida publicēšanu
   *[other] { $count } epizodes, raksti vai ziņas sabiedrībai gaida publicēšanu
}
home-submissions = { $count ->
    [zero] { $count } ziņu par riska izglītojamiem vēl jāiesniedz
    [one] { $count } ziņa par riska izglītojamiem vēl jāiesniedz
   *[other] { $count } ziņas par riska izglītojamiem vēl jāiesniedz
}
home-programme-duties = { $count ->
    [zero] { $count } programmas pienākumu gaida Izglītības pārvaldi
    [one] { $count } programmas pienākums gaida Izglītības pārvaldi
   *[other] { $count } programmas pienākumi gaida Izglītības pārvaldi
}
home-changes = Kas mainījies kopš pēdējās reizes ({ $at })
home-changes-week = Kas mainījies pēdējās septiņās dienās
home-and-more = { $names } un vēl { $count }
home-nothing-administrator = Šodien nekas negaida. Šeit būs datnes, kas jāielādē vai jāatmet, novecojuši dati un konti, kas kādam vajadzīgi.
home-nothing-data-protection-officer = Šodien nekas negaida. Ja audita žurnāls vairs nebūs vesels, tas būs teikts šeit; kas darīts ar datiem, lasāms zemāk.
home-nothing-municipal-leadership = Šodien nekas negaida. Šeit būs iestādes, kurās termiņš ir pagājis, par bērniem neziņo vai dati ir novecojuši.
home-first = vispirms
home-first-institutions = Ielādējiet izglītības iestādes
home-first-institutions-why = Bez tām nevar ne ielādēt bērnus, ne piešķirt lomas skolās. Pēc tām ielādējiet bērnus un to, kur viņi mācās.
home-first-accounts = Izveidojiet kontus tiem, kas šeit strādās
home-first-accounts-why = Pagaidām konts ir tikai Jums. Katra loma redz tikai to, kas tai jāzina.
home-file = Datne «{ $file }» gaida: ielādējiet vai atmetiet to
home-files = { $count ->
    [zero] { $count } datnes gaida: ielādējiet vai atmetiet tās
    [one] { $count } datne gaida: ielādējiet vai atmetiet to
   *[other] { $count } datnes gaida: ielādējiet vai atmetiet tās
}
home-file-wrong = { $count ->
    [zero] { $count } kļūdainu rindu
    [one] { $count } kļūdaina rinda
   *[other] { $count } kļūdainas rindas
}
home-file-new = vēl nav pārbaudīta
home-file-kept = glabā līdz { $at }
home-file-left-out = – ielādēta bez kļūdainajām rindām: { $count }
home-never = { $count ->
    [zero] Vēl nekad nav ielādēti { $count } veidu dati
    [one] Vēl nekad nav ielādēti { $count } veida dati
   *[other] Vēl nekad nav ielādēti { $count } veidu dati
}
home-old = { $kind }: ielādējiet jaunāko datni
home-old-state = novecojuši
home-old-day = jaunākie dati: { $date }
home-unused = { $count ->
    [zero] { $count } kontu gaida pirmo pieslēgšanos ar savu paroli
    [one] { $count } konts gaida pirmo pieslēgšanos ar savu paroli
   *[other] { $count } konti gaida pirmo pieslēgšanos ar savu paroli
}
home-locked = { $count ->
    [zero] { $count } kontu ir uz laiku slēgti pēc nepareizām parolēm
    [one] { $count } konts ir uz laiku slēgts pēc nepareizām parolēm
   *[other] { $count } konti ir uz laiku slēgti pēc nepareizām parolēm
}
home-locked-until = slēgts līdz { $at }
home-loaded = { $count ->
    [zero] Ielādētas { $count } datnes
    [one] Ielādēta { $count } datne
   *[other] Ielādētas { $count } datnes
}
home-watch-reads = { $count ->
    [zero] Bērnu dati skatīti { $count } reižu
    [one] Bērnu dati skatīti { $count } reizi
   *[other] Bērnu dati skatīti { $count } reizes
}
home-watch-exports = { $count ->
    [zero] Bērnu dati izņemti kā datne { $count } reižu
    [one] Bērnu dati izņemti kā datne { $count } reizi
   *[other] Bērnu dati izņemti kā datne { $count } reizes
}
home-watch-rights = { $count ->
    [zero] Konti un tiesības mainītas { $count } reižu
    [one] Konti un tiesības mainītas { $count } reizi
   *[other] Konti un tiesības mainītas { $count } reizes
}
home-watch-sign-ins = { $count ->
    [zero] Neizdevušās pieslēgšanās un slēgti konti: { $count } ierakstu
    [one] Neizdevušās pieslēgšanās un slēgti konti: { $count } ieraksts
   *[other] Neizdevušās pieslēgšanās un slēgti konti: { $count } ieraksti
}
home-watch-undone = { $count ->
    [zero] Atsauktas { $count } ielādes
    [one] Atsaukta { $count } ielāde
   *[other] Atsauktas { $count } ielādes
}
home-watch-settings = { $count ->
    [zero] Iestatījumi mainīti { $count } reižu
    [one] Iestatījumi mainīti { $count } reizi
   *[other] Iestatījumi mainīti { $count } reizes
}
home-broken = Audita žurnāls ir pārrauts pie ieraksta { $place }
home-broken-why = Kāds ir mainījis to, kas bija ierakstīts. Noskaidrojiet, kas un kad, un saglabājiet žurnālu, kāds tas ir.
home-whole = { $count ->
    [zero] Audita žurnāla pēdējie { $count } ieraksti ir veseli.
    [one] Audita žurnāla pēdējais { $count } ieraksts ir vesels.
   *[other] Audita žurnāla pēdējie { $count } ieraksti ir veseli.
}
home-whole-all = Pārbaudīt visu žurnālu
home-municipality = Visas iestādes
home-late-state = termiņš pagājis
home-late = { $institution }: { $count ->
    [zero] { $count } nokavētu pienākumu
    [one] { $count } nokavēts pienākums
   *[other] { $count } nokavēti pienākumi
}
home-late-many = { $institutions ->
    [zero] { $institutions } iestādēs
    [one] { $institutions } iestādē
   *[other] { $institutions } iestādēs
} ir nokavēti pienākumi, kopā { $count }
home-late-withheld = { $institution }: ir nokavēti pienākumi; cik, nerāda
home-late-many-withheld = { $institutions ->
    [zero] { $institutions } iestādēs
    [one] { $institutions } iestādē
   *[other] { $institutions } iestādēs
} ir nokavēti pienākumi; cik, nerāda
home-silent = { $institution }: ir bērni ar pazīmēm, bet neviens nav ziņojis
home-silent-many = { $count ->
    [zero] { $count } iestādēs ir bērni ar pazīmēm, bet neviens nav ziņojis
    [one] { $count } iestādē ir bērni ar pazīmēm, bet neviens nav ziņojis
   *[other] { $count } iestādēs ir bērni ar pazīmēm, bet neviens nav ziņojis
}
home-unanswered = { $institution }: uz ziņojumiem termiņā nav atbildēts
home-unanswered-many = { $count ->
    [zero] { $count } iestādēs uz ziņojumiem termiņā nav atbildēts
    [one] { $count } iestādē uz ziņojumiem termiņā nav atbildēts
   *[other] { $count } iestādēs uz ziņojumiem termiņā nav atbildēts
}
home-unattended = { $institution }: ir atvērts darbs, bet programmā nav neviena, kas par to atbild
home-unattended-many = { $count ->
    [zero] { $count } iestādēs ir atvērts darbs, bet programmā nav neviena, kas par to atbild
    [one] { $count } iestādē ir atvērts darbs, bet programmā nav neviena, kas par to atbild
   *[other] { $count } iestādēs ir atvērts darbs, bet programmā nav neviena, kas par to atbild
}
home-unattended-work = Atvērti pienākumi: { $duties }; lietas, kurās iestāde piedalās: { $cases }
home-old-school = { $institution }: kavējumu dati ir novecojuši
home-old-school-many = { $count ->
    [zero] { $count } skolās kavējumu dati ir novecojuši
    [one] { $count } skolā kavējumu dati ir novecojuši
   *[other] { $count } skolās kavējumu dati ir novecojuši
}
home-no-data-school = { $institution }: kavējumu datu nav
home-no-data-school-many = { $count ->
    [zero] { $count } skolās kavējumu datu nav
    [one] { $count } skolā kavējumu datu nav
   *[other] { $count } skolās kavējumu datu nav
}
home-newly-late = { $count ->
    [zero] Termiņš pagājis vēl { $count } pienākumiem
    [one] Termiņš pagājis vēl { $count } pienākumam
   *[other] Termiņš pagājis vēl { $count } pienākumiem
}
home-newly-late-few = Termiņš pagājis vēl dažiem pienākumiem (mazāk nekā { $count })
home-reported = { $count ->
    [zero] Skolās saņemti { $count } jaunu ziņojumu
    [one] Skolās saņemts { $count } jauns ziņojums
   *[other] Skolās saņemti { $count } jauni ziņojumi
}
home-reported-few = Skolās saņemti daži jauni ziņojumi (mazāk nekā { $count })
home-loaded-kinds = Ielādēti jauni dati: { $kinds }
home-meeting = Sanāksme: { $body }
home-decisions = { $count ->
    [zero] Izpildīt { $count } sanāksmju lēmumu
    [one] Izpildīt sanāksmes lēmumu
   *[other] Izpildīt { $count } sanāksmju lēmumus
}
home-decisions-judge = { $count ->
    [zero] Izvērtēt { $count } sanāksmju lēmumu
    [one] Izvērtēt sanāksmes lēmumu
   *[other] Izvērtēt { $count } sanāksmju lēmumus
}
