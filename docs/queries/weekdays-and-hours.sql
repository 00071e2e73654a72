-- When the blog was written, by its own clock.
-- Columns: weekday, hour, posts
SELECT substr('SunMonTueWedThuFriSat', 1 + 3 * strftime('%w', published_local), 3) AS weekday,
       strftime('%H', published_local) AS hour, count(*) AS posts
FROM posts
WHERE published_local IS NOT NULL AND status = 'published'
GROUP BY strftime('%w', published_local), hour
ORDER BY strftime('%w', published_local), hour;
