CREATE TABLE site (                   -- one row: the blog
    id TEXT NOT NULL,                 -- the blog's number
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    home TEXT,                        -- absolute URL ending in "/"; NULL if the source does not say
    language TEXT,                    -- BCP 47
    time_zone TEXT,                   -- IANA name; the zone of every *_local column
    generator TEXT NOT NULL,
    updated TEXT,                     -- UTC
    updated_offset INTEGER,           -- minutes from UTC as written; NULL if the source gave none
    updated_precision TEXT            -- how much of it the source really said: millisecond … year
) STRICT;

CREATE TABLE persons (
    id INTEGER PRIMARY KEY,           -- means something in this file only
    kind TEXT NOT NULL CHECK (kind = 'account' OR kind = 'openid' OR kind = 'named'
                            OR kind = 'anonymous' OR kind = 'unknown' OR kind = 'removed'),
    name TEXT NOT NULL,               -- as shown; may be empty
    profile_id TEXT NOT NULL,         -- profile number or another lasting key; empty if there is none
    uri TEXT,                         -- home or profile page
    email TEXT,                       -- a real address, never the one Blogger puts in for everybody
    avatar TEXT                       -- URL of the picture
) STRICT;

CREATE TABLE posts (                  -- posts and pages
    position INTEGER PRIMARY KEY,     -- 1, 2, 3 … by publication, then id; undated ones last
    id TEXT NOT NULL,                 -- Blogger's number as text; unique (index posts_id)
    kind TEXT NOT NULL CHECK (kind = 'post' OR kind = 'page'),
    status TEXT NOT NULL CHECK (status = 'published' OR status = 'draft' OR status = 'scheduled'
                              OR status = 'trashed'),
    title TEXT NOT NULL,              -- HTML as Blogger stores it; may be empty
    published TEXT,                   -- UTC, 'YYYY-MM-DD HH:MM:SS.SSS'; NULL if the source has no date
    published_local TEXT,             -- 'YYYY-MM-DD HH:MM:SS' on the blog's clock, or the day alone where the source
                                      -- says no more; NULL if that is not known
    author_id INTEGER REFERENCES persons (id),  -- the first author; all of them are in post_authors
    replies INTEGER NOT NULL,         -- comments of this post in the source, counted
    replies_declared INTEGER,         -- comments of this post as the source declares them; NULL if it does not
    permalink TEXT,                   -- absolute URL
    path TEXT,                        -- path on the blog's host
    slug TEXT NOT NULL,               -- last part of the path without extension; may be empty
    updated TEXT,                     -- UTC, as published
    created TEXT,                     -- UTC, as published
    trashed TEXT,                     -- UTC, as published
    published_offset INTEGER,         -- *_offset: minutes from UTC as written; NULL if the source gave none
    published_precision TEXT,         -- *_precision: millisecond, second, minute, day, month or year
    updated_offset INTEGER,
    updated_precision TEXT,
    created_offset INTEGER,
    created_precision TEXT,
    trashed_offset INTEGER,
    trashed_precision TEXT,
    guid TEXT NOT NULL,               -- the id as the source wrote it
    replies_declared_raw TEXT NOT NULL,  -- the words the declared count was given in
    link_href TEXT,                   -- the post's own link ("link field"), not its permalink
    link_title TEXT,
    thumbnail TEXT,                   -- URL
    location_name TEXT,               -- where the post was tagged; all location columns NULL if nowhere
    latitude REAL,                    -- degrees, WGS 84
    longitude REAL,
    location_span TEXT,               -- extent as written
    meta_description TEXT NOT NULL,
    summary TEXT NOT NULL,
    content TEXT NOT NULL             -- the body: HTML, byte for byte as exported
) STRICT;

CREATE TABLE post_authors (
    post_id TEXT NOT NULL REFERENCES posts (id),
    position INTEGER NOT NULL,        -- 1, 2, 3 … as the source lists them
    person_id INTEGER NOT NULL REFERENCES persons (id)
) STRICT;

CREATE TABLE categories (             -- labels
    id INTEGER PRIMARY KEY,           -- means something in this file only
    term TEXT NOT NULL,               -- the label
    label TEXT NOT NULL,              -- human readable form where it differs from term; usually empty
    scheme TEXT NOT NULL
) STRICT;

CREATE TABLE post_categories (
    post_id TEXT NOT NULL REFERENCES posts (id),
    position INTEGER NOT NULL,        -- 1, 2, 3 … as the source lists them
    category_id INTEGER NOT NULL REFERENCES categories (id)
) STRICT;

CREATE TABLE enclosures (             -- files attached to posts
    post_id TEXT NOT NULL REFERENCES posts (id),
    position INTEGER NOT NULL,        -- 1, 2, 3 … as the source lists them
    url TEXT NOT NULL,
    type TEXT NOT NULL,               -- media type as written
    length INTEGER                    -- bytes, as declared
) STRICT;

CREATE TABLE comments (
    position INTEGER PRIMARY KEY,     -- 1, 2, 3 … in the order of the posts, then by publication, then id
    id TEXT NOT NULL,                 -- unique (index comments_id)
    post_id TEXT NOT NULL REFERENCES posts (id),
    parent_id TEXT,                   -- the comment it replies to, which may be missing; NULL if it replies to the post
    status TEXT NOT NULL CHECK (status = 'approved' OR status = 'pending' OR status = 'spam'
                              OR status = 'ghosted' OR status = 'removed'),
    author_id INTEGER REFERENCES persons (id),
    published TEXT,                   -- UTC, 'YYYY-MM-DD HH:MM:SS.SSS'; NULL if the source has no date
    published_local TEXT,             -- 'YYYY-MM-DD HH:MM:SS' on the blog's clock, or the day alone where the source
                                      -- says no more; NULL if that is not known
    permalink TEXT,                   -- absolute URL
    updated TEXT,                     -- UTC, as published
    created TEXT,                     -- UTC, as published
    published_offset INTEGER,         -- *_offset: minutes from UTC as written; NULL if the source gave none
    published_precision TEXT,         -- *_precision: millisecond, second, minute, day, month or year
    updated_offset INTEGER,
    updated_precision TEXT,
    created_offset INTEGER,
    created_precision TEXT,
    blog TEXT NOT NULL,               -- number of the blog it was written on, if not this one; else empty
    guid TEXT NOT NULL,               -- the id as the source wrote it
    content TEXT NOT NULL             -- HTML, byte for byte as exported
) STRICT;

CREATE TABLE orphan_comments (        -- comments whose post is not in the source
    position INTEGER PRIMARY KEY,
    reason TEXT NOT NULL CHECK (reason = 'post-missing' OR reason = 'foreign'),  -- foreign: written on another blog
    id TEXT NOT NULL,
    post_id TEXT NOT NULL,            -- the missing post; empty if the source does not say
    parent_id TEXT,                   -- all further columns as in comments
    status TEXT NOT NULL CHECK (status = 'approved' OR status = 'pending' OR status = 'spam'
                              OR status = 'ghosted' OR status = 'removed'),
    author_id INTEGER REFERENCES persons (id),
    published TEXT,
    published_local TEXT,
    permalink TEXT,
    updated TEXT,
    created TEXT,
    published_offset INTEGER,
    published_precision TEXT,
    updated_offset INTEGER,
    updated_precision TEXT,
    created_offset INTEGER,
    created_precision TEXT,
    blog TEXT NOT NULL,
    guid TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE properties (             -- what no column was made for, under the name its source gave it
    owner TEXT NOT NULL CHECK (owner = 'site' OR owner = 'post' OR owner = 'comment' OR owner = 'orphan'),
    owner_id TEXT NOT NULL,           -- site.id, posts.id, comments.id or orphan_comments.id
    position INTEGER NOT NULL,        -- 1, 2, 3 … as the source lists them
    name TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
    position INTEGER PRIMARY KEY,
    name TEXT NOT NULL,               -- Blogger's name, e.g. BLOG_TIME_ZONE
    value TEXT NOT NULL
) STRICT;

CREATE TABLE templates (
    position INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    content TEXT NOT NULL             -- the theme as the source holds it
) STRICT;

CREATE TABLE provenance (             -- the files this database was made from
    position INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    format TEXT NOT NULL,             -- the reader that understood it
    size INTEGER NOT NULL,            -- bytes
    sha256 TEXT NOT NULL,             -- lower-case hex; empty if it was not computed
    blogferry_version TEXT NOT NULL
) STRICT;

-- Posts come in this order, so this index only ever grows at its end: cheaper than reading all bodies again for it.
CREATE INDEX posts_published ON posts (published);
