-- De soorten onderwijs van een vestiging op de peildatum: een rij per vestiging en soort met ten minste één leerling.
CREATE MACRO soorten(tabel) AS TABLE
    WITH aantallen AS (
        SELECT
            "BRIN NUMMER" || lpad("VESTIGINGSNUMMER", 2, '0') AS vestiging,
            "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR" AS type, "VMBO SECTOR" AS sector, AFDELING AS afdeling,
            regexp_extract(kolom, '\d')::INTEGER AS leerjaar, aantal
        FROM (UNPIVOT query_table(tabel) ON COLUMNS('^LEER- OF VERBLIJFSJAAR \d') INTO NAME kolom VALUE aantal)
        JOIN bronnen ON bronnen.id = bron
        WHERE peildatum = getvariable('reference_date')::DATE
    ), ingedeeld AS (
        SELECT vestiging, CASE
            WHEN type LIKE 'Praktijkonderwijs%' THEN 'praktijk'
            WHEN leerjaar NOT IN (3, 4) THEN NULL
            WHEN type LIKE 'VMBO TL%' THEN 'theoretisch'
            WHEN NOT regexp_matches(type, '^VMBO [BKG]L') THEN NULL
            WHEN afdeling IN (
                'Produceren, installeren en energie', 'Bouwen, wonen en interieur', 'Mobiliteit en transport',
                'Media, vormgeving en ICT', 'Maritiem en Techniek'
            ) THEN 'techniek'
            WHEN sector = 'Techniek' THEN 'overige-techniek'
            ELSE 'niet-techniek'
        END AS soort
        FROM aantallen
        WHERE aantal <> '0'
    )
    SELECT DISTINCT vestiging, soort FROM ingedeeld WHERE soort IS NOT NULL;

-- Wie op de peildatum meedoet: een rij per vestiging en schoolsoort. Het vso heeft een eigen peildatum.
CREATE MACRO deelnemers(tabel) AS TABLE
    SELECT DISTINCT vestiging, schoolsoort
    FROM query_table(tabel)
    WHERE loopt(begindatum, einddatum, CASE schoolsoort
        WHEN 'vso' THEN getvariable('vso_day') ELSE getvariable('vo_day') END);
