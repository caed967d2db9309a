-- Een regel per vestiging, leerjaar en opleiding, zoals DUO die publiceert.
SELECT * FROM read_csv(getvariable('file'), delim = ';', header = true, all_varchar = true, encoding = 'latin-1')
