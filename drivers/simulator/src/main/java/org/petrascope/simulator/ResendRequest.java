package org.petrascope.simulator;

/** A wish for packets {@code firstPacket} to {@code lastPacket} of the frame with a 16-bit id. */
record ResendRequest(int frameId, int firstPacket, int lastPacket) {}
