next-step-title = Young people on no list
next-step-lead = Young people from 15 to 29 years who are on no institution’s list any more. Outreach looks for those who are said to neither study nor work, and those of whom nothing is known. That nothing is known says nothing, neither good nor bad.
next-step-group = What is known
next-step-outreach = Those to look for
next-step-not-known = Nothing is known
next-step-elsewhere = Elsewhere or abroad by the register
next-step-ages = Age
next-step-ages-all = From 15 to 29
next-step-ages-of = From { $from } to { $to }
next-step-institution = Last institution
next-step-institution-all = All institutions
next-step-name = Name
next-step-age = Age
next-step-born = Birth date
next-step-left = Left on
next-step-left-why = Why they left
next-step-known = Next step
next-step-nothing = Nothing is known
next-step-of-day = as of { $day }
next-step-on-day = { $step }, as of { $day }
next-step-empty = Nobody of the chosen ages and institution is in this group.
next-step-shown = { $count ->
    [one] { $count } person on this page
   *[other] { $count } people on this page
}
next-step-further = Show all of this group
next-step-xlsx = Download as XLSX
next-step-csv = Download as CSV
next-step-record = Write down the next step
next-step-step = What they do
next-step-choose = Choose what they do
next-step-day = As of which day
next-step-source = From whom it is known
next-step-source-hint = Who said it, in a few words. Write nothing that is not needed to know what they do.
next-step-keep = Keep
next-step-kept = The next step is written down.
next-step-history = What was written down so far
next-step-history-none = What is found out will stand here. Nothing was written down yet.
