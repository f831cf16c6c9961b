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
home-changes = What changed since the last visit
home-more-changes = All changes
home-answered = – has been answered
home-approve-plan = Approve a support plan: { $who }
