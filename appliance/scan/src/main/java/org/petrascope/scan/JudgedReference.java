package org.petrascope.scan;

import org.petrascope.store.ReferenceRecord;

/**
 * A reference and whether it calibrates a scan now.
 *
 * @param misfit why it does not, in one sentence with the remedy; empty when it does
 */
public record JudgedReference(ReferenceRecord reference, String misfit) {}
