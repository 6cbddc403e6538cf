namespace DenseEdge.Bundles.Choosing;

/// <summary>Why a device can't use a variant.</summary>
/// <param name="File">The variant's file.</param>
/// <param name="Reason">What it needs and what is there, as half a sentence.</param>
public sealed record VariantRefusal(string File, string Reason);
