home-title = Kas šodien gaida mani
home-nothing = Šodien nekas negaida. Šeit būs pienākumi un ziņojumi to termiņu secībā.
home-danger = Bērns ir vai var būt briesmās
home-more = Visi pienākumi
home-overdue = { $count ->
    [zero] { $count } pienākumiem termiņš ir pagājis
    [one] { $count } pienākumam termiņš ir pagājis
   *[other] { $count } pienākumiem termiņš ir pagājis
}
home-changes = Kas mainījies kopš pēdējās reizes
home-more-changes = Visas izmaiņas
home-answered = – ir atbildēts
