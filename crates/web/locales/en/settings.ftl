settings-title = Settings
settings-lead = Each threshold has a default, a source and bounds. An assumption is a threshold that no source confirms: the municipality has to agree on it.
settings-thresholds = Thresholds by which children are noticed
settings-meaning = What it means
settings-value = Value
settings-default = Default
settings-range = Bounds
settings-source = Source
settings-assumption = Assumption
settings-changed = Changed
settings-none = none
settings-yes = Yes
settings-no = No
settings-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
settings-between = From { $low } to { $high }.
settings-one-a-line = One a line.
settings-unit-changes = { $count ->
    [one] change
   *[other] changes
}
settings-unit-days = { $count ->
    [one] day
   *[other] days
}
settings-unit-incidents = { $count ->
    [one] incident
   *[other] incidents
}
settings-unit-lessons = { $count ->
    [one] lesson
   *[other] lessons
}
settings-unit-mark = { $count ->
    [one] mark
   *[other] marks
}
settings-unit-marks = { $count ->
    [one] mark
   *[other] marks
}
settings-unit-months = { $count ->
    [one] month
   *[other] months
}
settings-unit-percent = %
settings-unit-pupils = { $count ->
    [one] child
   *[other] children
}
settings-unit-records = { $count ->
    [one] record
   *[other] records
}
settings-unit-school-days = { $count ->
    [one] school day
   *[other] school days
}
settings-unit-school-years = { $count ->
    [one] school year
   *[other] school years
}
settings-unit-subjects = { $count ->
    [one] subject
   *[other] subjects
}
settings-unit-times = { $count ->
    [one] time
   *[other] times
}
settings-change = Change
settings-change-text = After a change all children are evaluated again. The earlier values stay in the history.
settings-reason = Why
settings-save = Save
settings-saved = The settings are saved.
settings-open = Look at and change
settings-now = In force now
settings-row = Row { $number }
settings-default-is = Default: { $value }
settings-exams = Thresholds of central exams
settings-exams-lead = A result below the threshold of its year and grade counts as low. A year that is not listed takes the last one before it. A row without numbers is taken out.
settings-exams-grade = Grade
settings-exams-year = Year in which the school year ends
settings-exams-percent = Threshold
settings-exams-confirmed = Confirmed?
settings-circumstances = Levels of circumstances
settings-circumstances-lead = The level of support that an open circumstance proposes. No source gives these levels: all of them are assumptions.
settings-circumstances-off = proposes no level
settings-groups = Priority target groups
settings-groups-lead = Groups that the municipality wants to see apart. A pupil with any of a group’s circumstances open belongs to it. A row emptied of its words and ticks is taken out.
settings-groups-name = Group
settings-groups-code = Code in addresses
settings-groups-latvian = Name in Latvian
settings-groups-english = Name in English
settings-groups-kinds = Circumstances
settings-groups-ticked = Circumstances: { $kinds }
settings-groups-facts = Facts without a risk in them
settings-groups-set-aside = Default, not in force
settings-groups-own = set by the municipality
settings-versions = What was changed and why
settings-versions-empty = Who changed thresholds, when and why will stand here. The defaults are in force now.
settings-version = Version
settings-when = When
settings-who = Who
settings-what = What changes
settings-group-load = Loading files
settings-group-disclosure = Published tables
settings-group-institution = Rules of the institution
settings-group-money = Money and norms of posts
settings-group-retention = Terms of keeping
settings-group-reports = Plausibility of reports
settings-group-duties = Days of the programme’s duties
settings-group-indicators = Indicators and words of surveys
settings-group-message = Messages
settings-replay = What other thresholds would have meant
settings-replay-text = Choose a day in the past and other thresholds: you will see whom they would have noticed on that day and whom no longer. Nothing is stored but that you looked.
settings-replay-on = On which day
settings-replay-others = Other thresholds
settings-replay-go = Compare
settings-replay-assessed = Children looked at
settings-replay-named = Noticed with these thresholds only
settings-replay-no-longer = No longer noticed
settings-replay-other-level = Another level of support
settings-replay-other-reasons = The same level, other reasons
settings-replay-alike = No difference
settings-not-named = no reason
settings-child = Child
settings-before = With those in force
settings-after = With these
settings-reasons-gone = Reasons that would go
settings-reasons-new = New reasons
settings-calendar = Calendar of the school year
settings-provisional = The dates of this year are expected from the pattern of earlier years; the Cabinet has not set them yet, or they have not been entered.
settings-year = School year
settings-institution = Institution
settings-whole-municipality = The whole municipality
settings-semesters = Semesters
settings-semester = Semester
settings-semester-1 = 1st semester
settings-semester-2 = 2nd semester
settings-grade-ends = Grade { $grade } has lessons until
settings-period = Time
settings-school-days = School days
settings-breaks = Breaks
settings-break = Which
settings-break-autumn = Autumn
settings-break-winter = Winter
settings-break-spring = Spring
settings-break-extra = Extra
settings-holidays = Public holidays
settings-date = Date
settings-holiday = Holiday
settings-holiday-new-year = New Year's Day
settings-holiday-good-friday = Good Friday
settings-holiday-easter-sunday = Easter Sunday
settings-holiday-easter-monday = Easter Monday
settings-holiday-labour-day = Labour Day
settings-holiday-independence-restoration = Restoration of Independence
settings-holiday-mothers-day = Mother's Day
settings-holiday-whit-sunday = Whit Sunday
settings-holiday-midsummer-eve = Midsummer Eve
settings-holiday-midsummer = Midsummer
settings-holiday-song-festival = Closing day of the Song and Dance Festival
settings-holiday-proclamation-day = Proclamation of the Republic
settings-holiday-christmas-eve = Christmas Eve
settings-holiday-christmas = Christmas Day
settings-holiday-second-christmas = Second day of Christmas
settings-holiday-new-years-eve = New Year's Eve
settings-moved-from = for { $from }
settings-shifted = Shifted working days
settings-shifted-off = Day off
settings-shifted-worked = Worked
settings-shifted-note = They bind State bodies and are recommended to municipalities. Whether an institution follows them is said in its own rules.
settings-shifted-empty = No shifted working days are known for this school year.
settings-exceptions = Exceptions
settings-exceptions-empty = Exceptions from the calendar will stand here: extra breaks, lessons on days off, other dates of semesters. There are none for this year.
settings-grades = Grades
settings-grades-hint = Numbers of grades with commas; empty means all.
settings-grades-all = all
settings-whose = Where
settings-whose-municipality = in the whole municipality
settings-whose-institution = in this institution
settings-remove = Remove
settings-removed-reason = Exception removed: { $source }
settings-exception-add = Add an exception
settings-exception-added = The exception is added.
settings-exception-removed = The exception is removed.
settings-exception-semester = Which semester
settings-exception-semester-hint = Only if a semester begins or ends on another day.
settings-exception-from = Day or first day
settings-exception-to = Last day
settings-exception-to-hint = Only for an extra break of several days.
settings-exception-source = Who decided it and where that is written
settings-change-extra-break = Extra break
settings-change-extra-school-day = Extra school day
settings-change-semester-begins = The semester begins on another day
settings-change-semester-ends = The semester ends on another day
settings-year-change = Dates of the school year
settings-first-from = First day of the 1st semester
settings-first-to = Last day of the 1st semester
settings-second-from = First day of the 2nd semester
settings-second-to = Last day of the 2nd semester
settings-action = May
settings-action-read = look
settings-action-write = write
settings-action-export = take out as a file
settings-access-text = This is the whole access table, just as the program uses it. What is not written here, a role cannot do.
settings-access-equal = Within the support staff rights are equal today: the speciality of a person is shown, and gives no other rights.
settings-role-why-class-teacher = The class teacher is the first to notice and speaks with the parents the same day; about children of other classes a teacher may report, not read.
settings-role-why-support-staff = Support staff help the children of their institution and so see what help needs.
settings-role-why-school-head = The head answers for the children and data of the institution and sees who has looked at them.
settings-role-why-education-board = The education board coordinates: who needs help and whether duties are met, not what was said about a child.
settings-role-why-child-rights-specialist = The child rights specialist sees children reported to be in danger, until that is settled.
settings-role-why-municipal-leadership = The leadership needs figures, not names.
settings-role-why-data-protection-officer = The data protection officer sees who looked at whom, not what they saw.
settings-role-why-administrator = The administrator keeps accounts, settings and the loading of files; children's pages are not needed for that.
settings-group-support = Support plans
settings-role-why-social-service = The social service leads social cases; it sees only the cases in which it takes part, and of the child what help needs.
settings-role-why-orphans-court = The orphans’ court leads cases of separation from the family; it sees the cases in which it takes part, and guards the secret of adoption.
settings-role-why-municipal-police = The municipal police help when asked; they see the reports to them and where to find the child.
settings-role-why-state-police = The State police see the reports to them and where to find the child.
settings-role-why-youth-worker = The youth worker involves the child; they see who the child is and the next date, not what was written of the family. They also go out to young people on no list of whom nobody knows that they study or work.
settings-role-why-pmk = The commission judges learning; it sees marks and the reports to it.
settings-role-why-probation = The probation service sees absences and the next date in cases in which it takes part.
settings-role-why-medical = The medical institution reports non-attendance; it sees the reports to it.
settings-role-why-ngo = The organisation works in its own programme; it has no data of children or cases.
settings-group-cases = Terms and order of cases
