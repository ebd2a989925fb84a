-- Isso's file as SQL (isso 0.13): sqlite3 comments.db .dump
CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
INSERT INTO preferences VALUES ('session-key', 'canary-session');
CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
INSERT INTO threads VALUES (1, '/post/2020/12/18/un/', 'Un'), (2, '/deux.html', 'Deux'), (3, '/ailleurs/', 'Ailleurs');
CREATE TABLE comments (
    tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL, modified FLOAT,
    mode INTEGER, remote_addr VARCHAR, text VARCHAR NOT NULL, author VARCHAR, email VARCHAR, website VARCHAR,
    likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL, notification INTEGER DEFAULT 0
);
INSERT INTO comments (tid, id, parent, created, modified, mode, remote_addr, text, author, email, website, likes, voters) VALUES
    (1, 1, NULL, 1608379200.25, NULL,       1, '192.0.2.0', 'Bonjour : 2 + 2 = 4.


Trois lignes plus bas.', 'Zoé', 'canary-1@example.org', 'http://zoe.example/', 3, x'00'),
    (1, 2, 1,    1608382800,    1608383400, 1, '192.0.2.0', 'Du *Markdown*, [un lien](http://exemple.fr) et `code`.', 'Luc', NULL, NULL, 0, x'00'),
    (1, 3, 1,    1608382801,    NULL,       2, '192.0.2.0', 'canary-pending', 'P', 'canary-3@example.org', NULL, 0, x'00'),
    (1, 4, NULL, 1608382802,    1608383402, 4, '192.0.2.0', '', NULL, 'canary-4@example.org', NULL, 0, x'00'),
    (1, 5, 4,    1608382803,    NULL,       1, '192.0.2.0', 'Un nom_de_fichier, http://exemple.fr/a_b_c et x < y.', NULL, NULL, NULL, 0, x'00'),
    (2, 6, NULL, 1608382804,    NULL,       1, '192.0.2.0', 'Sous deux \*sans\* emphase.', 'Ana', NULL, NULL, 0, x'00'),
    (3, 7, NULL, 1608382805,    NULL,       1, '192.0.2.0', 'canary-unmatched', 'Ana', NULL, NULL, 0, x'00'),
    (1, 8, NULL, 1608382806,    NULL,       9, '192.0.2.0', 'canary-mode', 'Ana', NULL, NULL, 0, x'00'),
    (99, 9, NULL, 1608382807,   NULL,       1, '192.0.2.0', 'canary-threadless', 'Ana', NULL, NULL, 0, x'00'),
    (1, 10, NULL, 0,            NULL,       1, '192.0.2.0', 'canary-dateless', 'Ana', NULL, NULL, 0, x'00');
PRAGMA user_version = 5;
