"""docker-compose.yml, Dockerfile and .env.example: valid, in step with each other, and with no secret in them."""

import json
import re
import subprocess
import time
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))


def read(name: str) -> str:
    return (ROOT / name).read_text()


def test_the_compose_file_is_valid(compose):
    """Against the schema of the Compose specification, which check-jsonschema carries."""
    schemas = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((schemas / "compose-spec.json").read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(compose)] == []
    broken = compose | {"services": {"web": {"helthcheck": {}}}}
    assert [*validator.iter_errors(broken)]


def test_web_waits_for_a_healthy_database(compose):
    web, db = compose["services"]["web"], compose["services"]["db"]
    assert web["depends_on"]["db"]["condition"] == "service_healthy"
    assert "pg_isready" in db["healthcheck"]["test"]
    assert "bin/healthcheck" in web["healthcheck"]["test"]
    assert web["healthcheck"]["start_period"] == "180s"


def test_the_database_is_new_enough_kept_and_not_published(compose):
    db = compose["services"]["db"]
    assert int(db["image"].partition(":")[2].split(".")[0]) >= 15
    volume, _, place = db["volumes"][0].partition(":")
    assert volume in compose["volumes"]
    assert place == "/var/lib/postgresql/data"
    assert "ports" not in db
    assert compose["networks"]["inside"]["internal"] is True


def test_web_is_published_on_the_loopback_only_and_cannot_change_itself(compose):
    web = compose["services"]["web"]
    assert all(port.startswith("127.0.0.1:") for port in web["ports"])
    assert web["read_only"] is True
    assert web["cap_drop"] == ["ALL"]


def test_tick_runs_beside_web_with_the_same_database_and_answers_nothing(compose):
    web, tick = compose["services"]["web"], compose["services"]["tick"]
    assert tick["depends_on"]["web"]["condition"] == "service_healthy"
    assert tick["environment"].items() <= web["environment"].items()
    assert tick["command"] == ["bin/tick"]
    assert (tick["read_only"], tick["cap_drop"], "ports" in tick) == (True, ["ALL"], False)
    assert tick["healthcheck"] == {"disable": True}


def test_tick_goes_round_until_it_is_stopped(tmp_path):
    """With a ``python`` that only counts, so that two rounds take no time."""
    counter = tmp_path / "rounds"
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$@" >> {counter}\nexit 1\n')
    python.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "MSCDB_TICK_SECONDS": "0.01"}
    with subprocess.Popen([ROOT / "bin" / "tick"], env=environment) as loop:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not (counter.exists() and counter.read_text().count("\n") > 2):
            time.sleep(0.02)
        loop.terminate()
        assert loop.wait(10) == 0
    assert counter.read_text().splitlines()[:2] == ["manage.py tick"] * 2


def test_every_variable_of_the_compose_file_is_in_the_example(example):
    wanted = set(re.findall(r"\$\{([A-Z_]+)", read("docker-compose.yml")))
    assert wanted <= set(example)


def test_every_variable_of_the_example_is_read_by_somebody(example):
    readers = "".join(read(name) for name in ("mscdb/settings.py", "mscdb/gunicorn.py", "docker-compose.yml"))
    assert [name for name in example if name not in readers] == []


def test_every_variable_of_the_settings_is_in_the_readme():
    read_by_code = "".join(read(name) for name in ("mscdb/settings.py", "mscdb/gunicorn.py", "bin/entrypoint"))
    names = set(re.findall(r'"((?:MSCDB_[A-Z_]+)|DATABASE_URL|WEB_CONCURRENCY)"', read_by_code))
    assert [name for name in sorted(names) if f"`{name}`" not in read("README.md")] == []


def test_no_secret_is_given_away(example):
    assert example["MSCDB_SECRET_KEY"] == ""
    assert example["POSTGRES_PASSWORD"] == ""
    assert "SECRET" not in read("Dockerfile")


def test_the_image_runs_as_nobody_in_particular():
    lines = read("Dockerfile").splitlines()
    user = next(line for line in lines if line.startswith("USER "))
    assert user != "USER root"
    assert lines.index(user) > max(number for number, line in enumerate(lines) if line.startswith(("RUN", "COPY")))


def test_the_image_holds_only_what_is_named():
    ignored = [line for line in read(".dockerignore").splitlines() if line and not line.startswith("#")]
    assert ignored[0] == "*"
    copied = {part for line in re.findall(r"^COPY (.+)$", read("Dockerfile"), re.M) for part in line.split()[:-1]}
    assert copied == {line[1:] for line in ignored if line.startswith("!")}
