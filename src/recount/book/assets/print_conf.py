"""Sphinx configuration for print: that of the website, with a basic theme and no scripts."""

from pathlib import Path

from jupyter_book.config import get_final_config

_web, _ = get_final_config(
    user_yaml=Path(__file__).with_name("_config.yml"),
    cli_config={"latex_individualpages": False},
)
globals().update(_web)

extensions = ["myst_nb", "sphinx_external_toc", "recount.book.directives"]
html_theme = "basic"
html_theme_options: dict[str, str] = {}
html_static_path: list[str] = []
html_css_files: list[str] = []
html_js_files: list[str] = []
html_copy_source = False
html_permalinks = False
