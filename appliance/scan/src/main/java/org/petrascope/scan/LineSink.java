package org.petrascope.scan;

/** Something made of mapped lines, which come in order and without gaps, from one thread. */
@FunctionalInterface
interface LineSink {
  void accept(MappedLines lines);
}
