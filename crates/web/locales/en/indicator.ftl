indicator-page = Indicators of the programme
indicator-about = Values that can be computed from records compute themselves; the others a person types with the source. A value of a school year stands under the year in which it ends.
indicator-years = Year
indicator-summary = Met: { $met }. On track: { $on-track }. Off track: { $off-track }. Without baseline: { $no-baseline }. Without data: { $no-data }. Not shown: { $not-shown }.
indicator-age = The newest file was loaded on { $at }.
indicator-age-none = No file has been loaded yet.
indicator-compute = Compute anew
indicator-csv = Download as CSV
indicator-xlsx = Download as XLSX
indicator-computed = The indicators are computed.
indicator-empty = The indicators of the programme will stand here.
indicator-level-universal = Universal prevention
indicator-level-targeted = Targeted prevention
indicator-level-tailored = Tailored prevention
indicator-level-none = Without a level in the programme
indicator-title = Indicator
indicator-baseline = Baseline
indicator-value = Value
indicator-value-of = Value of { $year }
indicator-targets = Targets
indicator-status = How it stands
indicator-data-source = Source of data by the programme
indicator-status-met = met
indicator-status-on-track = on track
indicator-status-off-track = off track
indicator-status-no-baseline = no baseline
indicator-status-no-data = no data
indicator-status-not-shown = not shown
indicator-reason-no-value = There is no value of this year yet.
indicator-reason-no-target = The programme sets no target.
indicator-reason-no-start = There is neither a baseline nor an earlier value to compare with.
indicator-reason-reached = The target of { $year }, { $bound }, is reached.
indicator-reason-missed = The target of { $year }, { $bound }, is not reached.
indicator-reason-ahead-of-path = On the straight way to { $year } it would be { $expected }; the value is there or better.
indicator-reason-behind-path = On the straight way to { $year } it would be { $expected }; the value is worse.
indicator-reason-moved-right = It has moved the way it should, from { $from }.
indicator-reason-moved-wrong = It has moved the other way, from { $from }.
indicator-reason-unmoved = It has not changed.
indicator-reason-judged = A person decided so; the reason stands below.
indicator-reason-not-judged = The target is told in words: a person has to judge.
indicator-reason-of-parts = Of several values the one that stands worst counts.
indicator-reason-not-shown = Few children stand behind a value, so neither it nor how it stands is shown here.
indicator-missing = no data: needed are { $needs }
indicator-no-data = no data
indicator-withheld = withheld
indicator-withheld-why = Few children stand behind this figure, so it is not shown here.
indicator-several = several values
indicator-is-typed = typed
indicator-baseline-measured = { $value }, the first value, of { $year }
indicator-baseline-pending = to be set by { $date }
indicator-baseline-none = not given
indicator-target-up = ↑ more than before
indicator-target-down = ↓ less than before
indicator-target-words = told in words
indicator-pending = { $count ->
    [one] One baseline is still to be set:
   *[other] { $count } baselines are still to be set:
 }
indicator-pending-due = by { $date }
indicator-pending-late = was to be set by { $date }
indicator-counted = { $some } of { $all }
indicator-part = Part: { $part }.
indicator-assumption = Part of this is an assumption: no source says it in full.
indicator-defined-by = by the programmes of: { $source }
indicator-span-school-year = the school year that ends in the year
indicator-span-calendar-year = the calendar year
indicator-span-day = as of the newest day known up to the end of the school year
indicator-left-out = { $count ->
    [one] One institution is left out: its records are missing.
   *[other] { $count } institutions are left out: their records are missing.
 }
indicator-doubts = The programme keeps this as it was adopted, but it is doubtful:
indicator-doubt-looser-than-baseline = The target of { $year }, { $target }, asks less than the baseline { $baseline }.
indicator-doubt-same-as-baseline = The target of { $year } has the number of the baseline: { $value }.
indicator-doubt-loosens = The target of { $to } asks less than that of { $from }.
indicator-doubt-over-hundred = More than a hundred per cent is not possible: { $value }.
indicator-doubt-baseline-after-target = The baseline is to be set in { $planned }, but the first target is of { $first }.
indicator-doubt-turns-around = Until { $from } the value is to move one way, until { $to } the other.
indicator-doubt-no-target = There is no target.
indicator-chart = Through the years, { $unit }
indicator-year = Year
indicator-down = The records behind it
indicator-down-pupils = Pupils counted in this figure
indicator-down-schools = How many of those counted each institution has
indicator-pupils-title = Who is counted: { $indicator }
indicator-pupils-about = Pupils whom the indicator counts in { $year } by the records of today, and whom you may see. If data were loaded since the indicator was computed, compute it anew.
indicator-pupils-count = { $count ->
    [one] { $count } pupil
   *[other] { $count } pupils
}
indicator-pupils-first = { $count ->
    [one] The first { $count } is shown.
   *[other] The first { $count } are shown.
}
indicator-pupils-none = No pupil whom you may see is counted in this year.
indicator-schools-about = How many of the pupils whom the indicator counts in { $year }, by the records of today, each institution has on its lists. Which pupils have a support plan you are not shown: plans are read at the institution that helps the child. Who is on no list any more is in the number of all alone.
indicator-schools-pupils = Pupils counted
indicator-schools-none = No institution has anybody who is counted in this year.
indicator-type = Type a value
indicator-type-computed = This value is computed from records. What you type takes its place for the year, and both stay on record.
indicator-typed-values = Typed values
indicator-typed-none = Nobody has typed a value.
indicator-period = Period
indicator-period-hint = For example: 2025/26, or May 2026
indicator-source = Source
indicator-source-hint = Document or system, and who summed it up
indicator-why = Why
indicator-who = Who and when
indicator-value-hint = A number: 27 or 0.94
indicator-numerator = How many
indicator-denominator = Of how many
indicator-denominator-hint = A share is worked out from both where no value is typed
indicator-judge = How it stands, where the target is told in words
indicator-judge-not = Not judged
indicator-keep = Keep the value
indicator-kept = The value is kept.
