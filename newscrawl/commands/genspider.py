"""scrapy genspider: as Scrapy's own, and with the template ``site``.

The setting TEMPLATES_DIR would hide Scrapy's templates, and those of startproject with them; here
both folders are looked into.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.commands import genspider

from newscrawl import templates
from newscrawl.survey.module import class_name

OWN = Path(templates.__path__[0]) / "spiders"
SITE = "site"


class Command(genspider.Command):
    """Writes a module without looking at the newspaper."""

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Write a new spider from a template; 'scrapy newsite' looks at the newspaper first"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Writes the module of a spider. '-t site NAME DOMAIN' writes that of a newspaper, "
            "without looking at it; 'scrapy newsite URL' looks, and writes more of it. "
            "The other templates are Scrapy's."
        )

    def _find_template(self, template: str) -> Path | None:
        own = OWN / f"{template.removesuffix('.tmpl')}.tmpl"
        if not Path(template).exists() and own.is_file():
            return own
        return super()._find_template(template)

    def _list_templates(self) -> None:
        super()._list_templates()
        for file in sorted(OWN.glob("*.tmpl")):
            print(f"  {file.stem} (newscrawl's own: one newspaper)")

    def _generate_template_variables(
        self, module: str, name: str, url: str, template_name: str
    ) -> dict[str, Any]:
        said = super()._generate_template_variables(module, name, url, template_name)
        if template_name.removesuffix(".tmpl") != SITE:
            return said
        address = url if urlsplit(url).path else f"{url}/"
        return {**said, "url": address, "classname": class_name(name),
                "title": class_name(name)}  # fmt: skip
