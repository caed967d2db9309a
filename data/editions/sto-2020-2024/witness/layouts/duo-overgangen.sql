-- Een regel per overgang: de oude en de nieuwe code, en de dag.
SELECT * FROM read_csv(getvariable('file'), delim = ',', header = true, all_varchar = true)
