#!/usr/bin/python3
"""Drops a file on a window, as a file manager would: the XDND protocol, version 5.

Usage: tests/drop_file.py WINDOW_ID X Y FILE   (X, Y on the screen; needs python3-xlib)
"""

import sys
import time
from pathlib import Path

from Xlib import X, display
from Xlib.protocol import event


def main() -> int:
    window_id, x, y, file = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    screen = display.Display()
    atom = screen.intern_atom
    root = screen.screen().root
    target = screen.create_resource_object("window", window_id)
    source = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    source.set_selection_owner(atom("XdndSelection"), X.CurrentTime)
    uris = (file.resolve().as_uri() + "\r\n").encode()

    def send(name, data):
        message = event.ClientMessage(window=target, client_type=atom(name), data=(32, data))
        target.send_event(message)
        screen.flush()

    def answer(request):
        request.requestor.change_property(request.property, request.target, 8, uris)
        request.requestor.send_event(
            event.SelectionNotify(
                time=request.time,
                requestor=request.requestor,
                selection=request.selection,
                target=request.target,
                property=request.property,
            )
        )
        screen.flush()

    def pump(until, seconds):
        """Answers requests for the content until a message of that name comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not screen.pending_events():
                time.sleep(0.01)
                continue
            got = screen.next_event()
            if got.type == X.SelectionRequest:
                answer(got)
            elif got.type == X.ClientMessage and got.client_type == atom(until):
                return True
        return False

    send("XdndEnter", [source.id, 5 << 24, atom("text/uri-list"), 0, 0])
    for step in range(3):
        position = ((x + step) << 16) | y
        send("XdndPosition", [source.id, 0, position, X.CurrentTime, atom("XdndActionCopy")])
        if not pump("XdndStatus", 5):
            print("the window does not answer", file=sys.stderr)
            return 1
    send("XdndDrop", [source.id, 0, X.CurrentTime, 0, 0])
    return 0 if pump("XdndFinished", 5) else 1


if __name__ == "__main__":
    sys.exit(main())
