overview-title = Programma vienā lapā
overview-late = Nokavēts
overview-late-none = Nekas nav nokavēts.
overview-near = Drīz sākas vai beidzas
overview-near-none = Tuvākajā laikā nekas nesākas un nebeidzas.
overview-more = { $count ->
    [zero] Vēl { $count } uzdevumu visu uzdevumu lapā
    [one] Vēl { $count } uzdevums visu uzdevumu lapā
   *[other] Vēl { $count } uzdevumi visu uzdevumu lapā
 }
overview-duties = Pašvaldības pienākumi, kas nokavēti vai jāizdara mēneša laikā
overview-duties-none = Mēneša laikā nekas nav jāizdara un nekas nav nokavēts.
overview-indicators = Rādītāji { $year }. gadā
overview-indicators-count = Rādītāju skaits
overview-indicators-all = Visi rādītāji
overview-off-track = Rādītāji, kas neiet uz mērķi
overview-off-track-none = Neviena rādītāja vērtība neliecina, ka mērķi nesasniegs. Rādītāji bez datiem te nav ieskaitīti.
overview-reason = Kāpēc
overview-source = Avots
overview-money = Nauda
overview-money-none = Neviena summa vēl nav ierakstīta.
overview-money-about = { $unknown } no { $all } aktivitātēm šim gadam nav ierakstīta neviena summa.
overview-money-all = Nauda pa aktivitātēm
overview-schools = Izglītības iestādes
overview-schools-about = Iestādes kopā: { $all }. Sistēma ieviesta, kā pašas saka: { $with }; nav zināms: { $unknown }. Ar nokavētām ziņām: { $late }.
overview-measures = Izdarītie pasākumi
overview-submissions = Iesniegtās ziņas
overview-late-since = kavē kopš { $date }
