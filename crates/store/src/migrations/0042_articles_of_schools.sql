-- An article in the paper of the municipality is owed by each school: what a head marked when one mark stood for all of them is that of their own
-- school.
UPDATE programme_deeds SET institution_id = (
  SELECT MIN(a.institution_id) FROM assignments a WHERE a.user_id = programme_deeds.user_id AND a.role = 'school_head'
) WHERE code = 'newspaper_article' AND institution_id IS NULL;
