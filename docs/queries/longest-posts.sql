-- The twenty longest posts, HTML included.
-- Columns: characters, published, title, permalink
SELECT length(content) AS characters, coalesce(published_local, published) AS published, title, permalink
FROM posts
ORDER BY characters DESC, position
LIMIT 20;
