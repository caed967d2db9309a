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
