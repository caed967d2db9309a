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

-- Wat techniek heet: de vijf profielen, en die met de vakmanschapsroute, en met D&P.
CREATE MACRO ruimere_techniek() AS TABLE
    SELECT unnest(['vijf-profielen', 'met-vakmanschapsroute', 'met-dp']) AS groep, afdeling FROM technische_profielen()
    UNION ALL VALUES
        ('met-vakmanschapsroute', 'Vakmanschapsroute Techniek'),
        ('met-dp', 'Vakmanschapsroute Techniek'),
        ('met-dp', 'Dienstverlening en producten');
