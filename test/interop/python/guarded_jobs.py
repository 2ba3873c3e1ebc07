"""The job store of pygeoapi 0.15, made safe for threads.

It keeps one handle of its file for all requests and jobs: a request that comes
while a job is stored closes the handle, so that the job is lost, or the file
broken for good.
"""

import threading

from pygeoapi.process.manager.tinydb_ import TinyDBManager

LOCK = threading.RLock()


def guarded(name):
    operation = getattr(TinyDBManager, name)

    def one_at_a_time(*args, **kwargs):
        with LOCK:
            return operation(*args, **kwargs)

    return one_at_a_time


class GuardedTinyDBManager(TinyDBManager):
    get_jobs = guarded("get_jobs")
    add_job = guarded("add_job")
    update_job = guarded("update_job")
    delete_job = guarded("delete_job")
    get_job = guarded("get_job")
    get_job_result = guarded("get_job_result")
