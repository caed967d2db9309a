-- Een regel per vestiging, met haar adres.
SELECT * FROM read_csv(getvariable('file'), delim = ';', header = true, all_varchar = true, encoding = 'latin-1')
