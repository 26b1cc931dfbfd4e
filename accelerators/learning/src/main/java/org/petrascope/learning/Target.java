package org.petrascope.learning;

import java.util.List;

/** What is known of every row and to be learned: its class or its composition. */
public sealed interface Target permits Labels, Compositions {
  /** The task as the command line writes it. */
  String task();

  /** How many rows it speaks of. */
  int count();

  /** The classes or components, in the order of a model's output columns. */
  List<String> names();

  /** These rows in this order. */
  Target select(int... rows);
}
