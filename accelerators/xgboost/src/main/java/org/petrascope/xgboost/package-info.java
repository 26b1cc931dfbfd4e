/**
 * Gradient boosted trees on XGBoost4J: the library grows them, our own forest predicts. On the CPU
 * only.
 */
@NullMarked
package org.petrascope.xgboost;

import org.jspecify.annotations.NullMarked;
