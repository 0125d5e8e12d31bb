# SPDX-License-Identifier: MIT
"""The bulletin's page in a browser, when Chromium is there: it asks nothing of any network, complains of nothing, is nowhere wider than its window
or an A4 sheet, also with its sheets open, and its figures are in what the browser made of it."""
import re
import shutil
import subprocess
import sys
import tempfile

import command
from command import Folder, same
from test_bulletin import Rules, district, of, sample, sampled, sampled_lines, ticket, town

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
A4_WIDTH = 703  # CSS pixels of 182 mm, A4 less the margins of the page, and a scroll bar

# Only the copy that is tested has a script.
PROBE = """<script>
var told = [];
window.addEventListener("error", function (e) { told.push("error: " + e.message); });
window.addEventListener("load", function () {
  var page = document.documentElement, figures = document.querySelectorAll("details"), opened = 0, wide = 0, hidden = 0;
  told.push("width " + page.clientWidth + " content " + page.scrollWidth);
  document.querySelectorAll(".scroll").forEach(function (e) { if (innerWidth > 860 && e.scrollWidth > e.clientWidth) { wide++; } });
  figures.forEach(function (d, i) {
    if (d.open || !d.querySelector("summary")) { hidden++; }
    if (i % STEP) { return; }
    d.open = true;
    opened++;
    if (page.scrollWidth > page.clientWidth) { wide++; }
    if (SHEETS && d.lastElementChild.getBoundingClientRect().height < 8) { hidden++; }
    d.open = false;
  });
  told.push("requests " + performance.getEntriesByType("resource").length);
  told.push("details " + figures.length + " opened " + opened + " wide " + wide + " wrong " + hidden);
  document.title = "PROBE " + told.join("; ");
});
</script>"""


def browser():
    for name in BROWSERS:
        if shutil.which(name):
            return shutil.which(name)
    print("SKIP no Chromium here; no page was looked at")
    sys.exit(77)


def opened(page, width, folder, step=1, sheets=True):
    probe = PROBE.replace("STEP", str(step)).replace("SHEETS", "true" if sheets else "false")
    path = folder.write("page.html", page.replace("</body>", probe + "</body>"))
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + profile, "--window-size=%d,900" % width,
             "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom", "file://" + path],
            capture_output=True, timeout=200, check=False)
    text = done.stdout.decode("utf-8")
    found = re.search("<title>PROBE ([^<]*)</title>", text)
    same("it was loaded (%s)" % done.stderr[-500:], found is not None, True)
    same("no complaints on the console", re.findall(b"CONSOLE[^\n]*", done.stderr), [])
    return text, found.group(1)


def check(what, page, width, folder, **options):
    text, told = opened(page, width, folder, **options)
    inner, content = [int(n) for n in re.search("width ([0-9]+) content ([0-9]+)", told).groups()]
    same("%s: no wider than the window (%s)" % (what, told), content <= inner, True)
    same("%s: no errors (%s)" % (what, told), "error:" in told, False)
    contains = re.search("requests ([0-9]+); details ([0-9]+) opened ([0-9]+) wide ([0-9]+) wrong ([0-9]+)", told).groups()
    requests, details, opens, wide, wrong = [int(n) for n in contains]
    same("%s: requests" % what, requests, 0)
    same("%s: too wide, without content (%s)" % (what, told), (wide, wrong), (0, 0))
    same("%s: figures open" % what, details > 0 and opens > 0, True)
    return text


def printed(page):
    """The page as it lies on paper: what holds for print holds for all."""
    for before, after in (("@media print{", "@media all{"), ("@page{", "@page unused{"), ("@media screen and", "@media not all and")):
        same(before, page.count(before), 1)
        page = page.replace(before, after)
    return page


def test_a_small_page():
    browser()
    log = district() + [town("<b>&\"")] + ticket("x", "<b>&\"", "05-11")
    for name in ("上级驻区单位" * 8, "averylongnameofaunit" * 6):
        log += [town(name)] + ticket(name[:3], name, "05-12")
    with Rules() as rules, Folder() as folder:
        page = rules.run(log, form="html").text()
        for width in (1280, 800):
            check("at %d" % width, page, width, folder)
        check("on A4", printed(page), A4_WIDTH, folder, sheets=False)
        check("in English", rules.run(log, "--lang", "en", form="html").text(), 1280, folder)
        for form in ([], district()[:3]):
            opened(rules.run(form, form="html").text(), 1280, folder)


def test_the_sample():
    browser()
    if sample() is None:
        return
    with Folder() as folder:
        page = sampled("--month", "2021-08", "--format", "html").text()
        text = check("at 1280", page, 1280, folder, step=5)
        check("on A4", printed(page), A4_WIDTH, folder, step=50, sheets=False)
        for f in of(sampled_lines("--month", "2021-08"), "figure", scope="district"):
            if f["rate"] is not None:
                same("%s" % f, "%.1f%%" % f["rate"] in text, True)
        check("a week", sampled("--week", "2021-07-15", "--format", "html").text(), 1280, folder, step=10)


def test_it_is_printed():
    if sample() is None:
        browser()
        return
    with Folder() as folder, tempfile.TemporaryDirectory() as profile:
        path = folder.write("page.html", sampled("--month", "2021-08", "--format", "html").out)
        subprocess.run([browser(), "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + profile, "--no-pdf-header-footer",
                        "--print-to-pdf=" + folder.path("page.pdf"), "file://" + path], capture_output=True, timeout=200, check=True)
        with open(folder.path("page.pdf"), "rb") as file:
            pdf = file.read()
        pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
        same("A4 (%d pages)" % pages, (re.search(rb"/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]", pdf) is not None, 2 <= pages <= 9), (True, True))


if __name__ == "__main__":
    command.tests_of(sys.modules["__main__"])
