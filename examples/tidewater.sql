SELECT id, status, substr(published, 1, 10) AS day, title, replies FROM posts ORDER BY published;
