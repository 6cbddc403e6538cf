using DenseEdge.Contracts;

namespace DenseEdge.Data;

/// <summary>One image with the labels that exist for it. Every label has the image's size.</summary>
public sealed record DenseSample
{
    /// <summary>The value of a pixel whose class is unknown, in every <see cref="LabelMap"/>.</summary>
    public const byte Ignore = 255;

    /// <summary>The sample's name within its data set.</summary>
    public required string Id { get; init; }

    /// <summary>The image, [H, W, 3].</summary>
    public required Rgb24Image Image { get; init; }

    /// <summary>Classes per pixel.</summary>
    public LabelMap? Segmentation { get; init; }

    /// <summary>Metres per pixel.</summary>
    public DepthMap? Depth { get; init; }

    /// <summary>Unit normals per pixel.</summary>
    public NormalMap? Normals { get; init; }

    /// <summary>1 on a boundary, 0 elsewhere.</summary>
    public LabelMap? Boundaries { get; init; }

    /// <summary>Body parts per pixel, 0 is background.</summary>
    public LabelMap? HumanParts { get; init; }

    /// <summary>1 on the salient object, 0 elsewhere.</summary>
    public LabelMap? Saliency { get; init; }
}
