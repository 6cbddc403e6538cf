using System.Diagnostics;

namespace DenseEdge.Contracts;

/// <summary>The keys of the precisions in files and on the command line.</summary>
public static class ModelPrecisions
{
    /// <summary>Every precision, the finest first.</summary>
    public static IReadOnlyList<ModelPrecision> All { get; } =
        [ModelPrecision.Float32, ModelPrecision.Float16, ModelPrecision.Int8];

    /// <summary>Gets the key of a precision, such as <c>fp16</c>.</summary>
    /// <param name="precision">The precision.</param>
    public static string Key(this ModelPrecision precision) => precision switch
    {
        ModelPrecision.Float32 => "fp32",
        ModelPrecision.Float16 => "fp16",
        ModelPrecision.Int8 => "int8",
        _ => throw new UnreachableException($"Unknown precision {precision}."),
    };

    /// <summary>Finds the precision of a key.</summary>
    /// <param name="key">A key, such as <c>fp16</c>.</param>
    /// <exception cref="FormatException">No precision has this key; the message lists those that exist.</exception>
    public static ModelPrecision Parse(string key)
    {
        foreach (ModelPrecision precision in All)
        {
            if (string.Equals(precision.Key(), key, StringComparison.Ordinal))
            {
                return precision;
            }
        }

        throw new FormatException($"Expected a precision ({string.Join(", ", All.Select(Key))}), found '{key}'.");
    }
}
