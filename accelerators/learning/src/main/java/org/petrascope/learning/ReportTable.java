package org.petrascope.learning;

import java.util.ArrayList;
import java.util.List;

/** A report as a plain text table. */
final class ReportTable {
  private ReportTable() {}

  static String of(Report report) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(heading(report));
    for (Report.ModelReport model : report.models()) {
      lines.add(line(model));
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "%d rows in %d groups; %s, seed %d; mean and deviation over the folds%n"
            .formatted(
                report.data().rows(),
                report.data().groups(),
                report.validation().split(),
                report.validation().seed()));
    append(text, lines);
    text.append(report.verdict().sentence()).append(System.lineSeparator());
    for (Report.LeftOut out : report.leftOut()) {
      text.append("left out: %s, %s%n".formatted(out.name(), out.reason()));
    }
    for (String note : report.notes()) {
      text.append("note: %s%n".formatted(note));
    }
    return text.toString();
  }

  private static List<String> heading(Report report) {
    return report.task().equals("classify")
        ? List.of("model", "accuracy", "balanced", "macro-F1", "kappa", "coverage", "set", "share")
        : List.of("model", "RMSE %", "R2", "bias %", "coverage", "width %", "share");
  }

  private static List<String> line(Report.ModelReport model) {
    double share =
        Metrics.mean(model.weights().stream().mapToDouble(Double::doubleValue).toArray());
    List<String> cells = new ArrayList<>();
    cells.add(model.name());
    List<ModelCard.Metric> metrics = Metrics.listed(model.mean(), model.spread());
    for (ModelCard.Metric metric : metrics.stream().filter(ReportTable::isShown).toList()) {
      boolean perCent = metric.name().matches("rmse|bias|width");
      double scale = perCent ? 100 : 1;
      cells.add(
          (perCent ? "%.2f +- %.2f" : "%.3f +- %.3f")
              .formatted(scale * metric.mean(), scale * metric.spread()));
    }
    cells.add("%.2f".formatted(share));
    return cells;
  }

  private static boolean isShown(ModelCard.Metric metric) {
    return !metric.name().equals("brier") && !metric.name().contains(" ");
  }

  private static void append(StringBuilder text, List<List<String>> lines) {
    for (List<String> line : lines) {
      for (int c = 0; c < line.size(); c++) {
        int column = c;
        int width = lines.stream().mapToInt(l -> l.get(column).length()).max().orElse(0);
        String cell = line.get(c);
        String space = " ".repeat(width - cell.length());
        text.append(c == 0 ? cell + space : "  " + space + cell);
      }
      text.append(System.lineSeparator());
    }
  }
}
