-- Onze eigen lijst: een regel per water dat niemand oversteekt.
SELECT * FROM read_csv(getvariable('file'), delim = ';', header = true, all_varchar = true)
