using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises each channel of [N, C, H, W] over the batch and the pixels.</summary>
public sealed class BatchNorm2d : nn.Module<Tensor, Tensor>
{
    private const int Rank = 4;

    private readonly double _eps;
    private readonly double _momentum;
    private Parameter? _weight;
    private Parameter? _bias;
    private Tensor? _runningMean;
    private Tensor? _runningVariance;
    private Tensor? _batches;

    internal BatchNorm2d(
        long features,
        double eps,
        double momentum,
        bool affine,
        bool trackRunningStats,
        Device? device,
        ScalarType? dtype)
        : base(nameof(BatchNorm2d), componentsRegistered: true)
    {
        (_eps, _momentum) = (eps, momentum);
        if (affine)
        {
            var options = new TensorOptions(dtype, device);
            weight = Initialization.Constant(features, 1, options);
            bias = Initialization.Constant(features, 0, options);
        }

        if (trackRunningStats)
        {
            running_mean = zeros(features, dtype, device);
            running_var = ones(features, dtype, device);
            _batches = zeros([], ScalarType.Int64, device);
            SetBuffer("num_batches_tracked", _batches);
        }
    }

    /// <summary>The factor of each channel; null without affine.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            _weight = value;
            SetParameter("weight", value);
        }
    }

    /// <summary>What is added to each channel; null without affine.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            SetParameter("bias", value);
        }
    }

    /// <summary>The mean of each channel, for evaluation.</summary>
    public Tensor? running_mean
    {
        get => _runningMean;
        set
        {
            _runningMean = value;
            SetBuffer("running_mean", value);
        }
    }

    /// <summary>The variance of each channel, for evaluation.</summary>
    public Tensor? running_var
    {
        get => _runningVariance;
        set
        {
            _runningVariance = value;
            SetBuffer("running_var", value);
        }
    }

    /// <summary>How many batches the statistics have seen, a 64-bit integer.</summary>
    public Tensor? num_batches_tracked => _batches;

    /// <summary>Sets the statistics to mean 0, variance 1 and no batches.</summary>
    public void reset_running_stats()
    {
        _runningMean?.zero_();
        _runningVariance?.fill_(1);
        _batches?.zero_();
    }

    /// <summary>Normalises, in training mode with the batch's own statistics.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ArgumentException">The input has another number of dimensions.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Dimensions != Rank)
        {
            throw new ArgumentException($"Expected [N, C, H, W], got {input.Dimensions} dimensions.", nameof(input));
        }

        bool batchStatistics = training || _runningMean is null;
        if (training && _batches is not null)
        {
            NativeMethods.ScalarOpInPlace((int)ScalarOperatorInPlace.Add, _batches.Handle, ScalarValue.One);
        }

        NativeMethods.BatchNorm(
            input.Handle,
            Arguments.HandleOrNone(_weight),
            Arguments.HandleOrNone(_bias),
            Arguments.HandleOrNone(_runningMean),
            Arguments.HandleOrNone(_runningVariance),
            batchStatistics ? 1 : 0,
            _momentum,
            _eps,
            out TensorHandle result);
        return new Tensor(result);
    }
}
