-- Labels that differ only by case: most systems will make one of them. (ASCII letters only.)
-- Columns: spellings, labels, posts
SELECT group_concat(label, ' | ') AS spellings, count(*) AS labels, sum(posts) AS posts
FROM label_counts
GROUP BY lower(label)
HAVING count(*) > 1
ORDER BY spellings;
