using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>library.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_abi_version")]
    internal static partial int AbiVersion();

    [LibraryImport(Library, EntryPoint = "pt_struct_size")]
    internal static partial long StructSize(int index);

    [LibraryImport(Library, EntryPoint = "pt_operator_name")]
    internal static partial nint OperatorName(int family, int op);

    [LibraryImport(Library, EntryPoint = "pt_last_error")]
    internal static partial nint LastError();

    [LibraryImport(Library, EntryPoint = "pt_live_tensors")]
    internal static partial long LiveTensors();

    [LibraryImport(Library, EntryPoint = "pt_set_num_threads")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus SetNumThreads(int count);

    [LibraryImport(Library, EntryPoint = "pt_get_num_threads")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GetNumThreads(out int count);

    [LibraryImport(Library, EntryPoint = "pt_set_num_interop_threads")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus SetNumInteropThreads(int count);

    [LibraryImport(Library, EntryPoint = "pt_get_num_interop_threads")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GetNumInteropThreads(out int count);

    [LibraryImport(Library, EntryPoint = "pt_cuda_is_available")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CudaIsAvailable(out int available);

    [LibraryImport(Library, EntryPoint = "pt_cuda_device_count")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CudaDeviceCount(out int count);

    [LibraryImport(Library, EntryPoint = "pt_cuda_synchronize")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CudaSynchronize(long deviceIndex);
}
