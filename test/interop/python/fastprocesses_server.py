"""Runs fastprocesses with what it needs: Redis, a Celery worker and a web server.

    python fastprocesses_server.py PORT REDIS_PORT [PREFIX]

With a prefix, the server is as behind a proxy that removes it from the path of
each request, and of which the server does not know: nothing else is there.
"""

import os
import subprocess
import sys


def environment(redis_port: str) -> dict[str, str]:
    names = ("RESULT_CACHE", "CELERY_BROKER", "CELERY_RESULT")
    hosts = {f"FP_{name}_HOST": "127.0.0.1" for name in names}
    ports = {f"FP_{name}_PORT": redis_port for name in names}
    return {**hosts, **ports, "FP_LOG_LEVEL": "ERROR"}


def start_redis(port: str) -> None:
    memory_only = ["--save", "", "--appendonly", "no"]
    subprocess.Popen(
        ["redis-server", "--port", port, "--bind", "127.0.0.1", *memory_only]
    )


def start_worker() -> None:
    options = ["--concurrency", "2", "--loglevel", "ERROR"]
    include = ["--include", "fastprocesses_processes"]
    celery = ["celery", "-A", "fastprocesses.worker.celery_app", "worker"]
    subprocess.Popen([sys.executable, "-m", *celery, *options, *include])


def without_prefix(app, prefix: str):
    """The application, as the proxy gives it requests."""

    async def proxied(scope, receive, send):
        path = scope.get("path", "")
        if scope["type"] != "http" or path.startswith(f"{prefix}/"):
            inner = path.removeprefix(prefix)
            await app({**scope, "path": inner, "raw_path": inner.encode()}, receive, send)
        else:
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b"Not here."})

    return proxied


def keep_later_statuses() -> None:
    """The server writes `accepted` after it has handed a task over. A status that a
    faster worker wrote meanwhile would be lost, and such a job would never end."""
    from fastprocesses.common import job_status_cache

    put = job_status_cache.put

    def put_unless_later(key, value, *args, **kwargs):
        if value.status != "accepted" or job_status_cache.get(key) is None:
            put(key, value, *args, **kwargs)

    job_status_cache.put = put_unless_later


def main() -> None:
    port, redis_port, *prefix = sys.argv[1:]
    os.environ.update(environment(redis_port))
    start_redis(redis_port)
    start_worker()
    # Only now: they read the environment while they are imported.
    import fastprocesses_processes  # noqa: F401
    import uvicorn
    from fastprocesses.api.server import OGCProcessesAPI

    keep_later_statuses()
    app = OGCProcessesAPI().get_app()
    served = without_prefix(app, prefix[0]) if prefix else app
    uvicorn.run(served, host="127.0.0.1", port=int(port), log_level="error")


if __name__ == "__main__":
    main()
