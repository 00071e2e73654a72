-- Which posts link to which other posts of the blog: what breaks if addresses change. http and https count as the
-- same; what follows ? or # does not count.
-- Columns: id, title, links_to, target_title, url
WITH RECURSIVE
    link (position, url, rest) AS (  -- rest begins with the quotation mark of the next address
        SELECT position, NULL, substr(content, instr(content, 'href=') + 5) FROM posts WHERE instr(content, 'href=') > 0
        UNION ALL
        SELECT position,
               substr(rest, 2, instr(substr(rest, 2), substr(rest, 1, 1)) - 1),
               CASE WHEN instr(rest, 'href=') > 0 THEN substr(rest, instr(rest, 'href=') + 5) ELSE '' END
        FROM link WHERE rest <> ''
    ),
    address (position, url, plain) AS MATERIALIZED (
        SELECT position, url, replace(substr(url, 1, min(instr(url || '?', '?'), instr(url || '#', '#')) - 1),
                                      'http://', 'https://')
        FROM link WHERE url IS NOT NULL
    ),
    target (id, title, plain) AS MATERIALIZED (
        SELECT id, title, replace(permalink, 'http://', 'https://') FROM posts WHERE permalink IS NOT NULL
    )
SELECT posts.id, posts.title, target.id AS links_to, target.title AS target_title, url
FROM address JOIN target USING (plain) JOIN posts ON posts.position = address.position
ORDER BY posts.position, links_to;
