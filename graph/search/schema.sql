-- From which version of the graph the index was made, with what content, and by which rules words are compared.
CREATE TABLE made (version TEXT NOT NULL, content TEXT NOT NULL, rules TEXT NOT NULL);
-- The files whose content the index holds.
CREATE TABLE files (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE texts (sha256 TEXT NOT NULL, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE);
CREATE TABLE responses (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE, iri TEXT NOT NULL, key TEXT NOT NULL,
  title TEXT NOT NULL, issued TEXT NOT NULL, consultation TEXT NOT NULL
);
CREATE TABLE senders (response INTEGER NOT NULL REFERENCES responses ON DELETE CASCADE, actor TEXT NOT NULL);
-- Where something is said: a statement, or a passage of a text, which has no statement. `words` are those of the text.
CREATE TABLE places (
  id INTEGER PRIMARY KEY, response INTEGER NOT NULL REFERENCES responses ON DELETE CASCADE, statement TEXT,
  kind TEXT NOT NULL, attributed TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, page INTEGER,
  words TEXT NOT NULL
);
-- The words of each place under its number; the tokenizer keeps our folded words as they are.
CREATE VIRTUAL TABLE matches USING fts5(words, stems, content='', tokenize='ascii');
-- The name that people are shown, and all the forms by which a thing can be meant, in folded words.
CREATE TABLE names (thing TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE forms (form TEXT NOT NULL, thing TEXT NOT NULL, PRIMARY KEY (form, thing)) WITHOUT ROWID;

CREATE INDEX texts_file ON texts (file);
CREATE INDEX responses_file ON responses (file);
CREATE INDEX senders_response ON senders (response, actor);
CREATE INDEX places_response ON places (response);
