using DenseEdge.Onnx;
using DenseEdge.Training.Encoders;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Export;

/// <summary>Writes <see cref="CrossStitchUnit"/>.</summary>
internal static class StitchExport
{
    /// <param name="layers">Writes layers.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="maps">One map per name of the unit, [1, C, H, W].</param>
    /// <returns>As many maps of the same shape.</returns>
    public static GraphValue[] Write(LayerExport layers, CrossStitchUnit unit, GraphValue[] maps)
        => [.. unit.Factors.Select(row => Mix(layers, row, maps))];

    private static GraphValue Mix(LayerExport layers, IReadOnlyList<ChannelFactors> row, GraphValue[] maps)
    {
        GraphValue? sum = null;
        foreach ((ChannelFactors factors, GraphValue map) in row.Zip(maps))
        {
            GraphValue part = layers.Graph.Mul(map, layers.Graph.Initializer(Read(factors.Weight), [1, map[1], 1, 1]));
            sum = sum is null ? part : layers.Graph.Add(sum, part);
        }

        return sum!;
    }

    private static float[] Read(Tensor factors)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        return factors.detach().cpu().contiguous().data<float>().ToArray();
    }
}
