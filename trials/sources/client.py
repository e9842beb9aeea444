"""The one way out: asks a few named hosts, politely, and says in a sentence why there is no answer."""

import random
import time
from collections.abc import Callable, Mapping

import httpx

# Each service by its host: where it is, and how many seconds lie between two questions.
CLINICALTRIALS_GOV, NCBI, CROSSREF = "clinicaltrials.gov", "eutils.ncbi.nlm.nih.gov", "api.crossref.org"
BASES = {host: f"https://{host}" for host in (CLINICALTRIALS_GOV, NCBI, CROSSREF)}
PACE = {CLINICALTRIALS_GOV: 1.2, NCBI: 0.4, CROSSREF: 0.2}
LONGEST_WAIT = 60.0
LARGEST_ANSWER = 256 * 1024 * 1024
TRY_AGAIN = {429, 500, 502, 503, 504}


class NoAnswer(Exception):
    """A service could not be asked, or did not answer; the text is a sentence for the person who asked."""


class NotThere(NoAnswer):
    """The service answered that it has no such record."""


class Client:
    """Asks the services of ``BASES`` and nobody else.

    ``bases`` may name other addresses (a test's own server); ``sleep`` is called for every pause.
    """

    def __init__(
        self,
        offline: bool = False,
        bases: Mapping[str, str] = BASES,
        contact: str = "",
        attempts: int = 5,
        timeout: float = 30,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self.offline, self.bases, self.attempts, self.sleep = offline, bases, attempts, sleep
        self.last_asked: dict[str, float] = {}
        agent = f"MSCdb/1 ({contact})" if contact else "MSCdb/1"
        self.http = httpx.Client(
            timeout=timeout,
            follow_redirects=True,
            max_redirects=3,
            headers={"User-Agent": agent},
            event_hooks={"request": [self._refuse_other_hosts]},
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def get(self, host: str, path: str, **words: str | int) -> bytes:
        """The bytes that a service answers with.

        Raises NotThere when it has no such record, NoAnswer when there is no use in waiting
        any longer, both with a sentence.
        """
        if self.offline:
            raise NoAnswer(f"{host} was not asked: this installation is offline (MSCDB_OFFLINE=1).")
        said = ""
        for attempt in range(self.attempts):
            if attempt:
                self.sleep(self._pause(attempt, said))
            self._keep_pace(host)
            try:
                status, said, data = self._ask(f"{self.bases[host]}{path}", words)
            except httpx.TransportError as error:
                problem = f"{host} could not be reached ({type(error).__name__}); try again later."
                said = ""
                continue
            except httpx.HTTPError as error:
                raise NoAnswer(f"{host} could not be asked: {error}.") from error
            if status == 200:
                return data
            if status in (404, 410):
                raise NotThere(f"{host} has no such record.")
            if status not in TRY_AGAIN:
                raise NoAnswer(f"{host} refused the question (HTTP {status}).")
            problem = f"{host} is busy or broken (HTTP {status}); try again later."
        raise NoAnswer(problem)

    def _ask(self, url: str, words: Mapping[str, str | int]) -> tuple[int, str, bytes]:
        """(status, what Retry-After says, body)"""
        with self.http.stream("GET", url, params=words) as answer:
            pieces, size = [], 0
            for piece in answer.iter_bytes():
                size += len(piece)
                if size > LARGEST_ANSWER:
                    raise NoAnswer(f"{url} answers with more than {LARGEST_ANSWER // 1024 // 1024} MB; ask for less.")
                pieces.append(piece)
            return answer.status_code, answer.headers.get("Retry-After", ""), b"".join(pieces)

    def _refuse_other_hosts(self, request: httpx.Request) -> None:
        known = {httpx.URL(base).netloc for base in self.bases.values()}
        if request.url.netloc not in known:
            raise NoAnswer(f"A service sent us on to {request.url.host}, which is none that we ask.")

    def _keep_pace(self, host: str) -> None:
        wait = self.last_asked.get(host, 0) + PACE.get(host, 1) - time.monotonic()
        if host in self.last_asked and wait > 0:
            self.sleep(wait)
        self.last_asked[host] = time.monotonic()

    @staticmethod
    def _pause(attempt: int, said: str) -> float:
        """What the service asks for; else twice as long each time, with a random part so that callers spread."""
        if said.isdecimal():
            return min(float(said), LONGEST_WAIT)
        return min(2.0**attempt, LONGEST_WAIT) * random.uniform(0.5, 1)
