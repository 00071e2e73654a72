SELECT published, kind, status, title, counted AS comments FROM posts_with_counts;
