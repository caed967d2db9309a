-- Een regel per school, niveau en jaar; DuckDB ziet zelf of er een komma of een puntkomma tussen staat.
SELECT * FROM read_csv(getvariable('file'), header = true, all_varchar = true)
