class-title = { $class } klase
class-back = Izglītības iestāde
class-pupils = Klases bērni
class-pupils-empty = Šeit būs klases bērni.
class-absences = Kavētās stundas
class-missed = Neattaisnoti { $unexcused }, slimības dēļ { $illness }, citādi attaisnoti { $excused } ({ $from } – { $to }).
