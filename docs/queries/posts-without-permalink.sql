-- Published posts and pages whose address is not known: nothing can redirect to them.
-- Columns: id, kind, published, title
SELECT id, kind, published, title
FROM posts_with_counts
WHERE permalink IS NULL AND status = 'published';
