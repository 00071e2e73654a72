-- Who commented how often. Somebody with a profile is one person, whatever the name was at the time; others are told
-- apart by name and address only.
-- Columns: person, kind, comments, first, last, addresses
SELECT max(name) AS person, kind, sum(comments) AS comments, min(first) AS first, max(last) AS last,
       group_concat(DISTINCT uri) AS addresses
FROM authors_with_counts
WHERE comments > 0
GROUP BY kind, CASE WHEN profile_id <> '' THEN profile_id ELSE name || ' ' || coalesce(uri, '') END
ORDER BY sum(comments) DESC, person;
