package org.petrascope.server;

import java.util.List;
import java.util.Set;
import org.petrascope.learning.Dataset;

/**
 * What is learned from, whatever it was read from.
 *
 * @param places where every row stands in its file, for messages
 * @param references groups that are learned from and never tested
 * @param notes what a person should know of how it was read
 * @param description the sources, for the model's card
 */
record TrainingData(
    Dataset data,
    List<String> places,
    Set<String> references,
    List<String> notes,
    String description) {
  TrainingData {
    places = List.copyOf(places);
    references = Set.copyOf(references);
    notes = List.copyOf(notes);
  }
}
