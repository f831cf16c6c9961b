class-title = Class { $class }
class-back = Institution
class-pupils = Pupils of the class
class-pupils-empty = The pupils of the class will stand here.
class-absences = Lessons missed
class-missed = { $unexcused } without excuse, { $illness } for illness, { $excused } otherwise excused ({ $from } – { $to }).
