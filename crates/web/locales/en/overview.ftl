overview-title = Programme on one page
overview-late = Late
overview-late-none = Nothing is late.
overview-near = Beginning or ending soon
overview-near-none = Nothing begins or ends soon.
overview-more = { $count ->
    [one] { $count } more task on the page of all tasks
   *[other] { $count } more tasks on the page of all tasks
 }
overview-duties = Duties of the municipality that are late or due within a month
overview-duties-none = Nothing is due within a month, and nothing is late.
overview-indicators = Indicators in { $year }
overview-indicators-count = Number of indicators
overview-indicators-all = All indicators
overview-off-track = Indicators that do not move towards their target
overview-off-track-none = No value suggests that a target will be missed. Indicators without data are not counted here.
overview-reason = Why
overview-source = Source
overview-money = Money
overview-money-none = No amount has been written down yet.
overview-money-about = { $unknown } of { $all } activities have no amount for this year.
overview-money-all = Money by activity
overview-schools = Educational institutions
overview-schools-about = Institutions in all: { $all }. With a system, as they say themselves: { $with }; not known: { $unknown }. With a late report: { $late }.
overview-measures = Measures done
overview-submissions = Reports sent
overview-late-since = late since { $date }
