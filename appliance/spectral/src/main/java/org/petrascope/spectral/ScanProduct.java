package org.petrascope.spectral;

/** What a scan tells, in one kind of file; the values themselves lie in the scan's folder. */
public sealed interface ScanProduct permits MineralMap, AbundanceMap, IntervalMap {
  Provenance provenance();

  int lines();

  int samples();
}
