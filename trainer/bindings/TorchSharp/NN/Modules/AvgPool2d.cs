using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Means over windows.</summary>
public sealed class AvgPool2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] _kernel;
    private readonly long[]? _stride;
    private readonly long[]? _padding;
    private readonly bool _ceilMode;
    private readonly bool _countIncludePad;

    internal AvgPool2d(long[] kernel, long[]? stride, long[]? padding, bool ceilMode, bool countIncludePad)
        : base(nameof(AvgPool2d), componentsRegistered: true) =>
        (_kernel, _stride, _padding, _ceilMode, _countIncludePad) =
        (kernel, stride, padding, ceilMode, countIncludePad);

    /// <summary>Pools.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, C, H', W'].</returns>
    public override Tensor forward(Tensor input) =>
        nn.functional.avg_pool2d(input, _kernel, _stride, _padding, _ceilMode, _countIncludePad);
}
