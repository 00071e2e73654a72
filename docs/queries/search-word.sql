-- Posts and comments that contain a word, with what stands around it. Put the word where it says storm. Ignores case
-- in ASCII letters only; see full-text-search.sql for more.
-- Columns: what, id, title, passage
WITH asked (word) AS (VALUES ('storm')),
     found (what, id, title, content, place) AS (
         SELECT kind, id, title, content, instr(lower(content), lower(word)) FROM posts, asked
         WHERE instr(lower(content), lower(word)) > 0 OR instr(lower(title), lower(word)) > 0
         UNION ALL
         SELECT 'comment', comments.id, posts.title, comments.content, instr(lower(comments.content), lower(word))
         FROM asked, comments JOIN posts ON posts.id = comments.post_id
         WHERE instr(lower(comments.content), lower(word)) > 0
     )
SELECT what, id, title, replace(substr(content, max(place - 30, 1), 80), char(10), ' ') AS passage
FROM found;
