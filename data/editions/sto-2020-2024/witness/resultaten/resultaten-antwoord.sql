-- Regio's die in het gekozen jaar ten minste één vraag beantwoordden, als deel van alle regio's.
SELECT
    'resultaten-antwoord' AS id,
    100 * count(DISTINCT regio_id) / (SELECT count(*) FROM "regios") AS value
FROM "enquete"
WHERE antwoord IS NOT NULL AND meetjaar::INTEGER = coalesce(
    TRY_CAST(getvariable('survey_year') AS INTEGER), (SELECT max(meetjaar::INTEGER) FROM "enquete")
)
