-- Replies to comments that are not here: mostly deleted ones.
-- Columns: id, missing_parent, published, author, title
SELECT comments.id, parent_id AS missing_parent, coalesce(comments.published_local, comments.published) AS published,
       persons.name AS author, posts.title
FROM comments JOIN posts ON posts.id = comments.post_id LEFT JOIN persons ON persons.id = comments.author_id
WHERE parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM comments AS parent WHERE parent.id = comments.parent_id)
ORDER BY comments.position;
