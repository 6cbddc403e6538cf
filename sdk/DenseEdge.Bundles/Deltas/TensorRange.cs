namespace DenseEdge.Bundles.Deltas;

/// <summary>Where the raw elements of one initialiser lie in a model file.</summary>
/// <param name="Name">The initialiser's name.</param>
/// <param name="DataType">Its element type, as onnx.proto numbers them.</param>
/// <param name="Position">Where its first byte is.</param>
/// <param name="Bytes">Its length in bytes.</param>
internal sealed record TensorRange(string Name, int DataType, long Position, long Bytes)
{
    /// <summary>Behind its last byte.</summary>
    public long End => Position + Bytes;

    /// <summary>How its differences are computed; null for types that aren't worth it.</summary>
    public DeltaElement? Element => DataType switch
    {
        1 => DeltaElement.Single,
        2 or 3 => DeltaElement.Byte,
        6 => DeltaElement.Int32,
        10 or 16 => DeltaElement.Half,
        _ => null,
    };
}
