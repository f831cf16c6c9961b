home-title = What waits for me today
home-nothing = Nothing waits today. Duties and concerns will stand here in the order of their deadlines.
home-danger = A child is or may be in danger
home-danger-text = Call at once, then write down what was done. No step has to be waited for.
home-many = { $what }: { $count ->
    [one] { $count } duty
   *[other] { $count } duties
}
home-many-overdue = { $count } overdue
home-earliest = first deadline { $date }
home-more = All duties
home-overdue = { $count ->
    [one] { $count } duty is past its deadline
   *[other] { $count } duties are past their deadlines
}
home-more-changes = All changes
home-answered = – has been answered
home-programme-decision = Version { $number } of the programme waits for the council’s decision
home-proposed-cases = { $count ->
    [one] Decide whether to open a case: grounds hold for { $count } child to involve the social service
   *[other] Decide whether to open a case: grounds hold for { $count } children to involve the social service
}
home-approve-plan = Approve a support plan: { $who }
home-approve-plans = { $count ->
    [one] { $count } support plan waits for approval
   *[other] { $count } support plans wait for approval
}
home-answer-part = Answer about your institution’s part of a support plan: { $who }
home-answer-parts = { $count ->
    [one] { $count } part of your institution in support plans waits for an answer
   *[other] { $count } parts of your institution in support plans wait for an answer
}
home-owed-public = { $count ->
    [one] { $count } episode, article or piece of news for the public waits to be published
   *[other] { $count } episodes, articles or pieces of news for the public wait to be published
}
home-submissions = { $count ->
    [one] { $count } report on pupils at risk is still to be sent
   *[other] { $count } reports on pupils at risk are still to be sent
}
home-programme-duties = { $count ->
    [one] { $count } duty of the programme waits for the education board
   *[other] { $count } duties of the programme wait for the education board
}
home-changes = What changed since the last visit ({ $at })
home-changes-week = What changed in the last seven days
home-and-more = { $names } and { $count } more
home-nothing-administrator = Nothing waits today. Files to load or to discard, data that have grown old and accounts that somebody needs will stand here.
home-nothing-data-protection-officer = Nothing waits today. Should the audit log no longer be whole, it will be said here; what was done with the data stands below.
home-nothing-municipal-leadership = Nothing waits today. Institutions with deadlines that have passed, without concerns or with old data will stand here.
home-first = first
home-first-institutions = Load the institutions
home-first-institutions-why = Without them neither children can be loaded nor roles at schools be given. After them load the children and where they learn.
home-first-accounts = Make accounts for those who will work here
home-first-accounts-why = Only you have an account so far. Each role sees no more than it needs to know.
home-file = The file “{ $file }” waits: load it or discard it
home-files = { $count ->
    [one] { $count } file waits: load it or discard it
   *[other] { $count } files wait: load them or discard them
}
home-file-wrong = { $count ->
    [one] { $count } row with an error
   *[other] { $count } rows with errors
}
home-file-new = not checked yet
home-file-kept = kept until { $at }
home-file-left-out = – loaded without its wrong rows: { $count }
home-never = { $count ->
    [one] { $count } kind of data was never loaded
   *[other] { $count } kinds of data were never loaded
}
home-old = { $kind }: load the newest file
home-old-state = old
home-old-day = newest data: { $date }
home-unused = { $count ->
    [one] { $count } account waits for its first sign-in with a password of its own
   *[other] { $count } accounts wait for their first sign-in with a password of their own
}
home-locked = { $count ->
    [one] { $count } account is locked for a while after wrong passwords
   *[other] { $count } accounts are locked for a while after wrong passwords
}
home-locked-until = locked until { $at }
home-loaded = { $count ->
    [one] { $count } file was loaded
   *[other] { $count } files were loaded
}
home-watch-reads = { $count ->
    [one] Children’s data were looked at once
   *[other] Children’s data were looked at { $count } times
}
home-watch-exports = { $count ->
    [one] Children’s data were taken out as a file once
   *[other] Children’s data were taken out as a file { $count } times
}
home-watch-rights = { $count ->
    [one] Accounts and rights were changed once
   *[other] Accounts and rights were changed { $count } times
}
home-watch-sign-ins = { $count ->
    [one] Failed sign-ins and locked accounts: { $count } entry
   *[other] Failed sign-ins and locked accounts: { $count } entries
}
home-watch-undone = { $count ->
    [one] { $count } load was undone
   *[other] { $count } loads were undone
}
home-watch-settings = { $count ->
    [one] Settings were changed once
   *[other] Settings were changed { $count } times
}
home-broken = The audit log is broken at entry { $place }
home-broken-why = Somebody changed what had been written. Find out who and when, and keep the log as it is.
home-whole = { $count ->
    [one] The last entry of the audit log is whole.
   *[other] The last { $count } entries of the audit log are whole.
}
home-whole-all = Check the whole log
home-municipality = All institutions
home-late-state = past its deadline
home-late = { $institution }: { $count ->
    [one] { $count } overdue duty
   *[other] { $count } overdue duties
}
home-late-many = { $institutions ->
    [one] { $institutions } institution has
   *[other] { $institutions } institutions have
} overdue duties, { $count } in all
home-late-withheld = { $institution }: overdue duties, their number is withheld
home-late-many-withheld = { $institutions ->
    [one] { $institutions } institution has
   *[other] { $institutions } institutions have
} overdue duties, their number is withheld
home-silent = { $institution }: there are children with signs, and nobody has reported
home-silent-many = { $count ->
    [one] In { $count } institution there are children with signs, and nobody has reported
   *[other] In { $count } institutions there are children with signs, and nobody has reported
}
home-unanswered = { $institution }: concerns were not answered in time
home-unanswered-many = { $count ->
    [one] In { $count } institution concerns were not answered in time
   *[other] In { $count } institutions concerns were not answered in time
}
home-unattended = { $institution }: there is open work, and nobody in the program who answers for it
home-unattended-many = { $count ->
    [one] In { $count } institution there is open work, and nobody in the program who answers for it
   *[other] In { $count } institutions there is open work, and nobody in the program who answers for it
}
home-unattended-work = Open duties: { $duties }; cases in which it takes part: { $cases }
home-old-school = { $institution }: its data on absences have grown old
home-old-school-many = { $count ->
    [one] In { $count } school the data on absences have grown old
   *[other] In { $count } schools the data on absences have grown old
}
home-no-data-school = { $institution }: no data on absences
home-no-data-school-many = { $count ->
    [one] { $count } school has no data on absences
   *[other] { $count } schools have no data on absences
}
home-newly-late = { $count ->
    [one] { $count } more duty is past its deadline
   *[other] { $count } more duties are past their deadline
}
home-newly-late-few = A few more duties are past their deadline (fewer than { $count })
home-reported = { $count ->
    [one] { $count } new concern was reported at the schools
   *[other] { $count } new concerns were reported at the schools
}
home-reported-few = A few new concerns were reported at the schools (fewer than { $count })
home-loaded-kinds = New data were loaded: { $kinds }
home-meeting = Meeting: { $body }
home-decisions = { $count ->
    [one] Carry out a decision of a meeting
   *[other] Carry out { $count } decisions of meetings
}
home-decisions-judge = { $count ->
    [one] Judge the result of a decision
   *[other] Judge the results of { $count } decisions
}
