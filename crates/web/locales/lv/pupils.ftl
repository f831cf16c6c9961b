pupils-title = Bērni, kuriem var būt vajadzīgs atbalsts
pupils-name = Vārds
pupils-class = Klase
pupils-reasons = Iemesli
pupils-trend = Kavētās stundas pa nedēļām, 8 nedēļas
pupils-next = Nākamais solis
pupils-next-step = { $step }, līdz { $due }
pupils-responsible = Klases audzinātājs
pupils-more-reasons = { $count ->
    [zero] un vēl { $count } iemeslu
    [one] un vēl { $count } iemesls
   *[other] un vēl { $count } iemesli
}
pupils-shown = { $count ->
    [zero] Šajā lapā { $count } bērnu
    [one] Šajā lapā { $count } bērns
   *[other] Šajā lapā { $count } bērni
}
pupils-empty = Šeit būs bērni, kuriem skolas datos ir kāds iemesls pievērst uzmanību. Pašlaik pēc izvēlētajiem nosacījumiem tādu nav.
pupils-unknown-class = Klase “{ $value }” nav klase. Ierakstiet klašu grupu, piemēram, 8, vai klasi, piemēram, 8.b. Bērni nav parādīti.
pupils-unknown-level = Atbalsta līmeņa “{ $value }” nav. Izvēlieties līmeni sarakstā. Bērni nav parādīti.
pupils-unknown-institution = Iestādes “{ $value }” nav starp iestādēm, kuras redzat. Izvēlieties iestādi sarakstā. Bērni nav parādīti.
pupils-everybody = Rādīt arī bērnus, par kuriem iemeslu nav
pupils-filter-name = Vārds vai personas kods
pupils-filter-class = Klase
pupils-filter-level = Atbalsta līmenis
pupils-filter-reason = Iemesls
pupils-filter-reason-all = Visi iemesli
pupils-filter-show = Ko rādīt
pupils-filter-everybody = Pārējie
pupils-filter-institution = Izglītības iestāde
pupils-filter-institution-all = Visas iestādes
pupils-show-all = Visus
pupils-show-overdue = Ar nokavētu termiņu
pupils-show-new = Jaunos pēdējās septiņās dienās
pupils-show-not-enough-data = Kuriem nepietiek datu
pupils-xlsx = Lejupielādēt kā XLSX
pupils-csv = Lejupielādēt kā CSV
pupils-filter-group = Mērķgrupa
