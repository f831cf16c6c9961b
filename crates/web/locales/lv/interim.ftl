interim-title = Starpposma izvērtējums
interim-years = Programmas gadi
interim-due = Programmā noteiktais termiņš
interim-files = Izvērtējums datnē
interim-write = Rakstīt ierosinātās izmaiņas gada pārskatā
