package org.petrascope.gige;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.petrascope.camera.BandTable;
import org.petrascope.camera.CameraException;
import org.petrascope.camera.PixelFormat;
import org.petrascope.gige.CameraProfile.ShutterControl;
import org.petrascope.gige.CameraProfile.StageControl;
import org.petrascope.gige.CameraProfile.TriggerControl;

/** The JSON form of a camera profile, version 1. Unknown keys and missing parts are refused. */
public final class ProfileFile {
  private static final int VERSION = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private ProfileFile() {}

  /** Reads a profile; {@code name} says in messages which file it is. */
  public static CameraProfile read(String name, InputStream json) {
    return read("camera profile " + name, json, Profile.class, Profile::toProfile);
  }

  /** Reads what a file tells of cameras; {@code what} says in messages which file it is. */
  static <F, T> T read(String what, InputStream json, Class<F> form, Function<F, T> made) {
    try {
      return made.apply(JSON.readValue(json, form));
    } catch (UnrecognizedPropertyException e) {
      throw refused(what, "key %s is unknown here".formatted(e.getPropertyName()), e);
    } catch (JacksonException e) {
      throw refused(what, e.getOriginalMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw refused(what, String.valueOf(e.getMessage()), e);
    }
  }

  private static CameraException refused(String what, String reason, Exception cause) {
    return new CameraException(
        "%s cannot be used (%s): correct the file".formatted(what, reason), cause);
  }

  static void requireVersion(int found, int known) {
    if (found != known) {
      throw new IllegalArgumentException(
          "it has version %d, this program reads version %d".formatted(found, known));
    }
  }

  record Profile(
      int version,
      String name,
      List<CameraProfile.Device> devices,
      CameraProfile.Features features,
      List<String> pixelFormats,
      Wavelengths wavelengths,
      Layout sensor,
      @Nullable Motor shutter,
      @Nullable Selector stage,
      TriggerControl.@Nullable Input trigger,
      List<String> minerals,
      Map<String, Long> atOpen) {
    CameraProfile toProfile() {
      requireVersion(version, VERSION);
      Set<PixelFormat> formats =
          pixelFormats.stream().map(PixelFormat::named).collect(Collectors.toUnmodifiableSet());
      ShutterControl shutterControl =
          shutter == null ? new ShutterControl.Fixed() : shutter.toControl();
      StageControl stageControl = stage == null ? new StageControl.Absent() : stage.toControl();
      return new CameraProfile(
          name,
          devices,
          features,
          formats,
          wavelengths.toSource(),
          sensor.toLayout(),
          shutterControl,
          stageControl,
          trigger == null ? new TriggerControl.Absent() : trigger,
          minerals,
          Optional.empty(),
          atOpen);
    }
  }

  record Wavelengths(
      WavelengthSource.@Nullable Told told,
      WavelengthSource.@Nullable Nominal nominal,
      @Nullable Table measured) {
    WavelengthSource toSource() {
      if (told != null) {
        return told;
      }
      if (nominal != null) {
        return nominal;
      }
      if (measured != null) {
        return new WavelengthSource.Measured(measured.toBands());
      }
      throw new IllegalArgumentException("wavelengths must be told, nominal or measured");
    }
  }

  /** Plain arrays as they stand in the file; they become a band table at once. */
  static final class Table {
    public double[] centresNm = {};
    public double[] fwhmsNm = {};

    BandTable toBands() {
      return new BandTable(centresNm, fwhmsNm);
    }
  }

  record Layout(
      int spatialBinning,
      int spectralBinning,
      int statusRows,
      double saturation,
      SensorLayout.@Nullable Region region) {
    SensorLayout toLayout() {
      return new SensorLayout(
          spatialBinning, spectralBinning, statusRows, saturation, Optional.ofNullable(region));
    }
  }

  record Motor(String open, String close, long pulse, long travelMs) {
    ShutterControl toControl() {
      return new ShutterControl.Motor(open, close, pulse, Duration.ofMillis(travelMs));
    }
  }

  record Selector(String feature, String core, String whitePanel) {
    StageControl toControl() {
      return new StageControl.Selector(feature, core, whitePanel);
    }
  }
}
