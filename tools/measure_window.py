#!/usr/bin/env python3
"""Measures programs with a map window as a user sees them, from outside, without a graphics card.

    tools/measure_window.py [--rounds N] [--drags N] [--again] [--edit OLD=NEW] NAME=COMMAND...

Each program runs on a virtual display of its own (1600 x 1000, painted by the processor), in turn with the
others, so that a busy machine disturbs all alike. Printed are medians over all rounds, and how they relate to
the first program:

    window    start until a window is visible, s
    drawn     start until the map last changed, s
    start     processor time until then, s
    drag      button released until the map last changed, ms
    drag cpu  processor time of a drag of 200 pixels, ms
    memory    most memory held, MB

and with `--again` the same of a second start, after the window was closed: with its size, panels and view as they were
left. `--edit` replaces a text in what the program has stored before that, for example `--edit 'motion": true=motion": false'`
for a map that does not glide.

For example, what the kept picture of the map is worth:

    tools/measure_window.py "anew=target/release/tumen --renderer direct" "kept=target/release/tumen"

Needs Xvfb and xdotool. Times alone say little about another machine; quote the ratios.
"""

import argparse
import mmap
import os
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import zlib

WIDTH, HEIGHT = 1600, 1000
# The part of the screen that is watched: the map, clear of the panels.
LEFT, TOP, RIGHT, BOTTOM = 700, 250, 1100, 600
QUIET_START, QUIET_DRAG, LONGEST = 1.5, 0.6, 60.0
COLUMNS = ["window", "drawn", "start", "drag", "drag cpu", "memory"]


class Screen:
    """The pixels of a virtual display, read from the file it keeps them in."""

    def __init__(self, folder):
        path = os.path.join(folder, "Xvfb_screen0")
        with open(path, "rb") as file:
            self.pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.header = len(self.pixels) - WIDTH * HEIGHT * 4
        self.last = self.print()

    def print(self):
        """A number that stands for what the watched part shows."""
        number = 0
        for row in range(TOP, BOTTOM, 2):
            start = self.header + 4 * (row * WIDTH + LEFT)
            number = zlib.crc32(self.pixels[start : start + 4 * (RIGHT - LEFT)], number)
        return number

    def changed(self):
        now = self.print()
        changed, self.last = now != self.last, now
        return changed


def stat(pid):
    """Processor seconds and the most memory (MB) of a process."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        with open(f"/proc/{pid}/status") as file:
            peak = [line for line in file if line.startswith("VmHWM")]
    except OSError:
        return 0.0, 0.0
    seconds = sum(int(f) for f in fields[11:13]) / os.sysconf("SC_CLK_TCK")
    return seconds, int(peak[0].split()[1]) / 1024 if peak else 0.0


def watch(screen, pid, quiet, window=None):
    """Waits until the screen has not changed for some seconds and the process rests.

    Gives the last change and when a window was seen, seconds from now."""
    start = time.perf_counter()
    last = seen = None
    busy = 0.0
    before, looked = stat(pid)[0], 0.0
    while True:
        time.sleep(0.005)
        now = time.perf_counter() - start
        if screen.changed():
            last = now
        if now - looked > 0.2:
            used, looked = stat(pid)[0], now
            busy, before = (now if used - before > 0.02 else busy), used
            if window and seen is None and window():
                seen = now
        waited = now - max(last or 0.0, busy)
        if (waited > quiet and (last is not None or window is None)) or now > LONGEST:
            return last, seen


def drag(run, screen, pid, step):
    """Drags the map by 200 pixels; gives the milliseconds to the last change, and of processor time."""
    before = stat(pid)[0]
    move = ["mousemove_relative", "--", str(step), "0", "sleep", "0.02"]
    run("mousemove", "900", "400", "mousedown", "1", "sleep", "0.02", *move, *move, "mouseup", "1")
    last, _ = watch(screen, pid, QUIET_DRAG)
    return (last or 0.0) * 1000, (stat(pid)[0] - before) * 1000


def edit(folder, old, new):
    """Replaces a text in all files that a program has stored."""
    for path, _, names in os.walk(folder):
        for name in (os.path.join(path, n) for n in names):
            if not os.path.islink(name) and os.path.isfile(name) and os.path.getsize(name) < 1 << 20:
                with open(name, "rb") as file:
                    data = file.read()
                if old.encode() in data:
                    with open(name, "wb") as file:
                        file.write(data.replace(old.encode(), new.encode()))


def measure(command, display, drags, again, change):
    """Runs a program once, or twice; gives the values of the columns of each run."""
    home = tempfile.mkdtemp(prefix="home")
    try:
        rows = [start(command, display, drags, home, close=again)]
        if again:
            if change:
                edit(home, *change.split("=", 1))
            rows.append(start(command, display + 1, drags, home, close=False))
        return rows
    finally:
        shutil.rmtree(home, ignore_errors=True)


def start(command, display, drags, home, close):
    """Starts a program and drags its map; gives the values of the columns."""
    folder = tempfile.mkdtemp(prefix="screen")
    env = dict(os.environ, DISPLAY=f":{display}", LIBGL_ALWAYS_SOFTWARE="1", XDG_RUNTIME_DIR=folder)
    # As if started for the first time: nothing of the user's own is read or written.
    env.update({key: home for key in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"]})
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = ["Xvfb", f":{display}", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-fbdir", folder]
    server = subprocess.Popen(server, **quiet)
    try:
        while not os.path.exists(f"/tmp/.X11-unix/X{display}"):
            time.sleep(0.02)
        time.sleep(0.3)

        def run(*words):
            return subprocess.run(["xdotool", *words], env=env, text=True, capture_output=True).stdout

        def window():
            return run("search", "--onlyvisible", "--name", ".+").split()

        # Out of the way: a tooltip under the pointer is no change of the map.
        run("mousemove", str(WIDTH - 1), str(HEIGHT - 1))
        screen = Screen(folder)
        program = subprocess.Popen(command, env=env, **quiet)
        try:
            drawn, seen = watch(screen, program.pid, QUIET_START, window)
            start = stat(program.pid)[0]
            for name in window():
                run("windowmove", name, "0", "0", "windowsize", name, str(WIDTH), str(HEIGHT))
            watch(screen, program.pid, QUIET_START)
            found = [drag(run, screen, program.pid, -100 if i % 2 else 100) for i in range(drags)]
            times, used = zip(*found)
            memory = stat(program.pid)[1]
            return [seen or 0.0, drawn or 0.0, start, statistics.median(times), statistics.mean(used), memory]
        finally:
            if close:
                leave(run, window, program)
            program.send_signal(signal.SIGKILL)
            program.wait()
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def leave(run, window, program):
    """Quits a program by its key, and waits until it has stored what it stores."""
    for name in window():
        run("windowfocus", name, "sleep", "0.2", "key", "ctrl+q")
    try:
        program.wait(10)
    except subprocess.TimeoutExpired:
        print("the window did not close", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--drags", type=int, default=6)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--edit", metavar="OLD=NEW", default="")
    parser.add_argument("programs", nargs="+", metavar="NAME=COMMAND")
    args = parser.parse_args()
    missing = [tool for tool in ["Xvfb", "xdotool"] if not shutil.which(tool)]
    if missing:
        sys.exit(f"not found: {', '.join(missing)}")
    programs = [p.split("=", 1) for p in args.programs]
    starts = ["", ", again"] if args.again else [""]
    rows = {name + again: [] for name, _ in programs for again in starts}
    for round_number in range(args.rounds):
        for index, (name, command) in enumerate(programs):
            display = 200 + os.getpid() % 500 + 2 * (index + len(programs) * round_number)
            found = measure(shlex.split(command), display, args.drags, args.again, args.edit)
            for again, row in zip(starts, found):
                rows[name + again].append(row)
    medians = {name: [statistics.median(column) for column in zip(*row)] for name, row in rows.items()}
    first = medians[programs[0][0]]
    width = max(len(name) for name in medians) + 2
    print(" " * width + "".join(f"{column:>18}" for column in COLUMNS))
    for name, values in medians.items():
        cells = [f"{v:.2f} ({v / b:.2f})" if b else f"{v:.2f}" for v, b in zip(values, first)]
        print(f"{name:<{width}}" + "".join(f"{cell:>18}" for cell in cells))


if __name__ == "__main__":
    main()
