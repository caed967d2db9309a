-- Onze eigen lijst: een regel per gepubliceerd getal.
SELECT * FROM read_csv(getvariable('file'), delim = ';', header = true, all_varchar = true)
