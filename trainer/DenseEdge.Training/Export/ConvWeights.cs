using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Export;

/// <summary>
/// Weight and bias of one convolution in double precision, on their way into a graph: with the normalisation after it
/// folded in, and possibly scaled, cut or merged with others.
/// </summary>
internal sealed class ConvWeights
{
    private ConvWeights(double[] weight, double[] bias, int inChannels, int kernel)
    {
        (Weight, Bias) = (weight, bias);
        (InChannels, Kernel) = (inChannels, kernel);
    }

    /// <summary>[out, in / groups, k, k], row-major.</summary>
    public double[] Weight { get; }

    /// <summary>[out].</summary>
    public double[] Bias { get; }

    /// <summary>Input channels of each group.</summary>
    public int InChannels { get; }

    /// <summary>Output channels.</summary>
    public int OutChannels => Bias.Length;

    /// <summary>Side of the kernel in pixels.</summary>
    public int Kernel { get; }

    private int PerOutput => InChannels * Kernel * Kernel;

    /// <summary>Reads a convolution with its own bias, if it has one.</summary>
    public static ConvWeights Of(Conv2d conv)
    {
        Tensor weight = conv.weight!;
        int outChannels = checked((int)weight.shape[0]);
        double[] bias = conv.bias is null ? new double[outChannels] : Read(conv.bias);
        return new ConvWeights(Read(weight), bias, checked((int)weight.shape[1]), checked((int)weight.shape[2]));
    }

    /// <summary>Reads a convolution and folds the normalisation after it: out = scale · conv + (beta − mean · scale)
    /// with scale = gamma / sqrt(variance + epsilon).</summary>
    public static ConvWeights Of(Conv2d conv, BatchNorm2d norm, double epsilon)
    {
        ConvWeights plain = Of(conv);
        double[] mean = Read(norm.running_mean!), variance = Read(norm.running_var!);
        double[] scale = new double[mean.Length], offset = new double[mean.Length];
        double[]? gamma = norm.weight is null ? null : Read(norm.weight);
        double[]? beta = norm.bias is null ? null : Read(norm.bias);
        for (int i = 0; i < scale.Length; i++)
        {
            scale[i] = (gamma?[i] ?? 1) / Math.Sqrt(variance[i] + epsilon);
            offset[i] = (beta?[i] ?? 0) - (mean[i] * scale[i]);
        }

        return plain.Map(
            (output, weight) => weight * scale[output], (output, bias) => (bias * scale[output]) + offset[output]);
    }

    /// <summary>Joins convolutions of one input into one whose outputs stand after each other.</summary>
    public static ConvWeights Merge(IReadOnlyList<ConvWeights> parts)
        => new(
            [.. parts.SelectMany(part => part.Weight)],
            [.. parts.SelectMany(part => part.Bias)],
            parts[0].InChannels,
            parts[0].Kernel);

    /// <summary>Multiplies everything; a rectifier may stand between this and the place of a positive factor.</summary>
    public ConvWeights Times(double factor) => Map((_, weight) => weight * factor, (_, bias) => bias * factor);

    /// <summary>Multiplies the weights of each input channel: the input itself needs no scaling then.</summary>
    public ConvWeights TimesInputs(IReadOnlyList<float> factors)
    {
        double[] weight = new double[Weight.Length];
        for (int i = 0; i < weight.Length; i++)
        {
            weight[i] = Weight[i] * factors[i / (Kernel * Kernel) % InChannels];
        }

        return new ConvWeights(weight, Bias, InChannels, Kernel);
    }

    /// <summary>Takes the weights of some input channels; the bias goes along only if it is asked for.</summary>
    public ConvWeights ForInputs(int start, int count, bool withBias)
    {
        int taps = Kernel * Kernel;
        double[] weight = new double[OutChannels * count * taps];
        for (int output = 0; output < OutChannels; output++)
        {
            Array.Copy(Weight, (output * PerOutput) + (start * taps), weight, output * count * taps, count * taps);
        }

        return new ConvWeights(weight, withBias ? Bias : new double[OutChannels], count, Kernel);
    }

    /// <summary>Makes the convolution whose only output is one output of this minus another.</summary>
    public ConvWeights Difference(int minuend, int subtrahend)
    {
        double[] weight = new double[PerOutput];
        for (int i = 0; i < PerOutput; i++)
        {
            weight[i] = Weight[(minuend * PerOutput) + i] - Weight[(subtrahend * PerOutput) + i];
        }

        return new ConvWeights(weight, [Bias[minuend] - Bias[subtrahend]], InChannels, Kernel);
    }

    private ConvWeights Map(Func<int, double, double> weight, Func<int, double, double> bias)
        => new(
            [.. Weight.Select((value, i) => weight(i / PerOutput, value))],
            [.. Bias.Select((value, output) => bias(output, value))],
            InChannels,
            Kernel);

    private static double[] Read(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        return [.. tensor.detach().cpu().contiguous().data<float>().ToArray().Select(value => (double)value)];
    }
}
