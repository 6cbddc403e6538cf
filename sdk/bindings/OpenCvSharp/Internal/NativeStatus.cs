namespace OpenCvSharp.Internal;

/// <summary>What a function of the shim returns: 0, or OpenCV's error code.</summary>
internal enum NativeStatus
{
    Ok = 0,
}
