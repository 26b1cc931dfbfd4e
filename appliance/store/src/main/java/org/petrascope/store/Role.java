package org.petrascope.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each may do what those before may. */
public enum Role {
  /** Scans boxes and takes references. */
  TECHNICIAN,
  /** Trains and chooses models, brings laboratory tables. */
  GEOLOGIST,
  /** Keeps the accounts and reads the audit log. */
  ADMINISTRATOR;

  /** Whether this role may do what is that one's. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> ofWord(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
