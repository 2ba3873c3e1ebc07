"""Processes for fastprocesses, each with a form of input or output of its own.

Both the server and its Celery worker import this module, which registers them.
"""

import base64
import json
import time
from typing import Any, ClassVar

from fastprocesses.core.base_process import (
    BaseParallelProcess,
    BaseProcess,
    BaseScatterProcess,
    parallel_step,
)
from fastprocesses.core.models import ProcessDescription
from fastprocesses.core.output_protocol import BaseProcessResult
from fastprocesses.processes.process_registry import register_process
from pydantic import BaseModel

# A picture of one pixel.
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def part(title: str, **schema) -> dict:
    return {"title": title, "description": title, "schema": schema}


def description(id_: str, inputs: dict, outputs: dict, **more) -> ProcessDescription:
    return ProcessDescription.model_validate(
        {
            "id": id_,
            "title": id_,
            "version": "1.0.0",
            "description": f"Process {id_} of the interop tests",
            "jobControlOptions": ["sync-execute", "async-execute"],
            "outputTransmission": ["value"],
            "inputs": inputs,
            "outputs": outputs,
            **more,
        }
    )


TEXT = part("Text", type="string", minLength=1)


class Text(BaseModel):
    text: str


@register_process("upper")
class Upper(BaseProcess):
    """An output without a media type: the server sends the values by name, whatever is asked for."""

    process_description = description(
        "upper", {"text": TEXT}, {"text": part("Text", type="string")}
    )

    def execute(self, exec_body, job_progress_callback=None):
        return Text(text=exec_body["inputs"]["text"].upper())


class FrequenciesResult(BaseProcessResult):
    frequencies: dict[str, int]
    total: int

    output_serializers: ClassVar = {
        "frequencies": {"application/json": "as_json", "text/csv": "as_csv"},
        "total": {"application/json": "total_as_json"},
    }

    def as_json(self) -> bytes:
        return json.dumps(self.frequencies).encode()

    def as_csv(self) -> bytes:
        lines = [f"{word},{count}" for word, count in self.frequencies.items()]
        return ("\n".join(["word,count", *lines]) + "\n").encode()

    def total_as_json(self) -> bytes:
        return str(self.total).encode()


@register_process("word-frequencies")
class Frequencies(BaseProcess):
    """Two outputs, one of them in two formats."""

    process_description = description(
        "word-frequencies",
        {"text": TEXT},
        {
            "frequencies": part(
                "Frequencies",
                oneOf=[
                    {
                        "type": "object",
                        "contentMediaType": "application/json",
                        "additionalProperties": {"type": "integer"},
                    },
                    {"type": "string", "contentMediaType": "text/csv"},
                ],
            ),
            "total": part("Total", type="integer", contentMediaType="application/json"),
        },
    )

    def execute(self, exec_body, job_progress_callback=None) -> FrequenciesResult:
        words = exec_body["inputs"]["text"].split()
        return FrequenciesResult(
            frequencies={word: words.count(word) for word in sorted(set(words))},
            total=len(words),
        )


class PictureResult(BaseProcessResult):
    picture: str

    output_serializers: ClassVar = {"picture": {"image/png": "as_png"}}

    def as_png(self) -> bytes:
        return base64.b64decode(self.picture)


@register_process("picture")
class Picture(BaseProcess):
    """A file."""

    process_description = description(
        "picture",
        {"size": {**part("Size", type="integer", minimum=1), "minOccurs": 0}},
        {
            "picture": part(
                "Picture",
                type="string",
                contentEncoding="base64",
                contentMediaType="image/png",
            )
        },
    )

    def execute(self, exec_body, job_progress_callback=None) -> PictureResult:
        return PictureResult(picture=PNG)


class Words(BaseModel):
    words: list[str]


@register_process("batch")
class Batch(BaseParallelProcess):
    """Several workers, each with a part of the input; only asynchronous."""

    process_description = description(
        "batch",
        {"words": part("Words", type="array", items={"type": "string"})},
        {"words": part("Words", type="array", items={"type": "string"})},
        jobControlOptions=["async-execute"],
    )

    def split_inputs(self, exec_body):
        words = exec_body["inputs"]["words"]
        return [{"inputs": {"words": words[i : i + 2]}} for i in range(0, len(words), 2)]

    def execute_single(self, item, job_progress_callback=None):
        return Words(words=[word.upper() for word in item["inputs"]["words"]])

    def merge_results(self, results, exec_body=None):
        return Words(words=[word for result in results for word in result["words"]])


class Found(BaseModel):
    word_count: int
    unique_words: list[str]


@register_process("text.analysis")
class Analysis(BaseScatterProcess):
    """Several steps at once, and several outputs; only asynchronous."""

    process_description = description(
        "text.analysis",
        {"text": TEXT},
        {
            "word_count": part("Words", type="integer"),
            "unique_words": part("Unique", type="array", items={"type": "string"}),
        },
        jobControlOptions=["async-execute"],
    )

    @parallel_step
    def count_words(self, exec_body):
        return {"word_count": len(exec_body["inputs"]["text"].split())}

    @parallel_step
    def extract_unique(self, exec_body):
        return {"unique_words": sorted(set(exec_body["inputs"]["text"].split()))}

    def merge_results(self, results, exec_body=None):
        return Found(**results["count_words"], **results["extract_unique"])


class Waited(BaseModel):
    waited: float


@register_process("wait")
class Wait(BaseProcess):
    """Takes its time, and reports progress."""

    process_description = description(
        "wait",
        {"seconds": part("Seconds", type="number", minimum=0, maximum=60)},
        {"waited": part("Seconds", type="number")},
    )

    def execute(self, exec_body, job_progress_callback=None):
        seconds = exec_body["inputs"]["seconds"]
        for step in range(5):
            if job_progress_callback is not None:
                job_progress_callback(step * 20, f"step {step}")
            time.sleep(seconds / 5)
        return Waited(waited=seconds)


@register_process("fail")
class Fail(BaseProcess):
    """Fails on purpose."""

    process_description = description(
        "fail",
        {"reason": part("Reason", type="string")},
        {"nothing": part("Nothing", type="string")},
    )

    def execute(self, exec_body, job_progress_callback=None):
        raise ValueError(exec_body["inputs"]["reason"])


class Value(BaseModel):
    value: Any


def echo(form: str, schema: dict) -> None:
    """Registers a process that returns its input: a form of values, each with a type of its own."""
    part_ = {"title": form, "description": form, "schema": schema}

    class Echo(BaseProcess):
        process_description = description(
            f"echo-{form}", {"value": part_}, {"value": part_}
        )

        def execute(self, exec_body, job_progress_callback=None):
            return Value(value=exec_body["inputs"]["value"])

    # The worker finds a process by the name of its class.
    Echo.__name__ = Echo.__qualname__ = f"Echo{form.title()}"
    globals()[Echo.__name__] = Echo
    register_process(f"echo-{form}")(Echo)


echo(
    "object",
    {
        "type": "object",
        "required": ["name"],
        "properties": {"name": {"type": "string"}, "size": {"type": "integer"}},
    },
)
echo("list", {"type": "array", "items": {"type": "number"}})
echo("choice", {"type": "string", "enum": ["red", "green"]})
echo("flag", {"type": "boolean"})
echo(
    "box",
    {
        "type": "object",
        "format": "ogc-bbox",
        "required": ["bbox"],
        "properties": {
            "bbox": {"type": "array", "items": {"type": "number"}},
            "crs": {"type": "string", "format": "uri"},
        },
    },
)
