package org.petrascope.server;

import java.util.Optional;

/** Where rows to learn from come from: tables of spectra, or a patch database. */
interface TrainingSource {
  /** Why this cannot have been meant, in a sentence; empty when it can. */
  Optional<String> contradiction();

  /** Reads and checks what can be checked without knowing how models are judged. */
  TrainingData read();
}
