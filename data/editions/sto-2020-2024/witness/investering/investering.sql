-- Som van het gekozen bedrag over alle regio's en jaren.
-- De keuze (reading) is één soort, of een soort min een andere, zoals 'vastgesteld min teruggevorderd'.
SELECT
    'investering' AS id,
    sum(CASE soort
        WHEN split_part(getvariable('reading'), ' min ', 1) THEN bedrag(bedrag)
        WHEN split_part(getvariable('reading'), ' min ', 2) THEN -bedrag(bedrag)
    END) AS value
FROM "beschikkingen"
