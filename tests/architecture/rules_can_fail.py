"""Each rule of rules.py, broken once on purpose in a tree of its own: a rule that cannot fail is none."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import rules

# A small tree that keeps every rule.
SOUND = {
    "capture/CMakeLists.txt": "bytes/cursor.cpp recording/note.cpp tcp/machine.cpp",
    "lessons/CMakeLists.txt": "handshake/handshake.cpp script/step.cpp testbed/wire/wire.cpp testbed/main.cpp",
    "lab/CMakeLists.txt": "rows/ladder.cpp command/show.cpp main.cpp",
    "lab/window/CMakeLists.txt": "ground/paint.cpp panel/ladder.cpp showing/capture/capture.cpp shell/loop.cpp",
    "tests/capture/tests.cmake": "capture/tcp/machine.test.cpp",
    "tests/smoke/tests.cmake": "smoke/start.sh",
    "tests/smoke/start.sh": "",
    "tests/capture/tcp/machine.test.cpp": '#include "capture/tcp/machine.hpp"\n#include <catch2/catch.hpp>',
    "capture/bytes/cursor.cpp": "#include <zlib.h>",
    "capture/bytes/cursor.hpp": "",
    "capture/recording/note.cpp": '#include "capture/bytes/cursor.hpp"\nauto m = "MESSAGE=";',
    "capture/recording/note.hpp": "",
    "capture/tcp/machine.cpp": '#include "capture/tcp/machine.hpp"\n#include "capture/recording/note.hpp"',
    "capture/tcp/machine.hpp": "",
    "lessons/handshake/handshake.cpp": '#include "lessons/script/step.hpp"\n// sleep(1) is wrong here',
    "lessons/script/step.cpp": '#include "lessons/testbed/wire/wire.hpp"',
    "lessons/script/step.hpp": "",
    "lessons/testbed/wire/wire.cpp": "#include <pcap/pcap.h>\n#include <netlink/route/link.h>",
    "lessons/testbed/wire/wire.hpp": "",
    "lessons/testbed/main.cpp": '#include "lessons/script/step.hpp"',
    "lab/rows/ladder.cpp": '#include "capture/tcp/machine.hpp"',
    "lab/rows/ladder.hpp": "",
    "lab/command/show.cpp": '#include "lab/rows/ladder.hpp"\n#include <CLI/CLI.hpp>',
    "lab/main.cpp": '#include "lab/window/shell/loop.hpp"',
    "lab/window/ground/theme.hpp": "",
    "lab/window/ground/paint.cpp": "#include <imgui.h>",
    "lab/window/shell/loop.hpp": "",
    "lab/window/showing/lesson/lesson.hpp": "",
    "lab/window/showing/capture/capture.hpp": "",
    "lab/window/showing/capture/capture.cpp": '#include "lab/window/panel/ladder.hpp"',
    "lab/window/shell/loop.cpp": '#include "lab/window/panel/ladder.hpp"\n#include <GLFW/glfw3.h>',
    "lab/window/panel/ladder.hpp": "",
    "lab/window/panel/ladder.cpp": '#include "lab/window/ground/theme.hpp"\n#include "lab/rows/ladder.hpp"',
}

# (rule, file, its text): one breach each.
BREACHES = [
    ("includes", "lab/rows/ladder.cpp", "#include <imgui.h>"),
    ("includes", "lab/command/show.cpp", "#include <GLFW/glfw3.h>"),
    ("includes", "capture/tcp/machine.cpp", '#include "lessons/script/step.hpp"'),
    ("includes", "capture/tcp/machine.cpp", '#include "lab/rows/ladder.hpp"'),
    ("includes", "lessons/script/step.cpp", '#include "lab/rows/ladder.hpp"'),
    ("includes", "capture/recording/note.cpp", '#include "capture/tcp/machine.hpp"'),
    ("includes", "capture/bytes/cursor.cpp", '#include "capture/recording/note.hpp"'),
    ("includes", "lessons/testbed/wire/wire.cpp", '#include "lessons/script/step.hpp"'),
    ("includes", "lessons/testbed/main.cpp", '#include "lab/rows/ladder.hpp"'),
    ("includes", "lessons/testbed/base/tuple.cpp", '#include "lessons/testbed/wire/wire.hpp"'),
    ("includes", "lessons/text/parser.cpp", '#include "capture/trace/trace.hpp"'),
    ("includes", "lessons/teardown/teardown.cpp", '#include "lessons/handshake/handshake.hpp"'),
    ("includes", "lab/rows/ladder.cpp", '#include "lessons/script/step.hpp"'),
    ("includes", "lab/rows/ladder.cpp", '#include "lab/window/ground/theme.hpp"'),
    ("includes", "lab/window/widget/arrow.cpp", '#include "lab/window/panel/ladder.hpp"'),
    ("includes", "lab/window/panel/ladder.cpp", '#include "lab/window/layout/bench.hpp"'),
    ("includes", "lab/window/ground/paint.cpp", '#include "lab/window/panel/ladder.hpp"'),
    ("includes", "lab/window/panel/ladder.cpp", '#include "lab/window/shell/loop.hpp"'),
    ("includes", "lab/window/showing/capture/capture.cpp", '#include "lab/window/shell/loop.hpp"'),
    ("includes", "lab/window/showing/capture/capture.cpp", '#include "lab/window/showing/lesson/lesson.hpp"'),
    ("includes", "lab/rows/ladder.cpp", '#include "ladder.hpp"'),
    ("includes", "lab/rows/ladder.cpp", "#include <netlink/netlink.h>"),
    ("includes", "capture/novelty/new.cpp", ""),
    ("cycles", "capture/recording/note.cpp", '#include "capture/tcp/machine.hpp"'),
    ("cycles", "capture/tcp/machine.hpp", '#include "capture/tcp/machine.hpp"'),
    ("listed", "capture/bytes/forgotten.cpp", ""),
    ("listed", "lab/window/panel/forgotten.cpp", ""),
    ("listed", "tests/capture/forgotten.test.cpp", ""),
    ("listed", "tests/smoke/forgotten.sh", ""),
    ("listed", "capture/CMakeLists.txt", SOUND["capture/CMakeLists.txt"] + " bytes/absent.cpp"),
    ("length", "lab/rows/ladder.cpp", "\n" * 501),
    ("sleep", "lessons/handshake/handshake.cpp", "std::this_thread::sleep_for(1ms);"),
    ("sleep", "lessons/handshake/handshake.cpp", "usleep (1);"),
    ("message", "lab/rows/ladder.cpp", 'if (text.starts_with("MESSAGE=")) {}'),
    ("terminal", "lab/command/show.cpp", 'fmt::print(stderr, "{}", name);'),
    ("terminal", "lab/command/show.cpp", "std::cout << name;"),
    ("terminal", "lessons/testbed/main.cpp", 'fprintf(stderr, "%s", name);'),
    ("terminal", "capture/recording/note.cpp", "::write(STDERR_FILENO, text.data(), text.size());"),
    ("kind", "lab/rows/ladder.cpp", "if (view.capture) return capture_rows(view);"),
    ("kind", "lab/rows/ladder.cpp", "const bool free_play = !view.lesson;"),
    ("kind", "lab/rows/ladder.cpp", "if (dynamic_cast<const CaptureView*>(&view)) return {};"),
    ("clock", "lab/window/panel/ladder.cpp", "auto now = std::chrono::steady_clock::now();"),
    ("clock", "lab/rows/ladder.cpp", "double t = glfwGetTime();"),
]


def breaches_of(rule, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return list(rules.RULES[rule](rules.Tree(folder)))


def main():
    wrong = [f"a sound tree breaks {rule}: {b}" for rule in rules.RULES for b in breaches_of(rule, SOUND)]
    for rule, file, text in BREACHES:
        place = str(Path(file).parent) if rule == "cycles" else file
        if not any(place in b for b in breaches_of(rule, {**SOUND, file: text})):
            wrong.append(f"{rule} does not see: {file}: {text.strip()}")
    unbroken = set(rules.RULES) - {rule for rule, _, _ in BREACHES}
    wrong += [f"{rule} is never broken here" for rule in sorted(unbroken)]
    print("\n".join(wrong) or f"{len(BREACHES)} breaches seen")
    return 1 if wrong else 0


sys.exit(main())
