duty-viis-report = Report the absence in VIIS
duty-contact-parents = Contact the parents about the absence
duty-protect-child = Report today that a child is in danger
duty-answer-concern = Answer a staff concern
duty-settle-concern = Support team to settle a concern
duty-decide-level = Decide on the level of support
duty-explain-child = Find out why a child is on no list
