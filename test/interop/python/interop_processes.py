"""Processes for pygeoapi, each with a form of input or output that its own three lack.

pygeoapi loads them by their dotted names; see ../setup/pygeoapi.ts.
"""

import base64
import time

from pygeoapi.process.base import BaseProcessor, ProcessorExecuteError

JSON = "application/json"

# A picture of one pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def number(title: str, **more) -> dict:
    return {"title": title, "schema": {"type": "number", **more}}


def metadata(id_: str, title: str, inputs: dict, outputs: dict, **more) -> dict:
    return {
        "id": id_,
        "version": "1.0.0",
        "title": title,
        "description": title,
        "jobControlOptions": ["sync-execute", "async-execute"],
        "keywords": ["interop"],
        "links": [],
        "inputs": inputs,
        "outputs": outputs,
        # pygeoapi 0.15 lists no process that has none.
        "example": {"inputs": {}},
        **more,
    }


class BandMath(BaseProcessor):
    """An id with dots, inputs named by reserved words, an input of several values."""

    def __init__(self, definition: dict) -> None:
        inputs = {
            "in": {**number("Bands"), "maxOccurs": "unbounded"},
            "class": {
                "title": "Operation",
                "schema": {"type": "string", "enum": ["sum", "product"]},
            },
            "default": {**number("Value of an empty band", default=0), "minOccurs": 0},
        }
        outputs = {"out": number("Result")}
        super().__init__(
            definition, metadata("OTB.BandMath", "Band math", inputs, outputs)
        )

    def execute(self, data, outputs=None):
        bands = data["in"]
        if not isinstance(bands, list):
            raise ProcessorExecuteError("in is no list")
        result = data.get("default", 0) if not bands else bands[0]
        for band in bands[1:]:
            result = result + band if data["class"] == "sum" else result * band
        return JSON, {"out": result}


class Statistics(BaseProcessor):
    """Two outputs: results as the standard has them, keyed by output."""

    def __init__(self, definition: dict) -> None:
        inputs = {
            "values": {
                "title": "Values",
                "schema": {
                    "type": "array",
                    "items": {"type": "number"},
                    "minItems": 1,
                },
            }
        }
        outputs = {
            "mean": number("Mean"),
            "range": {
                "title": "Least and greatest value",
                "schema": {
                    "type": "array",
                    "items": {"type": "number"},
                    "minItems": 2,
                    "maxItems": 2,
                },
            },
        }
        super().__init__(
            definition, metadata("statistics", "Statistics", inputs, outputs)
        )
        self.supports_outputs = True

    def execute(self, data, outputs=None):
        values = data["values"]
        results = {
            "mean": sum(values) / len(values),
            "range": [min(values), max(values)],
        }
        wanted = outputs or results
        return JSON, {name: results[name] for name in results if name in wanted}


class Quicklook(BaseProcessor):
    """A picture: bytes with a media type of their own."""

    def __init__(self, definition: dict) -> None:
        inputs = {"size": {**number("Size"), "minOccurs": 0}}
        outputs = {
            "image": {
                "title": "Picture",
                "schema": {
                    "type": "string",
                    "contentEncoding": "binary",
                    "contentMediaType": "image/png",
                },
            }
        }
        super().__init__(
            definition, metadata("quicklook", "Quicklook", inputs, outputs)
        )

    def execute(self, data, outputs=None):
        return "image/png", PNG


class Report(BaseProcessor):
    """A text of a table: content that is neither JSON nor binary."""

    def __init__(self, definition: dict) -> None:
        inputs = {
            "rows": {"title": "Rows", "schema": {"type": "integer", "minimum": 0}}
        }
        outputs = {
            "table": {
                "title": "Table",
                "schema": {"type": "string", "contentMediaType": "text/csv"},
            }
        }
        super().__init__(definition, metadata("report", "Report", inputs, outputs))

    def execute(self, data, outputs=None):
        lines = ["row,square"] + [f"{n},{n * n}" for n in range(data["rows"])]
        return "text/csv", ("\n".join(lines) + "\n").encode()


class Footprint(BaseProcessor):
    """A bounding box comes in, a GeoJSON feature goes out."""

    def __init__(self, definition: dict) -> None:
        inputs = {
            "area": {
                "title": "Area",
                "schema": {
                    "type": "object",
                    "format": "ogc-bbox",
                    "required": ["bbox"],
                    "properties": {
                        "bbox": {
                            "type": "array",
                            "items": {"type": "number"},
                            "minItems": 4,
                            "maxItems": 4,
                        },
                        "crs": {"type": "string", "format": "uri"},
                    },
                },
            }
        }
        outputs = {
            "footprint": {
                "title": "Footprint",
                "schema": {
                    "allOf": [
                        {"format": "geojson-feature"},
                        {"$ref": "https://geojson.org/schema/Feature.json"},
                    ]
                },
            }
        }
        super().__init__(
            definition, metadata("footprint", "Footprint", inputs, outputs)
        )

    def execute(self, data, outputs=None):
        west, south, east, north = data["area"]["bbox"]
        ring = [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
        ]
        feature = {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        return JSON, {"id": "footprint", "value": feature}


class Describe(BaseProcessor):
    """An object with structure comes in, plain or qualified, and goes out as it came."""

    def __init__(self, definition: dict) -> None:
        schema = {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": {"type": "string"},
                "bands": {"type": "array", "items": {"type": "string"}},
            },
        }
        inputs = {"scene": {"title": "Scene", "schema": schema}}
        outputs = {"scene": {"title": "Scene", "schema": schema}}
        super().__init__(
            definition, metadata("scene:describe", "Scene", inputs, outputs)
        )

    def execute(self, data, outputs=None):
        return JSON, {"id": "scene", "value": data["scene"]}


class Wait(BaseProcessor):
    """Takes its time, to be dismissed meanwhile."""

    def __init__(self, definition: dict) -> None:
        inputs = {"seconds": number("Seconds", minimum=0, maximum=60)}
        outputs = {"waited": number("Seconds")}
        super().__init__(definition, metadata("wait", "Wait", inputs, outputs))

    def execute(self, data, outputs=None):
        time.sleep(data["seconds"])
        return JSON, {"id": "waited", "value": data["seconds"]}


class Fail(BaseProcessor):
    """Fails on purpose; it has no inputs, and an id that is a reserved word."""

    def __init__(self, definition: dict) -> None:
        super().__init__(
            definition, metadata("delete", "Failure", {}, {"nothing": number("None")})
        )

    def execute(self, data, outputs=None):
        raise ProcessorExecuteError("out of luck")


class Now(BaseProcessor):
    """Only synchronous, as it says."""

    def __init__(self, definition: dict) -> None:
        more = {"jobControlOptions": ["sync-execute"]}
        outputs = {
            "time": {"title": "Time", "schema": {"type": "string", "format": "date"}}
        }
        super().__init__(definition, metadata("now", "Now", {}, outputs, **more))

    def execute(self, data, outputs=None):
        return JSON, {"id": "time", "value": time.strftime("%Y-%m-%d")}
