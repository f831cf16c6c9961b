message-title = Messages
message-unread-count = { $count ->
    [one] { $count } unread message
   *[other] { $count } unread messages
}
message-what = What happened
message-when = When
message-state = State
message-read = read
message-unread = unread
message-read-all = Mark all as read
message-gone = What this message tells of has been removed, or is not open to you any more.
message-all-are-read = All messages are marked as read.
message-empty = Messages will stand here: about reports of staff, answers, meetings and deadlines. There are none now.
message-kind-other = A new message
message-kind-child-in-danger = A report says that a child is or may be in danger. Act today.
message-kind-concern-sent = A colleague sent a report to the support team
message-kind-concern-answered = Your report was answered
message-kind-duties-near = { $count ->
    [one] { $count } duty falls due soon
   *[other] { $count } duties fall due soon
}
message-kind-duties-overdue = { $count ->
    [one] { $count } duty is overdue
   *[other] { $count } duties are overdue
}
message-choice-title = Messages by e-mail and in your calendar
message-choose = Save
message-choice-kept = Your choice is saved.
message-delivery = How should messages be e-mailed?
message-delivery-hint = An e-mail never holds a child's name, only a link to Balsts. Of a child in danger you are always told at once.
message-delivery-at-once = Each at once
message-delivery-daily = Once a day, all together
message-delivery-none = Not at all, I read them here
message-calendar = Deadlines in your calendar
message-calendar-text = Your calendar program can show the deadlines, meetings and days of decisions of Balsts. The calendar holds no names, only days and numbers. Its address is a secret: give it to nobody.
message-calendar-copy = Copy this address into your calendar program now. It will not be shown again.
message-calendar-is-on = Your calendar has an address. If it is lost or somebody else knows it, make a new one: the old one then leads nowhere.
message-calendar-make = Make an address
message-calendar-renew = Make a new address
message-calendar-drop = Take the address back
message-calendar-is-off = The address of your calendar is taken back.
message-calendar-name = Balsts
message-calendar-deadlines = { $count ->
    [one] Balsts: { $count } deadline
   *[other] Balsts: { $count } deadlines
}
message-mail-subject = { $count ->
    [one] Balsts: a new message
   *[other] Balsts: { $count } new messages
}
message-mail-subject-urgent = Balsts: an urgent message
message-mail-text = { $count ->
    [one] You have a new message in Balsts. To read it, open:
   *[other] You have { $count } new messages in Balsts. To read them, open:
}
message-mail-choose = Choose how you are told here: { $link }
message-kind-meeting-called = You are called to a meeting
message-kind-meeting-moved = A meeting takes place at another time or place
message-kind-meeting-cancelled = A meeting is called off
message-kind-decision-assigned = A meeting gave you a task
message-kind-decisions-overdue = { $count ->
    [one] { $count } decision of a meeting is overdue
   *[other] { $count } decisions of meetings are overdue
}
message-calendar-meeting = { $body }: meeting
message-calendar-decision-done = { $body }: a decision is to be carried out
message-calendar-decision-judge = { $body }: the result of a decision is to be judged
message-kind-meeting-near = A meeting to which you are called is near
message-kind-meeting-due = A body that you lead still has to hold a meeting
message-kind-decisions-near = { $count ->
    [one] { $count } decision of a meeting falls due soon
   *[other] { $count } decisions of meetings fall due soon
}
message-kind-centre-asked = An institution asks the support centre for advice
message-kind-centre-answered = The support centre has answered
message-kind-case-returned = The cooperation group has returned a case for which you answer
message-kind-case-before-group = A case waits for the cooperation group
message-kind-case-reported = A report was sent to your institution
message-kind-lead-proposed = Your institution is asked to lead a case
message-kind-case-written = Something new was written in a case in which your institution takes part
message-kind-case-invited = Your institution is invited to take part in a case
message-kind-report-answered = An institution has answered a report that you wrote
message-kind-plan-to-approve = A support plan waits for your approval
message-kind-plan-in-force = A support plan that you wrote is in force
message-kind-plan-sent-back = A support plan that you wrote was sent back to be completed
message-kind-plan-part-written = A school has written or changed your institution’s part of a support plan
message-kind-plan-part-answered = An institution has answered about its part of a support plan that you wrote
message-kind-plan-part-rearranged = In a support plan in force at your institution, the part of another institution was changed
message-kind-programme-tasks-near = { $count ->
    [one] { $count } task of the programme ends soon
   *[other] { $count } tasks of the programme end soon
}
message-kind-programme-tasks-overdue = { $count ->
    [one] { $count } task of the programme is overdue
   *[other] { $count } tasks of the programme are overdue
}
message-kind-unclaimed-tasks-near = { $count ->
    [one] { $count } task of the programme for which nobody has an account ends soon
   *[other] { $count } tasks of the programme for which nobody has an account end soon
}
message-kind-unclaimed-tasks-overdue = { $count ->
    [one] { $count } task of the programme for which nobody has an account is overdue
   *[other] { $count } tasks of the programme for which nobody has an account are overdue
}
message-kind-submissions-near = { $count ->
    [one] { $count } submission of your school is due soon
   *[other] { $count } submissions of your school are due soon
}
message-kind-submissions-overdue = { $count ->
    [one] { $count } submission of your school is overdue
   *[other] { $count } submissions of your school are overdue
}
message-kind-programme-duties-near = { $count ->
    [one] { $count } duty of the programme is due soon
   *[other] { $count } duties of the programme are due soon
}
message-kind-programme-duties-overdue = { $count ->
    [one] { $count } duty of the programme is overdue
   *[other] { $count } duties of the programme are overdue
}
