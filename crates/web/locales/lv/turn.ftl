turn-title = Mācību gada noslēgums
turn-lead = Sistēma pēc gada vērtējumiem piedāvā, kas pāriet nākamajā klasē un kas paliek; lemj skola. Apstipriniet katru klasi atsevišķi.
turn-empty = Šeit būs klases, kuru bērni bija sarakstos mācību gada pēdējā dienā.
turn-class = Klase
turn-pupils = Bērni
turn-state = Noslēgums
turn-done = izlemts par visiem
turn-open = { $count ->
    [zero] vēl jāizlemj par { $count } bērniem
    [one] vēl jāizlemj par { $count } bērnu
   *[other] vēl jāizlemj par { $count } bērniem
}
turn-class-title = { $class } klases mācību gada noslēgums
turn-about = { $institution }, { $year }
turn-class-lead = Pārbaudiet piedāvājumu pie katra bērna. Kam lēmumu neizvēlēsieties, paliks neizlemts. Pēc apstiprināšanas ieraksts šajā klasē beidzas 31. augustā, un no 1. septembra sākas nākamais.
turn-not-yet = Šo mācību gadu varēs noslēgt no maija.
turn-decision = Lēmums
turn-pupil = Bērns
turn-next-class = Nākamā klase
turn-choice-wait = vēl nav izlemts
turn-choice-unknown = ieraksts beidzies; iemesls nav norādīts
turn-choice-promoted = pāriet nākamajā klasē
turn-choice-repeats = paliek uz otru gadu
turn-choice-completed = beidz ar apliecību vai atestātu
turn-choice-without-certificate = beidz ar liecību
turn-choice-transferred = pāriet uz citu iestādi
turn-choice-left-country = izbrauc no valsts
turn-choice-own-wish = aiziet pēc paša vai vecāku vēlēšanās
turn-choice-other = aiziet cita iemesla dēļ
turn-proposal-promoted = Piedāvājums: pāriet nākamajā klasē.
turn-proposal-promoted-insufficient = Piedāvājums: pāriet nākamajā klasē ar vienu nepietiekamu gada vērtējumu.
turn-proposal-repeats = { $count ->
    [zero] Piedāvājums: paliek uz otru gadu, jo { $count } gada vērtējumu ir nepietiekami.
    [one] Piedāvājums: paliek uz otru gadu, jo { $count } gada vērtējums ir nepietiekams.
   *[other] Piedāvājums: paliek uz otru gadu, jo { $count } gada vērtējumi ir nepietiekami.
}
turn-proposal-no-document = Piedāvājuma nav: lēmums atkarīgs no izglītības dokumenta, kas reģistrā nav ierakstīts.
turn-proposal-no-marks = Piedāvājuma nav: nav gada vērtējumu.
turn-reason = Piezīme, piemēram, rīkojuma numurs
turn-confirm = Apstiprināt lēmumus
turn-confirmed = { $count ->
    [zero] Apstiprināts par { $count } bērniem.
    [one] Apstiprināts par { $count } bērnu.
   *[other] Apstiprināts par { $count } bērniem.
}
turn-settled = Jau izlemts
turn-undo = Apstiprināto var atsaukt datņu lapā.
