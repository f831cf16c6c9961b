password-title = Parole
password-change = Mainīt paroli
password-old = Pašreizējā parole
password-new = Jaunā parole
password-new-hint = Vismaz 12 zīmes. Laba parole ir vairāki vārdi, ko citi neuzminēs.
password-forced = Šo paroli Jums iedeva kāds cits. Pirms darba izvēlieties savu.
password-changed = Parole ir mainīta. Pārējās sesijas ir beigtas.
