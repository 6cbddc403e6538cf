using System.Numerics;

namespace DenseEdge.Sdk.Postprocess;

/// <summary>Labels as wide integers, which engines without byte outputs write, into bytes.</summary>
/// <typeparam name="T">The integers; each is from 0 to 255.</typeparam>
internal sealed class LabelConversion<T>(T[] source, byte[] labels) : IOutputConversion
    where T : unmanaged, IBinaryInteger<T>
{
    /// <inheritdoc/>
    public void Convert()
    {
        for (int i = 0; i < labels.Length && i < source.Length; i++)
        {
            labels[i] = byte.CreateTruncating(source[i]);
        }
    }
}
