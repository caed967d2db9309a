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
