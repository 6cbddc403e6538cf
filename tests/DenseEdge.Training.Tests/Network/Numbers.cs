using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Network;

/// <summary>Numbers for tests: reproducible, and different for every seed.</summary>
internal static class Numbers
{
    /// <summary>Uniform numbers from -1 to 1, float32.</summary>
    public static Tensor Uniform(int seed, params long[] shape) => Uniform64(seed, shape).to_type(ScalarType.Float32);

    /// <summary>Uniform numbers from -1 to 1, float64.</summary>
    public static Tensor Uniform64(int seed, params long[] shape)
    {
        Random random = new(seed);
        double[] values = new double[shape.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (random.NextDouble() * 2) - 1;
        }

        return tensor(values, shape);
    }

    /// <summary>Whole numbers from 0 to below an end, int64.</summary>
    public static Tensor Classes(int seed, int end, params long[] shape)
    {
        Random random = new(seed);
        long[] values = new long[shape.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.Next(end);
        }

        return tensor(values, shape);
    }

    /// <summary>Copies a tensor's numbers out, row by row.</summary>
    public static double[] Values(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    /// <summary>The largest difference of two tensors of one shape.</summary>
    public static double Difference(Tensor left, Tensor right)
    {
        Assert.Equal(left.shape, right.shape);
        return Values(left).Zip(Values(right), (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max();
    }
}
