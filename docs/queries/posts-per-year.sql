-- Posts, pages and comments by the year a post was published.
-- Columns: year, posts, pages, comments
SELECT substr(month, 1, 4) AS year, sum(posts) AS posts, sum(pages) AS pages, sum(comments) AS comments
FROM posts_per_month
WHERE month IS NOT NULL
GROUP BY year
ORDER BY year;
