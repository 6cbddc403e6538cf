using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A product with a matrix, plus a bias.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    private Parameter _weight;
    private Parameter? _bias;

    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Linear), componentsRegistered: true)
    {
        var options = new TensorOptions(dtype, device);
        _weight = Initialization.Weight([outputSize, inputSize], options);
        SetParameter("weight", _weight);
        if (hasBias)
        {
            _bias = Initialization.Bias(outputSize, _weight, options);
            SetParameter("bias", _bias);
        }
    }

    /// <summary>The matrix, [out, in].</summary>
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

    /// <summary>What is added to each output, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            SetParameter("bias", value);
        }
    }

    /// <summary>Multiplies the last dimension.</summary>
    /// <param name="input">[..., in].</param>
    /// <returns>[..., out].</returns>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight, _bias);
}
