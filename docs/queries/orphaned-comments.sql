-- Comments whose post is not in the source, with the post they name.
-- Columns: reason, blog, post_id, published, author, comment
SELECT reason, blog, post_id, coalesce(published_local, published) AS published, persons.name AS author,
       content AS comment
FROM orphan_comments LEFT JOIN persons ON persons.id = orphan_comments.author_id
ORDER BY orphan_comments.position;
