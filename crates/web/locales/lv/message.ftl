message-title = Ziņas
message-unread-count = { $count ->
    [zero] { $count } nelasītu ziņu
    [one] { $count } nelasīta ziņa
   *[other] { $count } nelasītas ziņas
}
message-what = Kas noticis
message-when = Kad
message-state = Stāvoklis
message-read = lasīta
message-unread = nelasīta
message-read-all = Atzīmēt visas kā lasītas
message-gone = Ieraksts, par kuru ir šī ziņa, ir dzēsts vai jums vairs nav pieejams.
message-all-are-read = Visas ziņas ir atzīmētas kā lasītas.
message-empty = Šeit būs ziņas: par darbinieku ziņojumiem, atbildēm, sanāksmēm un termiņiem. Pašlaik to nav.
message-kind-other = Jauna ziņa
message-kind-child-in-danger = Ziņots, ka bērns ir vai var būt briesmās. Jārīkojas šodien.
message-kind-concern-sent = Atbalsta komandai ir jauns darbinieka ziņojums
message-kind-concern-answered = Uz Jūsu ziņojumu ir atbildēts
message-kind-duties-near = { $count ->
    [zero] { $count } pienākumiem tuvojas termiņš
    [one] { $count } pienākumam tuvojas termiņš
   *[other] { $count } pienākumiem tuvojas termiņš
}
message-kind-duties-overdue = { $count ->
    [zero] { $count } pienākumiem termiņš ir pagājis
    [one] { $count } pienākumam termiņš ir pagājis
   *[other] { $count } pienākumiem termiņš ir pagājis
}
message-choice-title = Ziņas e-pastā un kalendārā
message-choose = Saglabāt izvēli
message-choice-kept = Izvēle ir saglabāta.
message-delivery = Kā sūtīt ziņas e-pastā?
message-delivery-hint = E-pastā nekad nav bērna vārda, tikai saite uz Balstu. Par bērna briesmām vienmēr raksta uzreiz.
message-delivery-at-once = Katru uzreiz
message-delivery-daily = Reizi dienā visas kopā
message-delivery-none = Nesūtīt, lasīšu šeit
message-calendar = Termiņi Jūsu kalendārā
message-calendar-text = Jūsu kalendāra programma var rādīt Balsta termiņus, sanāksmes un lēmumu dienas. Kalendārā nav vārdu, tikai dienas un skaits. Adrese ir noslēpums: nedodiet to citiem.
message-calendar-copy = Iekopējiet šo adresi savā kalendāra programmā tagad. Vēlāk to vairs neparādīs.
message-calendar-is-on = Kalendāra adrese ir izsniegta. Ja tā ir nozaudēta vai to uzzinājis kāds cits, izsniedziet jaunu: vecā vairs nederēs.
message-calendar-make = Izsniegt adresi
message-calendar-renew = Izsniegt jaunu adresi
message-calendar-drop = Atsaukt adresi
message-calendar-is-off = Kalendāra adrese ir atsaukta.
message-calendar-name = Balsts
message-calendar-deadlines = { $count ->
    [zero] Balsts: { $count } termiņu
    [one] Balsts: { $count } termiņš
   *[other] Balsts: { $count } termiņi
}
message-mail-subject = { $count ->
    [zero] Balsts: { $count } ziņu
    [one] Balsts: jauna ziņa
   *[other] Balsts: { $count } jaunas ziņas
}
message-mail-subject-urgent = Balsts: steidzama ziņa
message-mail-text = { $count ->
    [zero] Jums ir { $count } jaunu ziņu sistēmā Balsts. Lai tās izlasītu, atveriet:
    [one] Jums ir jauna ziņa sistēmā Balsts. Lai to izlasītu, atveriet:
   *[other] Jums ir { $count } jaunas ziņas sistēmā Balsts. Lai tās izlasītu, atveriet:
}
message-mail-choose = Kā saņemt ziņas, var izvēlēties šeit: { $link }
message-kind-meeting-called = Jūs esat uzaicināts uz sanāksmi
message-kind-meeting-moved = Sanāksmei ir mainīts laiks vai vieta
message-kind-meeting-cancelled = Sanāksme ir atcelta
message-kind-decision-assigned = Sanāksme Jums uzticēja uzdevumu
message-kind-decisions-overdue = { $count ->
    [zero] { $count } sanāksmju lēmumiem termiņš ir pagājis
    [one] { $count } sanāksmes lēmumam termiņš ir pagājis
   *[other] { $count } sanāksmju lēmumiem termiņš ir pagājis
}
message-calendar-meeting = { $body }: sanāksme
message-calendar-decision-done = { $body }: lēmuma izpildes termiņš
message-calendar-decision-judge = { $body }: jāizvērtē lēmuma rezultāts
message-kind-meeting-near = Tuvojas sanāksme, uz kuru esat uzaicināts
message-kind-meeting-due = Grupai, kuru Jūs vadāt, vēl jānotur sanāksme
message-kind-decisions-near = { $count ->
    [zero] { $count } sanāksmju lēmumiem tuvojas termiņš
    [one] { $count } sanāksmes lēmumam tuvojas termiņš
   *[other] { $count } sanāksmju lēmumiem tuvojas termiņš
}
message-kind-centre-asked = Iestāde lūdz atbalsta centra padomu
message-kind-centre-answered = Atbalsta centrs ir atbildējis
message-kind-case-returned = Sadarbības grupa ir atdevusi gadījumu, par kuru Jūs atbildat
message-kind-case-before-group = Sadarbības grupu gaida gadījums
message-kind-case-reported = Jūsu iestādei ir nosūtīts ziņojums
message-kind-lead-proposed = Jūsu iestādei lūdz vadīt gadījumu
message-kind-case-written = Gadījumā, kurā piedalās Jūsu iestāde, ir jauns ieraksts
message-kind-case-invited = Jūsu iestāde ir aicināta piedalīties gadījumā
message-kind-report-answered = Iestāde ir atbildējusi uz Jūsu ziņojumu
message-kind-plan-to-approve = Jūsu apstiprinājumu gaida atbalsta plāns
message-kind-plan-in-force = Jūsu sagatavotais atbalsta plāns ir spēkā
message-kind-plan-sent-back = Jūsu sagatavotais atbalsta plāns ir atdots papildināšanai
message-kind-plan-part-written = Skola ir ierakstījusi vai mainījusi Jūsu iestādes daļu atbalsta plānā
message-kind-plan-part-answered = Iestāde ir atbildējusi par savu daļu Jūsu sagatavotajā atbalsta plānā
message-kind-plan-part-rearranged = Jūsu iestādē spēkā esošā atbalsta plānā ir mainīta citas institūcijas daļa
message-kind-programme-tasks-near = { $count ->
    [zero] { $count } programmas uzdevumiem tuvojas termiņš
    [one] { $count } programmas uzdevumam tuvojas termiņš
   *[other] { $count } programmas uzdevumiem tuvojas termiņš
}
message-kind-programme-tasks-overdue = { $count ->
    [zero] { $count } programmas uzdevumiem termiņš ir pagājis
    [one] { $count } programmas uzdevumam termiņš ir pagājis
   *[other] { $count } programmas uzdevumiem termiņš ir pagājis
}
message-kind-unclaimed-tasks-near = { $count ->
    [zero] { $count } programmas uzdevumiem, par kuriem nevienam nav konta, tuvojas termiņš
    [one] { $count } programmas uzdevumam, par kuru nevienam nav konta, tuvojas termiņš
   *[other] { $count } programmas uzdevumiem, par kuriem nevienam nav konta, tuvojas termiņš
}
message-kind-unclaimed-tasks-overdue = { $count ->
    [zero] { $count } programmas uzdevumiem, par kuriem nevienam nav konta, termiņš ir pagājis
    [one] { $count } programmas uzdevumam, par kuru nevienam nav konta, termiņš ir pagājis
   *[other] { $count } programmas uzdevumiem, par kuriem nevienam nav konta, termiņš ir pagājis
}
message-kind-submissions-near = { $count ->
    [zero] { $count } skolas iesniegumiem tuvojas termiņš
    [one] { $count } skolas iesniegumam tuvojas termiņš
   *[other] { $count } skolas iesniegumiem tuvojas termiņš
}
message-kind-submissions-overdue = { $count ->
    [zero] { $count } skolas iesniegumiem termiņš ir pagājis
    [one] { $count } skolas iesniegumam termiņš ir pagājis
   *[other] { $count } skolas iesniegumiem termiņš ir pagājis
}
message-kind-programme-duties-near = { $count ->
    [zero] { $count } programmas pienākumiem tuvojas termiņš
    [one] { $count } programmas pienākumam tuvojas termiņš
   *[other] { $count } programmas pienākumiem tuvojas termiņš
}
message-kind-programme-duties-overdue = { $count ->
    [zero] { $count } programmas pienākumiem termiņš ir pagājis
    [one] { $count } programmas pienākumam termiņš ir pagājis
   *[other] { $count } programmas pienākumiem termiņš ir pagājis
}
