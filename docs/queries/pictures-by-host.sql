-- Where the pictures in posts and pages are kept: what has to be fetched before an account is closed.
-- Columns: host, pictures, posts
WITH RECURSIVE
    picture (position, url, rest) AS (
        SELECT position, NULL, substr(content, instr(content, '<img ') + 5) FROM posts WHERE instr(content, '<img ') > 0
        UNION ALL
        SELECT position,
               substr(rest, instr(rest, 'src=') + 5),
               CASE WHEN instr(rest, '<img ') > 0 THEN substr(rest, instr(rest, '<img ') + 5) ELSE '' END
        FROM picture WHERE rest <> ''
    ),
    host (position, name) AS (
        SELECT position, lower(substr(substr(url, instr(url, '//') + 2), 1,
                                      instr(substr(url, instr(url, '//') + 2) || '/', '/') - 1))
        FROM picture WHERE url LIKE 'http%' OR url LIKE '//%'
    )
SELECT name AS host, count(*) AS pictures, count(DISTINCT position) AS posts
FROM host
GROUP BY name
ORDER BY pictures DESC, host;
