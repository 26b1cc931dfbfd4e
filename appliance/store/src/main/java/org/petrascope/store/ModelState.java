package org.petrascope.store;

/** What a model of the appliance may be used for. */
public enum ModelState {
  /** It is there and may be looked at; nothing scans with it. */
  CANDIDATE,
  /** Scans are interpreted with it; one model at most. */
  ACTIVE,
  /** It was replaced or rejected; its files stay, so that it can be used again. */
  RETIRED
}
