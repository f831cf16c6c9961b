duty-viis-report = Ziņot VIIS par kavējumiem
duty-contact-parents = Sazināties ar vecākiem par kavējumu
duty-protect-child = Šodien ziņot par bērnu briesmās
duty-answer-concern = Atbildēt uz darbinieka ziņojumu
duty-settle-concern = Atbalsta komandai lemt par ziņojumu
duty-decide-level = Izlemt par atbalsta līmeni
duty-explain-child = Noskaidrot, kāpēc bērns nav nevienā sarakstā
