-- Een register komt met puntkomma of met komma; DuckDB ziet zelf welke van de twee.
SELECT * FROM read_csv(getvariable('file'), header = true, all_varchar = true)
