package org.petrascope.formats;

import org.petrascope.spectral.GridTransform;

/**
 * How every pixel of a joined cube is made of those of two cubes.
 *
 * @param transform from a pixel of the grid that the cube has to the other's
 * @param seamNm where the spectra are joined
 * @param gain by which the other's reflectance is multiplied
 */
public record JoinPlan(GridTransform transform, double seamNm, double gain) {}
