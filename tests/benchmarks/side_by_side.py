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


serve(
    folder,
    {"calibrate": calibrate, "calibrate-gain": calibrate_gain, "angles": angles, "unmix": unmix},
    f"Python {platform.python_version()}, NumPy {numpy.__version__}, "
    f"Spectral Python {spectral.__version__}, SciPy {scipy.__version__}",
)
