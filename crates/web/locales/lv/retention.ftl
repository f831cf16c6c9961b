retention-title = Glabāšana un dzēšana
retention-about = Ierakstus glabā, kamēr tie vajadzīgi. Termiņus nosaka pašvaldība iestatījumos. Programma pati neko nedzēš: viens cilvēks ierosina, cits apstiprina. Dzēstais nav atgūstams; audita žurnālā paliek tikai identifikatori.
retention-kinds = Ierakstu veidi
retention-kind = Ierakstu veids
retention-kind-support-plans = atbalsta plāni
retention-kind-concerns = darbinieku ziņojumi
retention-kind-team-meetings = atbalsta komandas sanāksmes
retention-kind-observations = novērojumi
retention-kind-cases = slēgti gadījumi
retention-kind-meetings = sadarbības sanāksmes
retention-kind-danger-calls = ziņojumi par bērnu briesmās ārpus gadījumiem
retention-kind-talks = sarunu pieraksti
retention-kind-centre-requests = lūgumi atbalsta centriem
retention-kind-screenings = agrīnie skrīningi
retention-kind-class-assistants = klašu palīgi un otrie pedagogi
retention-kept = Glabā
retention-years = { $years ->
    [zero] { $years } gadus
    [one] { $years } gadu
   *[other] { $years } gadus
}
retention-records = Ierakstu skaits
retention-oldest = Vecākais beidzies
retention-step = Ko darīt
retention-or = Vai
retention-propose = Ierosināt dzēšanu
retention-waits = dzēšana jau ierosināta
retention-waiting = Gaida apstiprinājumu
retention-waiting-empty = Šeit būs ierosinātās dzēšanas.
retention-record = Ko dzēst
retention-what = { $kind }, kas beigušies pirms { $day }
retention-proposed = Ierosināja
retention-approve = Apstiprināt un dzēst
retention-another-person = Apstiprina cits cilvēks.
retention-decline = Noraidīt dzēšanu
retention-reason = Kāpēc šos ierakstus vēl vajag
retention-decided = Izlemtais
retention-decided-empty = Nekas vēl nav dzēsts.
retention-outcome = Lēmums
retention-state-removed = dzēsts
retention-state-declined = noraidīts
retention-decided-by = Lēma
retention-is-proposed = Dzēšana ir ierosināta. To apstiprina cits cilvēks.
retention-is-removed = Ieraksti ir dzēsti.
retention-is-declined = Dzēšana ir noraidīta.
