"""Runs moto's server, and ends with the process that started it: its standard input is a pipe from there."""

import os
import sys
import threading


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def mend_delete_markers():
    """The one gap that no answer from outside can fill: moto 5.2.1 fails when the last version of an object that goes
    is a delete marker, so that a versioned bucket with a deleted object (a state lock) could never be emptied."""
    from moto.s3.models import FakeDeleteMarker

    if not hasattr(FakeDeleteMarker, "dispose"):
        FakeDeleteMarker.dispose = lambda self: None


def answer_one_at_a_time():
    """moto keeps everything in plain dictionaries, and fails when one request changes what another is going through:
    stacks that are deployed side by side do that. Python would answer hardly more at once without this."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    lock = threading.Lock()
    answer = DomainDispatcherApplication.__call__

    def answer_alone(self, environ, start_response):
        with lock:
            return answer(self, environ, start_response)

    DomainDispatcherApplication.__call__ = answer_alone


if __name__ == "__main__":
    # The first argument only marks this process, so that it is recognised before it is ever killed.
    arguments = sys.argv[2:]
    threading.Thread(target=end_with_parent, daemon=True).start()

    mend_delete_markers()
    answer_one_at_a_time()
    from moto.server import main

    main(arguments)
