"""Runs a command in a pseudo-terminal: its output goes to stdout, lines of JSON on stdin are what a person does.

{"type": TEXT} presses keys, {"columns": N} resizes the window, {"close": true} closes it.
"""
import fcntl, json, os, pty, select, struct, sys, termios


def resize(terminal, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


columns, command = int(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
resize(terminal, columns)
sources, lines = [terminal, 0], b""
while sources:
    for source in select.select(sources, [], [])[0]:
        try:
            data = os.read(source, 65536)
        except OSError:
            data = b""
        if not data:
            sources = []
        elif source == terminal:
            os.write(1, data)
        else:
            *whole, lines = (lines + data).split(b"\n")
            for act in map(json.loads, whole):
                if "type" in act:
                    os.write(terminal, act["type"].encode())
                if "columns" in act:
                    resize(terminal, act["columns"])
                if "close" in act:
                    os.close(terminal)
                    sources = [0]
