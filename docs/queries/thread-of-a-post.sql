-- The comments of one post as an indented text. Put the post's id in; this takes the post with most comments.
-- Columns: thread
WITH asked (post_id) AS (SELECT id FROM posts ORDER BY replies DESC, position LIMIT 1)
SELECT printf('%.*c', 4 * depth + 1, ' ') || coalesce(author, '?') || ', '
       || coalesce(comment_threads.published, 'undated') || ': ' || replace(content, char(10), ' ') AS thread
FROM comment_threads JOIN comments USING (id)
WHERE comment_threads.post_id = (SELECT post_id FROM asked)
ORDER BY path;
