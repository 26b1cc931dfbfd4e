package org.petrascope.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petrascope.spectral.AcquisitionConditions;
import org.petrascope.spectral.CubeShape;
import org.petrascope.spectral.Wavelengths;

class EnviHeaderTest {
  private static final String THREE_BANDS =
      "ENVI\nsamples = 2\nlines = 4\nbands = 3\ndata type = 12\ninterleave = bil\n";

  private static EnviHeader parse(String more) {
    return EnviHeader.parse("x.hdr", THREE_BANDS + more);
  }

  private static String refusal(String text) {
    return assertThrows(FormatException.class, () -> EnviHeader.parse("x.hdr", text)).getMessage();
  }

  @Test
  void wavelengthsOfARecordingAreReadToTheLastBit() {
    Wavelengths camera =
        Wavelengths.ofNanometres(
            new double[] {1000, 1000 + 1500.0 / 149, 1000 + 3000.0 / 149},
            new double[] {10.0 / 3, 20.0 / 3, 10.0 / 7});
    assertEquals(camera, parse("").with(camera).wavelengths().orElseThrow());
  }

  @Test
  void spacingCaseCommentsAndBracesOfAnyDialectAreRead() {
    EnviHeader header =
        EnviHeader.parse(
            "x.hdr",
            """
            \uFEFFENVI\r
            ; written by hand\r
            Description={ a core = box,\r
              second line }
            SAMPLES   =2
            Lines= 4
              bands  =  3
            header  offset = 128
            Data Type = 4
            interleave = BIP
            byte order = 1
            Wavelength   Units = um
            wavelength = { 1.0,
            ; the middle one
             1.5 ,2.25
            }
            fwhm = {0.01, 0.01, 0.01,}
            bbl = {1, 0, 1}
            band names = {a, b (2), c}
            this line means nothing
            """);
    assertEquals(new CubeShape(4, 2, 3), header.layout().shape());
    assertEquals(Interleave.BIP, header.layout().interleave());
    assertEquals(128, header.layout().headerOffset());
    assertEquals(128 + 4 * 2 * 3 * 4, header.layout().fileBytes());
    assertArrayEquals(
        new double[] {1000, 1500, 2250}, header.wavelengths().orElseThrow().centresNm());
    assertArrayEquals(new double[] {10, 10, 10}, header.wavelengths().orElseThrow().fwhmsNm());
    assertEquals(BitSet.valueOf(new long[] {0b010}), header.badBands());
    assertEquals(List.of("a", "b (2)", "c"), header.names(EnviHeader.Names.BANDS));
    assertEquals("a core = box, second line", header.field("description").orElseThrow());
    assertEquals(List.of(), header.notes());
  }

  @ParameterizedTest
  @CsvSource({
    "Nanometers, '400, 500, 600', '5, 5, 5'",
    "nm, '400, 500, 600', '0.005, 0.005, 0.005'",
    "Micrometers, '0.4, 0.5, 0.6', '0.005, 0.005, 0.005'",
    "Unknown, '0.4, 0.5, 0.6', '0.005, 0.005, 0.005'",
    "Unknown, '400, 500, 600', '5, 5, 5'",
    "Nanometers, '0.4, 0.5, 0.6', '5, 5, 5'",
    "Wavenumber, '25000, 20000, 16000', '312.5, 200, 128'",
    "cm-1, '16000, 20000, 25000', '128, 200, 312.5'",
  })
  void wavelengthsOfAnyUnitBecomeNanometres(String unit, String centres, String widths) {
    Wavelengths axis =
        parse(
                "wavelength units = %s\nwavelength = {%s}\nfwhm = {%s}\n"
                    .formatted(unit, centres, widths))
            .wavelengths()
            .orElseThrow();
    assertEquals(400, axis.centreNm(0), 1e-9);
    assertEquals(5, axis.fwhmNm(0), 1e-9);
  }

  @Test
  void unstatedUnitIsGuessedFromTheNumbersAndTold() {
    EnviHeader header = parse("wavelength = {0.4, 0.5, 0.6}\n");
    assertEquals(400, header.wavelengths().orElseThrow().firstNm(), 1e-9);
    assertEquals(
        List.of(
            "x.hdr: wavelengths from 0.4 to 0.6 are taken for micrometres (the header says \"nothing\")"),
        header.notes());
  }

  @Test
  void overlappingDetectorsAreSortedAndBadBandsFollow() {
    EnviHeader header =
        parse("wavelength units = nm\nwavelength = {670, 690, 664}\nbbl = {1, 1, 0}\n");
    assertArrayEquals(new double[] {664, 670, 690}, header.wavelengths().orElseThrow().centresNm());
    assertEquals(BitSet.valueOf(new long[] {0b001}), header.badBands());
  }

  @Test
  void bandsOfOneWavelengthAreReadOnce() {
    EnviHeader header = parse("wavelength units = nm\nwavelength = {670, 690, 670}\n");
    assertArrayEquals(new double[] {670, 690}, header.wavelengths().orElseThrow().centresNm());
    assertEquals(List.of("x.hdr: 1 bands repeat a wavelength and are left out"), header.notes());
  }

  @Test
  void headerWithoutWavelengthsHasNone() {
    assertTrue(parse("").wavelengths().isEmpty());
    assertTrue(parse("wavelength units = Index\nwavelength = {1, 2, 3}\n").wavelengths().isEmpty());
  }

  @Test
  void specimExtrasBecomeConditions() {
    AcquisitionConditions conditions =
        parse(
                """
                fps = 50.00
                tint = 5.0
                binning = {2, 1}
                temperature = {
                31.2, 30.9}
                dn max = 4095
                saturation dn = 3592
                camera gain = 6.5
                """)
            .conditions();
    assertEquals(OptionalDouble.of(50), conditions.lineRateHz());
    assertEquals(OptionalDouble.of(5), conditions.exposureMs());
    assertEquals(OptionalInt.of(2), conditions.spectralBinning());
    assertEquals(OptionalInt.of(1), conditions.spatialBinning());
    assertEquals(OptionalDouble.of(31.2), conditions.temperatureC());
    assertEquals(OptionalInt.of(4095), conditions.dnMax());
    assertEquals(OptionalInt.of(3592), conditions.saturationDn());
    assertEquals(OptionalDouble.of(6.5), conditions.gain());
  }

  @Test
  void extrasThatMakeNoSenseAreNotStated() {
    assertEquals(
        AcquisitionConditions.UNSTATED,
        parse("fps = 0\ntint = -1\nbinning = {}\ntemperature = none\n").conditions());
  }

  @Test
  void whatIsWrittenIsReadBack() {
    BitSet bad = BitSet.valueOf(new long[] {0b100});
    BitSet lost = BitSet.valueOf(new long[] {0b1101});
    Wavelengths axis =
        Wavelengths.ofNanometres(new double[] {400.5, 501.25, 600}, new double[] {5, 6, 7.5});
    AcquisitionConditions conditions =
        AcquisitionConditions.UNSTATED
            .withExposureMs(1.25)
            .withLineRateHz(527)
            .withBinning(1, 2)
            .withDnMax(4095)
            .withTemperatureC(-3.5);
    EnviHeader written =
        EnviHeader.of(EnviLayout.of(new CubeShape(4, 2, 3), Interleave.BIL, EnviType.UINT16))
            .withDescription("box {7}\nrow 2")
            .with(axis)
            .with(conditions)
            .withBadBands(bad)
            .withLostLines(lost)
            .with(EnviHeader.Names.BANDS, List.of("a,b", "c", "d"));
    EnviHeader read = EnviHeader.parse("y.hdr", written.format());
    assertEquals(written.layout(), read.layout());
    assertEquals(axis, read.wavelengths().orElseThrow());
    assertEquals(conditions, read.conditions());
    assertEquals(bad, read.badBands());
    assertEquals(lost, read.lostLines());
    assertEquals(List.of("a;b", "c", "d"), read.names(EnviHeader.Names.BANDS));
    assertEquals("box (7) row 2", read.field("description").orElseThrow());
  }

  @Test
  void classMapCarriesNamesAndColours() {
    EnviHeader written =
        parse("").withClasses(List.of("INVALID", "KAOLIN"), new int[] {0x888888, 0xFF0001});
    EnviHeader read = EnviHeader.parse("y.hdr", written.format());
    assertEquals(List.of("INVALID", "KAOLIN"), read.names(EnviHeader.Names.CLASSES));
    assertArrayEquals(new int[] {0x888888, 0xFF0001}, read.classColours());
    assertEquals("ENVI Classification", read.field("file type").orElseThrow());
    assertFalse(read.isLibrary());
  }

  @Test
  void liesAndGapsAreToldInOneSentence() {
    assertEquals(
        "x.hdr is not an ENVI header: its first line is \"PNG\", expected ENVI; name the .hdr file",
        refusal("PNG\n"));
    assertEquals(
        "x.hdr does not state \"bands\": add it to the header",
        refusal("ENVI\nsamples = 2\nlines = 2\n"));
    assertEquals(
        "x.hdr: \"samples = -2\" must be a whole number from 1 to 2147483647: correct the header",
        refusal(THREE_BANDS.replace("samples = 2", "samples = -2")));
    assertEquals(
        "x.hdr: \"lines = 99999999999999999999\" must be a whole number from 0 to 2147483647: correct the header",
        refusal(THREE_BANDS.replace("lines = 4", "lines = 99999999999999999999")));
    assertEquals(
        "x.hdr: a line of 2000000000 samples x 3 bands takes 12000000000 bytes, more than any sensor gives: correct the header",
        refusal(THREE_BANDS.replace("samples = 2", "samples = 2000000000")));
  }

  @Test
  void formatsThatAreNotSupportedAreToldInOneSentence() {
    assertEquals(
        "x.hdr: data type 6 is complex numbers: store real numbers (1, 2, 3, 4, 5, 12, 13, 14 or 15)",
        refusal(THREE_BANDS.replace("data type = 12", "data type = 6")));
    assertEquals(
        "x.hdr: interleave \"bli\" is unknown: use bil, bip or bsq",
        refusal(THREE_BANDS.replace("bil", "bli")));
    assertEquals(
        "x.hdr: the data file is compressed: save it uncompressed",
        refusal(THREE_BANDS + "file compression = 1\n"));
    assertEquals(
        "x.hdr lists 2 values behind \"wavelength\" for 3 bands: correct the header",
        refusal(THREE_BANDS + "wavelength = {400, 500}\n"));
    assertEquals(
        "x.hdr: the brace behind \"wavelength\" is never closed: the header is cut short or damaged",
        refusal(THREE_BANDS + "wavelength = {400, 500\n"));
    assertEquals(
        "x.hdr: \"4oo\" behind \"wavelength\" is not a number: correct the header",
        refusal(THREE_BANDS + "wavelength = {4oo, 500, 600}\n"));
  }
}
