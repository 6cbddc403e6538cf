using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Greatest values over windows.</summary>
public sealed class MaxPool2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] _kernel;
    private readonly long[]? _stride;
    private readonly long[]? _padding;
    private readonly long[]? _dilation;
    private readonly bool _ceilMode;

    internal MaxPool2d(long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceilMode)
        : base(nameof(MaxPool2d), componentsRegistered: true) =>
        (_kernel, _stride, _padding, _dilation, _ceilMode) = (kernel, stride, padding, dilation, ceilMode);

    /// <summary>Pools.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, C, H', W'].</returns>
    public override Tensor forward(Tensor input) =>
        nn.functional.max_pool2d(input, _kernel, _stride, _padding, _dilation, _ceilMode);
}
