package org.petrascope.xgboost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.petrascope.learning.Dataset;
import org.petrascope.learning.KnownRows;
import org.petrascope.learning.Labels;
import org.petrascope.learning.TrainingPlan.ClassBalance;

class LossTest {
  private static final double STEP = 1e-3;

  @Test
  void firstDerivativesAreTheSlopesOfTheMean() {
    slopes(Bumps.compositions(20, 1), false);
    slopes(Bumps.labels(20, 1), false);
    slopes(Bumps.labels(20, 1), true);
  }

  private static void slopes(Dataset data, boolean focal) {
    Loss loss = new Loss(KnownRows.of(data, ClassBalance.WEIGHTED), focal);
    SplittableRandom random = new SplittableRandom(3);
    float[][] margins = new float[20][3];
    for (float[] row : margins) {
      for (int k = 0; k < 3; k++) {
        row[k] = (float) random.nextDouble(-2, 2);
      }
    }
    Loss.Derivatives derivatives = loss.derivatives(margins);
    for (int row = 0; row < 20; row++) {
      for (int k = 0; k < 3; k++) {
        float at = margins[row][k];
        margins[row][k] = (float) (at + STEP);
        double above = loss.mean(margins);
        margins[row][k] = (float) (at - STEP);
        double below = loss.mean(margins);
        margins[row][k] = at;
        double slope = 20 * (above - below) / (2 * STEP);
        assertEquals(slope, derivatives.first().at(row, k), 2e-3 * Math.max(1, Math.abs(slope)));
        assertTrue(derivatives.second().at(row, k) > 0);
      }
    }
  }

  @Test
  void rowsThatAreToldEasilyCountLessUnderTheFocalLoss() {
    Dataset data = Bumps.labels(1, 1);
    float[][] sure = {{0, 0, 0}};
    sure[0][((Labels) data.target()).label(0)] = 3;
    KnownRows known = KnownRows.of(data, ClassBalance.NONE);
    assertTrue(new Loss(known, true).mean(sure) < 0.02 * new Loss(known, false).mean(sure));
  }
}
