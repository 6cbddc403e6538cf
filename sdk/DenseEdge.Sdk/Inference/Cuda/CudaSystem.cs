namespace DenseEdge.Sdk.Inference.Cuda;

/// <summary>What NVIDIA's driver tells of itself.</summary>
/// <param name="Fault">Why no GPU can be used; null if one can.</param>
/// <param name="DriverVersion">The newest CUDA that the driver supports, such as <c>12.6</c>; null without a driver.</param>
/// <param name="Devices">The GPUs.</param>
internal sealed record CudaSystem(string? Fault, string? DriverVersion, IReadOnlyList<CudaDevice> Devices)
{
    /// <summary>Tells why a GPU can't be used.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>Null if it can.</returns>
    public string? FindFault(int index) => Fault
        ?? (index < Devices.Count
            ? null
            : $"expected a GPU with the index {index}, found {Devices.Count}: {string.Join(", ", Devices.Select(d => d.Name))}.");

    /// <summary>Writes CUDA's number of a version: 12060 is 12.6.</summary>
    public static string Version(int number) => $"{number / 1000}.{number % 1000 / 10}";
}
