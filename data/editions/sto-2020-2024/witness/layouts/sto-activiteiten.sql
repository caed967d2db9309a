-- Een register komt hier altijd met puntkomma's, welke vorm het bestand ook had.
SELECT * FROM read_csv(getvariable('file'), delim = ';', header = true, all_varchar = true)
