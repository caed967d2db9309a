-- Een regel per vestiging, leerweg en profiel, van één schooljaar.
SELECT * FROM read_csv(getvariable('file'), delim = ';', header = true, all_varchar = true, encoding = 'latin-1')
