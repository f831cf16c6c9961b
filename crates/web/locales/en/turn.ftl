turn-title = Turn of the school year
turn-lead = From the annual marks the system proposes who moves up and who repeats; the school decides. Confirm each class by itself.
turn-empty = Classes with children on their lists on the last day of the school year will stand here.
turn-class = Class
turn-pupils = Children
turn-state = Turn
turn-done = decided about all
turn-open = { $count ->
    [one] { $count } child still to be decided about
   *[other] { $count } children still to be decided about
}
turn-class-title = Turn of the school year in class { $class }
turn-about = { $institution }, { $year }
turn-class-lead = Check the proposal beside each child. A child for whom you choose nothing stays undecided. Once confirmed, the place in this class ends on 31 August and the next begins on 1 September.
turn-not-yet = This school year can be closed from May on.
turn-decision = Decision
turn-pupil = Child
turn-next-class = Next class
turn-choice-wait = not yet decided
turn-choice-unknown = the place has ended; no reason is given
turn-choice-promoted = moves up
turn-choice-repeats = repeats the year
turn-choice-completed = finishes with a certificate
turn-choice-without-certificate = finishes with a transcript alone
turn-choice-transferred = goes to another institution
turn-choice-left-country = leaves the country
turn-choice-own-wish = leaves by own or the parents’ wish
turn-choice-other = leaves for another reason
turn-proposal-promoted = Proposed: moves up.
turn-proposal-promoted-insufficient = Proposed: moves up with one insufficient annual mark.
turn-proposal-repeats = { $count ->
    [one] Proposed: repeats the year, as { $count } annual mark is insufficient.
   *[other] Proposed: repeats the year, as { $count } annual marks are insufficient.
}
turn-proposal-no-document = Nothing proposed: it depends on the certificate, which is not in the registry.
turn-proposal-no-marks = Nothing proposed: there are no annual marks.
turn-reason = Note, such as the number of the order
turn-confirm = Confirm the decisions
turn-confirmed = { $count ->
    [one] Confirmed for { $count } child.
   *[other] Confirmed for { $count } children.
}
turn-settled = Decided already
turn-undo = What is confirmed can be undone on the files page.
