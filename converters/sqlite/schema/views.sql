CREATE VIEW posts_with_counts AS
-- Posts and pages in order. `published` is on the blog's clock where that is known, else UTC.
-- declared: comments the source says there are; counted: comments found in the source; difference: declared - counted.
SELECT posts.id,
       coalesce(published_local, substr(published, 1, 19)) AS published,
       posts.kind,
       status,
       title,
       persons.name AS author,
       replies_declared AS declared,
       replies AS counted,
       replies_declared - replies AS difference,
       permalink
FROM posts LEFT JOIN persons ON persons.id = posts.author_id
ORDER BY posts.position;

CREATE VIEW comment_threads AS
-- Every comment below the one it replies to. root: the comment its thread begins with; depth: 0 for that one;
-- path: positions from the root on, so that ORDER BY path reads as on the page. A reply whose parent is not on the
-- same post begins a thread of its own. Replies deeper than 999 are left out.
WITH RECURSIVE thread (position, id, post_id, parent_id, root, depth, path) AS (
    SELECT position, id, post_id, parent_id, id, 0, printf('%08d', position)
    FROM comments AS c
    WHERE parent_id IS NULL
       OR NOT EXISTS (SELECT 1 FROM comments AS p WHERE p.id = c.parent_id AND +p.post_id = c.post_id)
    UNION ALL
    -- The plus keeps SQLite from looking for a reply among all comments of the post.
    SELECT c.position, c.id, c.post_id, c.parent_id, root, depth + 1, path || '/' || printf('%08d', c.position)
    FROM thread CROSS JOIN comments AS c ON c.parent_id = thread.id AND +c.post_id = thread.post_id
    WHERE depth < 999
)
SELECT thread.post_id,
       thread.id,
       root,
       depth,
       coalesce(published_local, substr(published, 1, 19)) AS published,
       comments.status,
       persons.name AS author,
       thread.parent_id,
       path
FROM thread CROSS JOIN comments ON comments.position = thread.position
     LEFT JOIN persons ON persons.id = comments.author_id
ORDER BY path;

CREATE VIEW declared_vs_counted AS
-- Posts whose declared number of comments is not the number found. in_database: what filters left of them.
SELECT id, title, replies_declared AS declared, replies AS counted, replies_declared - replies AS difference,
       (SELECT count(*) FROM comments WHERE comments.post_id = posts.id) AS in_database,
       replies_declared_raw AS declared_as
FROM posts
WHERE replies_declared <> replies
ORDER BY position;

CREATE VIEW untitled_posts AS
SELECT id, kind, status, coalesce(published_local, substr(published, 1, 19)) AS published,
       length(content) AS characters, permalink
FROM posts
WHERE trim(title) = ''
ORDER BY position;

CREATE VIEW posts_per_month AS
-- By the blog's clock where it is known, else UTC; month is NULL for undated posts. posts and pages: published ones;
-- unpublished: drafts, scheduled and trashed posts and pages; comments: of the posts of that month.
SELECT substr(coalesce(published_local, published), 1, 7) AS month,
       sum(kind = 'post' AND status = 'published') AS posts,
       sum(kind = 'page' AND status = 'published') AS pages,
       sum(status <> 'published') AS unpublished,
       sum(replies) AS comments
FROM posts
GROUP BY month
ORDER BY month IS NULL, month;

CREATE VIEW label_counts AS
-- posts and pages: published ones; unpublished: drafts, scheduled and trashed.
SELECT CASE categories.label WHEN '' THEN term ELSE categories.label END AS label,
       sum(kind = 'post' AND status = 'published') AS posts,
       sum(kind = 'page' AND status = 'published') AS pages,
       sum(status <> 'published') AS unpublished,
       substr(min(coalesce(published_local, published)), 1, 10) AS first,
       substr(max(coalesce(published_local, published)), 1, 10) AS last,
       scheme
FROM categories JOIN post_categories ON post_categories.category_id = categories.id
     JOIN posts ON posts.id = post_categories.post_id
GROUP BY categories.id
ORDER BY count(*) DESC, term, categories.id;

CREATE VIEW drafts AS
SELECT posts.id, posts.kind, title, persons.name AS author,
       coalesce(published_local, substr(published, 1, 19)) AS published,
       substr(updated, 1, 19) AS updated_utc,
       length(content) AS characters
FROM posts LEFT JOIN persons ON persons.id = posts.author_id
WHERE status = 'draft'
ORDER BY posts.position;

CREATE VIEW orphan_overview AS
-- Comments whose post is not in the source, by post. blog: the blog they were written on, if another.
SELECT reason, blog, post_id, count(*) AS comments,
       count(DISTINCT author_id) AS persons,
       substr(min(published), 1, 10) AS first,
       substr(max(published), 1, 10) AS last
FROM orphan_comments
GROUP BY reason, blog, post_id
ORDER BY reason, count(*) DESC, min(position);

CREATE VIEW authors_with_counts AS
-- Everybody who wrote posts, pages or comments. A person who changed name, address or picture has several rows.
WITH written (person_id, posts, pages, comments, first, last) AS (
    SELECT person_id, sum(kind = 'post'), sum(kind = 'page'), 0, min(published), max(published)
    FROM post_authors JOIN posts ON posts.id = post_authors.post_id GROUP BY person_id
    UNION ALL
    SELECT author_id, 0, 0, count(*), min(published), max(published)
    FROM comments WHERE author_id IS NOT NULL GROUP BY author_id
)
SELECT persons.id, name, kind, sum(posts) AS posts, sum(pages) AS pages, sum(comments) AS comments,
       substr(min(first), 1, 10) AS first,
       substr(max(last), 1, 10) AS last,
       profile_id,
       uri
FROM written JOIN persons ON persons.id = written.person_id
GROUP BY persons.id
ORDER BY sum(posts) + sum(pages) DESC, sum(comments) DESC, persons.id;

CREATE VIEW timeline AS
-- Posts, pages and comments as they were published; undated ones are left out. post_id: the post itself, or the one
-- commented on.
SELECT published AS utc, coalesce(published_local, substr(published, 1, 19)) AS published, posts.kind AS what, status,
       persons.name AS author, title, posts.id AS id, posts.id AS post_id
FROM posts LEFT JOIN persons ON persons.id = posts.author_id
WHERE published IS NOT NULL
UNION ALL
SELECT comments.published, coalesce(comments.published_local, substr(comments.published, 1, 19)), 'comment',
       comments.status, persons.name, title, comments.id, comments.post_id
FROM comments JOIN posts ON posts.id = comments.post_id LEFT JOIN persons ON persons.id = comments.author_id
WHERE comments.published IS NOT NULL
ORDER BY 1;
