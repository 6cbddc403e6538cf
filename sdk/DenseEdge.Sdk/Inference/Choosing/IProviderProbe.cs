namespace DenseEdge.Sdk.Inference.Choosing;

/// <summary>What the machine really offers to compute with.</summary>
internal interface IProviderProbe
{
    /// <summary>ONNX Runtime's names of the providers that its library was built with.</summary>
    IReadOnlyList<string> BuiltIn { get; }

    /// <summary>Where the native ONNX Runtime comes from, and its version, for messages.</summary>
    string Library { get; }

    /// <summary>Tells why the device or the vendor's libraries of a provider can't be used.</summary>
    /// <param name="provider">A provider that is built in.</param>
    /// <param name="deviceIndex">Which GPU.</param>
    /// <returns>What was expected and what was found; null if nothing speaks against the provider.</returns>
    string? FindFault(ExecutionProvider provider, int deviceIndex);
}
