-- Drafts, scheduled and deleted posts and pages.
-- Columns: status, kind, id, updated_utc, title
SELECT status, kind, id, substr(coalesce(trashed, updated, published), 1, 16) AS updated_utc, title
FROM posts
WHERE status <> 'published'
ORDER BY status, position;
