"""Processes for pygeoapi that return what those of the AquaINFRA project do.

Each returns {"outputs": {name: {"title", "description", "href"}}}: links, with
members of their own and without a type, to files that another web server has.
Here that is pygeoapi's own folder of static files, DOWNLOAD_FOLDER at
DOWNLOAD_URL. The descriptions are in several languages, and say `object` of
whatever is behind a link, as theirs do.

pygeoapi loads them by their dotted names; see ../setup/pygeoapi.ts.
"""

import json
import os
import uuid

from pygeoapi.process.base import BaseProcessor

HTML = "<!doctype html>\n<title>Map</title>\n<p>A map.\n"


def table(rows: int) -> str:
    return "".join(["row,square\n"] + [f"{n},{n * n}\n" for n in range(rows)])


def collection(rows: int) -> str:
    points = [{"type": "Point", "coordinates": [n, n * n]} for n in range(rows)]
    features = [
        {"type": "Feature", "properties": {}, "geometry": point} for point in points
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


class AquaInfraProcessor(BaseProcessor):
    id = ""
    outputs: dict[str, dict] = {}

    def __init__(self, definition: dict) -> None:
        metadata = {
            "version": "0.1.0",
            "id": self.id,
            "title": {"en": self.id},
            "description": {"en": f"{self.id}, as AquaINFRA has it"},
            "jobControlOptions": ["sync-execute", "async-execute"],
            "keywords": ["AquaINFRA"],
            "links": [],
            "inputs": {
                "rows": {
                    "title": "Rows",
                    "schema": {"type": "integer", "minimum": 0},
                    "minOccurs": 1,
                    "maxOccurs": 1,
                }
            },
            "outputs": self.outputs,
            "example": {"inputs": {"rows": 2}},
        }
        super().__init__(definition, metadata)
        self.supports_outputs = True

    def stored(self, output: str, extension: str, content: str) -> dict:
        name = f"{output}-{uuid.uuid4()}.{extension}"
        with open(os.path.join(os.environ["DOWNLOAD_FOLDER"], name), "w") as file:
            file.write(content)
        return {
            "title": self.outputs[output]["title"],
            "description": self.outputs[output]["description"],
            "href": f"{os.environ['DOWNLOAD_URL']}/{name}",
        }


def output(title: str, **schema) -> dict:
    return {"title": title, "description": f"{title}, by a link", "schema": schema}


class Table(AquaInfraProcessor):
    """A table whose description says JSON."""

    id = "mean-by-group"
    outputs = {
        "mean_by_group": output(
            "Means", type="object", contentMediaType="application/json"
        )
    }

    def execute(self, data, outputs=None):
        found = self.stored("mean_by_group", "csv", table(data["rows"]))
        return "application/json", {"outputs": {"mean_by_group": found}}


class Map(AquaInfraProcessor):
    """A page, under a media type that there is not."""

    id = "map-trends-static"
    outputs = {
        "trend_map": output(
            "Map", type="object", contentMediaType="application/html"
        )
    }

    def execute(self, data, outputs=None):
        found = self.stored("trend_map", "html", HTML)
        return "application/json", {"outputs": {"trend_map": found}}


class Several(AquaInfraProcessor):
    """Links to files and to JSON, and a value beside them."""

    id = "snapped-points"
    outputs = {
        "points": output(
            "Points", type="object", contentMediaType="application/geo+json"
        ),
        "table": output("Table", type="object", contentMediaType="text/csv"),
        "count": output("Count", type="integer"),
    }

    def execute(self, data, outputs=None):
        rows = data["rows"]
        found = {
            "points": self.stored("points", "json", collection(rows)),
            "table": self.stored("table", "csv", table(rows)),
            "count": rows,
        }
        return "application/json", {"outputs": found}
