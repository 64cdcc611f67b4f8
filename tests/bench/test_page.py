"""The page in a real browser: the live screen is seen and touched, and a card goes in by the page's own control."""

import shutil
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from hardware_sim.bench.bench import Bench, BenchOptions, new_run_dir
from hardware_sim.panel.app import make_app
from hardware_sim.panel.server import PanelServer, listen
from hardware_sim.panel.streams import Hub, Message

SEEN_S_MAX = 30


@pytest.fixture(scope="module")
def bench() -> Iterator[tuple[Bench, str]]:
    hub = Hub()
    bench = Bench(
        new_run_dir(),
        BenchOptions(),
        remove_run_dir=True,
        on_chunk=lambda chunk: hub.publish(Message("bytes", chunk.as_dict())),
        on_picture=hub.publish_picture,
    )
    server = PanelServer(make_app(bench, hub), listen(0))
    with bench:
        server.start()
        yield bench, server.url
        server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no chromium and chromedriver on this machine: the page was not opened in a browser")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1600,1000"):
        options.add_argument(argument)
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()


def await_text(browser: webdriver.Chrome, element: str, text: str) -> None:
    WebDriverWait(browser, SEEN_S_MAX, 0.05).until(lambda page: text in page.find_element(By.ID, element).text, text)


def test_a_visitor_sees_touches_and_puts_a_card_in(bench: tuple[Bench, str], browser: webdriver.Chrome) -> None:
    world, url = bench
    browser.get(url)
    await_text(browser, "screen-name", "Attract")
    picture = browser.find_element(By.ID, "screen")
    WebDriverWait(browser, SEEN_S_MAX, 0.05).until(lambda page: picture.get_property("naturalWidth") == 540)
    assert world.events.wait(
        lambda event: event.actor == "turn" and event.event == "screen", after=0, within_s_max=SEEN_S_MAX
    )
    x, y = start_button(world)
    box = picture.rect
    middle_x, middle_y = box["width"] * (x / 1080 - 0.5), box["height"] * (y / 1920 - 0.5)
    ActionChains(browser).move_to_element_with_offset(picture, int(middle_x), int(middle_y)).click_and_hold().pause(
        0.15
    ).release().perform()
    await_text(browser, "screen-name", "ChooseService")
    browser.find_element(By.ID, "insert-1").click()
    await_text(browser, "screen-name", "ChooseBills")
    await_text(browser, "slots", "Take it out")
    await_text(browser, "event-log", "insert_card")
    assert "00 A4" in browser.find_element(By.ID, "wire-log").text
    log = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert [entry for entry in log if entry["level"] == "SEVERE"] == []


def start_button(bench: Bench) -> tuple[float, float]:
    """Where the terminal says that its button is, in panel pixels."""
    assert bench.mirror.shown is not None
    rects = [item["rect"] for item in bench.mirror.shown.items if item["name"] == "点这里开始"]
    assert isinstance(rects[0], list)
    left, top, width, height = rects[0]
    return left + width / 2, top + height / 2
