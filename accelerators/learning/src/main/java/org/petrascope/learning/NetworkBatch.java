package org.petrascope.learning;

/**
 * Rows for one step of teaching.
 *
 * @param rows as the network reads them
 * @param targets what it should have said, outputs divided by their ceilings
 * @param weights of every row, one column, 1 on average
 * @param kept factor of every hidden unit of every row: 0 for one that is dropped, above 1 for the
 *     others
 */
public record NetworkBatch(Rows rows, Rows targets, Rows weights, Rows kept) {
  public NetworkBatch {
    if (targets.count() != rows.count()
        || weights.count() != rows.count()
        || kept.count() != rows.count()) {
      throw new IllegalArgumentException(
          "%s, but targets are %s, weights %s, kept %s".formatted(rows, targets, weights, kept));
    }
  }
}
