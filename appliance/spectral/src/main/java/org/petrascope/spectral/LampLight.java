package org.petrascope.spectral;

/**
 * What a white reference tells of the lamp, comparable between whites of one camera whatever their
 * exposure.
 *
 * @param level light of the bright bands a millisecond of exposure, as a share of full scale
 * @param shortWave light of the bands below the middle of the range over that of all of them: a
 *     cooling or soiled lamp loses the short waves first
 */
public record LampLight(double level, double shortWave) {}
