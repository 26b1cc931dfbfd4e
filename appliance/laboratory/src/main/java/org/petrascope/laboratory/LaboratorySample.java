package org.petrascope.laboratory;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.petrascope.spectral.DepthInterval;

/** One sample that a laboratory measured, and where in which hole it was taken. Immutable. */
public final class LaboratorySample {
  private final String id;
  private final String hole;
  private final String formation;
  private final @Nullable DepthInterval depth;
  private final Composition composition;

  private LaboratorySample(
      String id,
      String hole,
      String formation,
      @Nullable DepthInterval depth,
      Composition composition) {
    this.id = id;
    this.hole = hole;
    this.formation = formation;
    this.depth = depth;
    this.composition = composition;
  }

  /** A sample of which nobody states the place. */
  public static LaboratorySample of(String id, Composition composition) {
    return new LaboratorySample(id, "", "", null, composition);
  }

  /** The same sample, from this hole; an empty name is no hole. */
  public LaboratorySample fromHole(String hole) {
    return new LaboratorySample(id, hole, formation, depth, composition);
  }

  /** The same sample, from this formation; an empty name is no formation. */
  public LaboratorySample fromFormation(String formation) {
    return new LaboratorySample(id, hole, formation, depth, composition);
  }

  /** The same sample, from this stretch of its hole. */
  public LaboratorySample fromDepth(DepthInterval depth) {
    return new LaboratorySample(id, hole, formation, depth, composition);
  }

  public String id() {
    return id;
  }

  /** Name of the hole; empty when the table states none. */
  public String hole() {
    return hole;
  }

  /** Name of the formation; empty when the table states none. */
  public String formation() {
    return formation;
  }

  public Optional<DepthInterval> depth() {
    return Optional.ofNullable(depth);
  }

  public Composition composition() {
    return composition;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LaboratorySample sample
        && id.equals(sample.id)
        && hole.equals(sample.hole)
        && formation.equals(sample.formation)
        && Objects.equals(depth, sample.depth)
        && composition.equals(sample.composition);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, hole, formation, depth, composition);
  }

  @Override
  public String toString() {
    return "sample %s of %s, %s".formatted(id, hole, depth);
  }
}
