-- Where the source promises another number of comments than it has.
-- Columns: id, title, declared, counted, difference, declared_as
SELECT id, title, declared, counted, difference, declared_as
FROM declared_vs_counted
ORDER BY abs(difference) DESC, id;
