-- Vestigingen met technische kandidaten in 2018-2019 en in 2023-2024: wat er sindsdien met elke code gebeurde.
-- Een opvolger is bereikbaar langs overgangen na 1 oktober 2018 tot en met 1 oktober 2023, in de volgorde van hun datum.
WITH RECURSIVE eerste AS (
    SELECT DISTINCT vestiging FROM kandidaten("duo-examens")
    WHERE technisch AND laag > 0 AND schooljaar = '2018-2019'
),
laatste AS (
    SELECT DISTINCT vestiging FROM kandidaten("duo-examens")
    WHERE technisch AND laag > 0 AND schooljaar = '2023-2024'
),
overgangen AS (
    SELECT "NR_ADMIN_VAN" AS van, "NR_ADMIN_NAAR" AS naar, strptime("DT_OVERGANG", '%d-%m-%Y')::DATE AS datum
    FROM "overgangen-2025"
    WHERE datum > '2018-10-01' AND datum <= '2023-10-01'
),
opvolgers (vestiging, opvolger, datum) AS (
    SELECT vestiging, vestiging, DATE '2018-10-01' FROM eerste
    UNION
    SELECT opvolgers.vestiging, overgangen.naar, overgangen.datum
    FROM opvolgers JOIN overgangen ON overgangen.van = opvolgers.opvolger AND overgangen.datum >= opvolgers.datum
),
lot AS (
    SELECT
        vestiging,
        CASE
            WHEN vestiging IN (FROM laatste) THEN 'gebleven'
            WHEN bool_or(opvolger IN (FROM laatste) AND opvolger NOT IN (FROM eerste)) THEN 'nieuwe-code'
            WHEN bool_or(opvolger IN (FROM laatste)) THEN 'opgegaan-in-een-andere'
            ELSE 'verdwenen'
        END AS groep
    FROM opvolgers GROUP BY vestiging
    UNION ALL
    SELECT vestiging, 'nieuw' FROM laatste WHERE vestiging NOT IN (SELECT opvolger FROM opvolgers)
)
SELECT 'aanbod-sinds-' || groep AS id, count(lot.vestiging) AS value
FROM (VALUES ('gebleven'), ('nieuwe-code'), ('opgegaan-in-een-andere'), ('verdwenen'), ('nieuw')) AS groepen (groep)
LEFT JOIN lot USING (groep)
GROUP BY groep
