namespace DenseEdge.Onnx.Rewrites;

/// <summary>What operators cost on one engine, for the choice between forms that compute the same.</summary>
/// <remarks>Only ratios matter: a form is taken where it is estimated to be faster than the plain one by
/// <see cref="Margin"/>.</remarks>
public sealed record EngineCosts
{
    /// <summary>ONNX Runtime's CPU engine, FP32. From the per-operator profile of HRNet-W18-small with ATRC at 425x560 on one
    /// AVX2 core (<c>tools/bench-inference --profile</c>, docs/performance.md); the ratios were not measured on cores with
    /// AVX-512.</summary>
    public static EngineCosts CpuFloat { get; } = new()
    {
        // Convolutions of 54 and more channels: 75 to 95 GFLOP/s.
        ConvMultiplyAddsPerNs = 42,
        // Batches of products of 107x41x140 and 107x123x140: 61 to 71 GFLOP/s.
        ProductMultiplyAddsPerNs = 32,
        // Resize from 1x144x14x18 to 107x140: 3.6 ms for 2.2 million elements.
        ResizeNsPerElement = 1.6,
        // Concat from 268x42x140 and 268x81x140: 2.4 ms for 4.6 million elements.
        CopyNsPerElement = 0.5,
    };

    /// <summary>The same engine and core, 8-bit integers without VNNI. Products and Resize stay float: Resize takes five times
    /// as long on bytes.</summary>
    public static EngineCosts CpuInteger { get; } = new()
    {
        // QLinearConv of 54 and more channels: 140 to 165 Gop/s.
        ConvMultiplyAddsPerNs = 72,
        ProductMultiplyAddsPerNs = 32,
        // Resize from 1x27x35x272 to 107x140, channels last: 2.1 ms for 4.1 million elements; QuantizeLinear: 1.5 ms.
        ResizeNsPerElement = 0.9,
        CopyNsPerElement = 0.5,
        // QuantizeLinear 0.4, a transposition of bytes 0.4, QLinearAdd 0.2.
        ProductReturnNsPerElement = 1,
    };

    /// <summary>Multiply-adds of convolutions per nanosecond.</summary>
    public required double ConvMultiplyAddsPerNs { get; init; }

    /// <summary>Multiply-adds of batches of small matrix products per nanosecond.</summary>
    public required double ProductMultiplyAddsPerNs { get; init; }

    /// <summary>Time of bilinear resampling, in nanoseconds per element of the result.</summary>
    public required double ResizeNsPerElement { get; init; }

    /// <summary>Time of copying or adding, in nanoseconds per element of the result.</summary>
    public required double CopyNsPerElement { get; init; }

    /// <summary>Time of giving a product's result the form that convolutions work on, in nanoseconds per element: codes with
    /// channels last in INT8.</summary>
    /// <value>0: FP32, where nothing is to be done.</value>
    public double ProductReturnNsPerElement { get; init; }

    /// <summary>How much faster a form must be estimated to be, as a factor: estimates are rough.</summary>
    public double Margin { get; init; } = 1.15;
}
