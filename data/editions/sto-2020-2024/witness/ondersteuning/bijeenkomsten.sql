-- Landelijke en bovenregionale bijeenkomsten, in de gekozen lezing: per jaar (van 2020 tot en met 2024) of in totaal.
WITH soorten (soort, id) AS (
    VALUES ('landelijk', 'landelijke-bijeenkomst'), ('bovenregionaal', 'bovenregionale-bijeenkomsten')
)
SELECT soorten.id, count(bijeenkomst_id) / CASE getvariable('reading') WHEN 'per jaar' THEN 5 ELSE 1 END AS value
FROM soorten LEFT JOIN "bijeenkomsten" USING (soort)
GROUP BY soorten.id
