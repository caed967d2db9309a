"""The pages in another language: the same pages, with their sentences looked up in gettext catalogues."""
