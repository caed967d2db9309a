"""Processes beside that of a build."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import psutil

BUILD = """
import os
from recount.running.processes import process_beside

if __name__ == "__main__":
    with process_beside() as beside:
        print(beside.submit(os.getpid).result(), flush=True)
        input()
"""


LEAVING = """
from pathlib import Path
from recount.running.processes import process_beside

class Page:
    def __del__(self):
        Path("freed").touch()

def keep():
    global page
    page = Page()

if __name__ == "__main__":
    with process_beside() as beside:
        beside.submit(keep).result()
"""


FORK = """
import os
import sys
from recount.running.kernels import fork_server
from recount.running.processes import process_beside

def loaded():
    return "sphinx.application" in sys.modules, os.environ["SEEN"]

if __name__ == "__main__":
    fork_server.start([], {"SEEN": "by the server"})
    os.environ["SEEN"] = "by the build"
    with process_beside() as beside:
        print(beside.submit(loaded).result())
"""


def test_a_process_has_loaded_what_pages_need(project: Path) -> None:
    """It is a fork of the server, with the environment of the build that asked for it."""
    script = project / "build.py"
    script.write_text(FORK, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], cwd=project, capture_output=True, text=True, check=True
    )
    assert done.stdout == "(True, 'by the build')\n"


def test_a_process_leaves_what_it_made_to_the_system(tmp_path: Path) -> None:
    """It ends without freeing its objects, which takes seconds for the pages of a book."""
    script = tmp_path / "build.py"
    script.write_text(LEAVING, "utf-8")
    subprocess.run([sys.executable, str(script)], cwd=tmp_path, check=True)
    assert not (tmp_path / "freed").exists()


def test_an_interrupted_process_says_nothing(tmp_path: Path) -> None:
    """Ctrl-C reaches every process; only the one that the user started answers."""
    script = tmp_path / "build.py"
    script.write_text(BUILD, "utf-8")
    command, pipe = [sys.executable, str(script)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as run:
        assert run.stdout
        started = psutil.Process(int(run.stdout.readline()))
        started.send_signal(signal.SIGINT)
        started.wait(timeout=60)
        _, said = run.communicate("\n")
    assert said == ""


def test_a_process_ends_with_the_build_that_started_it(tmp_path: Path) -> None:
    """It would wait for its next job for ever."""
    script = tmp_path / "build.py"
    script.write_text(BUILD, "utf-8")
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        started = psutil.Process(int(run.stdout.readline()))
        run.kill()
        started.wait(timeout=60)
    assert not started.is_running()
