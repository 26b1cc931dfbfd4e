"""The other side of side-by-side: what a user of Debian's NumPy, Spectral Python and SciPy would write.

Started by SideBySide.java.
"""

import pathlib
import platform
import sys

import numpy
import scipy
import spectral
from answering import serve
from scipy.optimize import nnls

LINES, SAMPLES, BANDS, REFERENCES, ENDMEMBERS, NNLS_ROWS = 128, 640, 224, 12, 5, 4096
HEAVY = 1000.0

folder = pathlib.Path(sys.argv[1])


def load(name, kind, *shape):
    return numpy.fromfile(folder / name, dtype=kind).reshape(shape)


dn = load("dn", "<u2", LINES, BANDS, SAMPLES)
dark = load("dark", "<f4", BANDS, SAMPLES)
white = load("white", "<f4", BANDS, SAMPLES)
panel = load("panel", "<f4", BANDS, 1)
gain = panel / (white - dark)
references = load("references", "<f4", REFERENCES, BANDS)
reflectance = load("reflectance", "<f4", LINES, SAMPLES, BANDS)
rows = reflectance.reshape(-1, BANDS)[:NNLS_ROWS]
endmembers = numpy.vstack([references[:ENDMEMBERS].T.astype(float), numpy.full(ENDMEMBERS, HEAVY)])


def calibrate():
    cube = panel * (dn - dark) / (white - dark)
    return numpy.ascontiguousarray(cube.transpose(0, 2, 1))


def calibrate_gain():
    cube = (dn - dark) * gain
    return numpy.ascontiguousarray(cube.transpose(0, 2, 1))


def angles():
    return spectral.spectral_angles(reflectance, references)


def unmix():
    abundances = numpy.empty((NNLS_ROWS, ENDMEMBERS))
    target = numpy.full(BANDS + 1, HEAVY)
    for i, row in enumerate(rows):
        target[:BANDS] = row
        abundances[i] = nnls(endmembers, target)[0]
    return abundances


PAIRS = BANDS * SAMPLES // 2
mono8 = load("mono8", "u1", LINES, BANDS, SAMPLES)
mono16 = load("mono16", "<u2", LINES, BANDS, SAMPLES)
mono12_packed = load("mono12_packed", "u1", LINES, PAIRS, 3)
mono12p = load("mono12p", "u1", LINES, PAIRS, 3)
unpacked = numpy.empty((PAIRS, 2), numpy.uint16)
line = numpy.empty((BANDS, SAMPLES), numpy.float32)
lines = numpy.empty((LINES, SAMPLES, BANDS), numpy.float32)


def unpack_12_packed(frame):
    first, second = unpacked[:, 0], unpacked[:, 1]
    numpy.left_shift(frame[:, 0], 4, out=first, dtype=numpy.uint16)
    numpy.bitwise_or(first, frame[:, 1] & 15, out=first)
    numpy.left_shift(frame[:, 2], 4, out=second, dtype=numpy.uint16)
    numpy.bitwise_or(second, frame[:, 1] >> 4, out=second)
    return unpacked.reshape(BANDS, SAMPLES)


def unpack_12p(frame):
    first, second = unpacked[:, 0], unpacked[:, 1]
    numpy.left_shift(frame[:, 1] & 15, 8, out=first, dtype=numpy.uint16)
    numpy.bitwise_or(first, frame[:, 0], out=first)
    numpy.left_shift(frame[:, 2], 4, out=second, dtype=numpy.uint16)
    numpy.bitwise_or(second, frame[:, 1] >> 4, out=second)
    return unpacked.reshape(BANDS, SAMPLES)


def calibrate_frames(frames, unpack=lambda frame: frame):
    for i in range(LINES):
        numpy.subtract(unpack(frames[i]), dark, out=line)
        numpy.multiply(line, gain, out=line)
        lines[i] = line.T
    return lines


serve(
    folder,
    {
        "calibrate": calibrate,
        "calibrate-gain": calibrate_gain,
        "angles": angles,
        "unmix": unmix,
        "mono8": lambda: calibrate_frames(mono8),
        "mono16": lambda: calibrate_frames(mono16),
        "mono12_packed": lambda: calibrate_frames(mono12_packed, unpack_12_packed),
        "mono12p": lambda: calibrate_frames(mono12p, unpack_12p),
    },
    f"Python {platform.python_version()}, NumPy {numpy.__version__}, "
    f"Spectral Python {spectral.__version__}, SciPy {scipy.__version__}",
)
