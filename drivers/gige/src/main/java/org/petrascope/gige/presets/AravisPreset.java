package org.petrascope.gige.presets;

import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.javacpp.tools.Info;
import org.bytedeco.javacpp.tools.InfoMap;
import org.bytedeco.javacpp.tools.InfoMapper;

/**
 * Tells JavaCPP which part of Aravis 0.8 becomes Java: devices, features, streams and buffers of
 * GigE Vision cameras. Runs in the build only.
 *
 * <p>The C++ compiler reads {@code arv.h} first, which pulls in everything; the headers after it
 * are then empty to the compiler, but they are what the parser reads, for it follows no include.
 */
@Properties(
    value =
        @Platform(
            value = "linux",
            // Some headers guard themselves against direct inclusion outside their include guard.
            define = {"ARAVIS_COMPILATION"},
            include = {
              "arv.h",
              "petrascope_aravis.h",
              "arvgcenums.h",
              "arvbuffer.h",
              "arvstream.h",
              "arvdevice.h",
              "arvgvstream.h",
              "arvgvdevice.h"
            },
            link = {"aravis-0.8@.0", "gio-2.0@.0", "gobject-2.0@.0", "glib-2.0@.0"}),
    target = "org.petrascope.gige.aravis",
    global = "org.petrascope.gige.aravis.Aravis")
public class AravisPreset implements InfoMapper {
  @Override
  public void map(InfoMap names) {
    preprocessor(names);
    scalars(names);
    objects(names);
    names.put(
        new Info(
                "arv_device_get_genicam",
                "arv_device_get_feature",
                "arv_device_create_chunk_parser",
                "arv_device_create_stream",
                "arv_device_create_stream_full",
                "ArvStreamCallback",
                "arv_device_set_register_cache_policy",
                "arv_device_set_range_check_policy",
                "arv_device_set_access_check_policy",
                "arv_device_dup_available_enumeration_feature_values",
                "arv_device_dup_available_enumeration_feature_values_as_strings",
                "arv_device_dup_available_enumeration_feature_values_as_display_names",
                "arv_buffer_new_full",
                "arv_gv_device_get_interface_address",
                "arv_gv_device_get_device_address",
                "arv_gv_device_get_current_ip",
                "arv_gv_device_get_persistent_ip",
                "arv_gv_device_set_persistent_ip",
                // Since Aravis 0.8.31; they take GLib's GValue, which is not parsed.
                "arv_device_get_feature_value",
                "arv_device_set_feature_value")
            .skip());
  }

  private static void preprocessor(InfoMap names) {
    names
        .put(new Info("ARV_H_INSIDE", "PETRASCOPE_PARSER").define())
        .put(new Info("ARAVIS_COMPILATION").define(false))
        .put(new Info("ARV_API", "G_BEGIN_DECLS", "G_END_DECLS").cppTypes().annotations())
        .put(noType("G_DECLARE_FINAL_TYPE"))
        .put(noType("G_DECLARE_DERIVABLE_TYPE"))
        .put(new Info("ARV_TYPE_BUFFER", "ARV_TYPE_STREAM", "ARV_TYPE_DEVICE").skip())
        .put(new Info("ARV_TYPE_GV_STREAM", "ARV_TYPE_GV_DEVICE", "ARV_DEVICE_ERROR").skip())
        .put(new Info("_ArvStreamClass", "_ArvDeviceClass").skip());
  }

  private static Info noType(String macro) {
    return new Info(macro).cppText("#define " + macro + "(a,b,c,d,e)");
  }

  private static void scalars(InfoMap names) {
    names
        .put(new Info("gboolean").cast().valueTypes("boolean").pointerTypes("IntPointer", "int[]"))
        .put(new Info("gint").valueTypes("int").pointerTypes("IntPointer", "int[]"))
        .put(
            new Info("guint", "guint32", "GQuark", "ArvPixelFormat")
                .cast()
                .valueTypes("int")
                .pointerTypes("IntPointer", "int[]"))
        .put(new Info("guint16").cast().valueTypes("short").pointerTypes("ShortPointer"))
        .put(
            new Info("gint64", "guint64")
                .cast()
                .valueTypes("long")
                .pointerTypes("LongPointer", "long[]"))
        .put(new Info("GType").cast().valueTypes("long"))
        .put(new Info().enumerate(false));
  }

  private static void objects(InfoMap names) {
    names.put(new Info("GError").pointerTypes("GError"));
    for (String type : new String[] {"ArvBuffer", "ArvStream", "ArvDevice", "GInetAddress"}) {
      names.put(new Info(type).pointerTypes(type).base("GObject"));
    }
    names.put(new Info("ArvGvStream").pointerTypes("ArvGvStream").base("ArvStream"));
    names.put(new Info("ArvGvDevice").pointerTypes("ArvGvDevice").base("ArvDevice"));
  }
}
