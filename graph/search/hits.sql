-- One page of what a search finds, and with each row how many hits there are in all; one empty row where there is none.
-- A parameter that is null restricts nothing.
WITH
  found AS MATERIALIZED (
    SELECT places.id AS place, -bm25(matches) AS score
    FROM matches
    JOIN places ON places.id = matches.rowid
    JOIN responses ON responses.id = places.response
    WHERE matches MATCH :text
      AND (statement IS NOT NULL) = :in_statements
      AND (:kind IS NULL OR CASE attributed WHEN '' THEN kind ELSE 'reported' END = :kind)
      AND (:consultations IS NULL OR consultation IN (SELECT value FROM json_each(:consultations)))
      AND (:actors IS NULL OR EXISTS (
        SELECT 1 FROM senders WHERE response = responses.id AND actor IN (SELECT value FROM json_each(:actors))
      ))
  ),
  page AS (
    SELECT
      place, score, key, responses.iri AS response, title, issued, consultation, statement, kind, attributed, text, start,
      page, words,
      (SELECT name FROM names WHERE thing = kind) AS kind_name,
      (SELECT name FROM names WHERE thing = consultation) AS consultation_name,
      (SELECT name FROM names WHERE thing = attributed) AS attributed_name,
      (
        SELECT json_group_array(json_array(actor, name))
        FROM (SELECT DISTINCT actor, name FROM senders LEFT JOIN names ON thing = actor WHERE response = responses.id)
        WHERE actor <> ''
      ) AS senders
    FROM found
    JOIN places ON places.id = place
    JOIN responses ON responses.id = places.response
    ORDER BY score DESC, key, start, place
    LIMIT :limit OFFSET :offset
  )
SELECT * FROM (SELECT count(*) AS total FROM found) LEFT JOIN page ON true ORDER BY score DESC, key, start, place
