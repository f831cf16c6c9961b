-- The history of a case goes only with the case, when two people have removed closed cases whose time is over.
@stays case_events UNLESS EXISTS (SELECT 1 FROM cases k JOIN removals r ON r.municipality_id = k.municipality_id WHERE k.id = OLD.case_id AND k.state = 'closed' AND r.kind = 'cases' AND r.state = 'removed' AND k.closed_day < r.before_day)
