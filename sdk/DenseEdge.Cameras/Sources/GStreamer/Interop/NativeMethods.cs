using System.Runtime.InteropServices;

namespace DenseEdge.Cameras.Sources.GStreamer.Interop;

/// <summary>The functions of GStreamer 1.x that are used; all are in every release since 1.10. A gboolean is an int.</summary>
internal static partial class NativeMethods
{
    internal const string GLib = "glib-2.0";
    internal const string Core = "gstreamer-1.0";
    internal const string App = "gstapp-1.0";

    internal const int StateNull = 1;
    internal const int StatePlaying = 4;
    internal const int StateChangeFailure = 0;
    internal const int FormatTime = 3;
    internal const int SeekFlushToKeyUnit = 1 | 4;
    internal const int MapRead = 1;
    internal const int MessageError = 1 << 1;

    [LibraryImport(GLib, EntryPoint = "g_error_free")]
    internal static partial void ErrorFree(IntPtr error);

    [LibraryImport(GLib, EntryPoint = "g_free")]
    internal static partial void Free(IntPtr memory);

    [LibraryImport(Core, EntryPoint = "gst_init_check")]
    internal static partial int InitCheck(IntPtr argc, IntPtr argv, out IntPtr error);

    [LibraryImport(Core, EntryPoint = "gst_version")]
    internal static partial void Version(out uint major, out uint minor, out uint micro, out uint nano);

    [LibraryImport(Core, EntryPoint = "gst_element_factory_find", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial GstObjectHandle FindFactory(string name);

    [LibraryImport(Core, EntryPoint = "gst_parse_launch", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial GstPipelineHandle ParseLaunch(string description, out IntPtr error);

    [LibraryImport(Core, EntryPoint = "gst_bin_get_by_name", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial GstObjectHandle FindElement(GstPipelineHandle pipeline, string name);

    [LibraryImport(Core, EntryPoint = "gst_util_set_object_arg", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void SetProperty(GstObjectHandle element, string name, string value);

    [LibraryImport(Core, EntryPoint = "gst_element_set_state")]
    internal static partial int SetState(GstPipelineHandle pipeline, int state);

    [LibraryImport(Core, EntryPoint = "gst_element_set_state")]
    internal static partial int SetState(IntPtr pipeline, int state);

    [LibraryImport(Core, EntryPoint = "gst_element_seek_simple")]
    internal static partial int Seek(GstPipelineHandle pipeline, int format, int flags, long positionNs);

    [LibraryImport(Core, EntryPoint = "gst_element_get_bus")]
    internal static partial GstObjectHandle GetBus(GstPipelineHandle pipeline);

    [LibraryImport(Core, EntryPoint = "gst_element_get_clock")]
    internal static partial GstObjectHandle GetClock(GstPipelineHandle pipeline);

    [LibraryImport(Core, EntryPoint = "gst_element_get_base_time")]
    internal static partial ulong GetBaseTime(GstPipelineHandle pipeline);

    [LibraryImport(Core, EntryPoint = "gst_element_get_static_pad", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial GstObjectHandle GetPad(GstObjectHandle element, string name);

    [LibraryImport(Core, EntryPoint = "gst_pad_get_current_caps")]
    internal static partial IntPtr GetPadCaps(GstObjectHandle pad);

    [LibraryImport(Core, EntryPoint = "gst_clock_get_time")]
    internal static partial ulong GetTime(GstObjectHandle clock);

    [LibraryImport(Core, EntryPoint = "gst_bus_pop_filtered")]
    internal static partial IntPtr PopMessage(GstObjectHandle bus, int types);

    [LibraryImport(Core, EntryPoint = "gst_message_parse_error")]
    internal static partial void ParseError(IntPtr message, out IntPtr error, out IntPtr debug);

    [LibraryImport(Core, EntryPoint = "gst_mini_object_unref")]
    internal static partial void UnrefMiniObject(IntPtr value);

    [LibraryImport(Core, EntryPoint = "gst_mini_object_ref")]
    internal static partial IntPtr RefMiniObject(IntPtr value);

    [LibraryImport(Core, EntryPoint = "gst_object_unref")]
    internal static partial void UnrefObject(IntPtr value);

    [LibraryImport(Core, EntryPoint = "gst_sample_get_buffer")]
    internal static partial IntPtr GetBuffer(IntPtr sample);

    [LibraryImport(Core, EntryPoint = "gst_sample_get_caps")]
    internal static partial IntPtr GetCaps(IntPtr sample);

    [LibraryImport(Core, EntryPoint = "gst_sample_get_segment")]
    internal static partial IntPtr GetSegment(IntPtr sample);

    [LibraryImport(Core, EntryPoint = "gst_segment_to_running_time")]
    internal static partial ulong ToRunningTime(IntPtr segment, int format, ulong positionNs);

    [LibraryImport(Core, EntryPoint = "gst_segment_to_stream_time")]
    internal static partial ulong ToStreamTime(IntPtr segment, int format, ulong positionNs);

    [LibraryImport(Core, EntryPoint = "gst_buffer_map")]
    internal static partial int Map(IntPtr buffer, out GstMapInfo info, int flags);

    [LibraryImport(Core, EntryPoint = "gst_buffer_unmap")]
    internal static partial void Unmap(IntPtr buffer, ref GstMapInfo info);

    [LibraryImport(Core, EntryPoint = "gst_caps_get_structure")]
    internal static partial IntPtr GetStructure(IntPtr caps, uint index);

    [LibraryImport(Core, EntryPoint = "gst_structure_get_name")]
    internal static partial IntPtr GetName(IntPtr structure);

    [LibraryImport(Core, EntryPoint = "gst_structure_get_int", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetInt(IntPtr structure, string field, out int value);

    [LibraryImport(Core, EntryPoint = "gst_structure_get_fraction", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetFraction(IntPtr structure, string field, out int numerator, out int denominator);

    [LibraryImport(Core, EntryPoint = "gst_structure_get_string", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial IntPtr GetString(IntPtr structure, string field);

    [LibraryImport(App, EntryPoint = "gst_app_sink_try_pull_sample")]
    internal static partial IntPtr TryPullSample(GstObjectHandle sink, ulong timeoutNs);

    [LibraryImport(App, EntryPoint = "gst_app_sink_is_eos")]
    internal static partial int IsEnded(GstObjectHandle sink);
}
