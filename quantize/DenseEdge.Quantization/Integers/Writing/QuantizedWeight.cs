namespace DenseEdge.Quantization.Integers.Writing;

/// <summary>A weight as codes.</summary>
/// <param name="Codes">Row-major in the shape <paramref name="Dims"/>.</param>
/// <param name="Dims">The weight's shape.</param>
/// <param name="Scales">One scale per output channel, or one for all.</param>
/// <param name="Axis">The axis of the output channels; null if one scale holds for all.</param>
internal sealed record QuantizedWeight(sbyte[] Codes, int[] Dims, float[] Scales, int? Axis)
{
    /// <summary>The values that the codes stand for, row-major.</summary>
    public float[] Values()
    {
        int inner = Dims.Skip((Axis ?? -1) + 1).Aggregate(1, (product, size) => product * size);
        return [.. Codes.Select((code, index) => code * Scales[index / inner % Scales.Length])];
    }
}
