-- Titles used more than once: their slugs will clash.
-- Columns: title, times, ids
SELECT title, count(*) AS times, group_concat(id, ' ') AS ids
FROM posts
WHERE title <> ''
GROUP BY title
HAVING count(*) > 1
ORDER BY times DESC, title;
