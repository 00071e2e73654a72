-- The best matches of a full-text search. Put what you look for where it says storm: words, "a phrase", a NEAR b,
-- begin*. See https://www.sqlite.org/fts5.html, section 3.
-- Needs: -O fts=yes
-- Columns: id, title, passage
WITH asked (words) AS (VALUES ('storm'))
SELECT posts.id, posts.title, snippet(posts_fts, 1, '[', ']', '...', 12) AS passage
FROM posts_fts JOIN posts ON posts.position = posts_fts.rowid
WHERE posts_fts MATCH (SELECT words FROM asked)
ORDER BY posts_fts.rank
LIMIT 20;
