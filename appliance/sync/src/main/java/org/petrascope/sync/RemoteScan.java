package org.petrascope.sync;

import java.util.List;

/**
 * A scan in the store and what is wrong with it.
 *
 * @param files that are there and are what they must be
 * @param bytes of these, plain
 * @param problems one sentence each; none when the scan is whole
 */
public record RemoteScan(String box, String scan, int files, long bytes, List<String> problems) {
  public RemoteScan {
    problems = List.copyOf(problems);
  }

  public boolean whole() {
    return problems.isEmpty();
  }
}
