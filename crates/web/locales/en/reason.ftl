reason-name-unexcused-watch = Unexcused absence adds up
reason-unexcused-watch = { $value ->
    [one] { $value } unexcused lesson { $semester }.
   *[other] { $value } unexcused lessons { $semester }.
}
reason-name-unexcused-near-limit = Unexcused absence nears the limit
reason-unexcused-near-limit = { $value ->
    [one] { $value } unexcused lesson { $semester }; from the 21st the school reports in VIIS.
   *[other] { $value } unexcused lessons { $semester }; from the 21st the school reports in VIIS.
}
reason-name-unexcused-over-limit = Unexcused absence over the limit
reason-unexcused-over-limit = { $value ->
    [one] { $value } unexcused lesson { $semester }; the limit is { $threshold }, and the school reports in VIIS.
   *[other] { $value } unexcused lessons { $semester }; the limit is { $threshold }, and the school reports in VIIS.
}
reason-name-unexcused-preschool = Unexcused days in preschool
reason-unexcused-preschool = Unexcused days of compulsory preschool in a row: { $value }; action is due from day { $threshold }.
reason-name-long-absence = Long unexcused absence
reason-long-absence = For more than three months there are unexcused lessons on at least half of the school days: { $value } days since { $from }.
reason-name-left-school = Has left school
reason-left-school = Has attended no school day for more than six consecutive months, since { $from }.
reason-name-absence-rate = Misses a large share of lessons
reason-absence-rate = { $value } % of the lessons held were missed, all reasons together; attention is due from { $threshold } %.
reason-name-absence-rising = Absence is rising
reason-absence-rising = { $value } unexcused lessons in the last 20 school days, at least twice those of the 20 days before.
reason-name-insufficient-marks = Insufficient marks
reason-insufficient-marks = { $value ->
    [one] An insufficient last semester or annual mark in { $value } subject.
   *[other] Insufficient last semester or annual marks in { $value } subjects.
}
reason-name-unmarked-work = Work without a mark
reason-unmarked-work = In one subject { $value } pieces of work have no mark (nv) { $semester }.
reason-name-repeats-year = Repeats the year
reason-repeats-year = Repeats the same grade { $year }.
reason-name-exam-below-threshold = Low exam result
reason-exam-below-threshold = { $value } % in a central exam; the State threshold is { $threshold } %.
reason-name-school-moves = Changes school often
reason-school-moves = Changed school { $value } times within twenty-four months.
reason-name-not-enrolled = On no institution’s list
reason-not-enrolled = Declared here and of compulsory age, but on no institution’s list, and no reason is known.
reason-name-distance-learning = Distance learning
reason-distance-learning = Of compulsory age and studies by distance learning.
reason-name-incidents = Incidents
reason-incidents = Involved in { $value } incidents within sixty days.
reason-name-victim = Harmed in an incident
reason-victim = Was harmed in an incident recorded at school.
reason-name-no-extracurricular = No activities outside lessons
reason-no-extracurricular = Takes part in no programme outside lessons { $year }.
reason-name-language-barrier = Language barrier
reason-language-barrier = Speaks another language at home than at school, and the last mark in Latvian is below 4.
reason-name-circumstance = Circumstance
reason-circumstance = A person who helps has recorded a circumstance: { $kind }.
reason-name-reported = Staff concern
reason-reported = A member of staff reported a possible risk, and the support team has not settled it yet.
reason-missing-register = the register was not taken on too many days
reason-missing-lesson-rows = absences by lesson are lacking
reason-missing-lessons-held = the lessons held are not known
reason-missing-school-days = too few school days have passed yet
reason-missing-calendar = the calendar of these days is lacking
reason-missing-marks = semester or annual marks are lacking
reason-missing-latvian-mark = the last mark in Latvian is lacking
reason-missing-home-language = the language of home or of learning is not known
reason-missing-repeats-year = it is not known whether the year is repeated
reason-missing-exams = exam results are lacking
reason-missing-grade = the grade is not known
reason-missing-exam-threshold = the threshold of the year is not known
reason-missing-birth-date = the birth date is lacking
reason-missing-declared-address = the declared address is lacking
reason-missing-study-form = the study form is not known
reason-missing-incidents = the register of incidents was never loaded
reason-missing-extracurricular = activities outside lessons were never loaded
reason-missing-circumstances = circumstances were never recorded
reason-missing-enrolments = enrolments are lacking
reason-missing-records = records are lacking
reason-this-semester = this semester
reason-this-year = this school year
reason-past-semester = in semester { $number } of the { $year }
reason-past-year = in the { $year }
