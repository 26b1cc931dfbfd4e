package org.petrascope.server;

/** Where rows to learn from come from: tables of spectra, or whatever holds them. */
@FunctionalInterface
interface TrainingSource {
  /** Reads and checks what can be checked without knowing how models are judged. */
  TrainingData read();
}
