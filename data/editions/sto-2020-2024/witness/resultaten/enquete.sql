-- Aandeel van alle regio's dat het eens is (4 of 5) met de uitspraak van de drie met de minste instemming.
-- Wie niet antwoordde, is bij de ondergrens niet eens en bij de bovengrens wel; de waarde is het midden.
-- Is bij een van de drie een aantal dat het eens of niet eens is kleiner dan de parameter minimum, dan is het geheim.
WITH uitspraken AS (
    SELECT 'resultaten-duurzaam' AS id, unnest(getvariable('durable')) AS vraag
    UNION ALL
    SELECT 'resultaten-kwaliteit', unnest(getvariable('quality'))
), per_uitspraak AS (
    SELECT
        id,
        vraag,
        (SELECT count(*) FROM "regios") AS regios,
        count(antwoord) AS antwoorden,
        count(*) FILTER (antwoord::INTEGER >= 4) AS eens
    FROM uitspraken JOIN "enquete" USING (vraag)
    WHERE meetjaar::INTEGER = coalesce(
        TRY_CAST(getvariable('survey_year') AS INTEGER), (SELECT max(meetjaar::INTEGER) FROM "enquete")
    )
    GROUP BY id, vraag
), grenzen AS (
    SELECT
        id,
        100 * min(eens) / any_value(regios) AS low,
        100 * min(eens + regios - antwoorden) / any_value(regios) AS high
    FROM per_uitspraak
    GROUP BY id
    HAVING min(least(eens, antwoorden - eens)) >= getvariable('minimum')
)
SELECT id, (low + high) / 2 AS value, low, high FROM grenzen
