pupils-title = Children who may need support
pupils-name = Name
pupils-class = Class
pupils-reasons = Reasons
pupils-trend = Lessons missed by week, 8 weeks
pupils-next = Next step
pupils-next-step = { $step }, by { $due }
pupils-responsible = Class teacher
pupils-more-reasons = { $count ->
    [one] and { $count } more reason
   *[other] and { $count } more reasons
}
pupils-shown = { $count ->
    [one] { $count } child on this page
   *[other] { $count } children on this page
}
pupils-empty = Children will stand here when the school's data give a reason to look more closely. For the chosen filters there are none now.
pupils-unknown-class = “{ $value }” is no class. Enter a grade, for example 8, or a class, for example 8.b. No children are shown.
pupils-unknown-level = There is no level of support “{ $value }”. Choose a level from the list. No children are shown.
pupils-unknown-institution = Institution “{ $value }” is not among those that you see. Choose one from the list. No children are shown.
pupils-everybody = Also show children without any reason
pupils-filter-name = Name or personal code
pupils-filter-class = Class
pupils-filter-level = Level of support
pupils-filter-reason = Reason
pupils-filter-reason-all = All reasons
pupils-filter-show = What to show
pupils-filter-everybody = The others
pupils-filter-institution = Institution
pupils-filter-institution-all = All institutions
pupils-show-all = Everybody
pupils-show-overdue = With a passed deadline
pupils-show-new = New in the last seven days
pupils-show-not-enough-data = Without enough data
pupils-xlsx = Download as XLSX
pupils-csv = Download as CSV
pupils-filter-group = Target group
