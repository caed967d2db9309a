SELECT * FROM read_csv(getvariable('file'), header = true, all_varchar = true)
