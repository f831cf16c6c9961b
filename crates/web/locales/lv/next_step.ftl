next-step-title = Jaunieši ārpus sarakstiem
next-step-lead = Jaunieši no 15 līdz 29 gadiem, kuri vairs nav nevienas iestādes sarakstā. Uzrunā tos, par kuriem zināms, ka viņi nemācās un nestrādā, un tos, par kuriem nekas nav zināms. Tas, ka nekas nav zināms, nav ne labi, ne slikti.
next-step-group = Kas zināms
next-step-outreach = Uzrunājamie
next-step-not-known = Nekas nav zināms
next-step-elsewhere = Citur vai ārzemēs pēc reģistra
next-step-ages = Vecums
next-step-ages-all = No 15 līdz 29 gadiem
next-step-ages-of = No { $from } līdz { $to } gadiem
next-step-institution = Pēdējā iestāde
next-step-institution-all = Visas iestādes
next-step-name = Vārds
next-step-age = Vecums
next-step-born = Dzimšanas datums
next-step-left = Aizgājis
next-step-left-why = Kāpēc aizgājis
next-step-known = Tālākās gaitas
next-step-nothing = Nekas nav zināms
next-step-of-day = zināms uz { $day }
next-step-on-day = { $step }, zināms uz { $day }
next-step-empty = Šajā grupā nav neviena no izvēlētā vecuma un iestādes.
next-step-shown = { $count ->
    [zero] Šajā lapā { $count } jauniešu
    [one] Šajā lapā { $count } jaunietis
   *[other] Šajā lapā { $count } jaunieši
}
next-step-further = Rādīt visus šajā grupā
next-step-xlsx = Lejupielādēt XLSX
next-step-csv = Lejupielādēt CSV
next-step-record = Pierakstīt tālākās gaitas
next-step-step = Ko jaunietis dara
next-step-choose = Izvēlieties, ko jaunietis dara
next-step-day = Uz kuru dienu tas zināms
next-step-source = No kā tas zināms
next-step-source-hint = Kas to pateica, dažos vārdos. Rakstiet tikai to, kas vajadzīgs, lai zinātu, ko jaunietis dara.
next-step-keep = Saglabāt
next-step-kept = Tālākās gaitas ir pierakstītas.
next-step-history = Kas līdz šim pierakstīts
next-step-history-none = Šeit būs tas, ko kāds noskaidros. Pagaidām nekas nav pierakstīts.
