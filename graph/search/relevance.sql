-- The statements, and the responses in whose texts something is found, with how relevant they are; a response is as
-- relevant as the best place in it.
WITH found AS MATERIALIZED (SELECT rowid AS place, -bm25(matches) AS score FROM matches WHERE matches MATCH :text)
SELECT coalesce(statement, iri) AS hit, max(score)
FROM found
JOIN places ON places.id = place
JOIN responses ON responses.id = response
GROUP BY hit
LIMIT :limit
