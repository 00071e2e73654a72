-- Everything one person wrote below posts. Put the name where it says Anonymous.
-- Columns: published, title, comment
WITH asked (name) AS (VALUES ('Anonymous'))
SELECT coalesce(comments.published_local, comments.published) AS published, posts.title, comments.content AS comment
FROM comments JOIN persons ON persons.id = comments.author_id JOIN posts ON posts.id = comments.post_id
WHERE persons.name = (SELECT name FROM asked)
ORDER BY comments.position;
