package org.petrascope.laboratory;

/** How a laboratory measured, and so what the names of its components are. */
public enum AssayMethod {
  /** X-ray diffraction: components are phases, which make up the whole sample. */
  XRD,
  /** X-ray fluorescence: components are oxides, elements and loss on ignition. */
  XRF
}
