-- De gedrukte bijdrage, gedeeld door de gedrukte investering en bijdrage samen.
WITH infographic (investering, bijdrage) AS (VALUES (481148423.54, 40000000.00))
SELECT 'cofinanciering-gedrukt' AS id, 100 * bijdrage / (investering + bijdrage) AS value
FROM infographic
