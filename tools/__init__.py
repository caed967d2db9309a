"""What a maintainer runs; the package uses none of it."""
