-- Landelijke en bovenregionale bijeenkomsten in de jaren van het programma, 2020 tot en met 2024, in de gekozen
-- lezing: gemiddeld per jaar, of in totaal.
WITH soorten (soort, id) AS (
    VALUES ('landelijk', 'landelijke-bijeenkomst'), ('bovenregionaal', 'bovenregionale-bijeenkomsten')
), in_programma AS (
    SELECT * FROM "bijeenkomsten" WHERE year(datum::DATE) BETWEEN 2020 AND 2024
)
SELECT soorten.id, count(bijeenkomst_id) / CASE getvariable('reading') WHEN 'per jaar' THEN 5 ELSE 1 END AS value
FROM soorten LEFT JOIN in_programma USING (soort)
GROUP BY soorten.id
