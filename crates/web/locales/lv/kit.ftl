kit-rows = { $count ->
    [zero] { $count } rindu
    [one] { $count } rinda
   *[other] { $count } rindas
}
kit-error-prefix = Kļūda:
kit-error-title = Vēl jāizlabo
kit-day = Diena
kit-month = Mēnesis
kit-year = Gads
kit-date-hint = Piemēram, { $example }
kit-optional = (nav obligāti)
kit-choose = Izvēlieties
kit-change = Mainīt
kit-sorted-up = sakārtots augošā secībā
kit-sorted-down = sakārtots dilstošā secībā
kit-sort-by = kārtot pēc šīs ailes
kit-next = Nākamie
kit-previous = Iepriekšējie
kit-pages = Lapas
kit-shown = Parādīti { $from }.–{ $to }. no { $total }
kit-shown-only = Parādīti { $from }.–{ $to }.
kit-filter = Atlasīt
kit-filter-apply = Rādīt
kit-filter-chosen = Atlasīts
kit-filter-clear = Noņemt visu
kit-filter-remove = Noņemt:
kit-no-data = nav datu
kit-no-data-since = kopš { $date }
kit-explain = Kā aprēķināts?
kit-explain-formula = Formula
kit-explain-period = Laiks
kit-explain-source = Avots
kit-explain-age = Dati līdz
kit-urgent-title = Bērns ir briesmās?
kit-urgent-text = Nekavējoties zvaniet. Nav jāgaida neviens solis, vēstule vai sanāksme.
kit-urgent-112 = visi glābšanas dienesti
kit-urgent-110 = Valsts policija
kit-urgent-116111 = Bērnu un pusaudžu uzticības tālrunis
kit-notice-success = Izdarīts
kit-notice-information = Ziņa
kit-notice-attention = Pievērsiet uzmanību
kit-progress = { $done } no { $total }
kit-draft-saved = Uzrakstītais ir saglabāts.
kit-draft-local = Uzrakstītais ir saglabāts šajā ierīcē.
kit-draft-restored = Jūsu iepriekš rakstītais ir atjaunots.
kit-as-table = Tie paši dati tabulā
kit-number-hint = Tikai cipari
