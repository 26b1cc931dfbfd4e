"""Reads a patch database with h5py alone, recomputes its checksums, and prints what it holds.

The checksum's bytes are described in appliance/docs/patches.md.
"""
import hashlib
import struct
import sys

import h5py
import numpy as np


def number(value):
    return struct.pack("<i", value)


def numbers(values, kind):
    flat = np.asarray(values).reshape(-1)
    return number(flat.size) + flat.astype(kind).tobytes()


def texts(values):
    return number(len(values)) + b"".join(number(len(v)) + v for v in values)


def column(group, name):
    return list(group[name][:]) if name in group else []


def block_sum(block):
    content = number(block.attrs["side"])
    for name in ("source", "line", "sample"):
        content += numbers(block[name][:], "<i4")
    for name in ("hole", "formation", "region", "label", "method", "components"):
        content += texts(column(block, name))
    for name in ("fraction", "error"):
        content += numbers(block[name][:] if name in block else [], "<f8")
    content += numbers(block["spectra"][:], "<f4")
    return hashlib.sha256(content).hexdigest()


with h5py.File(sys.argv[1], "r") as file:
    whole = texts([file.attrs["format"]])[4:] + number(file.attrs["version"])
    whole += numbers(file["wavelengths"][:], "<f8") + numbers(file["fwhm"][:], "<f8")
    for name in ("calibration_pack dark model panel processing scan serial unstated vendor white").split():
        whole += texts(column(file["sources"], name))
    blocks = [file["blocks"][name] for name in sorted(file["blocks"])]
    sums = [block_sum(block) for block in blocks]
    whole += texts([s.encode() for s in sums])
    print("format", file.attrs["format"].decode(), file.attrs["version"])
    print("wavelengths", " ".join("%.1f" % nm for nm in file["wavelengths"][:]), file["wavelengths"].attrs["unit"].decode())
    print("model", file["sources/model"][0].decode("utf-8"))
    print("blocks match", [s == b.attrs["sha256"].decode() for s, b in zip(sums, blocks)])
    print("file matches", hashlib.sha256(whole).hexdigest() == file.attrs["sha256"].decode())
    for block in blocks:
        print("spectra", block["spectra"].shape, block["spectra"].dtype, "%.7f" % np.nansum(block["spectra"][:], dtype="f8"))
        print("components", [c.decode() for c in column(block, "components")], block["fraction"].shape)
