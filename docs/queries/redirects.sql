-- Old addresses and the posts they belong to, for a redirect map.
-- Columns: old_path, kind, id, slug
SELECT coalesce(path, substr(permalink, instr(permalink, '//') + 1
                                        + instr(substr(permalink, instr(permalink, '//') + 2), '/'))) AS old_path,
       kind, id, slug
FROM posts
WHERE status = 'published' AND coalesce(path, permalink) IS NOT NULL
ORDER BY position;
