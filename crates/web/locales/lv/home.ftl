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
home-changes = Kas mainījies kopš pēdējās reizes
home-more-changes = Visas izmaiņas
home-answered = – ir atbildēts
home-approve-plan = Apstiprināt atbalsta plānu: { $who }
