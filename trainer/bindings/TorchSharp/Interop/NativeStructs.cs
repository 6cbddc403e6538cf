using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary><c>pt_scalar</c>: one number with its kind, so that integers stay exact.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ScalarValue
{
    public const long RealKind = 0;
    public const long IntegerKind = 1;
    public const long BooleanKind = 2;

    public readonly long Kind;
    public readonly double Real;
    public readonly long Integer;

    public ScalarValue(double value) => (Kind, Real) = (RealKind, value);

    public ScalarValue(long value) => (Kind, Real, Integer) = (IntegerKind, value, value);

    public ScalarValue(bool value) => (Kind, Real, Integer) = (BooleanKind, value ? 1 : 0, value ? 1 : 0);

    public static ScalarValue One { get; } = new(1L);
}

/// <summary><c>pt_options</c>: where and as what a tensor is made; -1 leaves the choice to libtorch.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TensorOptions
{
    public readonly int Dtype;
    public readonly int DeviceType;
    public readonly int DeviceIndex;
    public readonly int RequiresGrad;

    public TensorOptions(torch.ScalarType? dtype, torch.Device? device, bool requiresGrad = false)
    {
        Dtype = dtype is { } type ? (int)type : -1;
        DeviceType = device is null ? -1 : (int)device.type;
        DeviceIndex = device is null ? -1 : device.index;
        RequiresGrad = requiresGrad ? 1 : 0;
    }
}

/// <summary><c>pt_info</c>: everything about a tensor that is not a list.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TensorInfo
{
    public readonly long ElementCount;
    public readonly int Dimensions;
    public readonly int Dtype;
    public readonly int DeviceType;
    public readonly int DeviceIndex;
    public readonly int RequiresGrad;
    public readonly int IsLeaf;
    public readonly int IsContiguous;
    public readonly int ElementSize;
}

/// <summary><c>pt_sgd_options</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SgdOptions
{
    public double LearningRate;
    public double Momentum;
    public double Dampening;
    public double WeightDecay;
    public int Nesterov;
    public int Maximize;
}

/// <summary><c>pt_adam_options</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AdamOptions
{
    public double LearningRate;
    public double Beta1;
    public double Beta2;
    public double Eps;
    public double WeightDecay;
    public int Decoupled;
    public int Amsgrad;
    public int Maximize;
    public int Reserved;
}
