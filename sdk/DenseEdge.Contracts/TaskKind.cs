namespace DenseEdge.Contracts;

/// <summary>One per-pixel question that a network answers.</summary>
public enum TaskKind
{
    /// <summary>A class for every pixel (key <c>semseg</c>).</summary>
    SemanticSegmentation,

    /// <summary>Distance along the optical axis, in metres (key <c>depth</c>).</summary>
    Depth,

    /// <summary>Unit surface normal in the camera frame: x right, y down, z forward (key <c>normals</c>).</summary>
    SurfaceNormals,

    /// <summary>Probability that the pixel lies on a boundary (key <c>edge</c>).</summary>
    Boundaries,

    /// <summary>A human body part, or background, for every pixel (key <c>human_parts</c>).</summary>
    HumanParts,

    /// <summary>Probability that the pixel belongs to the salient object, such as a person (key <c>sal</c>).</summary>
    Saliency,
}
