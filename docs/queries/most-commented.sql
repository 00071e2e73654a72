-- The twenty posts with most comments.
-- Columns: comments, published, title, permalink
SELECT counted AS comments, published, title, permalink
FROM posts_with_counts
WHERE counted > 0
ORDER BY counted DESC, published
LIMIT 20;
