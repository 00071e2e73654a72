-- When the blog was written, by its own clock. Posts of which only the day is known are left out.
-- Columns: weekday, hour, posts
SELECT substr('SunMonTueWedThuFriSat', 1 + 3 * strftime('%w', published_local), 3) AS weekday,
       strftime('%H', published_local) AS hour, count(*) AS posts
FROM posts
WHERE length(published_local) = 19 AND status = 'published'
GROUP BY strftime('%w', published_local), hour
ORDER BY strftime('%w', published_local), hour;
