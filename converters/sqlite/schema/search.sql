CREATE VIRTUAL TABLE posts_fts USING fts5 (
    title, content,                   -- as in posts; rowid is posts.position
    content = 'posts', content_rowid = 'position', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO posts_fts (posts_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE comments_fts USING fts5 (
    content,                          -- as in comments; rowid is comments.position
    content = 'comments', content_rowid = 'position', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO comments_fts (comments_fts) VALUES ('rebuild');
