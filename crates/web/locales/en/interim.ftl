interim-title = Mid-term evaluation
interim-years = Years of the programme
interim-due = Due by the programme
interim-files = The evaluation as a file
interim-write = Write proposed changes in the yearly report
