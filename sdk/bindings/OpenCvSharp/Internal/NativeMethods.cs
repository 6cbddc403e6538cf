using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>
/// The functions of the shim, in the order of <c>native/denseedge_opencv.h</c>, one file per area. Every function that
/// can
/// fail throws <see cref="OpenCVException"/> from its generated stub (<see cref="ThrowOnFailure"/>).
/// </summary>
internal static partial class NativeMethods
{
    internal const string Library = "denseedge_opencv";

    static NativeMethods()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, NativeLibraryLoader.Resolve);
        NativeLibraryLoader.CheckAbi(AbiVersion());
    }

    [LibraryImport(Library, EntryPoint = "cv_abi_version")]
    internal static partial int AbiVersion();

    [LibraryImport(Library, EntryPoint = "cv_live_mats")]
    internal static partial int LiveMats();

    [LibraryImport(Library, EntryPoint = "cv_last_error_text")]
    internal static partial IntPtr LastErrorText();

    [LibraryImport(Library, EntryPoint = "cv_last_error_function")]
    internal static partial IntPtr LastErrorFunction();

    [LibraryImport(Library, EntryPoint = "cv_last_error_file")]
    internal static partial IntPtr LastErrorFile();

    [LibraryImport(Library, EntryPoint = "cv_last_error_line")]
    internal static partial int LastErrorLine();
}
