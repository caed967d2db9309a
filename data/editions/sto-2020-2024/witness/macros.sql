-- Een bedrag of duur uit een register, met punt of komma.
CREATE MACRO bedrag(tekst) AS replace(tekst, ',', '.')::DECIMAL(18, 2);

-- Loopt iets op een dag? De eerste en de laatste dag tellen mee; zonder einddatum loopt het nog.
CREATE MACRO loopt(begindatum, einddatum, dag) AS
    begindatum::DATE <= dag::DATE AND coalesce(einddatum::DATE >= dag::DATE, true);

-- Het bedrag in de gekozen lezing: van één soort, of van een soort min een andere ('vastgesteld min teruggevorderd').
CREATE MACRO gekozen_bedrag(soort, tekst) AS CASE soort
    WHEN split_part(getvariable('reading'), ' min ', 1) THEN bedrag(tekst)
    WHEN split_part(getvariable('reading'), ' min ', 2) THEN -bedrag(tekst)
END;

-- Telt een bijdrage van een bedrijf mee in de gekozen lezing?
CREATE MACRO gekozen_bijdrage(vorm, aanvaard) AS
    (vorm = 'geld' OR getvariable('form') = 'geld en natura')
    AND (aanvaard = 'ja' OR getvariable('acceptance') = 'alle');

-- Het deel van de kosten dat bedrijven bijdragen: van subsidie en bijdrage samen, of van de subsidie alleen.
CREATE MACRO deel_van_kosten(bijdrage, subsidie) AS
    100 * bijdrage / (subsidie + CASE getvariable('basis') WHEN 'van de subsidie' THEN 0 ELSE bijdrage END);

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
            WHEN sector <> 'Techniek' THEN 'niet-techniek'
            WHEN afdeling IN (
                'Produceren, installeren en energie', 'Bouwen, wonen en interieur', 'Mobiliteit en transport',
                'Media, vormgeving en ICT', 'Maritiem en Techniek'
            ) THEN 'techniek'
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
