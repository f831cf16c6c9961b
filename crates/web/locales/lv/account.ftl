account-title = Mans konts
account-sessions = Atvērtās sesijas
account-session-browser = Pārlūks
account-session-seen = Pēdējoreiz lietots
account-session-end = Beigt sesiju
account-session-this = Šī sesija
account-session-ended = Sesija ir beigta.
