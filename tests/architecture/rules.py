"""rules.py ROOT [RULE ...]: reads the sources below ROOT and names every breach of the tree's rules.

includes  who may include what: the order of the folders, and of the third-party headers
cycles    no two folders include each other, no two headers either
listed    every source is built, every test is run, and what is listed exists
length    no file over 500 lines: it has two purposes
sleep     a lesson waits for an event, never for a time
message   MESSAGE= is for Wireshark's reader; only capture/recording writes it, nobody parses it
terminal  text reaches standard output and error through capture/bytes/write_text alone
kind      rows are built of what they are given; which kind of thing is open they never ask
clock     what is shown depends on the recording, never on the time of day
"""

import re
import sys
from pathlib import Path

ROOMS = ("capture", "lessons", "lab")
MAX_LINES = 500

# The order of includes. A folder may include itself, what stands here, and what that may include in
# turn. `capture/*` is every folder of capture. A folder that is missing here has no place yet.
LEAVES = ["capture/words", "capture/address"]
MAY_INCLUDE = {
    "capture/bytes": [],
    "capture/words": ["capture/bytes"],
    "capture/address": ["capture/bytes"],
    "capture/recording": ["capture/bytes", *LEAVES],
    "capture/decode": ["capture/recording"],
    "capture/tcp": ["capture/decode"],
    "capture/verdicts": ["capture/tcp"],
    "capture/trace": ["capture/verdicts"],
    "capture/findings": ["capture/trace"],
    "capture/filter": ["capture/trace"],
    "capture/live": ["capture/recording"],
    "lessons/text": ["capture/recording", "capture/tcp"],
    "lessons/machine": ["capture/bytes"],
    # The testbed's rooms, lowest first: each may include those above it in this list.
    "lessons/testbed/base": ["capture/*", "lessons/machine"],
    "lessons/testbed/kernel": ["lessons/testbed/base"],
    "lessons/testbed/topology": ["lessons/testbed/base"],
    "lessons/testbed/frame": ["lessons/testbed/kernel", "lessons/testbed/topology"],
    "lessons/testbed/recording": ["lessons/testbed/frame"],
    "lessons/testbed/host": ["lessons/testbed/recording"],
    "lessons/testbed/truth": ["lessons/testbed/host"],
    "lessons/testbed/hand": ["lessons/testbed/host"],
    "lessons/testbed/wire": ["lessons/testbed/truth", "lessons/testbed/hand"],
    "lessons/testbed/gate": ["lessons/testbed/wire"],
    "lessons/testbed/program": ["lessons/testbed/gate"],
    "lessons/testbed/remote": ["lessons/testbed/program"],
    "lessons/testbed": ["lessons/testbed/*"],
    "lessons/script": ["lessons/testbed/*", "lessons/text"],
    "lessons/NAME": ["lessons/script"],
    "lab/model": ["capture/*", "lessons/text"],
    "lab/rows": ["lab/model"],
    "lab/terminal": ["lab/rows"],
    "lab/export": ["lab/rows"],
    "lab/window/ground": ["lab/rows"],
    "lab/window/widget": ["lab/window/ground"],
    "lab/window/panel": ["lab/window/widget"],
    "lab/window/layout": ["lab/window/panel"],
    "lab/window/display": ["lab/window/ground"],
    "lab/window/showing": ["lab/window/layout"],
    "lab/window/showing/NAME": ["lab/window/showing"],
    # What turns out to be one of the others, and what has a bench of its own behind it.
    "lab/window/showing/recording": ["lab/window/showing/NAME"],
    "lab/window/showing/subnets": ["lab/window/showing/NAME"],
    "lab/window/shell": ["lab/window/display", "lab/window/showing/*"],
    "lab/command": ["lab/*", "lessons/machine"],
    # The folder itself holds what joins a room: its main, its list of lessons.
    "capture": ["capture/*"],
    "lessons": ["lessons/*"],
    "lab": ["lab/*"],
}

# Third-party headers, and the only places that may include them.
THIRD_PARTY = {
    r"imgui|GLFW/|GL/|stb_|ft2build|freetype": ["lab/window"],
    r"netlink/|linux/(sock_diag|inet_diag|rtnetlink|netlink)": ["lessons/machine", "lessons/testbed"],
    r"pcap": ["capture", "lessons/testbed"],
    r"sys/capability\.h": ["capture/live", "lessons/testbed"],
    r"zlib\.h|zstd": ["capture/bytes"],
    r"md4c": ["lessons/text"],
    r"toml": ["capture/words", "lessons/testbed", "lab/model", "lab/command"],
    r"CLI/": ["lab/command", "lab/main.cpp"],
    r"nlohmann/": ["lab"],
    r"catch2/": ["tests"],
}

SLEEP = r"\b(sleep|usleep|nanosleep|clock_nanosleep|sleep_for|sleep_until)\s*\("
TERMINAL = (r"\bfmt::v?print\b|\bstd::(cout|cerr|clog|v?f?printf|puts|fputs|putchar|perror)\b|"
            r"\b(v?f?d?printf|puts|fputs|putchar|perror|psignal)\s*\(|\bwrite\s*\(\s*(STD(OUT|ERR)_FILENO|[12]\s*,)")
# A View has no lesson and no capture to ask for; LessonView and CaptureView always have theirs.
KIND = (
    r"\b(dynamic_cast|typeid)\b|!\s*view\.(lesson|capture|scope|showing)\b"
    r"|(\(|&&|\|\|)\s*view\.(lesson|capture|scope|showing)\s*(\)|\?|&&|\|\||[!=]=)"
)
CLOCK = r"\b(system_clock|steady_clock|clock_gettime|gettimeofday|glfwGetTime|ImGui::GetTime)\b"


def folder_of(path):
    """The folder of a path as the table names it: a lesson's folder is lessons/NAME."""
    folder = path.rpartition("/")[0]
    while folder not in MAY_INCLUDE:
        above, _, name = folder.rpartition("/")
        if f"{above}/NAME" in MAY_INCLUDE:
            return f"{above}/NAME"
        if not above:
            return path.rpartition("/")[0]
        folder = above
    return path.rpartition("/")[0]


def inside(path, places):
    return any(path == place or path.startswith(place + "/") for place in places)


def expand(entry):
    if not entry.endswith("/*"):
        return [entry]
    return [folder for folder in MAY_INCLUDE if folder.startswith(entry[:-1])]


def reach(folder):
    """Every folder that `folder` may include."""
    seen, waiting = set(), [folder]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += [f for entry in MAY_INCLUDE.get(current, []) for f in expand(entry)]
    return seen


def without_comments(text):
    """Comments become spaces, strings stay; line numbers stay true."""
    pattern = r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/'
    blank = lambda m: m[0] if m[0][0] == '"' else re.sub(r"[^\n]", " ", m[0])
    return re.sub(pattern, blank, text, flags=re.S)


class Tree:
    def __init__(self, root):
        self.root = Path(root)
        self.sources = {}  # path -> text without comments
        for room in (*ROOMS, "tests"):
            for path in sorted((self.root / room).rglob("*.[ch]pp")):
                name = path.relative_to(self.root).as_posix()
                self.sources[name] = without_comments(path.read_text(encoding="utf-8"))

    def text(self, path):
        file = self.root / path
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def rooms(self):
        return {path: text for path, text in self.sources.items() if inside(path, ROOMS)}

    def includes(self, path):
        """(line, header, own) of every #include; own is true for a header of this tree."""
        for number, line in enumerate(self.sources[path].splitlines(), 1):
            found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if found:
                yield number, found[2], found[1] == '"'


def rule_includes(tree):
    for path in tree.sources:
        folder = folder_of(path)
        in_room = inside(path, ROOMS)
        if in_room and folder not in MAY_INCLUDE:
            yield f"{path}: the folder {folder} has no place in the order of tests/architecture/rules.py"
            continue
        for line, header, own in tree.includes(path):
            where = f"{path}:{line}: includes {header}"
            if own and not inside(header, (*ROOMS, "tests")):
                yield f"{where}: own headers are named from the root of the tree, others in <>"
            elif own and in_room:
                yield from check_own(path, folder, header, where)
            for pattern, places in THIRD_PARTY.items():
                if not own and re.match(pattern, header) and not inside(path, [*places, "tests"]):
                    yield f"{where}: only {' and '.join(places)} may"


def check_own(path, folder, header, where):
    target = folder_of(header)
    room = path.split("/")[0]
    is_main = path.endswith("main.cpp") and header.startswith(room + "/")  # joins its room
    if is_main:
        return
    if target not in reach(folder):
        yield f"{where}: {folder} may not include {target}"
    elif folder == target and folder.endswith("/NAME"):
        depth = folder.count("/")
        if path.split("/")[depth] != header.split("/")[depth]:
            yield f"{where}: one of {folder} may not include another"


def cycles(edges):
    """Every cycle of the graph once, as a list of its nodes."""
    state, stack, found = {}, [], []

    def visit(node):
        state[node] = "open"
        stack.append(node)
        for other in sorted(edges.get(node, ())):
            if state.get(other) == "open":
                found.append(stack[stack.index(other) :] + [other])
            elif other not in state:
                visit(other)
        stack.pop()
        state[node] = "done"

    for node in sorted(edges):
        if node not in state:
            visit(node)
    return found


def rule_cycles(tree):
    folders, headers = {}, {}
    for path in tree.rooms():
        if path.endswith("main.cpp"):
            continue
        for _, header, own in tree.includes(path):
            if not own or header not in tree.sources:
                continue
            headers.setdefault(path, set()).add(header)
            here, there = folder_of(path), folder_of(header)
            if here != there:
                folders.setdefault(here, set()).add(there)
    for cycle in cycles(folders) + cycles(headers):
        yield "a circle of includes: " + " -> ".join(cycle)


def rule_listed(tree):
    lists = {}
    for file in (*(f"{room}/CMakeLists.txt" for room in ROOMS), "lab/window/CMakeLists.txt",
                 *(f"tests/{p.parent.name}/tests.cmake"
                   for p in sorted((tree.root / "tests").glob("*/tests.cmake")))):
        base = file.split("/")[0] if file.startswith("tests/") else str(Path(file).parent)
        text = re.sub(r"#.*", "", tree.text(file))
        for name in re.findall(r"[\w./-]+\.(?:cpp|sh)\b", text):
            lists.setdefault(f"{base}/{name}", file)
    for path, file in lists.items():
        if not (tree.root / path).exists():
            yield f"{file}: names {path}, which is not there"
    for path in tree.sources:
        wanted = path.endswith(".cpp") if inside(path, ROOMS) else re.search(r"\.(test|fuzz)\.cpp$", path)
        if wanted and path not in lists:
            yield f"{path}: in no list of sources, so nothing builds it"
    for folder in ("smoke", "live", "golden"):
        for script in sorted((tree.root / "tests" / folder).glob("*.sh")):
            if f"tests/{folder}/{script.name}" not in lists:
                yield f"tests/{folder}/{script.name}: not in tests/{folder}/tests.cmake, so nothing runs it"


def rule_length(tree):
    for path in tree.rooms():
        lines = tree.text(path).count("\n")
        if lines > MAX_LINES:
            yield f"{path}: {lines} lines, over {MAX_LINES}"


def matches(tree, pattern, applies, why):
    for path, text in tree.rooms().items():
        if applies(path):
            for number, line in enumerate(text.splitlines(), 1):
                if re.search(pattern, line):
                    yield f"{path}:{number}: {line.strip()}: {why}"


def rule_sleep(tree):
    is_lesson = lambda path: folder_of(path) == "lessons/NAME"
    yield from matches(tree, SLEEP, is_lesson, "a lesson waits for an event, not for a time")


def rule_message(tree):
    elsewhere = lambda path: not inside(path, ["capture/recording"])
    yield from matches(tree, r'"MESSAGE\b', elsewhere, "MESSAGE= belongs to capture/recording")


def rule_terminal(tree):
    # The last words of a program without memory are literals of ours, and nothing that needs memory.
    elsewhere = lambda path: path != "capture/bytes/last_words.cpp"
    yield from matches(tree, TERMINAL, elsewhere,
                       "what a stranger wrote may steer a terminal: capture/bytes/write_text.hpp")


def rule_kind(tree):
    row = lambda path: inside(path, ["lab/rows", "lab/terminal", "lab/export"])
    yield from matches(tree, KIND, row, "rows never ask what kind of thing is open")


def rule_clock(tree):
    shown = lambda path: inside(path, ["lab/rows", "lab/window/panel", "lab/window/widget"])
    yield from matches(tree, CLOCK, shown, "rows and panels know no clock but the playhead")


RULES = {name[5:]: rule for name, rule in list(globals().items()) if name.startswith("rule_")}


def main(root, *names):
    tree = Tree(root)
    if not any(tree.rooms()):
        sys.exit(f"{root} holds no sources: is it the root of the tree?")
    breaches = [f"{name}: {b}" for name in names or RULES for b in RULES[name](tree)]
    print("\n".join(breaches) or "no breach")
    return 1 if breaches else 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or any(name not in RULES for name in sys.argv[2:]):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
