"""What a chapter uses of this package and of others: found in the texts of the modules, without import."""
