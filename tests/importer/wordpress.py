"""A real WordPress as the judge of our WXR: installs one, imports a file with the official importer and dumps what
arrived. WordPress, importer and SQLite driver come out of one npm package, its checksum verified; after that nothing
goes over the network. The database is SQLite, or a MariaDB of our own (mariadb.py); nothing listens on a port.

    wordpress.py HOME FILE.wxr OUT.json [--database sqlite|mariadb] [--parser simplexml|xmlprocessor|xml|regex]
                 [--twice] [--zone ZONE] [--user admin|admin-kses|nobody]
"""
import argparse
import base64
import contextlib
import fcntl
import hashlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile

import mariadb

PACKAGE = "wp-studio@1.22.0"  # WordPress 7.1.1, importer 0.9.5
INTEGRITY = "boMtahkhgWDKKyNTBA1uTK5ghnAmxXhDY6KeQCO9FmcI3/o+YOSq8JwYW5ZYnxHCxH14Jf/mD6CJTBvTWl2Ytw=="
INSIDE = "package/dist/cli/wp-files/"
WANTED = ("latest/wordpress/", "wordpress-importer/", "sqlite-database-integration/")
DATABASES = ("sqlite", "mariadb")
PARSERS = ("simplexml", "xmlprocessor", "xml", "regex")
HERE = os.path.dirname(os.path.abspath(__file__))


class Unavailable(Exception):
    """WordPress cannot be had here; the message says why."""


def _need(program, package):
    if not shutil.which(program):
        raise Unavailable(f"{program} is not installed (Debian: {package})")


def _download(folder):
    result = subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, capture_output=True, text=True)
    archives = [name for name in os.listdir(folder) if name.endswith(".tgz")]
    if result.returncode or not archives:
        raise Unavailable(f"npm cannot fetch {PACKAGE}: {(result.stderr or 'no answer').strip().splitlines()[-1:]}")
    path = os.path.join(folder, archives[0])
    with open(path, "rb") as file:
        digest = base64.b64encode(hashlib.sha512(file.read()).digest()).decode()
    if digest != INTEGRITY:
        sys.exit(f"{archives[0]}: wrong checksum")
    return path


def _unpack(archive, folder):
    with tarfile.open(archive) as tar:
        for member in tar:
            name = member.name[len(INSIDE):] if member.name.startswith(INSIDE) else ""
            if member.isfile() and name.startswith(WANTED) and ".." not in name:
                member.name = name
                tar.extract(member, folder)


def _lay_out(unpacked, site):
    shutil.move(os.path.join(unpacked, "latest/wordpress"), site)
    content = os.path.join(site, "wp-content")
    shutil.rmtree(os.path.join(content, "plugins"), ignore_errors=True)
    for name, folder in (("wordpress-importer", "plugins"), ("sqlite-database-integration", "mu-plugins")):
        shutil.copytree(os.path.join(unpacked, name), os.path.join(content, folder, name))


def _configure(site):
    """What of the site is ours: written anew each time, so that a site of last week follows today's tests."""
    driver = os.path.join(site, "wp-content/mu-plugins/sqlite-database-integration")
    with open(os.path.join(driver, "db.copy"), encoding="utf-8") as file:
        drop_in = file.read()
    drop_in = drop_in.replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", driver)
    drop_in = drop_in.replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php")
    drop_in = drop_in.replace("<?php", "<?php if ( getenv( 'BFWP_SOCKET' ) ) { return; } ?><?php", 1)
    with open(os.path.join(HERE, "php/wp-config.php"), encoding="utf-8") as file:
        config = file.read()
    for path, text in (("wp-content/db.php", drop_in), ("wp-config.php", config)):
        with open(os.path.join(site, path), "w", encoding="utf-8") as file:
            file.write(text)


def _php(script, *arguments, **settings):
    environment = {**os.environ, **{f"BFWP_{key}": value for key, value in settings.items()}}
    return subprocess.run(["php", "-d", "memory_limit=2048M", "-d", "opcache.enable_cli=0",
                           os.path.join(HERE, "php", script), *arguments],
                          env=environment, capture_output=True, text=True, errors="replace")


def _install_into(site, **settings):
    done = _php("install.php", site, **settings)
    if done.returncode:
        sys.exit(f"WordPress could not be installed:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def _locked(home):
    os.makedirs(home, exist_ok=True)
    with open(os.path.join(home, "lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _has(home, what):
    try:
        with open(os.path.join(home, what), encoding="utf-8") as file:
            return file.read() == PACKAGE + "\n"
    except FileNotFoundError:
        return False


def _is_there(home, what):
    with open(os.path.join(home, what), "w", encoding="utf-8") as file:
        file.write(PACKAGE + "\n")


def _install_site(home, site):
    _need("npm", "npm")
    for name in ("site", "template"):
        shutil.rmtree(os.path.join(home, name), ignore_errors=True)
    os.makedirs(os.path.join(home, "template"))
    with tempfile.TemporaryDirectory(dir=home) as scratch:
        _unpack(_download(scratch), scratch)
        _lay_out(scratch, site)
    _configure(site)
    _install_into(site, DBDIR=os.path.join(home, "template") + "/")
    _is_there(home, "ready")


def _install_mariadb(home, site):
    data = os.path.join(home, "mariadb")
    shutil.rmtree(data, ignore_errors=True)
    mariadb.create(data)
    with mariadb.Server(data, keep=True) as server:
        _must(_php("database.php", server.socket, "create", "template"))
        _install_into(site, SOCKET=server.socket, DB="template")
    _is_there(home, "ready-mariadb")


def _must(done):
    if done.returncode:
        sys.exit(f"{' '.join(done.args)}:\n{done.stdout}{done.stderr}")


def install(home, database="sqlite"):
    """Installs WordPress below `home` unless it is there. @returns its folder. @raises Unavailable"""
    _need("php", "php-cli php-xml php-mbstring php-sqlite3")
    extensions = subprocess.run(["php", "-m"], capture_output=True, text=True).stdout.split()
    for extension in ("SimpleXML", "mbstring", "pdo_sqlite"):
        if extension not in extensions:
            raise Unavailable(f"PHP's {extension} is not installed (Debian: php-xml php-mbstring php-sqlite3)")
    home = os.path.abspath(home)
    site = os.path.join(home, "site")
    with _locked(home):
        if not _has(home, "ready"):
            _install_site(home, site)
        _configure(site)
        if database == "mariadb":
            try:
                mariadb.need()
                if not _has(home, "ready-mariadb"):
                    _install_mariadb(home, site)
            except mariadb.Unavailable as reason:
                raise Unavailable(str(reason)) from reason
    return site


class WordPress:
    """One that imports as often as it is asked, each time into an empty site of its own."""

    def __init__(self, home, database):
        self.database = database
        self._home, self._names, self._server = os.path.abspath(home), itertools.count(1), None
        self._site = install(home, database)

    def __enter__(self):
        if self.database == "mariadb":
            self._server = mariadb.Server(os.path.join(self._home, "mariadb")).__enter__()
        return self

    def __exit__(self, *_):
        if self._server:
            self._server.__exit__()

    @contextlib.contextmanager
    def _empty_site(self, scratch):
        """@yields the settings that lead to it"""
        if not self._server:
            folder = os.path.join(scratch, "db")
            shutil.copytree(os.path.join(self._home, "template"), folder)
            yield {"DBDIR": folder + "/"}
            return
        name = f"wp{next(self._names)}"
        _must(_php("database.php", self._server.socket, "copy", name))
        yield {"SOCKET": self._server.socket, "DB": name}
        _must(_php("database.php", self._server.socket, "drop", name))

    def import_file(self, wxr, parser="", times=1, zone="", user="admin", rewrite=False):
        """As wp-admin does with the form left as it is. @returns the dump"""
        with tempfile.TemporaryDirectory() as scratch, self._empty_site(scratch) as where:
            out = os.path.join(scratch, "dump.json")
            done = _php("import.php", self._site, os.path.abspath(wxr), out, PARSER=parser, TIMES=str(times), TZ=zone,
                        USER=user, REWRITE="1" if rewrite else "", **where)
            if not os.path.exists(out):
                sys.exit(f"WordPress died without a dump of {wxr}:\n{done.stdout}{done.stderr}")
            with open(out, encoding="utf-8") as file:
                return json.load(file)


@contextlib.contextmanager
def sites(home, databases):
    """@yields a list of WordPress, one for each database"""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(WordPress(home, database)) for database in databases]


def end_when_told():
    """A SIGTERM then unwinds like Ctrl-C, so that databases and scratch folders go."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("home")
    arguments.add_argument("wxr")
    arguments.add_argument("out")
    arguments.add_argument("--database", default="sqlite", choices=DATABASES)
    arguments.add_argument("--parser", default="", choices=PARSERS)
    arguments.add_argument("--twice", action="store_true")
    arguments.add_argument("--zone", default="")
    arguments.add_argument("--user", default="admin", choices=("admin", "admin-kses", "nobody"))
    given = arguments.parse_args()
    end_when_told()
    try:
        with WordPress(given.home, given.database) as site:
            dump = site.import_file(given.wxr, given.parser, 2 if given.twice else 1, given.zone, given.user)
    except (Unavailable, mariadb.Unavailable) as reason:
        sys.exit(f"no WordPress here: {reason}")
    with open(given.out, "w", encoding="utf-8") as file:
        json.dump(dump, file, ensure_ascii=False, indent=1)
    print(json.dumps({key: dump[key] for key in ("counts", "fatal", "died_in", "sql")}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
