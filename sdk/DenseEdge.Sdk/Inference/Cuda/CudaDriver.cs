using System.Runtime.InteropServices;
using System.Text;

namespace DenseEdge.Sdk.Inference.Cuda;

/// <summary>Asks NVIDIA's driver library which GPUs there are. The library comes with the driver: where it is missing, no GPU
/// can be used.</summary>
internal static unsafe class CudaDriver
{
    private const int Success = 0;
    private const int MajorAttribute = 75;
    private const int MinorAttribute = 76;
    private const int IntegratedAttribute = 18;
    private const int NameBytes = 256;

    private static readonly Lazy<CudaSystem> Found = new(() => Read(FileName));

    private static string FileName => OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    /// <summary>Reads it once; GPUs don't come and go.</summary>
    public static CudaSystem Read() => Found.Value;

    /// <summary>Reads it from a library of another name.</summary>
    internal static CudaSystem Read(string library)
    {
        if (!NativeLibrary.TryLoad(library, out IntPtr driver))
        {
            return None($"expected NVIDIA's driver, found no library {library}.");
        }

        int status = ((delegate* unmanaged[Cdecl]<uint, int>)Function(driver, "cuInit"))(0);
        if (status != Success)
        {
            return None($"NVIDIA's driver doesn't start: cuInit gave the error {status}.");
        }

        int version = 0;
        int count = 0;
        Require(((delegate* unmanaged[Cdecl]<int*, int>)Function(driver, "cuDriverGetVersion"))(&version), "cuDriverGetVersion");
        Require(((delegate* unmanaged[Cdecl]<int*, int>)Function(driver, "cuDeviceGetCount"))(&count), "cuDeviceGetCount");
        return new CudaSystem(
            count > 0 ? null : "NVIDIA's driver sees no GPU.",
            CudaSystem.Version(version),
            [.. Enumerable.Range(0, count).Select(index => Device(driver, index))]);
    }

    private static CudaSystem None(string fault) => new(fault, null, []);

    private static CudaDevice Device(IntPtr driver, int index)
    {
        int device = 0;
        Require(((delegate* unmanaged[Cdecl]<int*, int, int>)Function(driver, "cuDeviceGet"))(&device, index), "cuDeviceGet");
        byte* name = stackalloc byte[NameBytes];
        Require(
            ((delegate* unmanaged[Cdecl]<byte*, int, int, int>)Function(driver, "cuDeviceGetName"))(name, NameBytes, device),
            "cuDeviceGetName");
        int major = Attribute(driver, device, MajorAttribute);
        int minor = Attribute(driver, device, MinorAttribute);
        return new CudaDevice(
            index,
            Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)),
            $"{major}.{minor}",
            Attribute(driver, device, IntegratedAttribute) != 0);
    }

    private static int Attribute(IntPtr driver, int device, int attribute)
    {
        int value = 0;
        Require(
            ((delegate* unmanaged[Cdecl]<int*, int, int, int>)Function(driver, "cuDeviceGetAttribute"))(
                &value, attribute, device),
            "cuDeviceGetAttribute");
        return value;
    }

    private static IntPtr Function(IntPtr driver, string name) => NativeLibrary.TryGetExport(driver, name, out IntPtr function)
        ? function
        : throw new EngineException($"NVIDIA's driver has no function {name}: expected the driver library of CUDA 10 or newer.");

    private static void Require(int status, string function)
    {
        if (status != Success)
        {
            throw new EngineException($"NVIDIA's driver: {function} gave the error {status}.");
        }
    }
}
