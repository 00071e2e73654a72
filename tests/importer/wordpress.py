"""A real WordPress as the judge of our WXR: installs one on SQLite, imports a file with the official importer and dumps
what arrived. WordPress, importer and SQLite driver come out of one npm package, its checksum verified; nothing listens
on a port, nothing goes over the network after that.

    wordpress.py HOME FILE.wxr OUT.json [--parser simplexml|xml|regex|xmlprocessor] [--twice] [--zone ZONE]
"""
import argparse
import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "wp-studio@1.22.0"  # WordPress 7.1.1, importer 0.9.5
INTEGRITY = "boMtahkhgWDKKyNTBA1uTK5ghnAmxXhDY6KeQCO9FmcI3/o+YOSq8JwYW5ZYnxHCxH14Jf/mD6CJTBvTWl2Ytw=="
INSIDE = "package/dist/cli/wp-files/"
WANTED = ("latest/wordpress/", "wordpress-importer/", "sqlite-database-integration/")
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
    driver = os.path.join(content, "mu-plugins/sqlite-database-integration")
    with open(os.path.join(driver, "db.copy"), encoding="utf-8") as file:
        drop_in = file.read()
    drop_in = drop_in.replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", driver)
    drop_in = drop_in.replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php")
    with open(os.path.join(content, "db.php"), "w", encoding="utf-8") as file:
        file.write(drop_in)
    shutil.copy(os.path.join(HERE, "php/wp-config.php"), os.path.join(site, "wp-config.php"))


def _php(script, *arguments, **settings):
    environment = {**os.environ, **{f"BFWP_{key}": value for key, value in settings.items()}}
    return subprocess.run(["php", "-d", "memory_limit=2048M", "-d", "opcache.enable_cli=0",
                           os.path.join(HERE, "php", script), *arguments],
                          env=environment, capture_output=True, text=True, errors="replace")


def install(home):
    """Installs WordPress below `home` unless it is there. @raises Unavailable"""
    _need("php", "php-cli php-xml php-mbstring php-sqlite3")
    extensions = subprocess.run(["php", "-m"], capture_output=True, text=True).stdout.split()
    for extension in ("SimpleXML", "mbstring", "pdo_sqlite"):
        if extension not in extensions:
            raise Unavailable(f"PHP's {extension} is not installed (Debian: php-xml php-mbstring php-sqlite3)")
    home = os.path.abspath(home)
    site = os.path.join(home, "site")
    if os.path.exists(os.path.join(home, "ready")):
        return site
    _need("npm", "npm")
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(os.path.join(home, "template"))
    with tempfile.TemporaryDirectory(dir=home) as scratch:
        _unpack(_download(scratch), scratch)
        _lay_out(scratch, site)
    done = _php("install.php", site, DBDIR=os.path.join(home, "template") + "/")
    if done.returncode:
        sys.exit(f"WordPress could not be installed:\n{done.stdout}{done.stderr}")
    with open(os.path.join(home, "ready"), "w", encoding="utf-8") as file:
        file.write(PACKAGE + "\n")
    return site


def import_file(home, wxr, parser="", times=1, zone="", user="admin", rewrite=False):
    """Imports into a fresh, empty site, as wp-admin does with the form left as it is. @returns the dump"""
    site = install(home)
    with tempfile.TemporaryDirectory() as scratch:
        database = os.path.join(scratch, "db")
        shutil.copytree(os.path.join(os.path.abspath(home), "template"), database)
        out = os.path.join(scratch, "dump.json")
        done = _php("import.php", site, os.path.abspath(wxr), out, DBDIR=database + "/", PARSER=parser,
                    TIMES=str(times), TZ=zone, USER=user, REWRITE="1" if rewrite else "")
        if not os.path.exists(out):
            sys.exit(f"WordPress died without a dump of {wxr}:\n{done.stdout}{done.stderr}")
        with open(out, encoding="utf-8") as file:
            return json.load(file)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("home")
    arguments.add_argument("wxr")
    arguments.add_argument("out")
    arguments.add_argument("--parser", default="")
    arguments.add_argument("--twice", action="store_true")
    arguments.add_argument("--zone", default="")
    given = arguments.parse_args()
    dump = import_file(given.home, given.wxr, given.parser, 2 if given.twice else 1, given.zone)
    with open(given.out, "w", encoding="utf-8") as file:
        json.dump(dump, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    try:
        main()
    except Unavailable as reason:
        print("skipped:", reason)
        sys.exit(77)
