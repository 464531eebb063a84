-- A desk: articles with their records. `record` is the whole record as JSON; the other tables are indexes over it.
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    headline TEXT, agency TEXT, language TEXT,
    published TEXT, earliest TEXT, latest TEXT,
    story TEXT,
    added TEXT NOT NULL,
    version TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS sources (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    id TEXT NOT NULL, path TEXT, url TEXT, media_type TEXT, sha256 TEXT,
    UNIQUE (article, id, path, url)
) STRICT;

CREATE TABLE IF NOT EXISTS actors (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, sectors TEXT NOT NULL, office TEXT, wikidata TEXT,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (article, id)
) STRICT;

CREATE TABLE IF NOT EXISTS events (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    event TEXT NOT NULL, modes TEXT NOT NULL, contexts TEXT NOT NULL, quad INTEGER NOT NULL, score REAL NOT NULL,
    cameo TEXT, goldstein REAL, auxiliary TEXT NOT NULL, status TEXT NOT NULL,
    date_start TEXT, date_end TEXT, precision TEXT,
    place TEXT, place_country TEXT, lat REAL, lon REAL,
    confidence REAL NOT NULL, rule TEXT NOT NULL,
    trigger_start INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS participants (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    actor TEXT NOT NULL, name TEXT NOT NULL, country TEXT, sectors TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS quotes (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    id TEXT NOT NULL, kind TEXT NOT NULL, speaker TEXT, speaker_country TEXT, via TEXT NOT NULL, text TEXT NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (article, id)
) STRICT;

-- Stories: word runs and figures of all printings, and the few runs of each paragraph by which they are found. A printing keeps its
-- story when it is coded again.
CREATE TABLE IF NOT EXISTS stories (id TEXT PRIMARY KEY, runs BLOB NOT NULL, figures TEXT NOT NULL, digest INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS story_keys (
    key INTEGER NOT NULL, story TEXT NOT NULL, PRIMARY KEY (key, story)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS printings (article TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT;

CREATE INDEX IF NOT EXISTS articles_published ON articles (published);
CREATE INDEX IF NOT EXISTS articles_story ON articles (story);
CREATE INDEX IF NOT EXISTS sources_article ON sources (article);
CREATE INDEX IF NOT EXISTS events_article ON events (article);
CREATE INDEX IF NOT EXISTS events_what ON events (event, date_start);
CREATE INDEX IF NOT EXISTS events_when ON events (date_start);
CREATE INDEX IF NOT EXISTS participants_event ON participants (event);
CREATE INDEX IF NOT EXISTS participants_who ON participants (role, country);
CREATE INDEX IF NOT EXISTS actors_who ON actors (country);

CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (headline, body, tokenize = 'unicode61 remove_diacritics 2');
