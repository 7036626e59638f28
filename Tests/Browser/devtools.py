"""Headless Chromium, driven over a pipe by the DevTools protocol. Python's standard library only."""

import base64
import json
import os
import pathlib
import select
import shutil
import subprocess
import tempfile
import time

# Debian's name of the browser comes first, then the names on other systems.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find():
    """The path of the browser; None where it is not installed."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Failure(Exception):
    """A command that the browser refused or did not finish in time."""


class Browser:
    """One browser with one page. `complaints` holds the page's log entries, exceptions and refused loads."""

    def __init__(self, timeout=60):
        self.timeout = timeout
        self.folder = tempfile.TemporaryDirectory()
        read_here, write_there = os.pipe()
        read_there, write_here = os.pipe()
        # The browser reads from descriptor 3 and writes to 4, which must not be in use before.
        wiring = f"exec 3<&{read_there} 4>&{write_there}; exec \"$@\""
        self.process = subprocess.Popen(
            ["bash", "-c", wiring, "bash", find(), "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu",
             "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking",
             "--hide-scrollbars", "--force-color-profile=srgb", f"--user-data-dir={self.folder.name}", "about:blank"],
            pass_fds=(read_there, write_there), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(read_there)
        os.close(write_there)
        self.input, self.output = write_here, read_here
        self.buffer = b""
        self.number = 0
        self.session = None
        self.events = []
        self.complaints = []
        # The address of a server whose pages may ask it for more.
        self.origin = None
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.session = None
            self.call("Browser.close")
        except (Failure, OSError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.input)
        os.close(self.output)
        self.folder.cleanup()

    def call(self, method, **parameters):
        """Sends a command and waits for its answer."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.input, data):]
        while True:
            answer = self._receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Failure(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def _receive(self):
        deadline = time.monotonic() + self.timeout
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.output], [], [], max(0, deadline - time.monotonic()))
            part = os.read(self.output, 1 << 20) if ready else b""
            if not part:
                raise Failure("the browser ended" if ready else f"the browser gave no answer in {self.timeout} s")
            self.buffer += part
        text, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(text)
        if "method" in message:
            self._note(message["method"], message["params"])
        return message

    def _note(self, method, parameters):
        self.events.append(method)
        if method == "Runtime.consoleAPICalled":
            words = " ".join(str(a.get("value", a.get("description"))) for a in parameters["args"])
            self.complaints.append(f"console.{parameters['type']}: {words}")
        elif method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Log.entryAdded":
            self.complaints.append(f"{parameters['entry']['level']}: {parameters['entry']['text']}")
        elif method == "Page.javascriptDialogOpening":
            self.complaints.append(f"dialog: {parameters['message']}")
        elif method == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if not url.startswith(("file:", "data:", "blob:")) and not (self.origin and url.startswith(self.origin + "/")):
                self.complaints.append(f"request: {url}")

    def open(self, file, width=1280, height=900, dark=False, fragment=None):
        """Loads a file at a fragment, in a window of that size, with that colour scheme."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.events.clear()
        address = pathlib.Path(file).resolve().as_uri()
        if fragment is not None:
            # Another fragment of the page that is already loaded would not load it again.
            self.call("Page.navigate", url="about:blank")
            while "Page.loadEventFired" not in self.events:
                self._receive()
            self.events.clear()
            address += "#" + fragment
        self.call("Page.navigate", url=address)
        while "Page.loadEventFired" not in self.events:
            self._receive()

    def visit(self, path, width=1280, height=900, dark=False):
        """Loads a page of the server at `origin`, in a window of that size, with that colour scheme."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.events.clear()
        self.call("Page.navigate", url=self.origin + path)
        while "Page.loadEventFired" not in self.events:
            self._receive()

    def wait_for(self, script, what=None):
        """Waits until an expression in the page is true."""
        deadline = time.monotonic() + self.timeout
        while not self.run(script):
            if time.monotonic() > deadline:
                raise Failure(f"waited in vain for {what or script}")
            time.sleep(0.02)

    def run(self, script):
        """The value of an expression in the page; a promise is awaited."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise Failure(details.get("exception", {}).get("description", details["text"]))
        return result["result"].get("value")

    def click(self, selector):
        """Clicks with the mouse in the middle of an element."""
        place = self.run(
            "(() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center', behavior: 'instant'});"
            " const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()" % json.dumps(selector))
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def press(self, key, code=None, text=None):
        """Presses a key; `text` is what it types."""
        codes = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Home": 36,
                 "End": 35}
        for kind in ("keyDown", "keyUp"):
            extra = {"text": text} if text and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=code or key, windowsVirtualKeyCode=codes.get(key, 0), **extra)

    def type(self, text):
        """Types into the element with the focus."""
        self.call("Input.insertText", text=text)

    def screenshot(self, file, whole=False):
        """Writes a PNG of the window, or of the whole page."""
        options = {}
        if whole:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            options = {"captureBeyondViewport": True, "clip": {**size, "scale": 1}}
        data = self.call("Page.captureScreenshot", format="png", **options)["data"]
        pathlib.Path(file).write_bytes(base64.b64decode(data))
