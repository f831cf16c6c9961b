loads-title = Files
loads-lead = Files of schools and the municipality become records in four steps: upload, check, review, load. Nothing changes before the load.
loads-add = Load a file
loads-add-kind = Load: { $kind }
loads-other-kind = Another kind of file
loads-choose-kind = Choose what the file is about. The kinds stand in the order in which they build on one another.
loads-list = Loads
loads-empty = Loaded files will stand here: who loaded what and when, and what changed. Nothing has been loaded yet.
loads-waiting = Your files that are not loaded yet
loads-ages = How old the data are
loads-ages-empty = Here you will see when each kind was last loaded.
loads-newest = Last loaded or confirmed
loads-age = Age
loads-days-ago = { $days ->
    [0] today
    [one] { $days } day ago
   *[other] { $days } days ago
}
loads-kind = Kind
loads-source = Source
loads-source-hint = The system or papers that the file was taken from. May stay open if the layout names its source.
loads-source-choose = Choose where the file comes from
loads-source-note = Source in words
loads-source-note-hint = Needed for another source; else a remark worth knowing.
loads-source-unsaid = source not named
loads-source-never = nothing has been loaded from this source yet
loads-sources = Sources
loads-sources-note = The list has the systems and papers that the municipalities' programmes take data from, those too from which nothing has been loaded yet.
loads-as-of = As of
loads-as-of-hint = The day on which the file is right. If left open, it is the day of the load.
loads-as-of-day = as of { $day }
loads-as-of-loading = the day of the load
loads-file = File
loads-file-limit = CSV or XLSX, not larger than { $megabytes } MB.
loads-when = When
loads-who = Who
loads-by-command-line = from the command line
loads-new = New
loads-changed = Changed
loads-gone = Gone
loads-unchanged = Unchanged
loads-counts = New { $new }, changed { $changed }, gone { $gone }, unchanged { $unchanged }
loads-undo = Undo the load
loads-undo-text = The load can be undone completely as long as its time has not passed and nothing later builds on these data.
loads-undone = The load is undone: the records are what they were before it.
loads-undone-at = Undone { $at }
loads-template = Download an empty table to fill in (CSV)
loads-columns = Columns
loads-column = Column
loads-column-aliases = What it may be called
loads-column-need = Whether it is needed
loads-column-accepts = What is accepted
loads-need-required = Required
loads-need-optional = May be absent
loads-need-one-of = This one or the one that stands for it
loads-profile = Layout of the file
loads-profile-hint = If the file comes straight from a journal, choose its layout.
loads-profile-none = Columns as in the table below
loads-profile-own = A layout of your own
loads-own-profile = Text of the layout
loads-own-profile-hint = TOML as in docs/import-profiles.md. If anything stands here, it is taken instead of the layout chosen.
loads-own-profile-file = File of the layout
loads-own-profile-file-hint = The same TOML file that the command line takes with --profile.
loads-profile-journal-lessons = Journal, a row for each lesson
loads-profile-journal-day = Journal, a row for each day
loads-profile-period-totals = Totals of a period
loads-snapshot = Completeness
loads-snapshot-yes = The file holds everything about its kind, institutions and time
loads-snapshot-hint = Records that the file no longer holds are then marked as gone.
loads-snapshot-chosen = The file holds everything about its kind, institutions and time
loads-skip-bad-rows = Rows with errors
loads-skip-bad-rows-yes = Load the good rows even if others have errors
loads-skip-bad-rows-chosen = Good rows are loaded even if others have errors
loads-skip-bad-rows-now = { $count ->
    [one] Load without the row that has { $count } error
   *[other] Load without the rows that have { $count } errors
}
loads-reading = If the file is not read properly
loads-encoding = Encoding
loads-separator = Separator
loads-separator-tab = tab
loads-sheet = Sheet
loads-find-out = Find out
loads-check = Check the file
loads-running = The file is being worked on
loads-running-text = The page renews itself every three seconds. You may close it: the work goes on, and the file will be in the list.
loads-running-again = Renew now
loads-step-reading = Reading and checking rows
loads-step-comparing = Comparing with what is stored
loads-step-storing = Loading
loads-review = What will change
loads-unchecked = The file has not been checked yet
loads-row = Row
loads-value = Value
loads-value-none = (empty)
loads-error = What is wrong
loads-errors = Errors
loads-errors-all = { $count ->
    [one] { $count } error in all.
   *[other] { $count } errors in all.
}
loads-errors-download = Download the table of rows with errors, mend it and upload it
loads-warnings = Worth knowing
loads-warnings-more = { $count ->
    [one] and { $count } more remark
   *[other] and { $count } more remarks
}
loads-preview-new = New: { $count }
loads-preview-changed = Changed: { $count }
loads-preview-gone = Gone: { $count }
loads-preview-first = The first { $shown } of { $count } are shown.
loads-refused-bad-rows = { $count ->
    [one] The file has { $count } error, so nothing was loaded. Mend it, or load without the row.
   *[other] The file has { $count } errors, so nothing was loaded. Mend them, or load without these rows.
}
loads-refused-large-change = { $changed } would change and { $gone } would go of { $stored } records. That is unusually much; make sure that this is the right file.
loads-brake = A large change
loads-brake-accept = I have looked at it, and so much is really to change
loads-nothing-to-do = Everything in the file is loaded already. If you confirm it, it will be seen that the data still hold; no record changes.
loads-confirm = Confirm that nothing has changed
loads-load = Load
loads-discard = Do not load, delete the uploaded file
loads-discarded = The file is deleted. Nothing has changed.
loads-discarded-title = This file was not loaded
loads-done-title = The file is loaded
loads-nothing-title = Confirmed: nothing has changed
loads-stopped = The work stopped. Try again; if it happens again, get in touch with the administrator.
loads-broke-off = The upload broke off. Try again.
loads-kind-institutions = Educational institutions
loads-kind-staff = Support staff
loads-kind-pupils = Children
loads-kind-guardians = Guardians
loads-kind-class-teachers = Class teachers
loads-kind-enrolments = Lists of institutions
loads-kind-absences = Lessons missed
loads-kind-absence-totals = Totals of absences
loads-kind-lessons = Lessons held
loads-kind-marks = Marks
loads-kind-exams = Central exams
loads-kind-incidents = Incidents
loads-kind-extracurricular = Extracurricular activities
loads-kind-declared-children = Declared children
loads-kind-circumstances = Circumstances
loads-kind-support-plans = Support plans of earlier years
loads-kind-consultations = Consultations of earlier years
loads-kind-participation = Participants of programmes and events
loads-kind-survey-answers = Answers of surveys
loads-kind-merge = Correction: two records of one child
loads-kind-code = Correction: a child's code
loads-kind-turn = Turn of the school year
loads-about-institutions = Which educational institutions the municipality has.
loads-about-staff = Support staff of institutions by role and full-time equivalent.
loads-about-pupils = Names, codes and birth dates of children.
loads-about-guardians = Whom to call about a child.
loads-about-class-teachers = Who is the teacher of which class.
loads-about-enrolments = Which child is on the list of which institution and class, from when to when.
loads-about-absences = Each missed lesson with its kind: excused, unexcused, illness.
loads-about-absence-totals = How many lessons were missed in a period, where a journal does not give each lesson.
loads-about-lessons = How many lessons a class had; without it nobody can say what share was missed.
loads-about-marks = Marks by subject.
loads-about-exams = Results of central exams.
loads-about-incidents = The institution's register of incidents.
loads-about-extracurricular = Which child goes to which activity.
loads-about-declared-children = Children declared in the municipality; they show who is on no institution's list.
loads-about-circumstances = Circumstances registered by institutions, seen by support staff only.
loads-about-support-plans = Individual support plans made earlier.
loads-about-consultations = Hours of consultations given earlier, by subject and specialist.
