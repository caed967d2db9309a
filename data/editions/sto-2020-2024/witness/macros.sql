-- Een aantal zoals DUO het afdrukt: <5 is 1 tot 4.
CREATE MACRO laagste(aantal) AS CASE WHEN aantal = '<5' THEN 1 ELSE aantal::INTEGER END;
CREATE MACRO hoogste(aantal) AS CASE WHEN aantal = '<5' THEN 4 ELSE aantal::INTEGER END;

-- Het deel als percentage van deel en rest samen, over de rijen van een groep.
CREATE MACRO percentage(is_deel, deel, rest) AS
    100 * sum(CASE WHEN is_deel THEN deel ELSE 0 END) / sum(CASE WHEN is_deel THEN deel ELSE rest END);

-- Leerjaar 3, en ook 4 als de parameter study dat zegt.
CREATE MACRO gekozen(leerjaar) AS
    leerjaar = 3 OR (leerjaar = 4 AND getvariable('study') = 'leerjaar 3 en 4');

-- Leerlingen van bb, kb en gl: een rij per peildatum, vestiging, opleiding, leerjaar en geslacht.
CREATE MACRO leerlingen(tabel) AS TABLE
    SELECT
        bron, peildatum, "BRIN NUMMER" || lpad("VESTIGINGSNUMMER", 2, '0') AS vestiging,
        CASE substr("ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR", 6, 2)
            WHEN 'BL' THEN 'bb' WHEN 'KL' THEN 'kb' WHEN 'GL' THEN 'gl' END AS leerweg,
        "VMBO SECTOR" AS sector, "AFDELING" AS afdeling,
        regexp_extract(kolom, '\d')::INTEGER AS leerjaar, kolom LIKE '%VROUW' AS meisje,
        laagste(aantal) AS laag, hoogste(aantal) AS hoog, (laag + hoog) / 2 AS midden
    FROM (UNPIVOT query_table(tabel) ON COLUMNS('^LEER- OF VERBLIJFSJAAR \d') INTO NAME kolom VALUE aantal)
    JOIN bronnen ON bronnen.id = bron
    WHERE "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR" SIMILAR TO 'VMBO (BL|KL|GL) .*';

-- Examenkandidaten van bb, kb en gl: een rij per schooljaar, vestiging en opleiding.
CREATE MACRO kandidaten(tabel) AS TABLE
    SELECT
        regexp_extract(kolom, '\d{4}-\d{4}') AS schooljaar,
        coalesce(*COLUMNS('^VESTIGINGS(NUMMER|CODE)$')) AS vestiging,
        CASE regexp_extract("OPLEIDINGSNAAM", '^VMBO (B|LWT|K|G)', 1)
            WHEN 'K' THEN 'kb' WHEN 'G' THEN 'gl' ELSE 'bb' END AS leerweg,
        "OPLEIDINGSNAAM" LIKE '% - techniek' AS technisch, aantal = '<5' AS afgeschermd,
        laagste(aantal) AS laag, hoogste(aantal) AS hoog, (laag + hoog) / 2 AS midden
    FROM (UNPIVOT query_table(tabel) ON COLUMNS('^EXAMENKANDIDATEN .* TOTAAL$') INTO NAME kolom VALUE aantal)
    WHERE regexp_matches("OPLEIDINGSNAAM", '^VMBO (B|LWT|K|G)');

-- Examenkandidaten van bb, kb en gl volgens het bestand naar profiel: een rij per vestiging, leerweg en profiel.
CREATE MACRO kandidaten_naar_profiel(tabel) AS TABLE
    SELECT
        *, "VMBO SECTOR" = 'Techniek' AS technisch,
        laagste("EXAMENKANDIDATEN") AS laag, hoogste("EXAMENKANDIDATEN") AS hoog, (laag + hoog) / 2 AS midden
    FROM query_table(tabel)
    WHERE "LEERWEG VMBO" IN ('BL', 'KL', 'GL');

-- Punten met lengte en breedte (graden in WGS84) krijgen x en y in RD (EPSG:28992), in meters.
-- De formules staan in IOGP 373-7-2 (EPSG-methoden 9607 en 9809). De getallen zijn die van EPSG: 7004 (ellipsoïde van
-- Bessel), 4833 (Amersfoort naar WGS 84; PROJ keert haar om) en 19914 (RD New). Het raster van NSGI doet niet mee.
CREATE MACRO kromtestraal(a, e2, b) AS a / sqrt(1 - e2 * sin(b) ** 2);
CREATE MACRO isometrische_breedte(e, b) AS ln(tan(pi() / 4 + b / 2) * ((1 - e * sin(b)) / (1 + e * sin(b))) ** (e / 2));
CREATE MACRO in_rd(punten) AS TABLE
    WITH vast AS (
        SELECT 1 / 298.257223563 AS f_wgs, f_wgs * (2 - f_wgs) AS e2_wgs,
            6377397.155 AS a, 1 / 299.1528128 AS f, f * (2 - f) AS e2, sqrt(e2) AS e,
            radians(0.398957388243134 / 3600) AS ru, radians(-0.343987817378283 / 3600) AS rv,
            radians(1.87740163998045 / 3600) AS rw, 1 + 4.0725e-6 AS schaal,
            radians(5 + 23 / 60 + 15.5 / 3600) AS l0, radians(52 + 9 / 60 + 22.178 / 3600) AS b0,
            sqrt(1 + e2 * cos(b0) ** 4 / (1 - e2)) AS n, asin(sin(b0) / n) AS bol0,
            ln(tan(pi() / 4 + bol0 / 2)) - n * isometrische_breedte(e, b0) AS m,
            2 * 0.9999079 * a * sqrt(1 - e2) / (1 - e2 * sin(b0) ** 2) AS r2
    ),
    op_wgs84 AS (
        SELECT p, radians(lengte::DOUBLE) AS l, radians(breedte::DOUBLE) AS b, kromtestraal(6378137, e2_wgs, b) AS k,
            k * cos(b) * cos(l) - 565.4171 AS u, k * cos(b) * sin(l) - 50.3319 AS v,
            k * (1 - e2_wgs) * sin(b) - 465.5524 AS w
        FROM query_table(punten) AS p, vast
    ),
    gedraaid AS (
        SELECT p, (u - rw * v + rv * w) / schaal AS u, (rw * u + v - ru * w) / schaal AS v,
            (-rv * u + ru * v + w) / schaal AS w
        FROM op_wgs84, vast
    ),
    op_bessel AS (
        SELECT p, atan2(v, u) AS l, sqrt(u ** 2 + v ** 2) AS r, atan2(w, r * (1 - f)) AS t,
            atan2(w + e2 / (1 - e2) * a * (1 - f) * sin(t) ** 3, r - e2 * a * cos(t) ** 3) AS b
        FROM gedraaid, vast
    ),
    op_bol AS (
        SELECT p, bol0, r2, n * (l - l0) AS dl, 2 * atan(exp(n * isometrische_breedte(e, b) + m)) - pi() / 2 AS bol,
            1 + sin(bol0) * sin(bol) + cos(bol0) * cos(bol) * cos(dl) AS k
        FROM op_bessel, vast
    )
    SELECT unnest(p), 155000 + r2 * cos(bol) * sin(dl) / k AS x,
        463000 + r2 * (cos(bol0) * sin(bol) - sin(bol0) * cos(bol) * cos(dl)) / k AS y
    FROM op_bol;

-- De vijf technische profielen.
CREATE MACRO technische_profielen() AS TABLE
    SELECT * FROM (VALUES ('pie', 'Produceren, installeren en energie'), ('bwi', 'Bouwen, wonen en interieur'),
        ('mt', 'Mobiliteit en transport'), ('mvi', 'Media, vormgeving en ICT'), ('mat', 'Maritiem en Techniek')
    ) AS profielen (groep, afdeling);

-- Vestigingen per groep afdelingen: leerlingen in leerjaar 3 en 4 van bb, kb en gl samen, op de peildatum.
CREATE MACRO vestigingen(tellingen, groepen) AS TABLE
    SELECT groep, vestiging, sum(laag) AS laag, sum(hoog) AS hoog
    FROM leerlingen(tellingen) JOIN query_table(groepen) USING (afdeling)
    WHERE leerjaar IN (3, 4) AND peildatum = getvariable('reference_date')::DATE
    GROUP BY groep, vestiging;

-- Het punt van een postcode van vier cijfers: het gemiddelde van haar punten, na de correcties.
CREATE MACRO postcodepunten(punten) AS TABLE
    WITH verbeterd AS (
        SELECT p."postal code" AS pc4, coalesce(l.nieuw, longitude) AS lengte, coalesce(b.nieuw, latitude) AS breedte
        FROM query_table(punten) AS p
        LEFT JOIN correcties AS l ON l.rij['postal code'] = p."postal code" AND l.kolom = 'longitude'
        LEFT JOIN correcties AS b ON b.rij['postal code'] = p."postal code" AND b.kolom = 'latitude'
    )
    SELECT pc4, avg(x) AS x, avg(y) AS y FROM in_rd(verbeterd) GROUP BY pc4;

-- Het gebouw van elke vestiging.
CREATE MACRO gebouwen(scholen) AS TABLE
    SELECT * FROM in_rd(scholen) QUALIFY rij = min(rij) OVER (PARTITION BY vestiging);

-- Het punt van elke vestiging: een gebouw, anders een later gebouw, anders de postcode van het adres.
CREATE MACRO vestigingspunten(eerst, anders, adressen, punten) AS TABLE
    WITH mogelijk AS (
        SELECT vestiging, x, y, 'gebouw' AS herkomst, 1 AS voorkeur FROM gebouwen(eerst)
        UNION ALL SELECT vestiging, x, y, 'gebouw', 2 FROM gebouwen(anders)
        UNION ALL SELECT VESTIGINGSNUMMER, x, y, 'postcode', 3
        FROM query_table(adressen) JOIN postcodepunten(punten) ON pc4 = left("POSTCODE", 4)
    )
    SELECT * FROM mogelijk QUALIFY voorkeur = min(voorkeur) OVER (PARTITION BY vestiging);

-- Inwoners van de leeftijdsgroep (parameter population) per postcode; een geheim aantal (-99997) telt als nul.
CREATE MACRO inwoners(aantallen, punten) AS TABLE
    WITH klassen AS (
        SELECT pc4, klasse, aantal::DOUBLE AS aantal
        FROM (SELECT *, "Postcode-4"::DOUBLE::INTEGER::VARCHAR AS pc4 FROM query_table(aantallen))
        UNPIVOT (aantal FOR klasse IN ("tot 15 jaar", "15 tot 25 jaar"))
        WHERE getvariable('population') IN (klasse, 'tot 25 jaar')
    )
    SELECT pc4, x, y, sum(greatest(aantal, 0)) AS inwoners, bool_or(aantal = -99997) AS geheim
    FROM klassen LEFT JOIN postcodepunten(punten) USING (pc4)
    GROUP BY ALL;

-- Per groep vestigingen en postcode met een punt: woont men daar binnen de straal (in meters) van een vestiging?
CREATE MACRO nabij(groepen, plaatsen, bewoners, straal) AS TABLE
    SELECT groep, pc4, inwoners, bool_or((b.x - p.x) ** 2 + (b.y - p.y) ** 2 <= straal ** 2) AS binnen
    FROM query_table(groepen) JOIN query_table(plaatsen) AS p USING (vestiging), query_table(bewoners) AS b
    WHERE b.x IS NOT NULL
    GROUP BY ALL;

-- Per groep vestigingen het deel van de inwoners, in procenten, dat binnen de straal woont.
CREATE MACRO bereik(groepen, plaatsen, bewoners, straal) AS TABLE
    SELECT groep, 100 * sum(inwoners) FILTER (binnen) / sum(inwoners) AS deel
    FROM nabij(groepen, plaatsen, bewoners, straal)
    GROUP BY groep;

-- Aan welke kant van de lijn van 1 naar 2 een punt ligt: boven nul, onder nul, of nul als het erop ligt.
CREATE MACRO kant(x1, y1, x2, y2, x, y) AS sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));

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
