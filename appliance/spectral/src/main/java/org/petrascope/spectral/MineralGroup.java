package org.petrascope.spectral;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mineral groups of The Spectral Geologist (TSG) with its colours, so that maps and logs look
 * like the ones geologists know.
 */
public enum MineralGroup {
  SILICA(0xFECFE6),
  KAOLIN(0xFF0000),
  WHITE_MICA(0xFFFF00),
  SMECTITE(0xC4A997),
  OTHER_ALOH(0xFFFBBD),
  CHLORITE(0x00FF00),
  DARK_MICA(0x683B50),
  AMPHIBOLE(0xFF00FF),
  SERPENTINE(0x9BBD6F),
  OTHER_MGOH(0x20006A),
  EPIDOTE(0x00FFFF),
  TOURMALINE(0xB95D75),
  CARBONATE(0x0000FF),
  SULPHATE(0x68601C),
  PAL_SEP(0xB88C24),
  OXIDE(0x765246),
  SULPHIDE(0x4D6C3D),
  /** Tray, wood, plastic, plants: nothing that came out of the hole. */
  NOTAROK(0xAAAFAF),
  /** No answer: too dark, or no absorption that this sensor could see. */
  INVALID(0x888888),
  /** Named by a library, but in none of the groups above. */
  UNGROUPED(0xCCCCCC),
  /** Unlike all that a model learned from: it has an answer, which is not believed. */
  UNKNOWN(0xFFFFFF);

  private final int rgb;

  MineralGroup(int rgb) {
    this.rgb = rgb;
  }

  /** The name as TSG writes it, for example {@code WHITE-MICA}. */
  public String label() {
    return name().replace('_', '-');
  }

  /** The colour as 0xRRGGBB. */
  public int rgb() {
    return rgb;
  }

  /** The groups of minerals, in the order of TSG. */
  public static Stream<MineralGroup> rocks() {
    return Stream.of(values()).filter(group -> group.rock() && group != UNGROUPED);
  }

  /** Whether pixels of this group are rock that was identified. */
  public boolean rock() {
    return this != NOTAROK && this != INVALID && this != UNKNOWN;
  }

  /** The group that TSG writes this way, whatever the case. */
  public static Optional<MineralGroup> ofLabel(String label) {
    String wanted = label.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    for (MineralGroup group : values()) {
      if (group.name().equals(wanted)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }
}
