-- Een regel per kind.
SELECT * FROM read_csv(getvariable('file'), delim = ';', header = true, all_varchar = true)
