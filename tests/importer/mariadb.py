"""A MariaDB of our own: a folder, a socket in it, and one process that ends with us. Nothing listens on a port, nothing
of the machine's own server, its settings or its data is touched, and nothing has to run before."""
import contextlib
import ctypes
import fcntl
import glob
import os
import shutil
import signal
import subprocess
import tempfile
import time

OPTIONS = ("--no-defaults", "--skip-networking", "--skip-log-bin", "--skip-grant-tables",
           "--character-set-server=utf8mb4", "--collation-server=utf8mb4_unicode_520_ci", "--max-allowed-packet=256M",
           # It is thrown away afterwards: no byte has to survive a crash.
           "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-log-file-size=16M",
           "--innodb-buffer-pool-size=128M", "--innodb-flush-method=nosync")


class Unavailable(Exception):
    """There is no MariaDB here; the message says why."""


def need():
    """@raises Unavailable"""
    for program, package in (("mariadbd", "server"), ("mariadb-install-db", "server"), ("my_print_defaults", "client")):
        if not _path(program):
            raise Unavailable(f"{program} is not installed (Debian: mariadb-{package}-core)")
    if "mysqli" not in subprocess.run(["php", "-m"], capture_output=True, text=True).stdout.split():
        raise Unavailable("PHP's mysqli is not installed (Debian: php-mysql)")


def _path(program):
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def _user():
    return ["--user=root"] if os.geteuid() == 0 else []


def create(folder):
    """An empty data folder at `folder`, which must not exist."""
    done = subprocess.run([_path("mariadb-install-db"), "--no-defaults", f"--datadir={folder}", "--skip-test-db",
                           "--auth-root-authentication-method=normal", *_user()], capture_output=True, text=True)
    if done.returncode:
        raise Unavailable(f"mariadb-install-db failed: {(done.stdout + done.stderr)[-500:]}")


def _end_with_parent():
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


PREFIX = "bf-mariadb-"


def _remove_left_over():
    """Folders of runs that were killed: nobody holds their lock any more."""
    for path in glob.glob(os.path.join(tempfile.gettempdir(), PREFIX + "*", "lock")):
        with contextlib.suppress(OSError), open(path, encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(os.path.dirname(path), ignore_errors=True)


class Server:
    """Runs on a copy of a data folder, or with `keep` on the folder itself, while the with block lasts.

    .socket  the path to connect to, as any user without a password
    """

    def __init__(self, data, keep=False):
        self._source, self._keep = data, keep

    def __enter__(self):
        _remove_left_over()
        self._folder = tempfile.mkdtemp(prefix=PREFIX)  # short: a socket's path may have 107 bytes
        self._lock = open(os.path.join(self._folder, "lock"), "w", encoding="utf-8")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.socket = os.path.join(self._folder, "s")
        data = self._source
        if not self._keep:
            data = os.path.join(self._folder, "data")
            shutil.copytree(self._source, data)
        self._log = os.path.join(self._folder, "log")
        self._process = subprocess.Popen(
            [_path("mariadbd"), *OPTIONS, *_user(), f"--datadir={data}", f"--socket={self.socket}",
             f"--tmpdir={self._folder}", f"--pid-file={self._folder}/pid", f"--log-error={self._log}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=_end_with_parent)  # a Ctrl-C is for us, who then end it
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self):
        for _ in range(600):
            if os.path.exists(self.socket):
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        with open(self._log, encoding="utf-8", errors="replace") as log:
            raise Unavailable(f"mariadbd does not start: {log.read()[-500:]}")

    def __exit__(self, *_):
        self._process.terminate() if self._keep else self._process.kill()  # a copy needs no orderly end
        self._process.wait()
        self._lock.close()
        shutil.rmtree(self._folder, ignore_errors=True)
