reason-name-unexcused-watch = Neattaisnoti kavējumi sāk krāties
reason-unexcused-watch = { $value ->
    [zero] { $value } neattaisnoti kavētu mācību stundu { $semester }.
    [one] { $value } neattaisnoti kavēta mācību stunda { $semester }.
   *[other] { $value } neattaisnoti kavētas mācību stundas { $semester }.
}
reason-name-unexcused-near-limit = Neattaisnoti kavējumi tuvojas robežai
reason-unexcused-near-limit = { $value ->
    [zero] { $value } neattaisnoti kavētu mācību stundu { $semester }; no 21. stundas skola ziņo VIIS.
    [one] { $value } neattaisnoti kavēta mācību stunda { $semester }; no 21. stundas skola ziņo VIIS.
   *[other] { $value } neattaisnoti kavētas mācību stundas { $semester }; no 21. stundas skola ziņo VIIS.
}
reason-name-unexcused-over-limit = Neattaisnoti kavējumi pārsniedz robežu
reason-unexcused-over-limit = { $value ->
    [zero] { $value } neattaisnoti kavētu mācību stundu { $semester }; robeža ir { $threshold }, un skola ziņo VIIS.
    [one] { $value } neattaisnoti kavēta mācību stunda { $semester }; robeža ir { $threshold }, un skola ziņo VIIS.
   *[other] { $value } neattaisnoti kavētas mācību stundas { $semester }; robeža ir { $threshold }, un skola ziņo VIIS.
}
reason-name-unexcused-preschool = Neattaisnoti kavētas dienas pirmsskolā
reason-unexcused-preschool = Neattaisnoti kavētas obligātās pirmsskolas dienas pēc kārtas: { $value }; jārīkojas no { $threshold }. dienas.
reason-name-long-absence = Ilgstoša neattaisnota prombūtne
reason-long-absence = Vairāk nekā trīs mēnešus vismaz pusē mācību dienu ir neattaisnoti kavējumi: kopā { $value } dienas kopš { $from }
reason-name-left-school = Pārtraucis mācības
reason-left-school = Nav bijis nevienā mācību dienā vairāk nekā sešus mēnešus pēc kārtas, kopš { $from }
reason-name-absence-rate = Kavē lielu daļu stundu
reason-absence-rate = Kavēti { $value } % no notikušajām mācību stundām, visus iemeslus kopā skaitot; uzmanību pievērš no { $threshold } %.
reason-name-absence-rising = Kavējumi pieaug
reason-absence-rising = Pēdējās 20 mācību dienās neattaisnoti kavētas { $value } stundas, vismaz divreiz vairāk nekā 20 dienās pirms tām.
reason-name-insufficient-marks = Nepietiekami vērtējumi
reason-insufficient-marks = { $value ->
    [zero] Nepietiekams pēdējais semestra vai gada vērtējums { $value } priekšmetos.
    [one] Nepietiekams pēdējais semestra vai gada vērtējums { $value } priekšmetā.
   *[other] Nepietiekams pēdējais semestra vai gada vērtējums { $value } priekšmetos.
}
reason-name-unmarked-work = Darbi bez vērtējuma
reason-unmarked-work = Vienā priekšmetā { $semester } ir { $value } darbi bez vērtējuma (nv).
reason-name-repeats-year = Mācās klasē atkārtoti
reason-repeats-year = Mācās tajā pašā klasē atkārtoti { $year }.
reason-name-exam-below-threshold = Zems eksāmena rezultāts
reason-exam-below-threshold = Centralizētajā eksāmenā iegūti { $value } %; valsts noteiktais slieksnis ir { $threshold } %.
reason-name-school-moves = Bieži maina skolu
reason-school-moves = Divdesmit četros mēnešos skola mainīta { $value } reizes.
reason-name-not-enrolled = Nav nevienas iestādes sarakstā
reason-not-enrolled = Deklarēts šeit un ir obligātajā izglītības vecumā, bet nav nevienas iestādes sarakstā, un iemesls nav zināms.
reason-name-distance-learning = Mācās tālmācībā
reason-distance-learning = Obligātajā izglītības vecumā mācās tālmācībā.
reason-name-incidents = Notikumi
reason-incidents = Sešdesmit dienās iesaistīts { $value } notikumos.
reason-name-victim = Cietis notikumā
reason-victim = Ir cietis notikumā, kas pierakstīts skolā.
reason-name-no-extracurricular = Nav nodarbību ārpus stundām
reason-no-extracurricular = Nav nevienā interešu vai profesionālās ievirzes programmā { $year }.
reason-name-language-barrier = Valodas barjera
reason-language-barrier = Mājās runā citā valodā, nekā mācās, un pēdējais vērtējums latviešu valodā ir zemāks par 4.
reason-name-circumstance = Apstāklis
reason-circumstance = Cilvēks, kurš palīdz, ir pierakstījis apstākli: { $kind }.
reason-name-reported = Darbinieka ziņojums
reason-reported = Darbinieks ir ziņojis par iespējamu risku, un atbalsta komanda par to vēl nav lēmusi.
reason-missing-register = žurnāls pārāk daudzās dienās nav aizpildīts
reason-missing-lesson-rows = nav kavējumu pa stundām
reason-missing-lessons-held = nav zināms, cik stundu noticis
reason-missing-school-days = vēl pagājis par maz mācību dienu
reason-missing-calendar = nav šo dienu kalendāra
reason-missing-marks = nav semestra vai gada vērtējumu
reason-missing-latvian-mark = nav pēdējā vērtējuma latviešu valodā
reason-missing-home-language = nav zināma mājas vai mācību valoda
reason-missing-repeats-year = nav ziņu par klases atkārtošanu
reason-missing-exams = nav eksāmenu rezultātu
reason-missing-grade = nav zināma klase
reason-missing-exam-threshold = nav zināms šā gada slieksnis
reason-missing-birth-date = nav dzimšanas datuma
reason-missing-declared-address = nav deklarētās adreses
reason-missing-study-form = nav zināma mācību forma
reason-missing-incidents = notikumu reģistrs nav ielādēts
reason-missing-extracurricular = nav ziņu par nodarbībām ārpus stundām
reason-missing-circumstances = nav ziņu par apstākļiem
reason-missing-enrolments = nav ziņu par iestādēm un klasēm
reason-missing-records = nav ierakstu
reason-this-semester = šajā semestrī
reason-this-year = šajā mācību gadā
reason-past-semester = { $year } { $number }. semestrī
reason-past-year = { $year }
