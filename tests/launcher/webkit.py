"""A window of WebKitGTK for its driver: with a profile that outlives it, and with a door by which the harness reaches what
WebDriver has no words for.

webkit.py --profile=FOLDER --control=PORT [--size=WIDTHxHEIGHT] [--time-zone=NAME] [--user-agent=WORDS] [--camera]

At the port each line is an order as JSON, answered by one line: {"scripts": [SOURCE…]} runs in every page from its next load
on, before the page's own; {"dark": BOOL}; {"size": [WIDTH, HEIGHT]}; {"text": PERCENT}.
"""

import json
import os
import socket
import sys
import time

GIVEN = dict(word[2:].partition("=")[::2] for word in sys.argv[1:] if word.startswith("--"))
if GIVEN.get("time-zone"):
    os.environ["TZ"] = GIVEN["time-zone"]
    time.tzset()

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, GLib, Gtk, WebKit2

# What Safari has and WebKitGTK keeps behind a switch.
FEATURES = {"StorageAPI", "StorageAPIEstimate", "FileSystem", "FileSystemWritableStream", "AccessHandle"}


class Browser:
    def __init__(self):
        self.size = [int(length) for length in GIVEN.get("size", "360x740").split("x")]
        self.windows = []
        self.content = WebKit2.UserContentManager()
        self.settings = self.make_settings()
        folder = GIVEN["profile"]
        manager = WebKit2.WebsiteDataManager(base_data_directory=folder + "/data", base_cache_directory=folder + "/cache")
        self.context = WebKit2.WebContext(website_data_manager=manager)
        self.context.set_automation_allowed(True)
        self.context.connect("automation-started", self.driven)
        Gtk.Settings.get_default().set_property("gtk-enable-animations", False)

    def make_settings(self):
        settings = WebKit2.Settings()
        features = WebKit2.Settings.get_all_features()
        for at in range(features.get_length()):
            feature = features.get(at)
            if feature.get_identifier() in FEATURES:
                settings.set_feature_enabled(feature, True)
        # The harness reads them there.
        settings.set_enable_write_console_messages_to_stdout(True)
        settings.set_javascript_can_open_windows_automatically(True)
        settings.set_enable_back_forward_navigation_gestures(False)
        if "camera" in GIVEN:
            settings.set_enable_media_stream(True)
            settings.set_enable_mock_capture_devices(True)
        if GIVEN.get("user-agent"):
            settings.set_user_agent(GIVEN["user-agent"])
        return settings

    def driven(self, _context, session):
        info = WebKit2.ApplicationInfo()
        info.set_name("MiniBrowser")
        session.set_application_info(info)
        session.connect("create-web-view", lambda _session: self.open())

    def open(self, opener=None):
        parts = {"settings": self.settings, "user_content_manager": self.content}
        if opener is None:
            view = WebKit2.WebView(web_context=self.context, is_controlled_by_automation=True, **parts)
        else:
            view = WebKit2.WebView(related_view=opener, **parts)
        view.connect("permission-request", lambda _view, asked: (asked.allow(), True)[1])
        view.connect("create", lambda view, _action: self.open(view))
        window = Gtk.Window()
        window.set_decorated(False)
        window.set_default_size(*self.size)
        window.add(view)
        window.show_all()
        window.resize(*self.size)
        # The driver asks for the focus when it looks at another window; without a window manager nobody else would give it.
        view.connect("grab-focus", lambda _view: window.get_window().focus(Gdk.CURRENT_TIME))
        view.grab_focus()
        self.windows.append(window)
        view.connect("close", lambda _view: window.destroy())
        window.connect("destroy", self.closed)
        return view

    def closed(self, window):
        self.windows.remove(window)
        if not self.windows:
            Gtk.main_quit()

    def obey(self, order):
        if "scripts" in order:
            self.content.remove_all_scripts()
            for source in order["scripts"]:
                frames, start = WebKit2.UserContentInjectedFrames.TOP_FRAME, WebKit2.UserScriptInjectionTime.START
                self.content.add_script(WebKit2.UserScript.new(source, frames, start, None, None))
        if "dark" in order:
            Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", order["dark"])
        if "size" in order:
            self.size = order["size"]
            for window in self.windows:
                window.resize(*self.size)
        if "text" in order:
            self.settings.set_default_font_size(16 * order["text"] // 100)

    def listen(self):
        door = socket.create_server(("127.0.0.1", int(GIVEN["control"])))
        GLib.io_add_watch(door.fileno(), GLib.IO_IN, lambda *_: self.hear(door.accept()[0]))
        return door

    def hear(self, caller):
        with caller, caller.makefile("rw") as line:
            self.obey(json.loads(line.readline()))
            line.write("done\n")
        return True


BROWSER = Browser()
DOOR = BROWSER.listen()
Gtk.main()
