-- Gedrukte views en kijkers gedeeld door de gedrukte uitzendingen, en gedrukte kijkers maal gedrukte uitzendingen.
WITH infographic (uitzendingen, views, kijkers) AS (VALUES (25, 6691, 157))
SELECT 'sto-live-gedrukt-views' AS id, views / uitzendingen AS value FROM infographic
UNION ALL
SELECT 'sto-live-gedrukt-kijkers', kijkers / uitzendingen FROM infographic
UNION ALL
SELECT 'sto-live-gedrukt-samen', kijkers * uitzendingen FROM infographic
