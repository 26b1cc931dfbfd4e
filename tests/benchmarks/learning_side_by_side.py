"""The other side of learning-side-by-side: what a user of Debian's scikit-learn, XGBoost and NumPy would write.

Started by LearningSideBySide.java.
"""

import pathlib
import platform
import sys

import numpy
import sklearn
import xgboost
from answering import serve
from sklearn.cross_decomposition import PLSRegression
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.linear_model import Ridge

THREADS, TREES, ROUNDS, DEPTH, COMPONENTS, TREE_BANDS = 2, 300, 60, 6, 10, 401

folder = pathlib.Path(sys.argv[1])
models = {}


def load(name, columns):
    return numpy.fromfile(folder / name, dtype="<f4").reshape(-1, columns)


def save(name, values):
    numpy.asarray(values).astype("<f4").tofile(folder / name)


def ridge(name, bands, targets):
    """A fitted Ridge with the coefficients that were handed over."""
    model = Ridge().fit(numpy.eye(bands, dtype="<f4"), numpy.ones((bands, targets), "<f4"))
    model.coef_ = load(name + "-coefficients", bands)
    model.intercept_ = load(name + "-offsets", targets)[0]
    return model


def plsr(name, bands, targets, rows):
    """A fitted PLSRegression whose product and offset are those that were handed over; it still centres and scales."""
    model = PLSRegression(COMPONENTS).fit(rows[: 20 * targets], rows[: 20 * targets, :targets])
    coefficients = "_coef_" if "_coef_" in vars(model) else "coef_"
    vars(model)[coefficients] = load(name + "-coefficients", bands).astype(float)
    model._x_mean, model._x_std = numpy.zeros(bands), numpy.ones(bands)
    model.intercept_ = load(name + "-offsets", targets)[0].astype(float)
    return model


def grow():
    rows, fractions = load("compositions-rows", TREE_BANDS), load("compositions", 4)
    models["trees"] = ExtraTreesRegressor(TREES, max_features=1 / 3, n_jobs=THREADS, random_state=1).fit(rows, fractions)
    trees = [tree.tree_ for tree in models["trees"].estimators_]
    thresholds = numpy.concatenate([tree.threshold for tree in trees])
    # x <= a double is x < the next float32 above the largest float32 that is not above it.
    most = thresholds.astype("<f4")
    most = numpy.where(most > thresholds, numpy.nextafter(most, numpy.float32(-numpy.inf)), most)
    save("trees-thresholds", numpy.nextafter(most, numpy.float32(numpy.inf)))
    save("trees-sizes", [tree.node_count for tree in trees])
    save("trees-lower", numpy.concatenate([tree.children_left for tree in trees]))
    save("trees-upper", numpy.concatenate([tree.children_right for tree in trees]))
    save("trees-columns", numpy.concatenate([tree.feature for tree in trees]))
    save("trees-covers", numpy.concatenate([tree.weighted_n_node_samples for tree in trees]))
    save("trees-values", numpy.concatenate([tree.value.reshape(tree.node_count, -1) for tree in trees]) / TREES)


def boost():
    parameters = {
        "objective": "multi:softprob",
        "num_class": 12,
        "max_depth": DEPTH,
        "tree_method": "hist",
        "nthread": THREADS,
    }
    rows = xgboost.DMatrix(load("classes-rows", TREE_BANDS), load("classes", 1)[:, 0])
    models["boosted"] = xgboost.train(parameters, rows, ROUNDS)
    (folder / "boosted").mkdir()
    models["boosted"].save_model(folder / "boosted" / "booster.json")


def closed(rows):
    """The nearest point of the simplex (Duchi et al. 2008), all rows at once."""
    falling = -numpy.sort(-rows, axis=1)
    excess = numpy.cumsum(falling, axis=1) - 1
    counts = numpy.arange(1, rows.shape[1] + 1, dtype=rows.dtype)
    kept = numpy.count_nonzero(falling * counts > excess, axis=1)
    threshold = excess[numpy.arange(len(rows)), kept - 1] / kept
    return numpy.maximum(rows - threshold[:, None].astype(rows.dtype), 0)


def predict(model, rows):
    return lambda: model.predict(rows)


composed, classed = load("composed-rows", TREE_BANDS), load("classed-rows", TREE_BANDS)
jobs = {
    "grow": grow,
    "boost": boost,
    "trees": lambda: models["trees"].predict(composed),
    "boosted": lambda: models["boosted"].inplace_predict(classed),
}
for file in folder.glob("*-coefficients"):
    name = file.name.removesuffix("-coefficients")
    kind, bands, targets = name.split("-")
    size, rows = (int(bands), int(targets)), load(name + "-rows", int(bands))
    jobs[name] = predict(ridge(name, *size), rows)
    if kind == "plsr":
        jobs[name + "-own"] = predict(plsr(name, *size, rows), rows)
for parts in 4, 12:
    jobs[f"closure-{parts}"] = lambda rows=load(f"closure-{parts}-rows", parts): closed(rows)
serve(
    folder,
    jobs,
    f"Python {platform.python_version()}, NumPy {numpy.__version__}, scikit-learn {sklearn.__version__}, "
    f"XGBoost {xgboost.__version__}",
)
