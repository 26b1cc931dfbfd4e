/*
 * What the preset adds to the Aravis headers: the few GLib names the JavaCPP parser has to know, and
 * GObject properties, whose setters are variadic in C.
 */
#ifndef PETRASCOPE_ARAVIS_H
#define PETRASCOPE_ARAVIS_H

#ifdef PETRASCOPE_PARSER
/* Read by the parser alone; g++ takes the real declarations from glib.h and arv.h. */
typedef struct _GObject GObject;
typedef struct _GInetAddress GInetAddress;
typedef struct _ArvBuffer ArvBuffer;
typedef struct _ArvStream ArvStream;
typedef struct _ArvGvStream ArvGvStream;
typedef struct _ArvDevice ArvDevice;
typedef struct _ArvGvDevice ArvGvDevice;
typedef struct GError { unsigned int domain; int code; char *message; } GError;

extern "C" {
void g_error_free (GError *error);
void g_free (void *memory);
void g_object_unref (void *object);
GInetAddress *g_inet_address_new_from_string (const char *address);
}

void petrascope_set_int (void *object, const char *property, int value);
void petrascope_set_uint (void *object, const char *property, unsigned int value);
void petrascope_set_double (void *object, const char *property, double value);
ArvBuffer *petrascope_buffer_new (size_t size, long long address, long long slot);
long long petrascope_buffer_slot (ArvBuffer *buffer);
ArvStream *petrascope_stream_new (ArvDevice *device, GError **error);
#else
#include <arv.h>

static inline void petrascope_set_int (void *object, const char *property, int value)
{
	g_object_set (object, property, value, NULL);
}

static inline void petrascope_set_uint (void *object, const char *property, unsigned int value)
{
	g_object_set (object, property, value, NULL);
}

static inline void petrascope_set_double (void *object, const char *property, double value)
{
	g_object_set (object, property, value, NULL);
}

/* A buffer over memory that the caller owns; the slot comes back with the buffer. */
static inline ArvBuffer *petrascope_buffer_new (size_t size, long long address, long long slot)
{
	return arv_buffer_new_full (size, (void *) address, (void *) slot, NULL);
}

static inline long long petrascope_buffer_slot (ArvBuffer *buffer)
{
	return (long long) arv_buffer_get_user_data (buffer);
}

/*
 * Runs on the receiving thread. The kernel holds a fraction of a second of packets; a receiving thread that waits
 * longer for its turn loses them, so it goes before ordinary threads where the system permits it.
 */
static inline void petrascope_stream_event (void *user_data, ArvStreamCallbackType type, ArvBuffer *buffer)
{
	if (type == ARV_STREAM_CALLBACK_TYPE_INIT && !arv_make_thread_realtime (10))
		arv_make_thread_high_priority (-10);
}

static inline ArvStream *petrascope_stream_new (ArvDevice *device, GError **error)
{
	return arv_device_create_stream (device, petrascope_stream_event, NULL, error);
}
#endif
#endif
