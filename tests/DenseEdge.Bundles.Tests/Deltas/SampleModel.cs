using System.Text;

namespace DenseEdge.Bundles.Tests.Deltas;

/// <summary>Writes the few fields of an ONNX file that a delta looks at: a graph with named initialisers.</summary>
internal static class SampleModel
{
    private const int Float = 1;
    private const int Int8 = 3;

    /// <summary>A model with FP32 weights, INT8 codes and a trailer.</summary>
    public static byte[] Build(float[] weights, byte[] codes, string trailer) =>
    [
        .. Field(
            7, [.. Field(2, "graph"u8.ToArray()), .. Tensor("weights", Float, Floats(weights)), .. Tensor("codes", Int8, codes)]),
        .. Field(14, Encoding.UTF8.GetBytes(trailer)),
    ];

    /// <summary>A field with a length.</summary>
    public static byte[] Field(int number, byte[] content)
        => [.. Varint((ulong)(number << 3) | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Tensor(string name, int type, byte[] data)
        => Field(5, [.. Varint((1 << 3) | 0), .. Varint((ulong)data.Length), .. Varint((2 << 3) | 0), .. Varint((ulong)type),
            .. Field(8, Encoding.UTF8.GetBytes(name)), .. Field(9, data)]);

    private static byte[] Floats(float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)((value & 0x7f) | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
