using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A 2-D convolution over [N, C, H, W].</summary>
public sealed class Conv2d : nn.Module<Tensor, Tensor>
{
    private const int SpatialDimensions = 2;

    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _dilation;
    private readonly long _groups;
    private readonly PaddingModes _paddingMode;
    private Parameter _weight;
    private Parameter? _bias;

    internal Conv2d(
        (long Height, long Width) channels,
        (long Height, long Width) kernel,
        (long Height, long Width) stride,
        (long Height, long Width) padding,
        (long Height, long Width) dilation,
        PaddingModes paddingMode,
        long groups,
        bool bias,
        TensorOptions options)
        : base(nameof(Conv2d), componentsRegistered: true)
    {
        (long input, long output) = channels;
        if (groups < 1 || input % groups != 0 || output % groups != 0)
        {
            throw new ArgumentException(
                $"{input} input and {output} output channels do not divide into {groups} groups.");
        }

        _stride = [stride.Height, stride.Width];
        _padding = [padding.Height, padding.Width];
        _dilation = [dilation.Height, dilation.Width];
        (_groups, _paddingMode) = (groups, paddingMode);
        _weight = Initialization.Weight([output, input / groups, kernel.Height, kernel.Width], options);
        SetParameter("weight", _weight);
        if (bias)
        {
            _bias = Initialization.Bias(output, _weight, options);
            SetParameter("bias", _bias);
        }
    }

    /// <summary>The kernels, [out, in / groups, height, width].</summary>
    public Parameter weight
    {
        get => _weight;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _weight = value;
            SetParameter("weight", value);
        }
    }

    /// <summary>What is added to each output channel, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            SetParameter("bias", value);
        }
    }

    /// <summary>Convolves.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, C', H', W'].</returns>
    public override Tensor forward(Tensor input)
    {
        if (_paddingMode == PaddingModes.Zeros)
        {
            return Convolve(Arguments.HandleOf(input), _padding);
        }

        long[] sides = [_padding[1], _padding[1], _padding[0], _padding[0]];
        using Tensor padded = nn.functional.pad(input, sides, _paddingMode);
        return Convolve(padded.Handle, new long[SpatialDimensions]);
    }

    private Tensor Convolve(TensorHandle input, long[] padding)
    {
        NativeMethods.Conv2d(
            input,
            _weight.Handle,
            Arguments.HandleOrNone(_bias),
            _stride,
            padding,
            _dilation,
            _groups,
            out TensorHandle result);
        return new Tensor(result);
    }
}
