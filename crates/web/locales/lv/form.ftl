form-error-required = Aizpildiet: { $field }
form-error-date = Ierakstiet datumu, kāds ir kalendārā, ar cipariem, piemēram, 22 11 2026
form-error-choice = Izvēlieties vienu no piedāvātajiem
form-error-too-long = Saīsiniet līdz { $most } rakstzīmēm
