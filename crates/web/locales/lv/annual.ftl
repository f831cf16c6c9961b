annual-title = Gada pārskats
annual-title-of = { $year }. gada pārskats
annual-years = Pārskata gads
annual-school-year = Mācību gads
annual-as-of = Stāvoklis uz
annual-files = Pārskats datnē
annual-paper = Programma datnē
annual-file-docx = DOCX
annual-file-pdf = PDF
annual-file-html = HTML
annual-file-xlsx = XLSX
annual-whole = Gads kopumā
annual-done = Paveiktais
annual-impact = Ietekmes novērtējums
annual-helped = Kas veicināja rezultātu
annual-hindered = Kas kavēja rezultātu
annual-changes = Plānotās izmaiņas
annual-factors = Ietekme un tās faktori
annual-write = Rakstīt
annual-write-column = Pārskata teksts
annual-write-whole = Rakstīt par gadu kopumā
annual-write-title = Pārskata teksts
annual-stored = Kāds cits pa šo laiku saglabāja
annual-save = Saglabāt
annual-written = Pārskata teksts saglabāts.
annual-indicators = Rezultatīvie rādītāji
annual-indicators-none = Programmā nav rādītāju.
annual-indicator = Rādītājs
annual-baseline = Bāzes vērtība
annual-status = Stāvoklis
annual-events = Iesniegšana un publicēšana
annual-events-none = Šeit stāvēs, kam pārskats iesniegts un kur tas publicēts.
annual-event = Kas noticis
annual-event-new = Pierakstīt iesniegšanu vai publicēšanu
annual-event-presented = Iesniegts un izskatīts
annual-event-published = Publicēts
annual-event-written = Pierakstīts.
annual-place = Kam iesniegts vai lapas adrese
annual-place-hint = Programma paredz, ka gada pārskatu iesniedz: { $to }.
annual-day = Diena
annual-remark = Piezīme
annual-checks = { $count ->
    [zero] Pirms publicēšanas: { $count } pretrunu datos un dokumentos
    [one] Pirms publicēšanas: { $count } pretruna datos un dokumentos
   *[other] Pirms publicēšanas: { $count } pretrunas datos un dokumentos
 }
